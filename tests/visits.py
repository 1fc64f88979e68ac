"""Ways to open a page: tabs, filters, days, readers and languages; a run takes a sample.

INSPECTION_CLAIMS chooses another one: `all`, a number of visits, or `3/40`, the third of forty
slices that together are all.
"""

import os
from collections.abc import Mapping
from itertools import product
from random import Random
from typing import Any, NamedTuple

import pytest
from opened import linked
from pages_seen import PAGES, tab_links, tabs
from readers import NAMELESS
from streamlit.testing.v1 import AppTest

from inspection.data import access, warehouse
from inspection.data.access import LOCAL
from inspection.text import text

VISITS = 28
SEED = 14
# Of so many by chance the one that differs most is taken.
LOOKED_AT = 40
# Where a question is answered in bold.
ANSWERS = (
    *(("progress", tab) for tab in ("targets", "draws", "years")),
    *(("publicity", tab) for tab in ("gone", "reported")),
    *(("integration", "undrawn"), ("plan", "uptake")),
)
DAYS = ("2022-01-01", "2022-08-31", "2022-10-31", "2022-11-15", "2022-12-31", "")


class Visit(NamedTuple):
    """One page as one reader opens it."""

    page: str
    tab: Mapping[str, str]
    chosen: Mapping[str, Any]
    lang: str
    is_visitor: bool

    @property
    def scope(self) -> Any:
        return NAMELESS if self.is_visitor else LOCAL


OFFERED = ("filter_units", "filter_counties", "filter_offices", "filter_plans")


def combinations() -> list[dict[str, Any]]:
    """Some forty ways to choose: places, offices, kinds, systems, plans, and days among them."""
    ask = {name: warehouse.answer(name, scope=LOCAL, as_of="2022-12-31") for name in OFFERED}
    units = ask["filter_units"]["unit"].to_pylist()
    counties = ask["filter_counties"].to_pylist()
    offices = ask["filter_offices"]["lead_office"].to_pylist()
    plans = [f"{row['name']}（{row['plan_no']}）" for row in ask["filter_plans"].to_pylist()]
    some = [
        {},
        *({"unit": [unit]} for unit in units[:3]),
        {"unit": units[3:5]},
        {"county": [counties[0]["county"]]},
        {"unit": [counties[9]["unit"]], "county": [counties[9]["county"]]},
        {"unit": [units[0]], "county": [counties[-1]["county"]]},
        *({"office": [office]} for office in (offices[0], offices[-1])),
        {"unit": [units[1]], "office": [offices[-1]]},
        *({"kind": [kind]} for kind in ("企业", "个体工商户")),
        {"source": ["新平台"]},
        {"joint": ["跨部门"], "draw_kind": ["定向"]},
        {"one_plus_x": "true"},
        {"tag": "自贸片区", "unit": [units[0]]},
    ]
    found = [{**one, **({"as_of": day} if day else {})} for day, one in product(DAYS, some)]
    # A plan is one of its year.
    return found + [{"plan": [plans[0]], "as_of": day} for day in DAYS if day]


def every_visit() -> list[Visit]:
    """All of them, those that differ in everything next to each other."""
    found = [
        Visit(page, tab, chosen, lang, is_visitor)
        for chosen, lang, is_visitor in product(combinations(), ("zh", "en"), (False, True))
        for page in PAGES
        for tab in tab_links(page, lang)
    ]
    return found


def sample(visits: list[Visit]) -> list[Visit]:
    """A sample, the same in every run."""
    asked = os.environ.get("INSPECTION_CLAIMS", str(VISITS))
    if asked == "all":
        return visits
    if "/" in asked:
        place, slices = map(int, asked.split("/"))
        return shuffled(visits)[place - 1 :: slices]
    # The screen of an office is one of its own.
    own = [one for one in visits if one.page == "overview" and set(one.chosen) == {"office"}]
    chance = Random(SEED)
    answering = [one for name in ANSWERS for one in chance.sample(on_tab(visits, *name), 2)]
    return differing(own[:4] + answering, visits, min(int(asked), len(visits)), chance)


def differing(taken: list[Visit], visits: list[Visit], count: int, chance: Random) -> list[Visit]:
    """As many more, each the one of some that shows most of what none before it showed."""
    seen = set().union(*map(shown, taken)) if taken else set()
    found = [*taken]
    for _ in range(count):
        some = chance.sample(visits, min(LOOKED_AT, len(visits)))
        best = max(some, key=lambda one: len(shown(one) - seen))
        found.append(best)
        seen |= shown(best)
    return found


def shown(visit: Visit) -> set[tuple[Any, ...]]:
    """What a visit brings together: its tab, day, filters, reader and language, two by two."""
    place = (visit.page, tab_of(visit))
    filters = tuple(sorted(visit.chosen.keys() - {"as_of"}))
    parts = {
        "day": visit.chosen.get("as_of", ""),
        "filters": filters,
        "reader": visit.is_visitor,
        "lang": visit.lang,
    }
    alone = {("place", place), *parts.items()}
    pairs = {(name, place, value) for name, value in parts.items()}
    return alone | pairs | {("day and filters", parts["day"], filters)}


def tab_of(visit: Visit) -> str:
    """The open tab by its own name, whatever the language."""
    labels = {text(f"{visit.page}.tab_{tab}", visit.lang): tab for tab in tabs(visit.page)}
    return next((labels[label] for label in visit.tab.values()), "")


def shuffled(visits: list[Visit]) -> list[Visit]:
    """All of them in an order of chance, the same in every run."""
    return Random(SEED).sample(visits, len(visits))


def is_on(visit: Visit, page: str, tab: str) -> bool:
    """Whether a visit is to one tab, in whatever language."""
    return text(f"{page}.tab_{tab}", visit.lang) == visit.tab.get(f"{page}__tab")


def on_tab(visits: list[Visit], page: str, tab: str) -> list[Visit]:
    """Those of one tab, in whatever language."""
    return [one for one in visits if is_on(one, page, tab)]


def look(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page of a visit, opened by its reader."""
    monkeypatch.setattr(access, "VISITOR", NAMELESS)
    monkeypatch.setattr(access, "is_this_machine", lambda _address: not visit.is_visitor)
    return linked(visit.page, {**visit.chosen, **visit.tab, "lang": visit.lang}).run()
