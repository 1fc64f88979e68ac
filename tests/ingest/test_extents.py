"""A sheet is as large as what its cells hold, and what is too large is a message."""

import pytest

from ingest.files import FIRM_A, REGISTER, write_csv, write_xlsx
from ingest.parts import (
    MAIN,
    PACKAGE,
    ods_cell,
    ods_row,
    row,
    text_cell,
    write_ods,
    write_sheet,
    write_zip,
    xml_2003,
)
from inspection.errors import BadInput
from inspection.ingest import limits
from inspection.ingest.detection import detect
from inspection.ingest.extents import Extent
from inspection.ingest.readers import open_sheets
from inspection.ingest.shape import without_empty_end
from inspection.ingest.usual_tags import Usual, usual_tags
from inspection.settings import settings

ROWS = [REGISTER, (FIRM_A, "福州示例一号有限公司", "企业", "鼓楼区")]
DATA = row(1, *ROWS[0]) + row(2, *ROWS[1])
STRINGS = f'<sst xmlns="{MAIN}"><si><t>甲</t></si><si><t xml:space="preserve">  </t></si></sst>'


def shape_of(path):
    """Rows and columns of the only sheet, with its first rows."""
    [sheet] = open_sheets(detect(path))
    table = without_empty_end(sheet.read(4))
    return table.num_rows, table.num_columns - 2, [tuple(line) for line in sheet.head if any(line)]


BLANKS = [
    row(1048576, text_cell("XFD1048576", " ")),
    row(1048576, '<c r="XFD1048576" s="1"/>'),
    row(1048576, '<c r="XFD1048576" t="str"><f>""</f><v></v></c>'),
    row(10, text_cell("XFD10", "\u3000\u3000")),
    row(1048576, text_cell("A1048576", " ")),
    "".join(row(i, text_cell(f"ZZ{i}", " ")) for i in range(3, 40)),
]


@pytest.mark.parametrize("blank", BLANKS)
def test_blank_cells_far_out_cost_nothing(tmp_path, blank):
    path = write_sheet(tmp_path / "表.xlsx", DATA + blank)
    rows, columns, head = shape_of(path)
    assert (rows, columns) == (2, 4)
    assert head == ROWS


def test_a_shared_text_of_spaces_is_blank(tmp_path):
    """The second shared text is two spaces, the first is 甲."""
    links = (
        f'<Relationships xmlns="{PACKAGE}">'
        '<Relationship Id="rId1" Type="x/worksheet" Target="worksheets/s.xml"/>'
        '<Relationship Id="rId2" Type="x/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>"
    )
    cells = '<c r="A1" t="s"><v>0</v></c><c r="XFD1" t="s"><v>1</v></c>'
    parts = {"xl/sharedStrings.xml": STRINGS, "xl/_rels/workbook.xml.rels": links}
    path = write_sheet(tmp_path / "表.xlsx", row(1, cells), **parts)
    assert shape_of(path)[:2] == (1, 1)


@pytest.mark.parametrize(
    ("far", "what"),
    [
        (text_cell("XFD1048576", "x"), "16384 列，上限 1000 列"),
        (text_cell("XFD1048576", "x") + text_cell("XFE1048576", " "), "列，上限 1000 列"),
        (text_cell("ZZ1048576", "x"), "1048576 行 × 702 列"),
        ('<c r="ZZ1048576"><v>1</v></c>', "1048576 行 × 702 列"),
    ],
)
def test_a_text_far_out_is_a_message(tmp_path, far, what):
    path = write_sheet(tmp_path / "表.xlsx", DATA + row(1048576, far))
    with pytest.raises(BadInput) as error:
        open_sheets(detect(path))
    assert what in error.value.what
    assert "工作表“表”" in error.value.where


def test_a_cell_that_says_another_row_than_its_row_is_found(tmp_path):
    path = write_sheet(tmp_path / "表.xlsx", DATA + row(3, text_cell("ZZ1048576", "x")))
    with pytest.raises(BadInput, match="1048576 行 × 702 列"):
        open_sheets(detect(path))


