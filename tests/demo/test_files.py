"""Files say what they are, hold the rows truth.json states, and are clean when asked."""

import re
from pathlib import Path

import pytest

from inspection.demo.world.codes import is_valid_credit_code

from .exported import read, read_kind, truth

KINDS = {
    "register", "class_history", "stock_table", "inspectors", "recusals", "plans", "tasks",
    "inspection_results", "publicity", "duties", "cases", "reported_figures", "events", "items",
}  # fmt: skip
UNITS = ("福州", "厦门", "莆田", "三明", "泉州", "漳州", "南平", "龙岩", "宁德", "平潭")
CODE = "统一社会信用代码/注册号"


@pytest.mark.parametrize("form", ["clean", "dirty"])
def test_rows_counted_by_another_reader_equal_truth(
    form: str, request: pytest.FixtureRequest
) -> None:
    folder = request.getfixturevalue(form)
    files = truth(folder)["files"]
    assert {path.name for path in folder.iterdir()} == {*files, "truth.json"}
    for name, stated in files.items():
        filled = sum(1 for row in read(folder / name).rows if any(row))
        assert filled - 1 == stated["rows"] - stated["blank"], name


def test_every_table_is_exported(clean: Path) -> None:
    assert {stated["table"] for stated in truth(clean)["files"].values()} == KINDS


def test_every_file_says_that_it_is_synthetic(dirty: Path) -> None:
    for name in truth(dirty)["files"]:
        assert ("演示数据_20220902" if "上周" in name else "演示数据_20220909") in name
        if name.endswith(".xlsx"):
            assert "演示数据" in read(dirty / name).rows[0][0]


def test_one_unit_exports_in_gb18030(clean: Path) -> None:
    data = (clean / "检查对象_莆田_演示数据_20220909.csv").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")
    assert data.decode("gb18030").startswith("序号,")


def test_register_counts_follow_the_stock(clean: Path) -> None:
    stated = truth(clean)["counts"]["units"]
    for unit in UNITS:
        kinds = [r["主体类型"] for r in read_kind(clean, f"检查对象_{unit}")]
        assert kinds.count("企业") == pytest.approx(stated[unit]["stock"], rel=0.05)
    everyone = [r["主体类型"] for r in read_kind(clean, "检查对象")]
    assert everyone.count("个体工商户") == pytest.approx(6000, abs=15)
    assert everyone.count("农民专业合作社") == pytest.approx(400, abs=15)
    assert "外企代表机构" in everyone


def test_codes_of_the_register_are_valid_and_different(clean: Path) -> None:
    codes = [r[CODE] for r in read_kind(clean, "检查对象")]
    assert len(set(codes)) == len(codes)
    old = [code for code in codes if len(code) == 15]
    assert 0 < len(old) < 0.05 * len(codes)
    assert all(is_valid_credit_code(code) for code in codes if len(code) == 18)


def test_names_are_clearly_synthetic(clean: Path) -> None:
    assert all("示例" in r["企业名称"] for r in read_kind(clean, "检查对象"))
    assert all(r["姓名"].startswith("测试") for r in read_kind(clean, "执法检查人员"))


def test_clean_files_have_no_defect(clean: Path) -> None:
    for stated in truth(clean)["files"].values():
        surplus = ("blank", "copied", "same_key", "damaged_codes", "bad_check_digits", "hints")
        assert not stated["contradicted"]
        assert not any(stated[name] for name in surplus)
    for kind in ("检查对象", "检查结果", "公示与后处置", "抽查任务", "抽查计划"):
        for record in read_kind(clean, kind):
            for header, cell in record.items():
                assert cell == cell.strip()
                if header.endswith(("日期", "时间")) and cell:
                    assert re.fullmatch(r"\d{4}-\d\d-\d\d", cell), (kind, header, cell)


def test_clean_result_rows_have_one_line_per_key(clean: Path) -> None:
    rows = read_kind(clean, "检查结果")
    keys = {(r["抽查任务编号"], r[CODE], r["检查事项编码"]) for r in rows}
    assert len(keys) == len(rows)


def test_dirty_files_have_every_kind_of_defect(dirty: Path) -> None:
    files = truth(dirty)["files"].values()
    for name in ("blank", "copied", "same_key", "damaged_codes", "refused", "bad_check_digits",
                 "contradicted", "placeholders", "hints", "below"):  # fmt: skip
        assert sum(stated[name] for stated in files) > 0, name
    doubtful = sum(stated["damaged_codes"] + stated["placeholders"] for stated in files)
    assert doubtful < 0.01 * sum(stated["facts"] for stated in files)


def test_dirty_dates_come_in_several_styles(dirty: Path) -> None:
    cells = read(dirty / "检查对象_福州_演示数据_20220909.csv").column("成立日期")
    shapes = {re.sub(r"\d+", "9", cell) for cell in cells}
    assert len(shapes) > 4


def test_dirty_old_platform_writes_several_results_in_one_cell(dirty: Path) -> None:
    cells = {
        cell
        for path in dirty.glob("检查结果_*_协同监管平台_*")
        for cell in read(path).column("检查结果（主体）")
    }
    assert any(re.fullmatch(r"\d(\s*[,，]\s*[\dB])+", cell) for cell in cells)
