"""The link that shows exactly this view: every filter written out, defaults included.

A link inside the application may name the card it speaks of: `inspection/static/landing.js`
scrolls to it.
"""

from collections.abc import Mapping, Sequence

from inspection.data import reference
from inspection.data.links import SHORT, address_query
from inspection.view.filters import BASE_FILTERS, LISTS, Filters
from inspection.view.offers import Offers

# The parameter that names a card.
CARD = "card"


def parameters(
    filters: Filters,
    offered: Offers,
    *,
    lang: str,
    snapshot: str | None = None,
    widgets: Mapping[str, object] | None = None,
) -> list[tuple[str, str]]:
    """Name and value of every parameter of the link, in the order of the sidebar."""
    pairs = [("as_of", filters.as_of.isoformat())]
    for key in LISTS:
        if filters.chosen(key):
            labels = {offer.value: offer.label for offer in offered.get(key, ())}
            pairs += [(key, labels.get(value, value)) for value in filters.chosen(key)]
    if filters.one_plus_x:
        pairs.append(("one_plus_x", "true"))
    if filters.tag:
        pairs.append(("tag", filters.tag))
    pairs += [(key, written(value)) for key, value in (widgets or {}).items()]
    if lang != "zh":
        pairs.append(("lang", lang))
    if snapshot:
        pairs.append(("snapshot", snapshot))
    return pairs


def anchor(key: str) -> str:
    """What a card is called in the page."""
    return f"{CARD}-{key}".replace(".", "-")


def written(value: object) -> str:
    """A widget's value as the link writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def address(origin: str, path: str, pairs: Sequence[tuple[str, str]]) -> str:
    """The link. Chinese values stay readable."""
    return f"{origin}/{path}?{query(pairs)}"


def query(pairs: Sequence[tuple[str, str]]) -> str:
    """Names and values as the part of an address after the question mark."""
    return address_query(pairs)


def short_address(
    origin: str, page: str, filters: Filters, pairs: Sequence[tuple[str, str]]
) -> str:
    """The same view by codes: short enough for a message, and good after a change of name."""
    codes = {row["unit"]: row["unit_code"] for row in reference.load("units").to_pylist()}
    coded = [("u", codes.get(unit, unit)) for unit in filters.chosen("unit")]
    coded += [("c", code) for code in filters.chosen("county")]
    rest = [(SHORT.get(name, name), value) for name, value in pairs if name not in BASE_FILTERS]
    return f"{origin}/go/{page}?{query([*coded, *rest])}"
