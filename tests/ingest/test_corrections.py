"""A refused row is given back in the layout of its file; corrected and imported, it is closed."""

import io
import shutil

import openpyxl
import pyarrow.parquet as pq
import pytest
from shared import shared

from ingest.conftest import import_into
from ingest.files import FIRM_A, FIRM_B, FIRM_C, RESULTS, write_csv, write_xlsx
from inspection.data import snapshots, warehouse
from inspection.data.access import LOCAL
from inspection.ingest.doubtful import doubtful_rows
from inspection.ingest.publish import import_files
from inspection.showing import returned

pytestmark = pytest.mark.usefixtures("late_marts")

HEADER = (*RESULTS, "检查人员", "备注", "法定代表人电话")
PHONE = "13911112222"


def result(task, code, name, inspected="2022-06-15"):
    return (task, code, name, "鼓楼区市场监督管理局", "A08", "正常", inspected)


def more(*cells):
    return (*cells, "示例人", "=1+1", PHONE)


def ask(name):
    return warehouse.answer(name, scope=LOCAL)


def states():
    return [
        tuple(
            row[name]
            for name in ("source_row", "corrected_by", "corrected_row", "is_refused_again")
        )
        for row in ask("reject_list").to_pylist()
    ]


def given_back():
    rows = returned.open_rows(ask("reject_list"), "zh")
    return returned.give_back(rows, ask("sheet_layouts"), "rejects")


def import_refused(folder):
    rows = [
        more(*result("T1", FIRM_A, "示例甲")),
        more(*result("", FIRM_B, "示例乙")),
        more(*result("", FIRM_C, "示例丙")),
        more(*result("T1", "", "")),
    ]
    path = write_csv(folder / "检查结果_20220909.csv", [HEADER, *rows])
    import_into(folder / "warehouse", path)


@pytest.fixture
def rejected(tmp_path_factory, warehouse_folder):
    """Three rows of which two lack the number of their task, and one an entity."""
    made = shared(tmp_path_factory, "corrections_refused", import_refused)
    shutil.copytree(made / "warehouse", warehouse_folder)


def test_file_given_back_has_the_layout_of_its_source_and_says_why(rejected):
    (file,) = given_back()
    assert (file.name, file.row_count) == ("拒收更正_20220909_检查结果_20220909.xlsx", 3)
    sheet = openpyxl.load_workbook(io.BytesIO(file.content)).active
    rows = list(sheet.values)
    assert rows[0] == (*HEADER, "拒收原因", "原文件位置")
    assert rows[1][:7] == ("", *result("", FIRM_B, "示例乙")[1:])
    # Persons and columns that nobody knows are not told; nothing is a formula.
    assert rows[1][7:] == (
        "***",
        "'=1+1",
        "***",
        "缺少编号、名称等主键",
        "3||检查结果_20220909.csv",
    )
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_corrected_rows_close_and_others_stay_open(rejected, tmp_path):
    (file,) = given_back()
    book = openpyxl.load_workbook(io.BytesIO(file.content))
    book.active["A2"] = "T1"
    path = tmp_path / file.name
    book.save(path)
    report = import_files([path])
    # The second and third row are refused again.
    (account,) = report["files"]
    assert (account["loaded"], account["rejected"]) == (1, 2)
    assert account["exported_on"] == "2022-09-09"
    again = path.name
    # What was refused again stands for the row it was to correct.
    assert states() == [
        (3, None, None, False),
        (4, None, None, False),
        (3, again, 2, False),
        (4, again, 3, True),
        (5, again, 4, True),
    ]
    assert [file.row_count for file in given_back()] == [2]
    reasons = ask("rejects_by_reason").to_pylist()
    counts = ("row_count", "corrected_count", "refused_again_count", "uncorrected_count")
    assert [(row["reason_code"], *(row[name] for name in counts)) for row in reasons] == [
        ("key_missing", 3, 1, 1, 1),
        ("identity_missing", 2, 0, 1, 1),
    ]
    assert [row["cumulative_share"] for row in reasons] == [3 / 5, 1]
    # The names of persons that were given back as *** are not taken for names.
    rows = pq.read_table(snapshots.current().folder / "task_rows.parquet")
    assert rows.num_rows == 2
    assert "***" not in str(rows.to_pylist())


def test_each_sheet_is_given_back_in_its_own(warehouse_folder, tmp_path):
    import_files(
        [
            write_xlsx(
                tmp_path / "检查结果_20220909.xlsx",
                一=[RESULTS, result("T1", FIRM_A, "示例甲"), result("", FIRM_B, "示例乙")],
                二=[RESULTS, result("", FIRM_C, "示例丙"), result("T1", FIRM_C, "示例丙")],
            )
        ]
    )
    (file,) = given_back()
    book = openpyxl.load_workbook(io.BytesIO(file.content))
    assert book.sheetnames == ["1 一", "2 二"]
    assert [list(sheet.values)[1][-1] for sheet in book] == [
        "3|一|检查结果_20220909.xlsx",
        "2|二|检查结果_20220909.xlsx",
    ]