@pytest.mark.parametrize(
    "place",
    ['\tr="XFD1048576"', "\nr='XFD1048576'", ' r = "XFD1048576"', ' r="xfd1048576"'],
)
def test_a_place_that_is_written_otherwise_is_found(tmp_path, place):
    cell = f'<c s="1"{place}><v>1</v></c>'
    path = write_sheet(tmp_path / "表.xlsx", DATA + row(3, cell))
    with pytest.raises(BadInput, match=r"16384 列|1048576 行|没有写明单元格的位置"):
        open_sheets(detect(path))


def test_a_second_place_of_a_cell_refuses_the_file(tmp_path):
    cell = '<c r="A3" s="1"r="XFD1048576"><v>1</v></c>'
    path = write_sheet(tmp_path / "表.xlsx", DATA + row(3, cell))
    with pytest.raises(BadInput, match="打不开"):
        open_sheets(detect(path))


def test_texts_and_rules_that_look_like_places_are_none(tmp_path):
    after = '<conditionalFormatting><cfRule operator="equal"/></conditionalFormatting>'
    path = write_sheet(tmp_path / "表.xlsx", DATA + row(3, '(r="XFD1048576"', "r='A9'"), after)
    assert shape_of(path)[:2] == (3, 4)


@pytest.mark.parametrize(("last", "place"), [(9, 10), (19, 20), (31, 40), (120, 1200), (99, 98)])
def test_places_below_the_last_row_are_seen(last, place):
    piece = (row(last) + row(last, text_cell(f"B{place}", "x"))).encode()
    assert Extent().with_piece(piece).is_plain is (place < last)


def test_cells_without_a_place_are_read_where_they_stand(tmp_path):
    rows = '<row><c t="str"><v>甲</v></c><c t="str"><v>乙</v></c></row>' * 2
    assert shape_of(write_sheet(tmp_path / "表.xlsx", rows)) == (2, 2, [("甲", "乙")] * 2)


def test_cells_without_a_place_far_down_are_a_message(tmp_path):
    rows = '<row r="1048576"><c t="str"><v>甲</v></c></row>'
    with pytest.raises(BadInput, match="没有写明单元格的位置"):
        open_sheets(detect(write_sheet(tmp_path / "表.xlsx", rows)))


def test_a_sheet_that_the_workbook_does_not_list_is_refused(tmp_path):
    hidden = f'<worksheet xmlns="{MAIN}"><sheetData>{DATA}</sheetData></worksheet>'
    path = write_sheet(tmp_path / "表.xlsx", DATA, **{"xl/worksheets/t.xml": hidden})
    with pytest.raises(BadInput, match="没有列出的工作表"):
        open_sheets(detect(path))


@pytest.mark.parametrize(
    ("name", "limit", "what"),
    [
        ("max_rows", 1, "2 行，上限 1 行"),
        ("max_columns", 3, "4 列，上限 3 列"),
        ("max_book_cells", 7, "8 格，上限 7 格"),
    ],
)
def test_rows_columns_and_cells_are_limited_in_every_format(
    tmp_path, monkeypatch, name, limit, what
):
    monkeypatch.setattr(settings(), name, limit)
    monkeypatch.setattr(settings(), "max_cells", settings().max_book_cells)
    written = "".join(ods_row(*map(ods_cell, line)) for line in ROWS)
    xml = "".join(
        "<Row>" + "".join(f"<Cell><Data>{cell}</Data></Cell>" for cell in line) + "</Row>"
        for line in ROWS
    )
    html = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in line) + "</tr>" for line in ROWS)
    (tmp_path / "表.xml").write_text(
        xml_2003(f'<Worksheet ss:Name="一"><Table>{xml}</Table></Worksheet>'), encoding="utf-8"
    )
    (tmp_path / "表.html").write_text(f"<table>{html}</table>", encoding="utf-8")
    paths = [
        write_csv(tmp_path / "表.csv", ROWS),
        write_xlsx(tmp_path / "表.xlsx", 表=ROWS),
        write_ods(tmp_path / "表.ods", f'<table:table table:name="一">{written}</table:table>'),
        tmp_path / "表.xml",
        tmp_path / "表.html",
    ]
    for path in paths:
        with pytest.raises(BadInput) as error:
            open_sheets(detect(path))
        assert f"上限 {limit} " in error.value.what, path
        assert error.value.what.endswith(what) or path.suffix == ".csv", path


