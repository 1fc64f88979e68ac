"""`write_demo`: the exports of one seed as files in a folder."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

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
from inspection.demo.stories.truth import describe_file, state_truth
from inspection.demo.world.world import World, build_world

YEAR = 2022
ENCODINGS = {"莆田": "gb18030"}


def write_demo(
    out: Path,
    *,
    scale: float = 1.0,
    seed: int = 2022,
    until: date = date(2022, 9, 9),
    clean: bool = False,
    effects: bool = True,
) -> None:
    """Write the export files of `until` and truth.json into `out`.

    The same arguments give the same bytes, and a later `until` the same facts
    and more. `clean` leaves all defects out; without `effects` a risk class has
    no influence on findings and no ratio is upside down. Raises ValueError for
    a day outside 2022 and a scale that is not above 0.
    """
    if until.year != YEAR or not scale > 0:
        raise ValueError(f"no demo for {until} at scale {scale}: a day of {YEAR}, a scale above 0")
    out.mkdir(parents=True, exist_ok=True)
    world = build_world(scale, seed, effects)
    files = {}
    for export in _exports(world, np.datetime64(until, "D")):
        name, margin, added = export.file_name(until), _margin(export, until), Added()
        facts = export.row_count
        if not clean:
            export, margin, added = soil(world, export, margin, until)
        write_export(out / name, export, margin)
        files[name] = describe_file(export, margin, facts, added)
    truth = state_truth(world, until, files, clean, effects)
    text = json.dumps(truth, ensure_ascii=False, indent=1, sort_keys=True)
    (out / "truth.json").write_text(text + "\n", encoding="utf-8")


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
