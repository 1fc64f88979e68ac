"""The worlds that both sides compute: made, imported and asked once per session."""

import json
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from shared import shared

from . import product
from .exports import Exports, read_exports
from .facts import Facts, look_back
from .figures import FIGURES, Figure
from .filters import EVERYTHING, Filters
from .questions import headers

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
    """How demo files are made, the days they are looked at from, and filters on the last."""

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
WORLDS = {
    "seed 7, dirty": World([demo(7)], SUMMER, EACH_FILTER),
    "seed 7, clean": World([demo(7, "--clean")], SUMMER),
    "seed 2022, year-end, dirty": World([demo(2022, *YEAR_END)], YEAR, EACH_FILTER),
    "seed 2022, year-end, clean": World([demo(2022, *YEAR_END, "--clean")], YEAR),
    "seed 7, two exports": World([demo(7, "--until", "2022-09-02"), demo(7)], SUMMER[1:]),
}


class Case(NamedTuple):
    """One world as the product answers and as the second computation sees it."""

    world: World
    exports: Exports
    imported: dict
    answers: dict[tuple[str, View], Figure]
    seen: dict[str, Facts]

    def computed(self, name: str, view: View) -> Figure:
        """The second computation's answer."""
        return FIGURES[name](self.facts(view.as_of).through(view.filters))

    def facts(self, day: str) -> Facts:
        """What is known on a day; looked up once."""
        if day not in self.seen:
            self.seen[day] = look_back(self.exports, date.fromisoformat(day))
        return self.seen[day]


@pytest.fixture(scope="session", params=WORLDS)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Both sides of one world; the product runs once for all workers."""
    world = WORLDS[request.param]
    folder = f"oracle-{list(WORLDS).index(request.param)}"
    return make_case(world, shared(tmp_path_factory, folder, partial(run_product, world)))


def question(name: str, view: View) -> product.Question:
    """A query with its parameters in one view."""
    taken = headers()[name].params
    return name, {key: value for key, value in view.parameters.items() if key in taken}


def asked_of(world: World) -> list[tuple[str, View]]:
    """Every figure in every view."""
    return [(name, view) for name in FIGURES for view in world.views(name)]


def run_product(world: World, work: Path) -> None:
    """What the product answers, in a file."""
    questions = [question(name, view) for name, view in asked_of(world)]
    answered = product.answer(work, world.demos, questions)
    (work / ANSWERED).write_text(json.dumps(answered), encoding="utf-8")


def make_case(world: World, work: Path) -> Case:
    """Beside the product's answers, the files that it read."""
    answered = json.loads((work / ANSWERED).read_text(encoding="utf-8"))
    return Case(
        world=world,
        exports=read_exports(work / "demo"),
        imported=answered["import"],
        answers=dict(zip(asked_of(world), answered["answers"], strict=True)),
        seen={},
    )
