"""What is said of a file beside its rows: how it was read, and what in it was not data."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from inspection.data import reference
from inspection.ingest.detection import Content
from inspection.ingest.headers import Header, kind_of, lacks
from inspection.ingest.sheets import Row, Sheet
from inspection.ingest.vocabulary import Vocabulary
from inspection.text import text

# Suffixes that say what a file is; a file of another kind is told of.
SUFFIXES = {
    ".xlsx": ("xlsx",),
    ".xlsm": ("xlsx",),
    ".xls": ("xls",),
    ".et": ("xls", "xlsx"),
    ".ods": ("ods",),
    ".csv": ("text",),
    ".tsv": ("text",),
}
CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}|\d{15}")
# So many cells in each row, as many as columns of a table that was found, are a table.
LEAST_CELLS = 3
# Columns that say where a row belongs.
PLACES = {"city", "county", "county_code", "local_adm", "unit", "check_org", "exec_office"}
# Columns that say a place, by the name of the place.
PlaceNames = Mapping[str, Mapping[str, str]]
AROUND_NAMES = re.compile(r"[\d\s()_\-—.、]+")


class Remark(NamedTuple):
    """One thing to say of a sheet, or of a file where `sheet` is empty, and how many it is of.

    `is_left_out`: rows that look like data were not read.
    """

    code: str
    path: str
    sheet: str = ""
    number: int = 0
    detail: str = ""
    is_left_out: bool = False

    def account(self) -> dict[str, object]:
        """The remark as `import --json` shows it."""
        return {**self._asdict(), "text": text(f"remark.{self.code}", **self._asdict())}


def remarks_on(
    content: Content, headed: Iterable[tuple[Sheet, Header | None]], words: Vocabulary
) -> list[Remark]:
    """All that is to be said of a file, in the order of its sheets."""
    pairs = list(headed)
    path = str(content.path)
    found = [*_other_kind(content)]
    widths = {sum(map(bool, header.columns)) for _, header in pairs if header}
    for sheet, header in pairs:
        if header:
            found += _read_anyway(path, sheet)
        elif not sheet.is_hidden and _is_data(sheet.head, widths):
            found.append(_left_out(path, sheet, words))
    return found


def with_place(
    sheet: Sheet, header: Header | None, words: Vocabulary, names: Callable[[], PlaceNames]
) -> Sheet:
    """The sheet with the place that its name says, where no column of its first rows says it.

    `names` gives the names of places; it is only asked where a name may say one.
    """
    if header is None or _says_place(sheet.head[header.data_row :], header.columns):
        return sheet
    place = names().get(_key(sheet.name))
    known = words.columns_of(header.table.name)
    told = {name: value for name, value in (place or {}).items() if name in known}
    return sheet._replace(told=dict(list(told.items())[:1]))


def _says_place(rows: list[Row], columns: tuple[str, ...]) -> bool:
    """Whether any of these rows has a place."""
    places = [i for i, column in enumerate(columns) if column in PLACES]
    return any(row[i].strip() for row in rows for i in places if i < len(row))


def _other_kind(content: Content) -> Iterable[Remark]:
    said = SUFFIXES.get(content.path.suffix.lower())
    if said and content.kind not in said:
        kind = text(f"remark.kind.{content.kind}")
        yield Remark("other_kind", str(content.path), detail=kind)


def _read_anyway(path: str, sheet: Sheet) -> Iterable[Remark]:
    if sheet.hidden_rows:
        yield Remark("hidden_rows", path, sheet.name, sheet.hidden_rows)
    if sheet.lost_formulas:
        yield Remark("lost_formulas", path, sheet.name, sheet.lost_formulas)
    for value in sheet.told.values():
        yield Remark("place_of_sheet", path, sheet.name, detail=value)


def _left_out(path: str, sheet: Sheet, words: Vocabulary) -> Remark:
    """What a sheet of which no table is known is by its header, else that it has none."""
    kind, lacking = kind_of(sheet.head, words), lacks(sheet.head, words)
    code = "foreign_sheet" if kind else "lacking_header" if lacking else "no_header"
    count = sum(any(row) for row in sheet.head)
    return Remark(code, path, sheet.name, count, kind or lacking or "", is_left_out=True)


def _is_data(head: list[Row], widths: set[int]) -> bool:
    """Whether rows without a header look like rows of a table."""
    rows = [[cell.strip() for cell in row if cell.strip()] for row in head]
    if any(len(row) > 1 and any(map(CODE.fullmatch, row)) for row in rows):
        return True
    filled = [len(row) for row in rows if row]
    alike = {count for count in filled if count in widths and count >= LEAST_CELLS}
    return len(set(filled)) == 1 and bool(alike)


def place_names() -> PlaceNames:
    """Columns that say a place, by the name of the place."""
    counties = {row["county_code"]: row["county"] for row in reference.load("counties").to_pylist()}
    named = {_key(county): {"county": county} for county in counties.values()}
    for row in reference.load("units").to_pylist():
        for name in (row["unit"], row["full_name"]):
            named[_key(name)] = {"city": row["unit"], "unit": row["unit"]}
    for row in reference.load("office_aliases").to_pylist():
        county = counties.get(row["county_code"])
        unit = {"city": row["unit"], "unit": row["unit"]}
        named.setdefault(_key(row["alias"]), {"county": county} if county else unit)
    return named


def _key(name: str) -> str:
    return AROUND_NAMES.sub("", unicodedata.normalize("NFKC", name))
