"""Folders of exports that several tests read."""

from datetime import date
from pathlib import Path

import pytest

from inspection.demo import write_demo

SCALE, SEED = 0.02, 7
WEEK_EARLIER, DAY, YEAR_END = date(2022, 9, 2), date(2022, 9, 9), date(2022, 12, 31)


def _written(tmp_path_factory: pytest.TempPathFactory, name: str, **options: object) -> Path:
    folder = tmp_path_factory.mktemp(name)
    write_demo(folder, scale=SCALE, seed=SEED, **options)
    return folder


@pytest.fixture(scope="session")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Clean exports of 9 September."""
    return _written(tmp_path_factory, "clean", until=DAY, clean=True)


@pytest.fixture(scope="session")
def clean_week_earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Clean exports of 2 September of the same world."""
    return _written(tmp_path_factory, "earlier", until=WEEK_EARLIER, clean=True)


@pytest.fixture(scope="session")
def clean_year_end(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Clean exports of the year's end of the same world."""
    return _written(tmp_path_factory, "year_end", until=YEAR_END, clean=True)


@pytest.fixture(scope="session")
def dirty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Exports of 9 September with defects."""
    return _written(tmp_path_factory, "dirty", until=DAY)


@pytest.fixture(scope="session")
def no_effects(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Clean exports of a world where the class means nothing."""
    return _written(tmp_path_factory, "no_effects", until=YEAR_END, clean=True, effects=False)
