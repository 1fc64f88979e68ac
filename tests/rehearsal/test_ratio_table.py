"""Ratios as a reader sets them, and as a link carries them."""

import pytest

from inspection.errors import BadInput
from inspection.rehearsal.ratio_table import RatioTable, edited, format_own, parse_own, to_ppm

ROW = (10_000, 20_000, 30_000, 40_000)
TABLE = RatioTable(ROW)


def test_link_gives_back_the_own_rows():
    own = {"龙岩": (1, 2, 3, 1_000_000), "福州": ROW}
    assert parse_own(format_own(own)) == own
    assert parse_own("") == {}


@pytest.mark.parametrize(
    "text", ["福州", "福州.1.2.3", "福州.1.2.3.4.5", "福州.1.2.x.4", "~", "福 州.1.2.3.4"]
)
def test_link_that_cannot_be_read_is_refused(text):
    with pytest.raises(BadInput, match="无法识别"):
        parse_own(text)


def test_link_above_all_is_refused():
    with pytest.raises(BadInput, match="100%"):
        parse_own("福州.0.0.0.1000001")


def test_unit_without_a_row_takes_the_common_one():
    table = TABLE.with_own({"福州": (0, 0, 0, 0)})
    assert table.rows(["福州", "龙岩"]) == ((0, 0, 0, 0), ROW)
    assert table.rate_ppm("龙岩") == dict(zip("ABCD", ROW, strict=True))


def test_row_like_the_common_one_is_no_own_row():
    assert TABLE.with_own({"福州": ROW}).own == {}


def test_edit_changes_one_cell_and_emptying_takes_the_common_ratio():
    units = ["福州", "龙岩"]
    assert edited(TABLE, units, {1: {"D": 12.5}}) == "龙岩.10000.20000.30000.125000"
    changed = TABLE.with_own({"龙岩": (1, 2, 3, 4)})
    assert edited(changed, units, {1: dict.fromkeys("ABCD")}) == ""


def test_percent_is_read_to_the_hundredth():
    assert to_ppm(2.37) == 23_700
