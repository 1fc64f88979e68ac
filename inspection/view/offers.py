"""What the filters offer: values that the data hold, by the words the reader knows them by."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pyarrow as pa

from inspection.showing.english import named
from inspection.text import LANGUAGES, text

# Questions that say what the data offer.
QUESTIONS = (
    "filter_units",
    "filter_counties",
    "filter_offices",
    "filter_plans",
    "filter_sources",
    "filter_values",
)
# Filters of few values, and their names in the question `filter_values`.
SMALL = {"kind": "kinds", "joint": "joints", "draw_kind": "draw_kinds", "tag": "tag"}


class Offer(NamedTuple):
    """One value of a filter: what questions take, what the reader and the URL see.

    Where it belongs to units it is offered with these alone; `also` is how else a link
    may write it.
    """

    value: str
    label: str
    units: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


Offers = Mapping[str, tuple[Offer, ...]]


def offers(
    tables: Mapping[str, pa.Table], lang: str = LANGUAGES[0]
) -> dict[str, tuple[Offer, ...]]:
    """Offered values by filter, from the rows of the frame's questions by name."""
    values = tables["filter_values"].to_pylist()
    small = {
        key: tuple(_worded(row["choice"], lang) for row in values if row["filter_name"] == name)
        for key, name in SMALL.items()
    }
    counties = tables["filter_counties"].to_pylist()
    return {
        "unit": tuple(_worded(unit, lang) for unit in tables["filter_units"]["unit"].to_pylist()),
        "county": tuple(
            _worded(row["county"], lang)._replace(value=row["county_code"], units=(row["unit"],))
            for row in counties
        ),
        "office": _offices(tables["filter_offices"], [row["county"] for row in counties], lang),
        "source": tuple(
            _worded(source, lang)
            for source in tables["filter_sources"]["source_system"].to_pylist()
        ),
        "plan": tuple(
            Offer(row["plan_no"], f"{row['name']}（{row['plan_no']}）")
            for row in tables["filter_plans"].to_pylist()
        ),
        **small,
    }


def _worded(value: str, lang: str) -> Offer:
    """A value that is its own label, in the reader's language; a link may say it in any."""
    said = [named(value, one) for one in LANGUAGES]
    label = named(value, lang)
    return Offer(value, label, also=tuple(one for one in said if one != label))


def _offices(rows: pa.Table, counties: Sequence[str], lang: str) -> tuple[Offer, ...]:
    """Offices by what tells them apart; a link may also give the whole name, in any language."""
    names = rows["lead_office"].to_pylist()
    short = shortened(names, counties)
    labels = short if lang == LANGUAGES[0] else {name: named(name, lang) for name in names}
    return tuple(
        Offer(name, labels[name], tuple(units), _otherwise(name, short[name], labels[name]))
        for name, units in zip(names, rows["units"].to_pylist(), strict=True)
    )


def _otherwise(name: str, short: str, label: str) -> tuple[str, ...]:
    """How else a link may write an office."""
    said = (name, short, *(named(name, one) for one in LANGUAGES[1:]))
    return tuple(one for one in dict.fromkeys(said) if one != label)


def shortened(names: Sequence[str], counties: Sequence[str]) -> dict[str, str]:
    """Offices without the word they share, and a county's without its city, where none collide."""
    common = text("filter.office_common")
    middle = {name: name.replace(common, "", 1) for name in names}
    short = {name: _from_county(told, counties) for name, told in middle.items()}
    for tried in (short, middle):
        if len(set(tried.values())) == len(tried):
            return tried
    return {name: name for name in names}


def _from_county(name: str, counties: Sequence[str]) -> str:
    found = [at for county in counties if (at := name.find(county)) > 0]
    return name[min(found) :] if found else name
