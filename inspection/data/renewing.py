"""Marts of a snapshot made of those of the snapshot before, as far as its tables are the same.

The database of the year is copied. A mart is made anew where a table that it reads has other
rows; one that is computed entity by entity only for the entities of which something changed.
What is made so holds the rows that `engine.build_marts` makes, some in another order.
"""

import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from filecmp import cmp
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from inspection.data import engine, sealing
from inspection.data.questions import keeping
from inspection.data.snapshots import Snapshot
from inspection.settings import settings

# Tables of a year with rows of entities, and marts computed of them entity by entity.
OF_ENTITIES = frozenset({"entities", "class_periods"})
BY_ENTITY = frozenset(
    {"class_spans", "entity_register", "member_classes", "entity_codes", "entity_names"}
)
# One row: the day that moves with every export, and days on which all entities rest.
CAMPAIGN, MOVING, RESTING = "campaign", "data_date", ("base_on", "year_from_on")
# Where there are fewer entities, or more than one in so many changed, all marts are made from
# nothing: that costs less.
LEAST_ENTITIES, FEW = 40_000, 8


class Older(NamedTuple):
    """Marts of a year of the snapshot before, the tables and the entities that changed since."""

    marts: Path
    changed: frozenset[str]
    entities: frozenset[int]


class Plan(NamedTuple):
    """Marts to make whole and those to make for few entities, in order of dependency."""

    whole: list[str]
    few: list[str]


def renew_marts(before: Snapshot | None, folder: Path, marts_path: Path, year: int) -> bool:
    """Write `marts_path` from the tables in `folder` and the marts before; whether that can be."""
    older = _older(before, folder, year)
    if older is not None:
        _renew(folder, marts_path, year, older)
    return older is not None


def _older(before: Snapshot | None, folder: Path, year: int) -> Older | None:
    """What the marts of `year` can be made of; None where they are made from nothing."""
    total = pq.read_metadata(folder / "entities.parquet").num_rows
    if before is None or year not in before.years or total < LEAST_ENTITIES:
        return None
    if not _is_usable(before):
        return None
    with duckdb.connect() as database:
        touched = _touched(database, before.folder, folder)
        changed = frozenset(_changed(database, before.folder, folder, touched))
    ids = frozenset().union(*touched.values())
    if len(ids) * FEW > total:
        return None
    return Older(before.marts(year), changed, ids)


def _is_usable(before: Snapshot) -> bool:
    """Whether this programme made its marts, on this engine, and every file is as it was sealed."""
    same_engine = before.manifest.get("engine") == settings().engine == engine.DUCKDB_URL
    same_version = before.manifest.get("versions", {}).get("duckdb") == duckdb.__version__
    return (
        before.is_fitting
        and same_engine
        and same_version
        and sealing.is_sealed(before.folder)
        and not sealing.verify(before.folder)
    )


def _touched(
    database: duckdb.DuckDBPyConnection, old: Path, new: Path
) -> dict[str, frozenset[int]]:
    """Of each table of entities those with other rows than before."""
    found = {}
    for name in OF_ENTITIES:
        was, path = old / f"{name}.parquet", new / f"{name}.parquet"
        if not _is_same_file(was, path):
            _show(database, was, path)
            rows = database.execute(keeping("touched", "one", "other")).fetchall()
            found[name] = frozenset(entity_id for (entity_id,) in rows)
    return found


def _changed(
    database: duckdb.DuckDBPyConnection,
    old: Path,
    new: Path,
    touched: Mapping[str, frozenset[int]],
) -> Iterator[str]:
    """Tables whose rows are not those of the snapshot before."""
    for path in sorted(new.glob("*.parquet")):
        was, name = old / path.name, path.stem
        if name in OF_ENTITIES:
            is_same = not touched.get(name)
        else:
            is_same = _is_same_file(was, path) or _same(database, was, path)
        if not is_same:
            yield name


def _is_same_file(was: Path, path: Path) -> bool:
    return was.exists() and cmp(was, path, shallow=False)


def _same(database: duckdb.DuckDBPyConnection, one: Path, other: Path) -> bool:
    if not one.exists() or pq.read_metadata(one).num_rows != pq.read_metadata(other).num_rows:
        return False
    _show(database, one, other)
    [(is_same,)] = database.execute(keeping("same", "one", "other")).fetchall()
    return bool(is_same)


def _show(database: duckdb.DuckDBPyConnection, one: Path, other: Path) -> None:
    for name, path in (("one", one), ("other", other)):
        database.register(name, database.read_parquet(str(path)))


