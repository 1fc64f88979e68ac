"""Tables in markup as sheets of text: ODS, SpreadsheetML 2003, HTML.

No entity is expanded, nothing is fetched, no formula computed. Hidden rows are
read and counted.
"""

import codecs
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from lxml import etree

from inspection.errors import BadInput
from inspection.ingest.cells import number_text
from inspection.ingest.containers import BROKEN, DOCUMENT, SAVE_AS, unpack
from inspection.ingest.detection import Content
from inspection.ingest.grids import Grid
from inspection.ingest.sheets import Sheet

LARGEST_PAGE = 256 << 20
SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False}
SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
OASIS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE, TABLE, TEXT, STYLE = (OASIS % name for name in ("office", "table", "text", "style"))
HIDDEN = ("collapse", "filter")
NUMBERS = ("float", "percentage", "currency")
MIDNIGHT = ("T00:00:00.000000000", "T00:00:00.000", "T00:00:00")
# Between the lines of a cell: the mark of Unicode for it, which text does not have.
LINE = "\u2028"
NOT_SEEN = ("script", "style", "noscript")


# SpreadsheetML 2003


def open_spreadsheetml(content: Content) -> list[Sheet]:
    """All worksheets of an XML workbook. Raises BadInput where it is not whole."""
    with _readable(content) as file:
        return list(_worksheets(content, file))


def _worksheets(content: Content, file: IO[bytes]) -> Iterator[Sheet]:
    tags = [SS + name for name in ("Worksheet", "Row")]
    grid = Grid(str(content.path))
    count = 0
    for event, element in _events(content, file, ("start", "end"), tags):
        if element.tag == SS + "Worksheet" and event == "start":
            grid = Grid(str(content.path))
        elif element.tag == SS + "Worksheet":
            count += 1
            visible = element.findtext(".//{*}WorksheetOptions/{*}Visible") or ""
            yield grid.sheet(element.get(SS + "Name", ""), visible.startswith("Sheet"))
        elif event == "end":
            _xml_row(grid, element)
            _forget(element)
    if not count:
        raise BadInput("是 XML，但不是 SpreadsheetML 表格", str(content.path), SAVE_AS)


def _xml_row(grid: Grid, row: etree._Element) -> None:
    index = _count(row, SS + "Index", 0)
    if index > grid.row_count + grid.blank_rows + 1:
        grid.end_row(index - 1 - grid.row_count - grid.blank_rows)
    for cell in row.iterchildren(SS + "Cell"):
        if cell.get(SS + "Index"):
            grid.move_to(_count(cell, SS + "Index", 1) - 1)
        text = _xml_text(cell)
        grid.lost_formulas += cell.get(SS + "Formula") is not None and not text
        down, across = (_count(cell, SS + name, 0) + 1 for name in ("MergeDown", "MergeAcross"))
        grid.place(text, down, across)
    grid.hidden_rows += row.get(SS + "Hidden") == "1" and bool(grid.row)
    grid.end_row(_count(row, SS + "Span", 0) + 1)


def _xml_text(cell: etree._Element) -> str:
    data = cell.find(SS + "Data")
    if data is None:
        return ""
    text = "".join(data.itertext())
    kind = data.get(SS + "Type")
    if kind == "Error":
        return ""
    if kind == "Number":
        return _number(text)
    if kind == "DateTime":
        return _day(text)
    return _truth(text) if kind == "Boolean" else text


# OpenDocument


def open_ods(content: Content) -> list[Sheet]:
    """All tables of an ODS workbook. Raises BadInput where it is not whole."""
    try:
        with zipfile.ZipFile(content.file) as archive:
            for _ in unpack(content.path, archive, archive.getinfo(DOCUMENT)):
                pass
            with archive.open(DOCUMENT) as file:
                return list(_tables(content, file))
    except BROKEN as error:
        raise BadInput("压缩结构损坏，不是完整的 ods", str(content.path), "重新导出") from error


def _tables(content: Content, file: IO[bytes]) -> Iterator[Sheet]:
    tags = [TABLE + "table", TABLE + "table-row", STYLE + "style"]
    hidden: set[str] = set()
    grid = Grid(str(content.path))
    for event, element in _events(content, file, ("start", "end"), tags):
        if element.tag == STYLE + "style" and event == "end":
            shown = element.find(STYLE + "table-properties")
            if shown is not None and shown.get(TABLE + "display") == "false":
                hidden.add(element.get(STYLE + "name", ""))
        elif element.tag == TABLE + "table" and event == "start":
            grid = Grid(str(content.path))
        elif element.tag == TABLE + "table":
            is_hidden = element.get(TABLE + "style-name") in hidden
            yield grid.sheet(element.get(TABLE + "name", ""), is_hidden)
        elif event == "end":
            _ods_row(grid, element)
            _forget(element)


def _ods_row(grid: Grid, row: etree._Element) -> None:
    for cell in row.iterchildren(TABLE + "table-cell", TABLE + "covered-table-cell"):
        times = _count(cell, TABLE + "number-columns-repeated", 1)
        text = _ods_text(cell)
        grid.lost_formulas += cell.get(TABLE + "formula") is not None and not text
        if not text:
            grid.skip(times)
            continue
        down, across = (
            _count(cell, f"{TABLE}number-{way}-spanned", 1) for way in ("rows", "columns")
        )
        for _ in range(times):
            grid.place(text, down if across == 1 else 1)
    times = _count(row, TABLE + "number-rows-repeated", 1)
    if row.get(TABLE + "visibility") in HIDDEN and grid.row:
        grid.hidden_rows += times
    grid.covered.clear()
    grid.end_row(times)


