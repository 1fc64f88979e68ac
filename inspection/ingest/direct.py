"""A snapshot of which somebody else writes the large tables as Parquet: no file is read for them.

The small exports are imported as ever, in a warehouse of their own; their tables come
beside the large ones. Such a snapshot has no staged rows: nothing can be imported onto it.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from shutil import copyfile, rmtree
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from inspection.data import engine, reference, sealing, snapshots
from inspection.errors import BadInput
from inspection.ingest import folders, retention
from inspection.ingest.ledger import Entry
from inspection.ingest.manifest import Made, snapshot_id, write_manifest
from inspection.ingest.publish import OnStage, import_files, silent
from inspection.settings import change, settings

SCRATCH = "scratch"
# What a file of the snapshot says of rows that no file brought.
FORM = "parquet"
ENTITY_KEYS = ["entity_id", "uscc", "reg_no"]


class Part(NamedTuple):
    """Rows of one unit and kind among the large tables; `name` stands for a file."""

    kind: str
    name: str
    unit: str
    exported_on: date
    row_count: int
    last_fact_on: date | None
    table: str


class Large(NamedTuple):
    """What was written: the parts, rows of each table, numbers of the entities small files name.

    `small` are the files to import beside it, the first a register of those entities, whose
    rows are among the large ones.
    """

    parts: list[Part]
    rows: Mapping[str, int]
    numbers: Mapping[str, int]
    small: list[Path]


Write = Callable[[Path, Path], Large]


def publish_direct(write: Write, on_stage: OnStage = silent) -> str:
    """Publish a snapshot of what `write` puts into a folder, small files into another.

    Gives its id. Raises BadInput where the warehouse holds a snapshot already.
    """
    warehouse = settings().data
    with folders.building(warehouse) as folder:
        if snapshots.base().snapshot is not None:
            raise BadInput("仓库里已有快照，不能直接写入", str(warehouse), "换一个空文件夹")
        engine.check()
        scratch = folder / SCRATCH
        (scratch / "files").mkdir(parents=True)
        large = write(folder, scratch / "files")
        with _own_warehouse(scratch / "warehouse"):
            import_files(large.small, on_stage=on_stage)
            small = snapshots.base().snapshot
            assert small is not None
        name, years = _assemble(folder, small.folder, large)
        rmtree(scratch)
        on_stage("marts", name)
        for year in years:
            engine.build_marts(folder, folder / snapshots.marts_name(year, years), year)
        sealing.seal(folder)
        on_stage("renaming", name)
        folders.publish(folder, name, warehouse)
    return name


@contextmanager
def _own_warehouse(folder: Path) -> Iterator[None]:
    """Snapshots of this process are in `folder` meanwhile, built on this machine."""
    before = settings()
    change(data=str(folder), engine=engine.DUCKDB_URL)
    try:
        yield
    finally:
        change(data=str(before.data), engine=before.engine)


def _assemble(folder: Path, small: Path, large: Large) -> tuple[str, list[int]]:
    """The whole snapshot but its marts; its name and years."""
    entries = retention.load_ledger(small)
    twice = large.small[0].name
    entries = [entry for entry in entries if entry.path != twice]
    written = _entries(folder, large, max(entry.sheet_no for entry in entries))
    entries += written
    for path in small.glob("*.parquet"):
        if not (folder / path.name).exists():
            _copy(path, folder / path.name, twice)
    _renumber(folder / "recusals.parquet", small / "entities.parquet", large.numbers)
    _tell(folder / "files.parquet", map(_file_row, written))
    _tell(folder / "sent_units.parquet", map(_sent_row, large.parts))
    rows = {path.stem: pq.read_metadata(path).num_rows for path in _canonical(folder)}
    years = list(snapshots.at(small).years)
    created_at = datetime.now()
    name = snapshot_id(created_at, entries, None)
    rules = retention.load_rules(small)
    write_manifest(folder, Made(name, created_at, years, entries, rules, rows))
    return name, years


def _copy(path: Path, target: Path, twice: str) -> None:
    """A table without what is told of the file whose rows the large tables hold."""
    names = set(pq.read_schema(path).names) & {"file", "path"}
    if not names:
        copyfile(path, target)
        return
    table = pq.read_table(path)
    pq.write_table(
        table.filter(pc.not_equal(table[names.pop()], twice)), target, compression="zstd"
    )


def _entries(folder: Path, large: Large, before: int) -> list[Entry]:
    """The ledger of the parts: every row was loaded. Their hash is that of their table."""
    hashes = {part.table: _digest(folder / f"{part.table}.parquet") for part in large.parts}
    return [
        Entry(
            sheet_no=number,
            path=part.name,
            sheet="",
            sha256=hashes[part.table],
            table_name=part.kind,
            encoding=FORM,
            exported_on=part.exported_on,
            read_count=part.row_count,
            loaded_count=part.row_count,
            superseded_count=0,
            duplicate_count=0,
            rejected_count=0,
            non_data_count=0,
            is_synthetic=True,
            date_basis="file_name",
            date_text=f"{part.exported_on:%Y%m%d}",
        )
        for number, part in enumerate(large.parts, before + 1)
    ]


def _file_row(entry: Entry) -> dict[str, object]:
    row = entry._asdict()
    row["deciding_headers"] = list(row.pop("deciding"))
    return row | {"unplaced_count": 0}


def _sent_row(part: Part) -> dict[str, object]:
    row = part._asdict()
    return row | {"file": part.name, "sheet": "", "table_name": part.kind}


def _tell(path: Path, rows: Iterable[dict[str, object]]) -> None:
    """More rows of a table; of each what the table has a column for."""
    table = pq.read_table(path)
    schema = pa.schema([field.with_nullable(True) for field in table.schema])
    fields = [{name: row[name] for name in table.column_names} for row in rows]
    whole = pa.concat_tables([table.cast(schema), pa.Table.from_pylist(fields, schema)])
    pq.write_table(whole, path, compression="zstd")


def _renumber(path: Path, entities: Path, numbers: Mapping[str, int]) -> None:
    """Entities under the numbers of the large tables, by their codes."""
    known = pq.read_table(entities, columns=ENTITY_KEYS).to_pylist()
    new = {row["entity_id"]: numbers.get(row["uscc"] or row["reg_no"]) for row in known}
    table = pq.read_table(path)
    ids = pa.array([new.get(one) for one in table["entity_id"].to_pylist()], pa.int32())
    place = table.column_names.index("entity_id")
    pq.write_table(table.set_column(place, "entity_id", ids), path, compression="zstd")


def _canonical(folder: Path) -> Iterator[Path]:
    """Files of tables; rules and the calendar are none."""
    rules = {f"ref_{name}" for name in reference.names()} | {"workdays"}
    return (path for path in sorted(folder.glob("*.parquet")) if path.stem not in rules)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