def test_doubtful_row_is_given_back_and_its_correction_ends_the_doubt(warehouse_folder, tmp_path):
    source = write_csv(
        tmp_path / "检查结果_20220909.csv",
        [
            HEADER,
            more(*result("T1", FIRM_A, "示例甲", "2022年6月")),
            more(*result("T1", FIRM_B, "示例乙")),
        ],
    )
    import_files([source])
    rows = returned.with_doubts(doubtful_rows(snapshots.current().folder, source.name), "zh")
    (file,) = returned.give_back(rows, ask("sheet_layouts"), "doubts")
    assert file.name == "存疑更正_20220909_检查结果_20220909.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(file.content))
    header, row = book.active.values
    assert header[:10] == HEADER
    shown = dict(zip(header, row, strict=True))
    told = result("T1", FIRM_A, "示例甲", "2022年6月")
    assert tuple(shown[name] for name in RESULTS) == told
    assert shown["检查人员"] == "***"
    assert "检查日期" in shown["拒收原因"]
    assert shown["原文件位置"] == "2||检查结果_20220909.csv"
    book.active.cell(2, header.index("检查日期") + 1, "2022-06-15")
    path = tmp_path / file.name
    book.save(path)
    import_files([path])
    assert doubtful_rows(snapshots.current().folder, source.name) == []
    rows = pq.read_table(snapshots.current().folder / "task_rows.parquet").to_pylist()
    assert sorted(row["inspected_on"].isoformat() for row in rows) == ["2022-06-15", "2022-06-15"]


def test_a_later_export_of_the_same_thing_closes_a_refused_row(rejected, tmp_path):
    """乙 of row 3 comes again with its task at another line; 丙 of row 4 on another day only."""
    header = (*RESULTS, "备注")
    again = [
        (*result("T1", FIRM_A, "示例甲"), ""),
        (*result("T1", FIRM_C, "示例丙", "2022-06-20"), ""),
        (*result("T1", FIRM_B, "示例乙"), ""),
    ]
    import_files([write_csv(tmp_path / "检查结果_20220916.csv", [header, *again])])
    closed = ("检查结果_20220916.csv", 4, False)
    assert states() == [(3, *closed), (4, None, None, False), (5, None, None, False)]
    assert [file.row_count for file in given_back()] == [2]
    # Rebuilt, and after other files, it stays so.
    import_files([])
    assert states()[0] == (3, *closed)


def test_an_earlier_export_closes_no_refused_row(rejected, tmp_path):
    rows = [RESULTS, result("T1", FIRM_B, "示例乙"), result("T1", FIRM_C, "示例丙")]
    import_files([write_csv(tmp_path / "检查结果_20220902.csv", rows)])
    assert {state[1] for state in states()} == {None}


def test_the_first_export_by_its_day_closes_whatever_was_imported_first(rejected, tmp_path):
    again, other = result("T1", FIRM_B, "示例乙"), result("T1", FIRM_A, "示例甲")
    for day, rows in {"20220923": [again, other], "20220916": [other, again]}.items():
        import_files([write_csv(tmp_path / f"检查结果_{day}.csv", [RESULTS, *rows])])
    assert states()[0] == (3, "检查结果_20220916.csv", 3, False)


def test_refused_rows_of_every_kind_are_closed_by_their_key(warehouse_folder, tmp_path):
    """A base without a count, a damaged task number, a class without its day and a penalty."""
    stock = ("年末", "报告单位", "县(市、区)", "主体类型", "企业实有数")
    classes = ("统一社会信用代码", "企业名称", "分类日期", "信用风险分类")
    tasks = ("抽查任务编号", "抽查任务名称", "实施部门")
    penalties = ("统一社会信用代码", "处罚决定书文号", "处罚决定日期", "处罚机关")

    def files(day, count, task_no, class_on, number):
        return [
            write_csv(
                tmp_path / f"企业实有数_{day}.csv",
                [
                    stock,
                    ("2021-12-31", "福州", "鼓楼区", "企业", count),
                    ("2021-12-31", "福州", "台江区", "企业", "10"),
                ],
            ),
            write_csv(
                tmp_path / f"抽查任务_{day}.csv",
                [tasks, (task_no, "第一批", "福州市局"), ("T9", "第九批", "福州市局")],
            ),
            write_csv(
                tmp_path / f"信用风险分类_{day}.csv",
                [classes, (FIRM_A, "甲", class_on, "A"), (FIRM_B, "乙", "2022-01-01", "B")],
            ),
            write_csv(
                tmp_path / f"行政处罚_{day}.csv",
                [penalties, (FIRM_A, number, "", "某局"), (FIRM_B, "罚2", "2022-01-01", "某局")],
            ),
        ]

    import_files(files("20220909", "若干", "3.50000202203101E+17", "某日", ""))
    assert [state[1:] for state in states()] == [(None, None, False)] * 4
    import_files(files("20220916", "12", "350000202203101001", "2022-02-01", "罚1"))
    assert {
        (row["file"][:4], row["corrected_by"][-12:-4], row["corrected_row"])
        for row in ask("reject_list").to_pylist()
    } == {(name, "20220916", 2) for name in ("企业实有", "抽查任务", "信用风险", "行政处罚")}