def _ods_text(cell: etree._Element) -> str:
    kind = cell.get(OFFICE + "value-type")
    if kind in NUMBERS:
        return _number(cell.get(OFFICE + "value", ""))
    if kind == "date":
        return _day(cell.get(OFFICE + "date-value", ""))
    if kind == "boolean":
        return _truth(cell.get(OFFICE + "boolean-value", ""))
    return "\n".join(_paragraph(part) for part in cell.iterchildren(TEXT + "p"))


def _paragraph(part: etree._Element) -> str:
    text = part.text or ""
    for child in part:
        if child.tag == TEXT + "s":
            text += " " * _count(child, TEXT + "c", 1)
        elif child.tag == TEXT + "line-break":
            text += "\n"
        elif child.tag == TEXT + "tab":
            text += "\t"
        elif isinstance(child.tag, str) and child.tag != OFFICE + "annotation":
            text += _paragraph(child)
        text += child.tail or ""
    return text


# HTML


def open_html(content: Content) -> list[Sheet]:
    """Every table of a page that holds no other table. Raises BadInput where there is none."""
    size = content.file.stat().st_size
    if size > LARGEST_PAGE:
        said = f"网页过大：{size} 字节，上限 {LARGEST_PAGE} 字节"
        raise BadInput(said, str(content.path), SAVE_AS)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    with _readable(content) as file:
        try:
            page = etree.parse(file, parser).getroot()
        except etree.XMLSyntaxError as error:
            raise BadInput("网页读不通", str(content.path), SAVE_AS) from error
    # A page without any element has no root.
    found = () if page is None else page.iter("table")
    tables = [table for table in found if table.find(".//table") is None]
    if not tables:
        raise BadInput("是网页（HTML），里面没有表格", str(content.path), SAVE_AS)
    _refuse_cut(content)
    names = [""] if len(tables) == 1 else [f"表格{i}" for i in range(1, len(tables) + 1)]
    return [_page_table(content, *pair) for pair in zip(tables, names, strict=True)]


def _refuse_cut(content: Content) -> None:
    """A page in which a table is not closed was cut: a browser would show what is left."""
    text = content.file.read_text(content.encoding).lower()
    if text.count("<table") > text.count("</table"):
        said = "网页在表格中间断开（缺少 </table>）"
        raise BadInput(said, str(content.path), "重新导出完整的文件")


def _page_table(content: Content, table: etree._Element, name: str) -> Sheet:
    grid = Grid(str(content.path))
    for row in table.iter("tr"):
        for cell in row.iterchildren("td", "th"):
            grid.place(_seen(cell), _count(cell, "rowspan", 1), _count(cell, "colspan", 1))
        is_hidden = "display:none" in row.get("style", "").replace(" ", "").lower()
        grid.hidden_rows += is_hidden and bool(grid.row)
        grid.end_row()
    return grid.sheet(name)


def _seen(cell: etree._Element) -> str:
    """The text of a cell as a browser shows it: lines by <br>, other white space as one."""
    for mark in cell.iter("br"):
        mark.tail = LINE + (mark.tail or "")
    for unseen in cell.iter(*NOT_SEEN):
        unseen.text = ""
    lines = "".join(cell.itertext()).split(LINE)
    return "\n".join(" ".join(line.split()) for line in lines).strip()


# What they share


@contextmanager
def _readable(content: Content) -> Iterator[IO[bytes]]:
    """The text as UTF-8, whatever encoding it says of itself."""
    with content.file.open("rb") as file:
        if content.encoding in ("utf-8", "utf-8-sig"):
            yield file
        else:
            yield codecs.EncodedFile(file, "utf-8", content.encoding)  # type: ignore[misc]


def _events(
    content: Content, file: IO[bytes], events: tuple[str, ...], tags: list[str]
) -> Iterator[tuple[str, etree._Element]]:
    try:
        yield from etree.iterparse(
            file, events=events, tag=tags, encoding="utf-8", remove_comments=True, **SAFE
        )
    except etree.XMLSyntaxError as error:
        said = f"XML 读不通：{error.msg}"
        raise BadInput(said, f"{content.path} 第{error.lineno}行", "重新导出") from error


def _forget(row: etree._Element) -> None:
    """Free a row that was read, and what stands before it."""
    row.clear()
    parent = row.getparent()
    while parent is not None and row.getprevious() is not None:
        del parent[0]


def _count(element: etree._Element, name: str, default: int) -> int:
    text = element.get(name, "").strip()
    return max(int(text), default) if text.isascii() and text.isdigit() else default


def _number(text: str) -> str:
    try:
        return number_text(float(text))
    except (ValueError, OverflowError):
        return text


def _day(text: str) -> str:
    for end in MIDNIGHT:
        text = text.removesuffix(end)
    return text.replace("T", " ").removesuffix(".000")


def _truth(text: str) -> str:
    return "是" if text in ("1", "true") else "否"
