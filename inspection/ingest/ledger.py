"""The account of every sheet: where it came from and what became of its rows."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from inspection.ingest.cleaning import Counts

SHORT_HASH = 8
# The table that a file of rules is said to hold.
RULES = "rules"


class Entry(NamedTuple):
    """One sheet of one file. `table_name` is None for a sheet that holds no table.

    A hidden sheet is set aside unless it is asked for. `deciding` are the header cells
    by which the table was told; `date_basis` says on what text the export date rests;
    `mapping` tells the mapping that it was read by.
    """

    sheet_no: int
    path: str
    sheet: str
    sha256: str
    table_name: str | None
    encoding: str
    exported_on: date
    read_count: int
    loaded_count: int
    superseded_count: int
    duplicate_count: int
    rejected_count: int
    non_data_count: int
    is_synthetic: bool
    is_set_aside: bool = False
    header_row: int | None = None
    deciding: tuple[str, ...] = ()
    date_basis: str = "as_of"
    date_text: str = ""
    mapping: str = ""

    @property
    def has_rows(self) -> bool:
        """Whether its rows are data: those of a table, and not rules."""
        return self.table_name not in (None, RULES)

    def without(self, duplicate: int, superseded: int) -> "Entry":
        """The entry after rows of it gave way: to its own file's rows, or to a later file's."""
        return self._replace(
            loaded_count=self.loaded_count - duplicate,
            duplicate_count=self.duplicate_count + duplicate,
            superseded_count=self.superseded_count + superseded,
        )

    def account(self, path: str) -> dict[str, object]:
        """The entry as `import --json` shows it."""
        return {
            "path": path,
            "sheet": self.sheet,
            "table": self.table_name,
            "sha256": self.sha256,
            "exported_on": self.exported_on.isoformat(),
            **self.counts()._asdict(),
            "set_aside": self.is_set_aside,
            "header_row": self.header_row,
            "deciding_headers": list(self.deciding),
            "date_basis": self.date_basis,
            "date_text": self.date_text,
        }

    def counts(self) -> Counts:
        return Counts(
            self.read_count,
            self.loaded_count,
            self.superseded_count,
            self.duplicate_count,
            self.rejected_count,
            self.non_data_count,
        )


SCHEMA = pa.schema(
    [
        ("sheet_no", pa.int32()),
        *((name, pa.string()) for name in ("path", "sheet", "sha256", "table_name", "encoding")),
        ("exported_on", pa.date32()),
        *((f"{name}_count", pa.int64()) for name in Counts._fields),
        ("is_synthetic", pa.bool_()),
        ("is_set_aside", pa.bool_()),
        ("header_row", pa.int32()),
        ("deciding", pa.list_(pa.string())),
        ("date_basis", pa.string()),
        ("date_text", pa.string()),
        ("mapping", pa.string()),
    ]
)


def as_table(entries: Iterable[Entry]) -> pa.Table:
    """The ledger as an Arrow table."""
    return pa.Table.from_pylist([entry._asdict() for entry in entries], SCHEMA)


def from_table(table: pa.Table) -> list[Entry]:
    """The ledger of an older snapshot."""
    rows = table.to_pylist()
    return [Entry(**row)._replace(deciding=tuple(row.get("deciding") or ())) for row in rows]


def data_entries(entries: Iterable[Entry]) -> list[Entry]:
    """Those of exports: rules are no data."""
    return [entry for entry in entries if entry.table_name != RULES]


def data_date(entries: Iterable[Entry]) -> date:
    """The latest export date; that of rules is the day of their version."""
    return max(entry.exported_on for entry in data_entries(entries))


def label(path: Path, sha256: str, entries: Iterable[Entry]) -> str:
    """A short name of a file that no other file of the ledger bears."""
    taken = {entry.path for entry in entries if entry.sha256 != sha256}
    for name in (_own_name(path), f"{path.parent.name}/{path.name}"):
        if name not in taken:
            return name
    return f"{path.name}#{sha256[:SHORT_HASH]}"


def _own_name(path: Path) -> str:
    """The name of a file; of a file in an archive from the archive on."""
    above = (i for i, part in enumerate(path.parts) if part.lower().endswith(".zip"))
    return "/".join(path.parts[next(above, -1) :])
