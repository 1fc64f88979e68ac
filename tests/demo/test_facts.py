"""Facts are consistent, and a later export holds the earlier one."""

from pathlib import Path

import pytest

from .exported import read_kind, stories, truth

CODE = "统一社会信用代码/注册号"
RESULT_DATES = ("检查日期", "录入日期", "审核时间")
PUBLICITY_DATES = ("公示日期", "完结日期", "查实日期", "归集日期")


def by_key(records: list[dict[str, str]], *keys: str) -> dict[tuple[str, ...], dict[str, str]]:
    """Records by their natural key."""
    return {tuple(record[key] for key in keys): record for record in records}


def result_rows(folder: Path) -> dict[tuple[str, ...], dict[str, str]]:
    return by_key(read_kind(folder, "检查结果"), "抽查任务编号", CODE, "检查事项编码")


def test_no_fact_is_later_than_the_export(clean: Path) -> None:
    for record in read_kind(clean, "检查结果"):
        assert all(record[name] <= "2022-09-09" for name in RESULT_DATES)
    for record in read_kind(clean, "公示与后处置"):
        assert all(record.get(name, "") <= "2022-09-09" for name in PUBLICITY_DATES)
    for record in read_kind(clean, "检查对象"):
        assert record["成立日期"] <= "2022-09-09"
    for record in read_kind(clean, "信用风险分类"):
        assert record["分类日期"] <= "2022-09-01"


def test_dates_of_a_row_follow_each_other(clean: Path) -> None:
    tasks = by_key(read_kind(clean, "抽查任务"), "抽查任务编号")
    for record in read_kind(clean, "检查结果"):
        task = tasks[(record["抽查任务编号"],)]
        if record["检查日期"]:
            assert task["随机抽取日期"] < record["检查日期"] <= record["录入日期"]
            assert record["检查日期"] >= min(task["任务期限始"], record["检查日期"])
        if record["审核时间"]:
            assert record["录入日期"] <= record["审核时间"]


def test_most_inspections_lie_in_the_window(clean: Path) -> None:
    tasks = by_key(read_kind(clean, "抽查任务"), "抽查任务编号")
    rows = [record for record in read_kind(clean, "检查结果") if record["检查日期"]]
    inside = sum(
        tasks[(r["抽查任务编号"],)]["任务期限始"]
        <= r["检查日期"]
        <= tasks[(r["抽查任务编号"],)]["任务期限止"]
        for r in rows
    )
    assert inside > 0.95 * len(rows)


def test_publication_follows_inspection_except_where_planted(clean: Path) -> None:
    days = {key[:2]: r["检查日期"] for key, r in result_rows(clean).items()}
    inspected = {key: day for key, day in days.items() if day >= "2022-01-01"}
    early = sorted(
        [r["抽查任务编号"], r[CODE]]
        for r in read_kind(clean, "公示与后处置")
        if r["公示日期"] and r["公示日期"] < inspected.get((r["抽查任务编号"], r[CODE]), "")
    )
    assert early == stories(clean, "early_publicity")[0]["facts"]["rows"]


def test_later_export_holds_the_earlier_one(clean_week_earlier: Path, clean: Path) -> None:
    earlier, later = result_rows(clean_week_earlier), result_rows(clean)
    assert earlier.keys() <= later.keys()
    for key, record in earlier.items():
        known = {n: record[n] for n in (*RESULT_DATES, "检查结果", "抽取时信用风险分类")}
        assert all(later[key][name] == cell for name, cell in known.items() if cell)


def test_facts_up_to_the_earlier_day_are_the_same(clean_week_earlier: Path, clean: Path) -> None:
    def entered(folder: Path) -> set[tuple[str, ...]]:
        return {k for k, r in result_rows(folder).items() if "" < r["录入日期"] <= "2022-09-02"}

    assert entered(clean_week_earlier) == entered(clean)


def test_counts_only_grow(clean_week_earlier: Path, clean: Path, clean_year_end: Path) -> None:
    folders = (clean_week_earlier, clean, clean_year_end)
    province = [truth(folder)["counts"]["province"] for folder in folders]
    for name in ("drawn", "checked", "published"):
        assert province[0][name] <= province[1][name] <= province[2][name]
    assert province[0]["checked"] < province[1]["checked"]
    assert province[0]["target"] == province[2]["target"]


def test_pool_of_a_task_equals_the_register(clean: Path) -> None:
    task = next(
        t for t in read_kind(clean, "抽查任务")
        if t["名录库A户数"] and t["层级"] == "市级" and t["抽查类型"] == "不定向"
    )  # fmt: skip
    pools = sum(int(task[f"名录库{letter}户数"]) for letter in "ABCD")
    register = [
        r for r in read_kind(clean, f"检查对象_{task['报告单位']}") if r["主体类型"] == "企业"
    ]
    assert pools == pytest.approx(len(register), rel=0.15)
    assert int(task["抽取库总户数"]) >= pools


def test_class_at_draw_is_the_class_of_that_month(clean: Path) -> None:
    history: dict[str, list[tuple[str, str]]] = {}
    for record in read_kind(clean, "信用风险分类"):
        history.setdefault(record[CODE], []).append((record["分类日期"], record["信用风险分类"]))
    tasks = by_key(read_kind(clean, "抽查任务"), "抽查任务编号")
    compared = 0
    for record in read_kind(clean, "检查结果"):
        drawn = tasks[(record["抽查任务编号"],)]["随机抽取日期"]
        known = [one for day, one in sorted(history.get(record[CODE], [])) if day <= drawn]
        if known and not record["指派去向"] and drawn >= "2022-01-01":
            compared += known[-1] == record["抽取时信用风险分类"]
            assert known[-1] == record["抽取时信用风险分类"] or is_received(record, clean)
    assert compared > 1000


def is_received(record: dict[str, str], folder: Path) -> bool:
    """Whether the row came from another task or was drawn before in another unit."""
    moved = {r[CODE] for r in read_kind(folder, "检查结果") if r["指派去向"]}
    twice = stories(folder, "firms_under_two_units")[0]["facts"]["enterprises"]
    return record[CODE] in moved or record[CODE] in twice
