"""What cannot be imported: a Chinese message with place and remedy, and nothing published."""

import pytest

from ingest.files import FIRM_A, REGISTER, write_csv, write_xlsx
from inspection.errors import BadInput

GOOD = (FIRM_A, "福州示例一号有限公司", "企业", "鼓楼区")


def bad_files(folder):
    (folder / "空_20220909.csv").write_bytes(b"")
    (folder / "文字_20220909.xlsx").write_text("天气\n晴\n", encoding="utf-8")
    (folder / "乱码_20220909.csv").write_bytes(b"\x80\xff,\x80\n" * 4)
    write_csv(folder / "只有表头_20220909.csv", [["标题"], REGISTER])
    write_xlsx(folder / "只有表头_20220909.xlsx", 数据=[REGISTER, ("合计", "0")])
    write_csv(folder / "别的表_20220909.csv", [["天气", "心情"], ["晴", "好"]])
    write_xlsx(folder / "别的表_20220909.xlsx", 一=[["天气"], ["晴"]], 二=[["心情"], ["好"]])
    write_csv(folder / "没有日期.csv", [REGISTER, GOOD, GOOD])


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("不存在.csv", "文件不存在"),
        ("空_20220909.csv", "空文件"),
        ("文字_20220909.xlsx", "认不出是哪张表"),
        ("乱码_20220909.csv", "无法识别文本编码"),
        ("只有表头_20220909.csv", "只有表头"),
        ("只有表头_20220909.xlsx", "只有表头"),
        ("别的表_20220909.csv", "认不出是哪张表"),
        ("别的表_20220909.xlsx", "认不出是哪张表"),
        ("没有日期.csv", "不知道导出日期"),
    ],
)
def test_bad_file_is_refused_and_nothing_is_published(take, tmp_path, published, name, what):
    bad_files(tmp_path)
    good = write_csv(tmp_path / "好_20220909.csv", [REGISTER, GOOD])
    with pytest.raises(BadInput) as error:
        take(good, tmp_path / name)
    assert what in error.value.what
    assert name in error.value.where
    assert error.value.remedy
    assert error.value.exit_code == 2
    assert published() == [".import.lock"]


def test_export_date_is_the_option_then_the_title_then_the_name(take, tmp_path, rows):
    path = write_csv(tmp_path / "检查对象_20220902.csv", [["截至2022年9月5日"], REGISTER, GOOD])
    assert take(path)["data_date"] == "2022-09-05"
    other = write_csv(tmp_path / "乙_2022-09-02.csv", [REGISTER, GOOD])
    take(other)
    assert {str(f["exported_on"]) for f in rows("files")} == {"2022-09-05", "2022-09-02"}


def test_option_wins_over_title_and_name(take, tmp_path):
    from datetime import date

    path = write_csv(tmp_path / "甲_20220902.csv", [["截至2022年9月5日"], REGISTER, GOOD])
    assert take(path, as_of=date(2022, 9, 8))["data_date"] == "2022-09-08"


def test_folder_stands_for_its_table_files(take, tmp_path):
    folder = tmp_path / "导出"
    (folder / "一").mkdir(parents=True)
    write_csv(folder / "一" / "甲_20220909.csv", [REGISTER, GOOD])
    (folder / "truth.json").write_text("{}", encoding="utf-8")
    (folder / "~$甲_20220909.xlsx").write_bytes(b"lock")
    assert len(take(folder)["files"]) == 1


def test_empty_folder_is_refused(take, tmp_path):
    folder = tmp_path / "空文件夹"
    folder.mkdir()
    with pytest.raises(BadInput, match="没有表格文件"):
        take(folder)


def test_files_of_one_name_in_two_folders_are_told_apart(take, tmp_path, rows):
    paths = []
    for day in ("20220902", "20220909"):
        (tmp_path / day).mkdir()
        rows_of_day = [[f"导出日期 {day}"], REGISTER, (*GOOD[:3], "鼓楼区" + day)]
        paths.append(write_csv(tmp_path / day / "检查对象.csv", rows_of_day))
    take(*paths)
    assert {f["path"] for f in rows("files")} == {"检查对象.csv", "20220909/检查对象.csv"}
    assert [r["source_file"] for r in rows("entities")] == ["20220909/检查对象.csv"]


def test_sheets_without_a_table_are_counted_as_non_data(take, tmp_path):
    path = write_xlsx(
        tmp_path / "表_20220909.xlsx",
        参数表=[["参数", "值"], ["一", "二"]],
        数据=[["检查对象", "导出日期", "", ""], REGISTER, GOOD],
        空=[],
    )
    files = take(path)["files"]
    assert [(f["sheet"], f["table"], f["read"], f["non_data"]) for f in files] == [
        ("参数表", None, 2, 2),
        ("数据", "register", 3, 2),
        ("空", None, 0, 0),
    ]
