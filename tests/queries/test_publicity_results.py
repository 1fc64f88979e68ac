"""Results by main result and multi-count, follow-up, yield and burden, the notice's file."""

from datetime import date

import pytest
from ingest.files import FIRM_A, FIRM_B, FIRM_C, RESULTS, TASKS, write_csv

from inspection.ingest.publish import import_files

from .test_stages import inspected, published

FUZHOU = {"unit": "福州"}


def counts(ask):
    return {
        row["result_code"]: (row["main_count"], row["multi_count"])
        for row in ask("results_by_code")
        if row["multi_count"]
    }


def test_row_with_several_results_counts_once_and_under_each(make_snapshot, ask):
    make_snapshot(task_rows=[inspected(1, results=["R2", "R10", "R6"]), inspected(2)])
    assert counts(ask) == {"R1": (1, 1), "R2": (0, 1), "R6": (1, 1), "R10": (0, 1)}


def test_clean_item_beside_a_finding_is_no_result_of_the_row(make_snapshot, ask):
    make_snapshot(task_rows=[inspected(1, results=["R1", "R4"])])
    assert counts(ask) == {"R4": (1, 1)}


SYSTEM, OFFICE = "协同监管平台", "福州市市场监督管理局"


@pytest.fixture
def import_results(warehouse_folder, tmp_path):
    """`import_results({FIRM_A: "2,B,6"})`: a snapshot of exports with these result cells."""

    def take(cells, station="鼓楼区"):
        tasks = [TASKS, ("T1", "示例任务", "不定向", "2022-05-01", SYSTEM, OFFICE)]
        rows = [
            ("T1", code, f"示例{place}公司", station, "A01", cell, "2022-05-06")
            for place, (code, cell) in enumerate(cells.items())
        ]
        import_files(
            [
                write_csv(tmp_path / "任务_20220909.csv", tasks),
                write_csv(tmp_path / "结果_20220909.csv", [RESULTS, *rows]),
            ]
        )

    return take


def test_2_B_6_counts_once_as_main_and_three_times_in_all(import_results, ask):
    import_results({FIRM_A: "2,B,6"})
    assert counts(ask) == {"R2": (0, 1), "R6": (1, 1), "R10": (0, 1)}


def test_code_12_never_matches_2(import_results, ask):
    import_results({FIRM_A: "12", FIRM_B: "1"})
    assert counts(ask) == {"R1": (1, 1), "RX": (1, 1)}


def test_not_entered_is_no_result(import_results, ask):
    import_results({FIRM_A: "未录入", FIRM_B: "正常"})
    assert counts(ask) == {"R1": (1, 1)}
    assert "R0" not in {row["result_code"] for row in ask("results_by_code")}


def test_pingtan_code_never_counts_for_fuzhou(import_results, ask):
    import_results({FIRM_C: "1"}, station="350128")
    rows = {row["unit"]: row["inspected_count"] for row in ask("results_by_unit")}
    assert (rows["平潭"], rows["福州"]) == (1, 0)


def test_gone_is_neither_problem_nor_clean(make_snapshot, ask_one):
    gone = [inspected(n, results=[code]) for n, code in enumerate(("R7", "R9", "R10"), 1)]
    make_snapshot(task_rows=[*gone, inspected(4), inspected(5, results=["R4"])])
    row = ask_one("results_by_unit", FUZHOU)
    assert (row["clean_count"], row["problem_count"], row["not_found_count"]) == (1, 1, 3)
    assert (row["valid_count"], row["valid_rate"], row["finding_rate"]) == (2, 0.4, 0.5)


def test_unit_without_inspections_has_a_row_and_no_rate(make_snapshot, ask):
    make_snapshot()
    rows = ask("results_by_unit")
    assert len(rows) == 10
    assert {row["valid_rate"] for row in rows} == {None}


def problem(entity_id, **more):
    usual = {"results": ["R5"], "needs_disposal": True, "disposal_state": "未完结"}
    return inspected(entity_id, **(usual | more))


def closed(entity_id, on, **more):
    return problem(entity_id, disposal_state="已完结", closed_on=on, **more)


@pytest.mark.parametrize(
    ("as_of", "band"),
    [
        ("2022-05-19", "short"),
        ("2022-05-20", "middle"),
        ("2022-06-17", "middle"),
        ("2022-06-20", "long"),
    ],
)
def test_open_follow_up_ages_in_working_days_since_the_inspection(
    make_snapshot, ask_one, as_of, band
):
    make_snapshot(task_rows=[problem(1)])
    row = ask_one("closure_by_unit", FUZHOU, as_of=as_of)
    found = [name for name in ("short", "middle", "long") if row[f"open_{name}_count"]]
    assert found == [band]


