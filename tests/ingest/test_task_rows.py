"""Results, stages and publicity of a task row, from tables of items and of publicity."""

from datetime import date

from ingest.files import COOP, FIRM_A, FIRM_B, FIRM_C, TASKS, TRADER

RESULTS = (
    "抽查任务编号",
    "统一社会信用代码/注册号",
    "管辖单位",
    "检查事项",
    "是否检查",
    "检查结果",
    "检查结果（主体）",
    "检查日期",
    "检查结果状态",
    "核查方式",
    "来源系统",
)
PUBLICITY = (
    "抽查任务编号",
    "统一社会信用代码/注册号",
    "公示状态",
    "公示日期",
    "后续处置措施",
    "后续处置状态",
    "立案",
)
STATION = "鼓楼区市场监管局"


def item(code, result, *, task="T1", item="A08.登记事项检查", checked="是", whole="", **other):
    return (
        task,
        code,
        STATION,
        item,
        checked,
        result,
        whole,
        other.get("day", "2022-06-15"),
        other.get("state", "已公示"),
        other.get("methods", ""),
        other.get("system", "协同监管平台"),
    )


def codes_of(rows):
    entities = {r["entity_id"]: r["uscc"] for r in rows("entities")}
    found: dict[str, set[str]] = {}
    for row in rows("results"):
        found.setdefault(entities[row["entity_id"]], set()).add(row["result_code"])
    return found


def test_results_by_system_and_code_many_valued(take, export, rows):
    take(
        export(
            RESULTS,
            item(FIRM_A, "2,B,6"),
            item(FIRM_B, "2", system="新平台"),
            item(FIRM_C, "2", system="自有系统"),
            item(COOP, "10", system="新平台"),
            item(TRADER, "12"),
        )
    )
    assert codes_of(rows) == {
        FIRM_A: {"R2", "R10", "R6"},
        FIRM_B: {"R2a"},
        FIRM_C: {"R5"},
        COOP: {"R9"},
        TRADER: {"RX"},
    }
    [warning] = [w for w in rows("warnings") if w["rule_code"] == "result_unknown"]
    assert (warning["raw_value"], warning["clean_value"], warning["source_row"]) == ("12", "RX", 6)


def test_number_without_a_system_is_unknown_and_the_task_may_say_it(take, export, rows):
    header = tuple(h for h in RESULTS if h != "来源系统")
    take(
        export(
            header,
            item(FIRM_A, "2", task="T1")[:-1],
            item(FIRM_B, "2", task="T2")[:-1],
            name="甲",
        ),
        export(TASKS, ("T1", "第一批", "不定向", "2022-05-06", "自有系统", "厦门市局"), name="乙"),
    )
    assert codes_of(rows) == {FIRM_A: {"R5"}, FIRM_B: {"RX"}}


WORDS = {
    "未发现违法行为": {"R1"},
    "查无下落": {"R4"},
    "通过登记的住所（经营场所）无法联系": {"R4"},
    "公示信息隐瞒真实情况、弄虚作假": {"R3"},
    "未发现问题；发现问题已责令改正": {"R1", "R5"},
    "无": set(),
    "": set(),
    "未录入": set(),
    "心情不好": {"RX"},
}


def test_words_of_results(take, export, rows):
    numbers = {f"3501{i:011d}": raw for i, raw in enumerate(WORDS)}
    take(export(RESULTS, *(item(number, raw) for number, raw in numbers.items())))
    entities = {r["entity_id"]: r["reg_no"] for r in rows("entities")}
    found = {raw: set() for raw in WORDS}
    for row in rows("results"):
        found[numbers[entities[row["entity_id"]]]].add(row["result_code"])
    assert found == WORDS


def test_broad_words_count_as_pending_with_a_warning(take, export, rows):
    take(export(RESULTS, item(FIRM_A, "存在问题")))
    assert codes_of(rows) == {FIRM_A: {"R8"}}
    assert [w["rule_code"] for w in rows("warnings")] == ["result_broad"]


def test_results_of_items_and_of_the_entity_are_joined(take, export, rows):
    take(
        export(
            RESULTS,
            item(FIRM_A, "未发现问题", item="A08.登记事项检查", whole="发现问题已责令改正"),
            item(FIRM_A, "发现问题已责令改正", item="A09.公示信息检查", whole="发现问题已责令改正"),
        )
    )
    assert codes_of(rows) == {FIRM_A: {"R1", "R5"}}
    items = {r["item_code"]: r["result_code"] for r in rows("result_items")}
    assert items == {"A08": "R1", "A09": "R5"}


def test_inspected_on_is_the_latest_day_of_the_checked_items(take, export, rows):
    take(
        export(
            RESULTS,
            item(FIRM_A, "正常", item="A08", day="2022-06-15"),
            item(FIRM_A, "正常", item="A09", day="2022-06-20"),
            item(FIRM_A, "", item="A10", day="2022-07-01", checked="否"),
            item(FIRM_B, "", day="", state="未录入", checked=""),
        )
    )
    found = {r["inspected_on"]: r["entry_state"] for r in rows("task_rows")}
    assert found == {date(2022, 6, 20): "已公示", None: "未录入"}