def _renew(folder: Path, marts_path: Path, year: int, older: Older) -> None:
    marts, years = engine.in_order("marts"), engine.in_order("years")
    reads = _reads({**years, **marts})
    changed = older.changed | {f"{engine.HELD}{name}" for name in older.changed}
    changed |= _reached(years, reads, changed)
    doomed = _reached(marts, reads, changed)
    asked = engine.read_by([CAMPAIGN, *OF_ENTITIES, *(marts[name] for name in doomed)])
    shutil.copyfile(older.marts, marts_path)
    with duckdb.connect(str(marts_path)) as database:
        _show_year(database, folder, year, asked)
        was, now = _row(database, CAMPAIGN), _row(database, f"({marts[CAMPAIGN]})")
        ids = pa.array(older.entities | _classed_between(database, was, now), pa.int32())
        allowed = {CAMPAIGN} if all(was[name] == now[name] for name in RESTING) else set()
        plan = _plan([name for name in marts if name in doomed], reads, changed | doomed, allowed)
        _make(database, marts, reads, plan, ids)
        _copy_rules(database, folder, year, older.changed)
        database.execute("checkpoint")


def _reads(selects: Mapping[str, str]) -> dict[str, set[str]]:
    parser = duckdb.connect()
    return {name: parser.get_table_names(select) for name, select in selects.items()}


def _reached(
    selects: Iterable[str], reads: Mapping[str, set[str]], changed: Collection[str]
) -> set[str]:
    """Those of the selects, in order, that read a changed table or one that does."""
    found: set[str] = set()
    for name in selects:
        if reads[name] & (found | set(changed)):
            found.add(name)
    return found


def _show_year(
    database: duckdb.DuckDBPyConnection, folder: Path, year: int, names: Collection[str]
) -> None:
    """The tables of the snapshot, those of `names` as the year knew them."""
    years = engine.in_order("years")
    for path in sorted(folder.glob("*.parquet")):
        name = f"{engine.HELD}{path.stem}" if path.stem in years else path.stem
        database.register(name, engine.of_year(database.read_parquet(str(path)), path.stem, year))
    for name, select in years.items():
        if name in names:
            database.execute(keeping("scratch", name, select))


def _row(database: duckdb.DuckDBPyConnection, name: str) -> dict[str, Any]:
    """The one row of a table."""
    return database.query(keeping("whole", "", name)).to_arrow_table().to_pylist()[0]


def _classed_between(
    database: duckdb.DuckDBPyConnection, was: Mapping[str, Any], now: Mapping[str, Any]
) -> set[int]:
    """Entities with a class that begins between both data dates: theirs is another since."""
    first, last = sorted([was[MOVING], now[MOVING]])
    given = {"first_day": first, "last_day": last}
    found = database.execute(keeping("classed_between", "class_periods", ""), given).fetchall()
    return {entity_id for (entity_id,) in found}


def _plan(
    doomed: list[str],
    reads: Mapping[str, set[str]],
    changed: Collection[str],
    allowed: Collection[str],
) -> Plan:
    """Which marts can be made for few entities: of nothing else that changed as a whole."""
    few: list[str] = []
    for name in doomed:
        if name in BY_ENTITY and reads[name] & set(changed) <= {*OF_ENTITIES, *allowed, *few}:
            few.append(name)
    return Plan([name for name in doomed if name not in few], few)


def _make(
    database: duckdb.DuckDBPyConnection,
    marts: Mapping[str, str],
    reads: Mapping[str, set[str]],
    plan: Plan,
    ids: pa.Array,
) -> None:
    """Put the marts of the plan in place; room that old ones took is used again."""
    for name in plan.whole:
        database.execute(keeping("gone", name, ""))
    database.execute("checkpoint")
    for name in marts:
        if name in plan.whole:
            database.execute(keeping("table", name, marts[name]))
        elif name in plan.few and len(ids):
            _replace(database, name, marts[name], reads[name], ids)


def _replace(
    database: duckdb.DuckDBPyConnection, name: str, select: str, reads: set[str], ids: pa.Array
) -> None:
    """The rows of some entities made anew, from tables that hold no others."""
    given = {"entity_ids": ids.to_pylist()}
    with database.cursor() as small:
        for one in reads & (OF_ENTITIES | BY_ENTITY):
            rows = database.execute(keeping("few", one, ""), given).to_arrow_table()
            small.register(one, rows)
        made = small.query(select).to_arrow_table()
    database.execute(keeping("left", name, ""), given)
    database.from_arrow(made).insert_into(name)


def _copy_rules(
    database: duckdb.DuckDBPyConnection, folder: Path, year: int, changed: Collection[str]
) -> None:
    """Reference tables that changed."""
    for pattern in engine.COPIED:
        for path in sorted(folder.glob(pattern)):
            if path.stem in changed:
                database.unregister(path.stem)
                database.execute(keeping("gone", path.stem, ""))
                rows = engine.of_year(database.read_parquet(str(path)), path.stem, year)
                rows.create(path.stem)
