"""`write_demo`: the exports of one seed as files in a folder, of one year or of several."""

import json
import shutil
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np

from inspection.demo.dirt.rows import Added
from inspection.demo.dirt.soiling import soil
from inspection.demo.exports.export import Export
from inspection.demo.exports.people import people_exports
from inspection.demo.exports.plans import plan_exports
from inspection.demo.exports.register import class_exports, register_exports
from inspection.demo.exports.results import publicity_exports, result_exports
from inspection.demo.exports.small import small_exports
from inspection.demo.exports.tasks import task_exports
from inspection.demo.exports.writers import Margin, write_export
from inspection.demo.stories.truth import describe_file, describe_rules, state_truth
from inspection.demo.world.days import to_date
from inspection.demo.world.rules import rule_files
from inspection.demo.world.world import World, build_worlds
from inspection.demo.world.year_calendar import known_years

ENCODINGS = {"莆田": "gb18030"}


class Wish(NamedTuple):
    """What is asked of every year. `seed` is the one asked for, not that of a year's streams."""

    seed: int
    clean: bool
    effects: bool


def write_demo(
    out: Path,
    *,
    scale: float = 1.0,
    seed: int = 2022,
    years: Sequence[int] = (),
    until: date | None = None,
    clean: bool = False,
    effects: bool = True,
) -> None:
    """Write the export files and truth.json of each year into `out`.

    Without `years` it is the first one known. Several have a folder each, and a
    truth.json of all beside these: earlier years come to their end, the last to
    `until`, by default 9 September. A year without rules of its own in
    the profile brings them along as rule files once its notice is issued.

    The same arguments give the same bytes, a later `until` the same facts and
    more, and a year is the same whichever others are written. `clean` leaves all
    defects out; without `effects` a risk class has no influence on findings and
    no ratio is upside down. Raises ValueError for a year that is not known, a day
    outside the last one and a scale that is not above 0.
    """
    chosen = sorted(set(years)) or [known_years()[0]]
    until = until or last_day(chosen)
    if until.year != chosen[-1] or not set(chosen) <= set(known_years()) or not scale > 0:
        raise ValueError(f"no demo for {until} of {chosen} at scale {scale}: see known_years()")
    truths = {}
    for world in build_worlds(scale, seed, effects, chosen[-1]):
        year = world.places.calendar.year
        if year in chosen:
            folder = out if len(chosen) == 1 else out / str(year)
            day = until if year == chosen[-1] else to_date(world.places.calendar.ends_on)
            truths[str(year)] = _write_year(folder, world, day, Wish(seed, clean, effects))
    if len(chosen) > 1:
        _write_truth(out, {"until": str(until), "seed": seed, "years": truths})


def last_day(years: Sequence[int]) -> date:
    """The export date of the last of the years where none is asked for."""
    return date(max(years), 9, 9)


def _write_year(folder: Path, world: World, until: date, wish: Wish) -> dict:
    """One year's files and what is true about them."""
    folder.mkdir(parents=True, exist_ok=True)
    created = datetime(until.year, 1, 1)
    files = {}
    for export in _exports(world, np.datetime64(until, "D")):
        name, margin, added = export.file_name(until), _margin(export, until), Added()
        facts = export.row_count
        if not wish.clean:
            export, margin, added = soil(world, export, margin, until)
        write_export(folder / name, export, margin, created)
        files[name] = describe_file(export, margin, facts, added)
    if world.places.calendar.issued_on <= np.datetime64(until, "D"):
        files |= _write_rules(folder, until.year)
    truth = state_truth(world, wish.seed, until, files, wish.clean, wish.effects)
    _write_truth(folder, truth)
    return truth


def _write_rules(folder: Path, year: int) -> dict[str, dict]:
    """The rule files of the year, as they are, and what is true about them."""
    files = {f"规则_{path.stem}_{year}.csv": path for path in rule_files(year)}
    for name, path in files.items():
        shutil.copyfile(path, folder / name)
    return {name: describe_rules(path) for name, path in files.items()}


def _write_truth(folder: Path, truth: dict) -> None:
    text = json.dumps(truth, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "truth.json").write_text(text + "\n", encoding="utf-8")


def _exports(world: World, until: np.datetime64) -> Iterator[Export]:
    yield from register_exports(world, until)
    yield from class_exports(world, until)
    yield from small_exports(world, until)
    yield from people_exports(world, until)
    yield from plan_exports(world, until)
    yield from task_exports(world, until)
    yield from result_exports(world, until)
    yield from publicity_exports(world, until)


def _margin(export: Export, until: date) -> Margin:
    if export.form == "csv":
        return Margin(encoding=ENCODINGS.get(export.unit, "utf-8"))
    return Margin(above=((f"{export.title}（演示数据，导出日期{until:%Y-%m-%d}）",),))
