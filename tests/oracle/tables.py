"""The raw tables of a folder of exports, and what became of every row read."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from .cells import clean, day, squeezed
from .headers import Header, find_header
from .rules import rows_of, table_of
from .sheets import Sheet, read_folder

TOTALS = {"合计", "小计", "总计"}
NOTE = re.compile(r"^(注|备注|说明|填表说明)[:：]")
SAMPLE = "请删除"
# A total of this table is a row to be compared with its parts, where it holds a count.
COMPARED = {"stock": "stock_count"}
HINT = re.compile(r"YYYY|详见|格式|必填")
ORIGIN = ["source_file", "sheet", "source_row", "exported_on"]


class Read(NamedTuple):
    """One sheet: its table, how many rows it has, and how many of them hold data."""

    sheet: Sheet
    table: str
    read: int
    data: int


def read_tables(folder: Path) -> tuple[dict[str, pd.DataFrame], list[Read]]:
    """Raw tables by name, every cell text, and the account of the sheets."""
    frames: dict[str, list[pd.DataFrame]] = {}
    account = []
    for sheet in read_folder(folder):
        if table_of(sheet.path):
            count = len(rows_of(sheet.path))
            account.append(Read(sheet, "rules", count, count))
            continue
        header = find_header(sheet)
        frame = data_rows(sheet, header) if header else pd.DataFrame()
        account.append(Read(sheet, header.table if header else "", len(sheet.rows), len(frame)))
        if header:
            frames.setdefault(header.table, []).append(frame)
    return {table: pd.concat(found, ignore_index=True) for table, found in frames.items()}, account


def data_rows(sheet: Sheet, header: Header) -> pd.DataFrame:
    """The rows below the header that hold data, with where they stand."""
    rows = list(rows_with_data(sheet, header))
    columns = header.columns.values()
    frame = pd.DataFrame([cells for _, cells in rows], columns=list(columns), dtype=str)
    origin = (
        sheet.path.name,
        sheet.name,
        [number for number, _ in rows],
        exported_on(sheet, header),
    )
    return frame.assign(**dict(zip(ORIGIN, origin, strict=True)))


def rows_with_data(sheet: Sheet, header: Header) -> Iterator[tuple[int, list[str]]]:
    """Row number from 1 and the cells of the known columns."""
    counted = [at for at, name in header.columns.items() if name == COMPARED.get(header.table)]
    for number, row in enumerate(sheet.rows[header.row + 1 :], start=header.row + 2):
        cells = [clean(cell) for cell in row]
        is_total = any(cells[at : at + 1] and any(map(str.isdigit, cells[at])) for at in counted)
        if not is_remark(cells, TOTALS if not is_total else set()):
            yield (
                number,
                [clean(row[place]) if place < len(row) else "" for place in header.columns],
            )


def is_remark(cells: list[str], totals: set[str]) -> bool:
    """Whether a row is blank, a total, a note, a hint or a sample: no data."""
    filled = [cell for cell in cells if cell]
    return (
        not filled
        or squeezed(filled[0]) in totals
        or (len(filled) == 1 and bool(NOTE.match(filled[0])))
        or any(SAMPLE in cell for cell in filled)
        or sum(bool(HINT.search(cell)) for cell in filled) > len(filled) / 2
    )


def exported_on(sheet: Sheet, header: Header) -> date | None:
    """The export date: a title row's, else the file name's."""
    titles = " ".join(cell for row in sheet.rows[: header.row] for cell in row)
    for text in (titles, sheet.path.stem):
        for found in re.findall(
            r"\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d{1,2}-\d{1,2}|(?<!\d)\d{8}(?!\d)", text
        ):
            if made := day(found):
                return made
    return None


def latest(frame: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """One row per key: the latest export's, and of equals the last row read."""
    ordered = frame.sort_values("exported_on", kind="stable")
    return ordered.drop_duplicates(key, keep="last").sort_index()


def texts(frame: pd.DataFrame, column: str) -> pd.Series:
    """A column of cells; blank cells where no file has the column."""
    if column not in frame:
        return pd.Series("", index=frame.index, dtype=str)
    return frame[column].fillna("")
