"""What a cell says twice, in whatever words, is listed once; what it does not say is null."""

from ingest.files import FIRM_A


def task_row(bench):
    bench.resolve()
    bench.load("entities")
    bench.resolve("rosters", "row_inspectors")
    [row] = bench.load("task_rows")
    return row


def test_method_of_several_items_is_listed_once(bench):
    for item_code in ("A08", "A09"):
        cells = {"item_code": item_code, "method_texts": ["现场检查", "实地检查"]}
        bench.put("staged_inspection_results", task_no="T1", uscc=FIRM_A, **cells)
    assert task_row(bench)["methods"] == ["实地检查"]


def test_disposals_outside_the_list_are_one_other_disposal(bench):
    cells = {"disposal_text": "责令改正；约谈；提醒"}
    bench.put("staged_publicity", task_no="T1", uscc=FIRM_A, **cells)
    assert task_row(bench)["disposal_kinds"] == ["其他", "责令改正"]


def test_industry_and_registrar_without_a_code_are_null(bench):
    row = bench.clean("register", uscc=FIRM_A, industry_code="制造业", reg_org_code="福州市局")
    assert (row["industry_code"], row["registrar_code"]) == (None, None)
    row = bench.clean("register", uscc=FIRM_A, industry_code="C1351", reg_org_code="350102")
    assert (row["industry_code"], row["registrar_code"]) == ("C1351", "350102")
