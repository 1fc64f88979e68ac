"""`write_canonical`: the tables that grow with the world, and the small exports beside them."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from inspection.demo.canonical.entities import write_classes, write_entities
from inspection.demo.canonical.keys import NOBODY, Keys, keys_on
from inspection.demo.canonical.parts import Part, Tables
from inspection.demo.canonical.task_rows import write_rows
from inspection.demo.exports.export import Export
from inspection.demo.exports.people import people_exports, recusals
from inspection.demo.exports.plans import plan_exports
from inspection.demo.exports.register import register_rows
from inspection.demo.exports.small import small_exports
from inspection.demo.exports.tasks import task_exports
from inspection.demo.exports.writers import Margin, write_export
from inspection.demo.world.world import World, build_worlds

# From this scale on exports would be too large to be read one by one.
DIRECT_FROM = 10.0
# The register of those firms alone; its rows are in the large tables too.
SEED_REGISTER = "检查对象_回避登记所列"


def one_world(scale: float, seed: int, effects: bool, year: int) -> World:
    """The world of a year; of the years before it only what it goes on from."""
    *_, world = build_worlds(scale, seed, effects, year)
    return world


class Written(NamedTuple):
    """What was written: the parts, the rows of each table, and numbers of entities by code.

    The numbers are those of the firms that small exports name.
    """

    parts: list[Part]
    rows: dict[str, int]
    numbers: dict[str, int]
    named: np.ndarray


def write_canonical(world: World, folder: Path, until: date) -> Written:
    """The large tables of a day as Parquet files of `folder`."""
    day = np.datetime64(until, "D")
    keys = keys_on(world, day)
    with Tables(folder) as tables:
        parts = [
            *write_entities(tables, world, day, keys),
            *write_classes(tables, world, day, keys),
        ]
        parts += write_rows(tables, world, day, keys)
    named = _named_firms(world, keys)
    codes = world.population.ids.take(pa.array(named)).to_pylist()
    numbers = dict(zip(codes, keys.numbers[named].tolist(), strict=True))
    return Written(parts, tables.rows, numbers, named)


def write_small(world: World, named: np.ndarray, folder: Path, until: date) -> list[Path]:
    """The exports that do not grow with the world, and a register of the firms they name."""
    day, paths = np.datetime64(until, "D"), []
    for export in _small(world, named, day):
        path = folder / export.file_name(until)
        title = f"{export.title}（演示数据，导出日期{until:%Y-%m-%d}）"
        margin = Margin() if export.form == "csv" else Margin(above=((title,),))
        write_export(path, export, margin, datetime(until.year, 1, 1))
        paths.append(path)
    return paths


def _small(world: World, named: np.ndarray, until: np.datetime64) -> Iterator[Export]:
    columns = register_rows(world, named, until)
    yield Export("register", SEED_REGISTER, "csv", columns)
    yield from small_exports(world, until)
    yield from people_exports(world, until)
    yield from plan_exports(world, until)
    yield from task_exports(world, until)


def _named_firms(world: World, keys: Keys) -> np.ndarray:
    """Entities that recusals name, and the first one, so that there is one."""
    names = [record["检查对象或管辖单位"] for record in recusals(world)]
    held = np.flatnonzero(keys.numbers != NOBODY)
    drawn = np.union1d(np.unique(world.rows.entity), held[:1])
    drawn = drawn[keys.numbers[drawn] != NOBODY]
    codes = world.population.ids.take(pa.array(drawn))
    is_named = pc.is_in(codes, pa.array(names, pa.string())).to_numpy(zero_copy_only=False)
    is_named[0] = True
    return drawn[is_named]
