"""Files of rules: rows of the reference tables with a year, travelling with the data.

A text file in the format of `data/reference/` whose comments hold `# table: periods`.
Its rows of a table and year replace those of that table and year in the snapshot; a
file with a later version goes before an earlier one. The snapshot keeps the text, so
that later imports keep the rules.
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from inspection.data import reference
from inspection.errors import BadInput
from inspection.ingest.cleaning import Counts
from inspection.ingest.detection import Content
from inspection.ingest.exported import day_in, export_date, is_synthetic
from inspection.ingest.ledger import RULES, Entry

YEAR = "year"
MARK = "#"
FIELDS = pa.schema(
    [
        *((name, pa.string()) for name in ("path", "sha256", "encoding", "text")),
        ("told_on", pa.date32()),
    ]
)


class RuleFile(NamedTuple):
    """One file of rules: its name, its text, and the day of its version."""

    path: str
    sha256: str
    encoding: str
    text: str
    told_on: date

    @property
    def table_name(self) -> str:
        """The reference table of its rows."""
        return reference.comments(self.lines)["table"]

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    def rows(self) -> pa.Table:
        """Its rows in the types of the table. Raises BadInput."""
        return reference.parse(self.lines, self.path)


def yearly_tables() -> list[str]:
    """Reference tables with a row per year."""
    return [name for name in reference.names() if YEAR in reference.load(name).column_names]


def open_rules(content: Content, as_of: date | None) -> RuleFile | None:
    """The file as rules; None where it is no such file. Raises BadInput."""
    if content.kind != "text" or not _is_commented(content):
        return None
    text = content.file.read_text(encoding=content.encoding)
    said = reference.comments(text.splitlines())
    if "table" not in said:
        return None
    where = str(content.path)
    _check_table(said["table"], where)
    told_on = as_of or day_in(said.get("version", "")) or export_date(content.path, [], None).day
    found = RuleFile(where, content.sha256, content.encoding, text, told_on)
    _check_rows(found)
    return found


def in_force(name: str, files: Iterable[RuleFile]) -> pa.Table:
    """The rows of a reference table, of each year those of its latest file of rules."""
    rows = reference.load(name)
    own = [file for file in files if file.table_name == name]
    for file in sorted(own, key=lambda file: file.told_on):
        told = file.rows()
        kept = pc.invert(pc.is_in(rows[YEAR], told[YEAR].combine_chunks()))
        rows = pa.concat_tables([rows.filter(kept), told])
    return rows


def entry_of(file: RuleFile, number: int) -> Entry:
    """Its account: every row is loaded."""
    count = file.rows().num_rows
    return Entry(
        number,
        file.path,
        "",
        file.sha256,
        RULES,
        file.encoding,
        file.told_on,
        *Counts(count, count, 0, 0, 0, 0),
        is_synthetic=is_synthetic(Path(file.path), reference.comments(file.lines).values()),
        date_basis="version",
        date_text=reference.comments(file.lines).get("version", ""),
    )


def summary(files: Iterable[RuleFile]) -> list[dict[str, object]]:
    """What the manifest says of the files."""
    return [
        {
            "path": file.path,
            "table": file.table_name,
            "years": sorted(set(file.rows()[YEAR].to_pylist())),
            "version": file.told_on.isoformat(),
            "sha256": file.sha256,
        }
        for file in files
    ]


def as_table(files: Iterable[RuleFile]) -> pa.Table:
    """The files as the next import reads them."""
    return pa.Table.from_pylist([file._asdict() for file in files], FIELDS)


def read_table(table: pa.Table) -> list[RuleFile]:
    """The files that an older snapshot keeps."""
    return [RuleFile(**row) for row in table.to_pylist()]


def _is_commented(content: Content) -> bool:
    with content.file.open(encoding=content.encoding) as file:
        return file.read(1) == MARK


def _check_table(name: str, where: str) -> None:
    if name not in yearly_tables():
        raise BadInput(
            f"规则文件的表“{name}”不是按年的参考表", where, "可用：" + "、".join(yearly_tables())
        )


def _check_rows(file: RuleFile) -> None:
    """Every column of the table in its order, and every row with a year."""
    rows, columns = file.rows(), reference.load(file.table_name).schema
    if rows.column_names != columns.names:
        said = f"规则文件的表头是 {','.join(rows.column_names)}"
        raise BadInput(said, file.path, f"应为 {','.join(columns.names)}")
    years = rows[YEAR].to_pylist()
    if not years:
        raise BadInput("规则文件只有表头，没有数据行", file.path, "补上各行")
    if None in years:
        where = f"{file.path} 数据第{years.index(None) + 1}行 {YEAR}"
        raise BadInput("规则文件的一行没有年度", where, "填写年度")