def test_seconds_are_limited(tmp_path, monkeypatch):
    paths = [write_csv(tmp_path / "表.csv", ROWS), write_xlsx(tmp_path / "表.xlsx", 表=ROWS)]
    moments = iter(range(0, 10**9, 10**4))
    monkeypatch.setattr(limits.time, "monotonic", lambda: next(moments))
    for path in paths:
        with pytest.raises(BadInput, match="900 秒"):
            open_sheets(detect(path))


def test_a_part_that_unpacks_to_a_hundred_times_too_much_is_refused(tmp_path):
    path = write_sheet(tmp_path / "表.xlsx", DATA, **{"xl/media/a.bin": bytes(80 << 20)})
    with pytest.raises(BadInput, match="压缩炸弹"):
        detect(path)


def test_a_part_that_is_larger_than_it_says_is_refused(tmp_path):
    """The size that the archive tells of its sheet is changed to less."""
    path = write_sheet(tmp_path / "表.xlsx", DATA * 9)
    data = path.read_bytes()
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{DATA * 9}</sheetData></worksheet>'.encode()
    size = len(sheet).to_bytes(4, "little")
    assert data.count(size) == 2
    path.write_bytes(data.replace(size, (100).to_bytes(4, "little")))
    with pytest.raises(BadInput, match="比它所说的大"):
        open_sheets(detect(path))


def test_parts_of_an_ods_are_limited_too(tmp_path, monkeypatch):
    monkeypatch.setattr(settings(), "max_unpacked_bytes", 100)
    with pytest.raises(BadInput, match="解开后"):
        detect(write_zip(tmp_path / "表.ods", {"mimetype": "x", "content.xml": "甲" * 100}))


def test_tags_with_a_prefix_are_tags(tmp_path):
    """A hidden row, a formula without value, and a blank cell far out, as another writer has it."""
    formula = '<c r="E2"><f>1+1</f></c>'
    rows = row(1, *ROWS[0]) + row(2, *ROWS[1], formula, attributes=' hidden="1"')
    piece = rows.replace("<", "<x:").replace("<x:/", "</x:").encode()
    assert Extent().with_piece(piece) == Extent(2, 26, 9, 1, 1)
    far = text_cell("XFD1048576", " ").replace("<", "<x:").replace("<x:/", "</x:")
    sheet = Extent().with_piece(piece + f'<x:row r="1048576">{far}</x:row>'.encode())
    assert (sheet.rows, sheet.columns, sheet.is_too_wide) == (1048576, 16384, True)


def cell(place, rest=' t="s"'):
    return f'<c r="{place}"{rest}><v>1</v></c>'


def test_usual_tags_are_counted_and_the_farthest_place_is_found():
    """Names that begin like a cell or a row are others; a formula is told."""
    piece = '<worksheet><cols><col min="1"/></cols><sheetData>' + row(9, cell("A9"), cell("Z9"))
    assert usual_tags(piece.encode()) == Usual(9, 26, 2, 1, False)
    wide = row(10, cell("AB10"), '<c r="XFC10"><f>A1</f></c>') + row(1048576)
    assert usual_tags((piece + wide).encode()) == Usual(1048576, 16383, 4, 3, True)
    assert usual_tags(b"</sheetData><rowBreaks/><cfRule/>") == Usual(0, 26, 0, 0, False)


@pytest.mark.parametrize(
    "unusual",
    [
        cell("A4"),
        cell("A12"),
        cell("A"),
        cell("3"),
        cell("a3"),
        cell("ABCD3"),
        '<c s="1" r="A3"/>',
        "<c><v>1</v></c>",
        "<c\tr='A3'/>",
        '</row><row spans="1:2" r="3">',
        '</row><row r="">',
        '</row><row r="12345678">',
    ],
)
def test_a_tag_that_is_written_otherwise_leaves_the_piece_to_patterns(unusual):
    assert usual_tags(row(3, cell("A3"), unusual).encode()) is None
    assert usual_tags((unusual + row(3, cell("A3"))).encode()) is None
