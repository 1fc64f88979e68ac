"""Records of an xls, written by hand: hidden rows by sheet, and cells that no xls can have."""

import struct

import pytest

from inspection.errors import BadInput
from inspection.ingest import records
from inspection.ingest.detection import Content
from inspection.ingest.readers import open_sheets
from inspection.ingest.records import Told

BOF, SHEET, ROW, NUMBER, BLANK, HIDDEN = 0x809, 0x85, 0x208, 0x203, 0x201, 0x20
MERGED = 0xE5


@pytest.fixture
def measure(tmp_path):
    """What is told of the sheets of a stream of records."""
    content = Content(tmp_path / "表.xls", "xls", "", "", tmp_path / "表.xls")
    return lambda stream: records.measure(content, stream)


def record(kind, *numbers, size="H"):
    data = struct.pack(f"<{len(numbers)}{size}", *numbers)
    return struct.pack("<HH", kind, len(data)) + data


def row(number, flags=0):
    return record(ROW, number, 0, 9, 255, 0, 0, flags, 0)


def workbook(*sheets):
    """A list of sheets, each at its place, then their records after one of the beginning."""
    begun = [record(BOF, 0) + sheet for sheet in sheets]
    first = len(record(SHEET, 0, size="I")) * len(sheets)
    places = [first + sum(map(len, begun[:i])) for i in range(len(begun))]
    return b"".join(record(SHEET, place, size="I") for place in places) + b"".join(begun)


def test_hidden_rows_and_cells_are_counted_by_sheet(measure):
    first = row(0) + row(1, HIDDEN) + record(NUMBER, 0, 0, 0) + record(NUMBER, 1, 255, 0)
    second = row(0, HIDDEN) + row(7, HIDDEN) + record(BLANK, 7, 3, 0)
    assert measure(workbook(first, second)) == [Told(1, 2), Told(2, 0)]


def test_merged_ranges_are_told_by_sheet(measure):
    """Two ranges: A1:A3 and B1:C1."""
    ranges = record(MERGED, 2, 0, 2, 0, 0, 0, 0, 1, 2)
    told = Told(0, 0, (((0, 0), (2, 0)), ((0, 1), (0, 2))))
    assert measure(workbook(ranges)) == [told]


def test_a_cell_in_a_column_that_no_xls_has_refuses_the_file(measure):
    with pytest.raises(BadInput, match="第 257 列，xls 只有 256 列"):
        measure(workbook(record(NUMBER, 0, 256, 0)))


def test_a_locked_xls_is_named_with_the_remedy(measure):
    with pytest.raises(BadInput, match="已加密") as error:
        measure(record(0x2F, 0, 0))
    assert "去掉密码" in error.value.remedy


def test_a_stream_that_breaks_off_ends(measure):
    [sheet] = measure(workbook(record(NUMBER, 0, 0, 0))[:-2])
    assert sheet.cells == 1
    assert measure(b"\x05") == []


def test_a_container_that_is_none_is_refused(tmp_path):
    path = tmp_path / "表.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 600)
    with pytest.raises(BadInput, match="打不开"):
        open_sheets(Content(path, "xls", "", "", path))
