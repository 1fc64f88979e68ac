"""Workbooks and archives written part by part, as other software writes them, or nobody should."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ODF = "urn:oasis:names:tc:opendocument:xmlns:%s:1.0"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
SS = "urn:schemas-microsoft-com:office:spreadsheet"


def write_zip(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """An archive of these parts, in this order."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def write_sheet(path: Path, rows: str, after: str = "", **parts: str | bytes) -> Path:
    """An xlsx of one sheet 表 with these row elements, `after` them, and further parts."""
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'
    book = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
        '<sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    relation = f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/s.xml"/>'
    links = f'<Relationships xmlns="{PACKAGE}">{relation}</Relationships>'
    root = f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
    return write_zip(
        path,
        {
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">{root}</Relationships>',
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": links,
            "xl/worksheets/s.xml": sheet,
            **parts,
        },
    )


def row(number: int, *cells: str, attributes: str = "") -> str:
    """A row element; the texts of its cells stand from column A on."""
    inner = "".join(
        cell if cell.startswith("<c ") else text_cell(f"{chr(65 + i)}{number}", cell)
        for i, cell in enumerate(cells)
    )
    return f'<row r="{number}"{attributes}>{inner}</row>'


def text_cell(place: str, text: str) -> str:
    """A cell element with its own text."""
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def write_ods(path: Path, tables: str, styles: str = "") -> Path:
    """An ods of these table elements and automatic styles."""
    spaces = ("office", "table", "text", "style")
    names = "".join(f' xmlns:{name}="{ODF % name}"' for name in spaces)
    content = (
        f"<office:document-content{names}><office:automatic-styles>{styles}"
        "</office:automatic-styles><office:body><office:spreadsheet>"
        f"{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return write_zip(path, {"mimetype": ODS, "content.xml": content})


def ods_row(*cells: str, attributes: str = "") -> str:
    """A row element of these cells."""
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def ods_cell(text: str = "", kind: str = "string", attributes: str = "") -> str:
    """A cell element that shows `text`."""
    inner = f"<text:p>{text}</text:p>"
    return f'<table:table-cell office:value-type="{kind}" {attributes}>{inner}</table:table-cell>'


def ods_blank(count: int) -> str:
    """So many cells that hold nothing, as one element."""
    return f'<table:table-cell table:number-columns-repeated="{count}"/>'


def xml_2003(*sheets: str, head: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    """An XML workbook of these worksheets."""
    return f'{head}<Workbook xmlns="{SS}" xmlns:ss="{SS}">{"".join(sheets)}</Workbook>'
