"""Stories found on 风险分类融合, and in the alerts that lead there."""

from collections.abc import Iterator

import pytest

from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.inference.class_gain import Bootstrap, class_contrast, class_gains

from .worlds import World

# alert_min_rows of data/reference/parameters.csv
FEW_ROWS = 10
RULES = Bootstrap(2000, 2022, 30)


def ratios(facts: dict) -> Iterator[float]:
    """Drawn of the pool, per class."""
    return (n / pool for n, pool in zip(facts["drawn"], facts["pool"], strict=True))


def applied(row: dict) -> list[float]:
    """The same as the page shows it."""
    return [row[f"{letter}_ratio"] for letter in "abcd"]


def inverted_ratio(world: World, unit: str, facts: dict) -> None:
    """The only task listed as upside down, and the only alert."""
    (found,) = world.ask("effect_by_task", is_inverted=True)
    assert found["task_no"] == facts["task"]
    assert found["pool_count"] == sum(facts["pool"])
    assert found["drawn_count"] == sum(facts["drawn"])
    assert applied(found) == pytest.approx(list(ratios(facts)))
    row = world.alert("class_ratios_inverted", facts["task"])
    assert row["unit"] == unit
    low, high = (sum(facts["drawn"][half]) / sum(facts["pool"][half]) for half in HALVES)
    assert (row["low_ratio"], row["high_ratio"]) == pytest.approx((low, high))


HALVES = (slice(0, 2), slice(2, 4))


def ticked_unused(world: World, unit: str, facts: dict) -> None:
    """Counted as used, not as effective; an alert where the draw is large enough to judge."""
    found = world.by("task_no", "effect_by_task")[facts["task"]]
    assert found["status"] == ("level" if sum(facts["drawn"]) >= FEW_ROWS else "thin")
    assert applied(found) == pytest.approx(list(ratios(facts)))
    fired = [(row["subject"], row["unit"]) for row in world.fired["class_ticked_unused"]]
    assert fired == ([(facts["task"], unit)] if sum(facts["drawn"]) >= FEW_ROWS else [])


def blank_flags(world: World, unit: str, facts: dict) -> None:
    """Unknown, in this unit and in no other."""
    rows = world.ask("integration_rate_by_unit")
    unknown = {row["unit"]: row["unknown_count"] for row in rows if row["period"] == "year"}
    assert unknown[unit] == sum(unknown.values()) == len(facts["tasks"])
    listed = world.by("task_no", "effect_by_task")
    assert not set(facts["tasks"]) & set(listed)


def exempt_tasks(world: World, _unit: str, facts: dict) -> None:
    """Complete ones, and what the others lack; each incomplete one an alert."""
    listed = world.ask("exempt_tasks")
    wrong = {
        **dict.fromkeys(facts["approved_late"], "批准晚于抽取"),
        **dict.fromkeys(facts["unlisted"], "领域不在清单"),
    }
    found = {row["task_no"]: row["faults"] for row in listed if row["task_no"] in wrong}
    assert found == wrong
    incomplete = [row for row in listed if not row["is_exempt"] and row["task_no"] not in wrong]
    lacking = {row["task_no"]: row["missing_count"] for row in incomplete}
    assert {row["task_no"] for row in listed if row["is_exempt"]} == set(facts["complete"])
    assert lacking == {number: len(names) for number, names in facts["incomplete"].items()}
    fired = {row["subject"]: row["fault_count"] for row in world.fired["exemptions_incomplete"]}
    assert fired == lacking | dict.fromkeys(wrong, 1)
    shares = world.ask("exempt_share_by_office")
    assert sum(row["exempt_count"] for row in shares) == len(facts["complete"])
    assert sum(row["incomplete_count"] for row in shares) == len(facts["incomplete"] | wrong)


def integration(world: World, _unit: str, facts: dict) -> None:
    """Tasks of the year by what their export says of the class."""
    styles = facts["tasks_by_style"]
    complete = len(world.facts("exempt_tasks")["complete"])
    year = world.by("period", "integration_totals")["year"]
    used = styles["led"] + styles.get("inverted", 0) + styles["ticked"]
    assert (year["used_count"], year["unknown_count"]) == (used, styles["blank"])
    assert year["exempt_count"] == complete
    assert year["task_count"] == sum(styles.values()) - complete


def findings_by_class(world: World, _unit: str, facts: dict) -> None:
    found = world.by("risk_class", "finding_rate_by_class")
    for letter, counts in facts.items():
        row = found[letter]
        shown = {"applicable": row["applicable_count"], "problems": row["problem_count"]}
        assert shown == counts, letter


def class_d_not_drawn(world: World, _unit: str, facts: dict) -> None:
    total = world.ask("undrawn_d_by_unit")[0]
    shown = {"enterprises": total["d_count"], "not_drawn": total["undrawn_count"]}
    assert shown == facts
    assert len(world.ask("undrawn_d_list")) == facts["not_drawn"]


def classes_missing(world: World, unit: str, facts: dict) -> None:
    row = world.by("unit", "class_coverage_by_unit")[unit]
    shown = {"enterprises": row["existing_count"], "with_class": row["classified_count"]}
    assert shown == facts
    age = world.by("unit", "class_age_by_unit")[unit]
    assert age["classified_count"] == facts["with_class"]


def gains(world: World) -> tuple[dict, dict]:
    """Class gain of the province and D against A, as the page computes them."""
    findings, stock = (
        warehouse.answer(name, scope=LOCAL, snapshot=world.snapshot)
        for name in ("finding_counts_by_task", "class_stock_by_unit")
    )
    return (
        class_gains(findings, stock, RULES).to_pylist()[0],
        class_contrast(findings, RULES).to_pylist()[0],
    )
