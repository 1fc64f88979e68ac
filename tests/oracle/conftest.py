"""The worlds that both sides compute: made, imported and asked once per session."""

import json
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest
import two_years
from shared import shared

from . import product
from .exports import Exports, Folder, exports_of, read_folder
from .facts import Facts, look_back
from .figures import FIGURES, Figure
from .filters import EVERYTHING, Filters
from .questions import ASKED_AS, headers

SCALE = "0.01"
ANSWERED = "answered.json"


class View(NamedTuple):
    """A day and what is chosen on it."""

    as_of: str
    filters: Filters = EVERYTHING

    @property
    def parameters(self) -> dict[str, str]:
        """As the command takes them."""
        return {"as_of": self.as_of, **self.filters.named()}


class World(NamedTuple):
    """How demo files are made, the days they are looked at from, and filters on the last.

    Without demos of its own it is the world of two years that other tests share.
    """

    demos: list[list[str]]
    days: tuple[str, ...]
    filters: tuple[Filters, ...] = ()

    def views(self, name: str) -> list[View]:
        """The views in which a query is compared: every day, and every filter that it takes."""
        taken = headers()[name].params
        filtered = [one for one in self.filters if set(one.named()) <= taken]
        return [*map(View, self.days), *(View(self.days[-1], one) for one in filtered)]


def demo(seed: int, *options: str) -> list[str]:
    """The options of one demo."""
    return ["--scale", SCALE, "--seed", str(seed), *options]


SUMMER = ("2022-05-20", "2022-08-31", "2022-09-09")
YEAR = ("2022-06-30", "2022-10-31", "2022-12-31")
YEAR_END = ("--until", "2022-12-31")
EACH_FILTER = (
    Filters(units=("龙岩", "平潭")),
    Filters(counties=("350102", "350128", "350802")),
    Filters(offices=("福州市市场监督管理局登记注册科", "省局价格监督处")),
    Filters(kinds=("个体工商户", "农民专业合作社")),
    Filters(sources=("新平台", "自有系统")),
    Filters(plans=("35010020220002", "35080020220001")),
    Filters(joints=("跨部门", "部门内")),
    Filters(draw_kinds=("定向",)),
    Filters(one_plus_x=True),
    Filters(one_plus_x=False),
    Filters(units=("泉州",), sources=("新平台",), draw_kinds=("不定向",)),
)
# The end of the first year, a day of the second and its data date.
TWO_YEARS = ("2022-12-31", "2023-06-30", "2023-09-09")
SOME_FILTERS = (
    Filters(units=("龙岩", "平潭"), kinds=("企业",)),
    Filters(counties=("350102", "350128", "350802"), sources=("新平台",)),
    Filters(joints=("跨部门",), draw_kinds=("定向",), one_plus_x=True),
)
WORLDS = {
    "seed 7, dirty": World([demo(7)], SUMMER, EACH_FILTER),
    "seed 7, clean": World([demo(7, "--clean")], SUMMER),
    "seed 2022, year-end, dirty": World([demo(2022, *YEAR_END)], YEAR, EACH_FILTER),
    "seed 2022, year-end, clean": World([demo(2022, *YEAR_END, "--clean")], YEAR),
    "seed 7, two exports": World([demo(7, "--until", "2022-09-02"), demo(7)], SUMMER[1:]),
    "seed 7, both years": World([], TWO_YEARS, SOME_FILTERS),
}


def of_plain_strings() -> pd.option_context:
    """Decorates what makes frames: their cells are read one by one, which Arrow is slow at."""
    return pd.option_context("mode.string_storage", "python")


class Case(NamedTuple):
    """One world as the product answers and as the second computation sees it."""

    world: World
    folder: Folder
    imported: dict
    answers: dict[tuple[str, View], Figure]
    known: dict[int, Exports]
    seen: dict[str, Facts]
    filtered: dict[View, Facts]

    @of_plain_strings()
    def computed(self, name: str, view: View) -> Figure:
        """The second computation's answer."""
        if view not in self.filtered:
            self.filtered[view] = self.facts(view.as_of).through(view.filters)
        return FIGURES[name](self.filtered[view])

    @of_plain_strings()
    def facts(self, day: str) -> Facts:
        """What is known on a day; looked up once."""
        if day not in self.seen:
            as_of = date.fromisoformat(day)
            self.seen[day] = look_back(self.exports(as_of.year), as_of)
        return self.seen[day]

    def exports(self, year: int) -> Exports:
        """What a year knows; read once."""
        if year not in self.known:
            self.known[year] = exports_of(self.folder, year)
        return self.known[year]


@pytest.fixture(scope="session", params=WORLDS)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Both sides of one world; the product runs once for all workers."""
    world = WORLDS[request.param]
    name = f"oracle-{list(WORLDS).index(request.param)}"
    built = None if world.demos else request.getfixturevalue("two_years_folder")
    own = shared(tmp_path_factory, name, partial(run_product, world, built))
    return make_case(world, built or own, own)


def question(name: str, view: View) -> product.Question:
    """A query with its parameters in one view."""
    # A question without a day is asked of the year of the day.
    taken = headers()[name].params | {"as_of"}
    asked, more = ASKED_AS.get(name, (name, {}))
    return asked, {key: value for key, value in view.parameters.items() if key in taken} | more


def asked_of(world: World) -> list[tuple[str, View]]:
    """Every figure in every view."""
    return [(name, view) for name in FIGURES for view in world.views(name)]


def run_product(world: World, built: Path | None, own: Path) -> None:
    """What the product answers, in a file; of the warehouse in `built` if there is one."""
    questions = [question(name, view) for name, view in asked_of(world)]
    imports = [[str(n) for n in range(len(world.demos))]] if world.demos else []
    answered = product.answer(built or own, world.demos, imports, questions)
    if built:
        answered["imported"] = json.loads((built / two_years.IMPORTED).read_text("utf-8"))
    (own / ANSWERED).write_text(json.dumps(answered), encoding="utf-8")


@of_plain_strings()
def make_case(world: World, work: Path, own: Path) -> Case:
    """Beside the product's answers, the files that it read."""
    answered = json.loads((own / ANSWERED).read_text(encoding="utf-8"))
    return Case(
        world=world,
        folder=read_folder(work / "demo"),
        imported=joined(answered["imported"]),
        answers=dict(zip(asked_of(world), answered["answers"], strict=True)),
        known={},
        seen={},
        filtered={},
    )


def joined(imports: list[dict]) -> dict:
    """The account of several imports, with the data date of the last."""
    lists = {name: [one for each in imports for one in each[name]] for name in ("files", "skipped")}
    return imports[-1] | lists
