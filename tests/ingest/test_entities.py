"""One entity, one id, whatever names it: code, older number, or name with county."""

from ingest.files import (
    CLASSES,
    COOP,
    FIRM_A,
    FIRM_B,
    FIRM_C,
    NUMBER_A,
    NUMBER_B,
    PUBLICITY,
    RESULTS,
    TRADER,
)

BOTH = ("统一社会信用代码", "注册号", "企业名称", "主体类型", "县(市、区)")


def result(code, name="", station="鼓楼区市场监管局", task="T1"):
    return (task, code, name, station, "A08", "未发现问题", "2022-06-15")


def test_register_under_code_and_results_under_number_join(take, export, rows):
    take(
        export(BOTH, (FIRM_A, NUMBER_A, "福州示例一号有限公司", "企业", "鼓楼区"), name="甲"),
        export(RESULTS, result(NUMBER_A), result(FIRM_A, task="T2"), name="乙"),
    )
    [entity] = rows("entities")
    assert (entity["uscc"], entity["reg_no"]) == (FIRM_A, NUMBER_A)
    assert {r["entity_id"] for r in rows("task_rows")} == {entity["entity_id"]}


def test_two_known_entities_become_one_when_a_file_joins_them(take, export, rows):
    take(export(RESULTS, result(NUMBER_A), result(FIRM_A, task="T2"), name="甲"))
    before = sorted(r["entity_id"] for r in rows("entities"))
    assert len(before) == 2
    take(export(BOTH, (FIRM_A, NUMBER_A, "福州示例一号有限公司", "企业", "鼓楼区"), name="乙"))
    [entity] = rows("entities")
    assert entity["entity_id"] == before[0]
    assert {r["entity_id"] for r in rows("task_rows")} == {before[0]}


def wrong(code):
    """The code with another check digit."""
    return code[:-1] + ("6" if code[-1] != "6" else "7")


def traces(rows):
    """Cells that a name joined, or left open."""
    codes = ("same_name", "name_ambiguous")
    told = [w for w in rows("warnings") if w["rule_code"] in codes]
    return {(w["rule_code"], w["raw_value"], w["clean_value"]) for w in told}


def test_other_code_of_the_same_name_and_county_is_the_same_firm(take, export, rows):
    """By its name: what the register lists, what the result says, and what becomes one."""
    firm_d, firm_e = "91350100MA00000230", "91350100MA0000445Y"
    cases = {
        "甲公司": (("", NUMBER_A), FIRM_A, (NUMBER_A, FIRM_A)),
        "乙公司": ((FIRM_B, ""), NUMBER_B, (NUMBER_B, FIRM_B)),
        "丙公司": ((FIRM_C, ""), wrong(FIRM_C), (wrong(FIRM_C), FIRM_C)),
        "丁公司": ((wrong(firm_d), ""), firm_d, (wrong(firm_d), firm_d)),
        "戊公司": (("", "350100200000022"), wrong(firm_e), ("350100200000022", wrong(firm_e))),
    }
    listed = [(*codes, name, "企业", "鼓楼区") for name, (codes, _, _) in cases.items()]
    said = [result(code, name, task=name) for name, (_, code, _) in cases.items()]
    take(export(BOTH, *listed, name="甲"), export(RESULTS, *said, name="乙"))
    for _ in range(2):
        entities = rows("entities")
        assert len(entities) == len(cases)
        assert {(e["name"], e["uscc"], e["in_register"]) for e in entities} == {
            (name, joined[1], True) for name, (_, _, joined) in cases.items()
        }
        ids = sorted((e["name"], e["entity_id"]) for e in entities)
        assert sorted((r["task_no"], r["entity_id"]) for r in rows("task_rows")) == ids
        assert traces(rows) == {("same_name", *joined) for _, _, joined in cases.values()}
        take()


def test_number_of_another_name_or_county_is_another_firm(take, export, rows):
    take(
        export(
            BOTH,
            ("", NUMBER_A, "甲公司", "企业", "鼓楼区"),
            ("", NUMBER_B, "丙公司", "企业", "鼓楼区"),
            name="甲",
        ),
        export(
            RESULTS,
            result(FIRM_A, "乙公司"),
            result(FIRM_B, "丙公司", "台江区市场监管局"),
            name="乙",
        ),
    )
    assert len(rows("entities")) == 4
    assert traces(rows) == set()


def test_two_candidates_for_a_number_are_a_doubt(take, export, rows):
    lines = [result(FIRM_A, "甲公司"), result(FIRM_B, "甲公司"), result(NUMBER_A, "甲公司")]
    take(export(RESULTS, *lines))
    assert len(rows("entities")) == 3
    assert traces(rows) == {("name_ambiguous", NUMBER_A, None)}


def test_second_candidate_in_a_later_file_undoes_the_joining(take, export, rows):
    old = result(NUMBER_A, "甲公司", task="T2")
    take(export(RESULTS, result(FIRM_A, "甲公司"), old, name="甲"))
    assert len(rows("entities")) == 1
    take(export(RESULTS, result(FIRM_B, "甲公司"), name="乙"))
    assert len(rows("entities")) == 3
    assert traces(rows) == {("name_ambiguous", NUMBER_A, None)}


def test_publicity_and_class_under_the_number_are_those_of_the_firm(take, export, rows):
    take(
        export(RESULTS, result(FIRM_A, "甲公司"), result(NUMBER_A, "甲公司", task="T2"), name="甲"),
        export(PUBLICITY, ("T1", NUMBER_A, "已公示", "2022-06-28"), name="乙"),
        export(CLASSES, (NUMBER_A, "2022-01-01", "A", ""), name="丙"),
    )
    [entity] = rows("entities")
    assert (entity["uscc"], entity["reg_no"]) == (FIRM_A, NUMBER_A)
    assert {r["task_no"]: r["pub_state"] for r in rows("task_rows")} == {"T1": "已公示", "T2": None}
    assert [r["risk_class"] for r in rows("class_periods")] == ["A"]


