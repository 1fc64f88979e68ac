"""Folders of exports that several tests read."""

from datetime import date
from pathlib import Path

import pytest
from shared import shared

from inspection.demo import write_demo

SCALE, SEED = 0.02, 7
FILES = "files"
WEEK_EARLIER, DAY, YEAR_END = date(2022, 9, 2), date(2022, 9, 9), date(2022, 12, 31)


def _written(tmp_path_factory: pytest.TempPathFactory, name: str, **options: object) -> Path:
    """The folder of an export; written once for all workers."""

    def write(made: Path) -> None:
        write_demo(made / FILES, scale=SCALE, seed=SEED, **options)

    return shared(tmp_path_factory, f"demo-{name}", write) / FILES


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