def test_closure_is_of_problem_rows_that_need_it_published_or_not(make_snapshot, ask_one):
    rows = [
        closed(1, "2022-05-10"),
        problem(2),
        published(3),
        problem(4, needs_disposal=False),
        inspected(5, needs_disposal=True),
    ]
    make_snapshot(task_rows=rows)
    row = ask_one("closure_by_unit", FUZHOU)
    assert (row["closed_count"], row["disposal_count"], row["closure_rate"]) == (1, 2, 0.5)
    assert ask_one("closure_by_unit", FUZHOU, as_of="2022-05-09")["closed_count"] == 0


def test_closed_without_a_date_is_in_the_rate_and_has_no_age(make_snapshot, ask_one):
    make_snapshot(task_rows=[closed(1, None)])
    row = ask_one("closure_by_unit", FUZHOU)
    assert (row["closure_rate"], row["undated_count"]) == (1, 1)
    assert not any(row[f"closed_{band}_count"] for band in ("short", "middle", "long"))


def test_closure_of_nothing_is_unknown(make_snapshot, ask_one):
    make_snapshot(task_rows=[inspected(1)])
    assert ask_one("closure_by_unit", FUZHOU)["closure_rate"] is None


def test_follow_up_counts_under_each_of_its_kinds(make_snapshot, ask):
    kinds = ["责令改正", "立案查处"]
    make_snapshot(task_rows=[closed(1, "2022-05-10", disposal_kinds=kinds), problem(2)])
    rows = {row["disposal_kind"]: row["closure_rate"] for row in ask("follow_up_by_kind")}
    assert rows == {"责令改正": 1, "立案查处": 1, "未注明": 0}


def test_yield_and_burden(make_snapshot, ask_one):
    rows = [
        problem(1, is_case_filed=True, methods=["书面检查"]),
        inspected(1, task_no="T2", methods=["实地检查"]),
        inspected(1, task_no="T3", inspected_on="2022-05-09", methods=["网络监测", "实地检查"]),
        inspected(2),
    ]
    make_snapshot(task_rows=[row | {"class_at_draw": "A"} for row in rows])
    row = ask_one("burden_by_unit", FUZHOU)
    assert (row["yield_per_hundred"], row["case_filed_rate"], row["burden_frequency"]) == (25, 1, 2)
    assert (row["merged_visit_count"], row["repeated_a_count"]) == (1, 1)
    assert (row["off_site_count"], row["off_site_share"]) == (1, pytest.approx(1 / 3))


NOTICE = (
    "row_no",
    "plan_no",
    "plan_name",
    "task_no",
    "task_name",
    "draw_kind",
    "check_office",
    "object_name",
    "object_code",
    "finished_on",
    "result_text",
    "remark",
)


def reviewed(entity_id, **more):
    return inspected(entity_id, entry_state="已录入", **more)


def test_notice_has_the_columns_of_the_public_notice(make_snapshot, ask):
    make_snapshot(
        plans=[{"plan_no": "P1", "name": "示例计划"}],
        tasks=[{"task_no": "T1", "plan_no": "P1", "name": "示例任务"}],
        entities=[{"entity_id": 1, "name": "示例甲公司", "reg_no": "350100200000014"}],
        task_rows=[reviewed(1, check_office="甲局", results=["R5", "R2"])],
    )
    [row] = ask("result_notice")
    assert tuple(row) == NOTICE
    assert list(row.values()) == [
        1,
        "P1",
        "示例计划",
        "T1",
        "示例任务",
        "不定向",
        "甲局",
        "示例甲公司",
        "350100200000014",
        date(2022, 5, 6),
        "未按规定公示应当公示的信息；发现问题已责令改正",
        None,
    ]


def test_notice_leaves_out_what_is_withheld_or_not_reviewed(make_snapshot, ask):
    rows = [
        reviewed(1),
        reviewed(2, pub_state="不予公示"),
        inspected(3, entry_state="待审核"),
        inspected(4, entry_state="审核退回"),
        published(5, entry_state="已公示"),
    ]
    make_snapshot(task_rows=rows)
    assert len(ask("result_notice")) == 2
    assert len(ask("result_notice", is_public=True)) == 1
    assert len(ask("result_notice", is_public=False)) == 1
    assert len(ask("result_notice", is_public=False, as_of="2022-05-19")) == 2