def test_number_that_two_codes_share_joins_nothing(take, export, rows):
    take(
        export(
            BOTH,
            (FIRM_A, NUMBER_A, "甲公司", "企业", "鼓楼区"),
            (FIRM_B, NUMBER_A, "乙公司", "企业", "思明区"),
            name="甲",
        ),
        export(RESULTS, result(NUMBER_A, "甲公司"), name="乙"),
    )
    entities = {r["uscc"]: r["entity_id"] for r in rows("entities")}
    assert set(entities) == {FIRM_A, FIRM_B, None}
    assert [r["entity_id"] for r in rows("task_rows")] == [entities[None]]


def test_entity_only_in_results_is_created_with_the_kind_of_its_code(take, export, rows):
    codes = (FIRM_A, COOP, TRADER, NUMBER_B)
    take(export(RESULTS, *(result(code, f"名{code}") for code in codes)))
    kinds = {r["uscc"] or r["reg_no"]: r["entity_kind"] for r in rows("entities")}
    assert kinds == {
        FIRM_A: "企业",
        COOP: "农民专业合作社",
        TRADER: "个体工商户",
        NUMBER_B: "未知",
    }
    assert {r["in_register"] for r in rows("entities")} == {False}


def test_row_without_code_is_matched_by_name_and_county(take, export, rows):
    take(
        export(
            BOTH,
            (FIRM_A, "", "示例（甲）有限公司", "企业", "鼓楼区"),
            (FIRM_B, "", "同名有限公司", "企业", "思明区"),
            (FIRM_C, "", "同名有限公司", "企业", "平潭县"),
            name="甲",
        ),
        export(
            RESULTS,
            result("", "示例(甲) 有限公司"),
            result("/", "同名有限公司", "平潭县市场监管局"),
            result("9.13501E+17", "同名有限公司", "台江区市场监管局", "T2"),
            name="乙",
        ),
    )
    entities = {r["entity_id"]: r["uscc"] for r in rows("entities")}
    found = {(r["task_no"], entities[r["entity_id"]]) for r in rows("task_rows")}
    assert found == {("T1", FIRM_A), ("T1", FIRM_C), ("T2", None)}
    damaged = [w for w in rows("warnings") if w["rule_code"] == "code_damaged"]
    assert [(w["raw_value"], w["column_name"]) for w in damaged] == [("9.13501E+17", "uscc")]


def test_same_entity_under_code_and_number_in_one_file_is_a_duplicate(take, export, rows):
    report = take(
        export(
            BOTH,
            (FIRM_A, NUMBER_A, "福州示例一号有限公司", "企业", "鼓楼区"),
            ("", NUMBER_A, "福州示例一号有限公司", "企业", "鼓楼区"),
        )
    )
    [file] = report["files"]
    assert (file["loaded"], file["duplicate"], file["superseded"]) == (1, 1, 0)
    assert len(rows("entities")) == 1


def test_rows_of_the_register_that_lack_something_or_contradict_themselves_are_kept(
    take, export, rows
):
    """A name without a code, a code without a name, a kind that is not that of the code."""
    take(
        export(
            BOTH,
            ("", "", "无码示例店", "个体工商户", "鼓楼区"),
            (FIRM_A, "", "", "企业", "鼓楼区"),
            (COOP, "", "顺昌示例合作社", "个体工商户", "顺昌县"),
        )
    )
    assert sorted(
        (e["uscc"] or "", e["name_key"] or "", e["entity_kind"]) for e in rows("entities")
    ) == [
        ("", "无码示例店", "个体工商户"),
        (FIRM_A, "", "企业"),
        (COOP, "顺昌示例合作社", "个体工商户"),
    ]
    flagged = sorted((w["source_row"], w["rule_code"]) for w in rows("warnings"))
    assert flagged == [(2, "code_missing"), (3, "name_missing"), (4, "kind_conflict")]


def test_publicity_row_without_code_joins_the_row_of_its_task(take, export, rows):
    named = ("抽查任务编号", "统一社会信用代码/注册号", "企业名称", "公示状态", "公示日期")
    take(
        export(RESULTS, result(FIRM_A, "示例甲公司"), name="甲"),
        export(named, ("T1", "", "示例甲公司", "已公示", "2022-06-28"), name="乙"),
    )
    [row] = rows("task_rows")
    assert str(row["published_on"]) == "2022-06-28"
    assert (row["source_file"], row["pub_file"]) == ("甲_20220909.csv", "乙_20220909.csv")
    assert (row["source_row"], row["pub_row"]) == (2, 2)
    assert len(rows("entities")) == 1


def test_publicity_alone_is_a_drawn_row(take, export, rows):
    take(export(PUBLICITY, ("T1", FIRM_A, "未公示", "")))
    [row] = rows("task_rows")
    assert (row["pub_state"], row["inspected_on"]) == ("未公示", None)


def test_class_of_an_unknown_entity_waits_until_it_is_known(take, export, rows):
    classes = ("统一社会信用代码/注册号", "分类日期", "信用风险分类")
    take(export(classes, (FIRM_A, "2022-01-01", "A"), name="甲"))
    assert rows("class_periods") == []
    assert [w["rule_code"] for w in rows("warnings")] == ["entity_unknown"]
    take(export(BOTH, (FIRM_A, "", "福州示例一号有限公司", "企业", "鼓楼区"), name="乙"))
    assert [r["risk_class"] for r in rows("class_periods")] == ["A"]
    assert rows("warnings") == []
