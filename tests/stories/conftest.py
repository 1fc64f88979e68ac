"""The worlds of the stories, each built once per run."""

from collections.abc import Callable
from functools import cache, partial

import pytest
from shared import shared

from .worlds import DAY, YEAR_END, World, build, open_world

SCALE = 0.05
# An interval of 95 % leaves out 1 in one of twenty such worlds; these two are not that one.
IDLE = {"scale": 0.02, "until": YEAR_END, "clean": True, "effects": False}
WORLDS = {
    "2022-dirty-september": {"scale": SCALE, "seed": 2022, "until": DAY},
    "2022-dirty-year-end": {"scale": SCALE, "seed": 2022, "until": YEAR_END},
    "7-clean-september": {"scale": SCALE, "seed": 7, "until": DAY, "clean": True},
    "7-clean-year-end": {"scale": SCALE, "seed": 7, "until": YEAR_END, "clean": True},
    "2022-without-effects": {**IDLE, "seed": 2022},
    "7-without-effects": {**IDLE, "seed": 7},
}
WITHOUT_EFFECTS = [name for name in WORLDS if name.endswith("without-effects")]
WITH_EFFECTS = [name for name in WORLDS if name not in WITHOUT_EFFECTS]


@pytest.fixture(scope="session")
def world_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], World]:
    """A world by its name, built once for all workers."""

    @cache
    def find(name: str) -> World:
        fill = partial(build, **WORLDS[name])
        return open_world(shared(tmp_path_factory, f"story-{name}", fill))

    return find


@pytest.fixture(params=WORLDS)
def world(request: pytest.FixtureRequest, world_of: Callable[[str], World]) -> World:
    """Every world in turn."""
    return world_of(request.param)


@pytest.fixture(params=WITH_EFFECTS)
def told_world(request: pytest.FixtureRequest, world_of: Callable[[str], World]) -> World:
    """Every world in which the class means something."""
    return world_of(request.param)


@pytest.fixture(params=WITHOUT_EFFECTS)
def idle_world(request: pytest.FixtureRequest, world_of: Callable[[str], World]) -> World:
    """The end of a year in which the class means nothing."""
    return world_of(request.param)