def test_entry_state_is_that_of_the_item_furthest_behind(take, export, rows):
    take(
        export(
            RESULTS,
            item(FIRM_A, "正常", item="A08", state="已公示"),
            item(FIRM_A, "正常", item="A09", state="待审核"),
        )
    )
    assert [r["entry_state"] for r in rows("task_rows")] == ["待审核"]


def test_methods_are_mapped_by_system(take, export, rows):
    take(
        export(
            RESULTS,
            item(FIRM_A, "正常", methods="现场检查，书式检查"),
            item(FIRM_B, "正常", methods="3", system="自有系统"),
            item(FIRM_C, "正常", methods="3,喊话", system="新平台"),
        )
    )
    assert sorted(r["methods"] for r in rows("task_rows")) == [
        ["书面检查", "实地检查"],
        ["其他", "网络监测"],
        ["检验检测"],
    ]


def test_same_item_twice_is_a_duplicate_and_a_later_export_supersedes(take, export, rows, write):
    first = export(RESULTS, item(FIRM_A, "正常"), item(FIRM_A, "正常"), name="甲")
    [file] = take(first)["files"]
    assert (file["loaded"], file["duplicate"], file["superseded"]) == (1, 1, 0)
    assert rows("warnings") == []
    later = write("乙_20220916.csv", [RESULTS, item(FIRM_A, "查无下落", day="2022-09-10")])
    take(later)
    assert codes_of(rows) == {FIRM_A: {"R4"}}
    counts = {f["path"]: f["superseded_count"] for f in rows("files")}
    assert counts == {"甲_20220909.csv": 1, "乙_20220916.csv": 0}


def test_two_results_of_one_entity_without_items_are_both_kept(take, export, rows):
    take(export(RESULTS, item(FIRM_A, "查无下落", item=""), item(FIRM_A, "正常", item="")))
    assert codes_of(rows) == {FIRM_A: {"R1", "R4"}}
    assert len(rows("task_rows")) == 1
    assert rows("result_items") == []


def test_without_items_the_later_inspection_of_one_file_counts(take, export, rows):
    said = (("查无下落", "2022-06-10"), ("正常", "2022-06-15"), ("正常", ""))
    [file] = take(export(RESULTS, *(item(FIRM_A, r, item="", day=d) for r, d in said)))["files"]
    assert codes_of(rows) == {FIRM_A: {"R1"}}
    assert (file["loaded"], file["superseded"]) == (3, 2)
    assert {(w["raw_value"], w["clean_value"]) for w in rows("warnings")} == {
        ("第2行：查无下落", "第3行：正常"),
        ("第2行：2022-06-10", "第3行：2022-06-15"),
        ("第4行：空", "第3行：2022-06-15"),
    }


def test_publicity_in_a_later_file_joins_the_rows_in_service(take, export, rows):
    take(export(RESULTS, item(FIRM_A, "查无下落"), item(FIRM_B, "正常"), name="甲"))
    take(
        export(
            PUBLICITY,
            ("T1", FIRM_A, "公示", "2022/6/28", "列入经营异常名录；责令改正", "2", "是"),
            ("T1", FIRM_B, "依法不予公开", "", "无需后续处置", "", "否"),
            name="乙",
        )
    )
    found = sorted(rows("task_rows"), key=lambda r: r["pub_state"], reverse=True)
    assert [r["pub_state"] for r in found] == ["已公示", "不予公示"]
    assert found[0]["published_on"] == date(2022, 6, 28)
    assert found[0]["disposal_kinds"] == ["列入经营异常名录", "责令改正"]
    assert [r["disposal_state"] for r in found] == ["已完结", None]
    assert [r["needs_disposal"] for r in found] == [True, False]
    assert [r["is_case_filed"] for r in found] == [True, False]


def test_without_word_on_disposal_a_problem_needs_it(take, export, rows):
    take(export(RESULTS, item(FIRM_A, "查无下落"), item(FIRM_B, "正常"), item(FIRM_C, "")))
    found = sorted(str(r["needs_disposal"]) for r in rows("task_rows"))
    assert found == ["False", "None", "True"]


def test_impossible_order_of_dates_is_flagged_and_kept(take, export, rows):
    take(
        export(RESULTS, item(FIRM_A, "正常"), item(FIRM_B, "正常", day="2022-12-01"), name="甲"),
        export(PUBLICITY, ("T1", FIRM_A, "已公示", "2022-06-01", "", "", ""), name="乙"),
        export(
            TASKS, ("T1", "第一批", "不定向", "2022-06-20", "协同监管平台", "福州市局"), name="丙"
        ),
    )
    flags = {(w["rule_code"], w["column_name"]) for w in rows("warnings")}
    assert flags == {
        ("date_after_export", "inspected_on"),
        ("date_order", "published_on"),
        ("date_order", "inspected_on"),
    }
    assert len(rows("task_rows")) == 2


def test_row_without_a_readable_task_number_is_refused(take, export, rows):
    take(
        export(
            RESULTS,
            item(FIRM_A, "正常", task="3.50000202203E+17"),
            item(FIRM_A, "正常", task=""),
            item(FIRM_A, "正常", task="350000202203101001"),
        )
    )
    assert [r["reason_code"] for r in rows("rejects")] == ["number_damaged", "key_missing"]
    assert [r["task_no"] for r in rows("task_rows")] == ["350000202203101001"]
