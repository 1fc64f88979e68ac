"""Planted facts of the demo on the page 风险分类融合, number by number."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from inspection import risk, warehouse
from inspection.access import LOCAL
from inspection.demo import write_demo
from inspection.ingest.publish import import_files
from inspection.settings import settings
from inspection.snapshots import Snapshot, current

SCALE, SEED = 0.02, 7
DAY, YEAR_END = date(2022, 9, 9), date(2022, 12, 31)


def build(folder: Path, **options) -> tuple[Snapshot, dict[str, list[dict]]]:
    """Demo and snapshot of it; the stories by name."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSPECTION_DATA", str(folder / "warehouse"))
        settings.cache_clear()
        write_demo(folder / "demo", scale=SCALE, seed=SEED, clean=True, **options)
        import_files([folder / "demo"])
        snapshot = current()
    settings.cache_clear()
    told: dict[str, list[dict]] = {}
    for story in json.loads(next(folder.rglob("*truth.json")).read_text("utf-8"))["stories"]:
        told.setdefault(story["id"], []).append(story)
    return snapshot, told


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> tuple[Snapshot, dict[str, list[dict]]]:
    return build(tmp_path_factory.mktemp("classes"), until=DAY)


@pytest.fixture(scope="module")
def idle_world(tmp_path_factory) -> tuple[Snapshot, dict[str, list[dict]]]:
    """A year in which the class means nothing."""
    return build(tmp_path_factory.mktemp("idle"), until=YEAR_END, effects=False)


def ask(world, name: str, **params) -> list[dict]:
    return warehouse.run(name, scope=LOCAL, snapshot=world[0], **params).to_pylist()


def story(world, name: str) -> dict:
    (only,) = world[1][name]
    return only


def by(rows: list[dict], column: str) -> dict:
    return {row[column]: row for row in rows}


def ratios(facts: dict) -> Iterator[float]:
    return (n / pool for n, pool in zip(facts["drawn"], facts["pool"], strict=True))


def test_inverted_task_is_the_only_one_listed(world):
    facts = story(world, "inverted_ratio")["facts"]
    (found,) = ask(world, "effect_by_task", is_inverted=True)
    assert found["task_no"] == facts["task"]
    assert found["pool_count"] == sum(facts["pool"])
    assert found["drawn_count"] == sum(facts["drawn"])
    shown = [found[f"{letter}_ratio"] for letter in "abcd"]
    assert shown == pytest.approx(list(ratios(facts)))


def test_ticked_task_counts_as_used_and_not_as_effective(world):
    facts = story(world, "ticked_unused")["facts"]
    found = by(ask(world, "effect_by_task"), "task_no")[facts["task"]]
    assert found["status"] == "level"
    shown = [found[f"{letter}_ratio"] for letter in "abcd"]
    assert shown == pytest.approx(list(ratios(facts)))


def test_blank_flags_are_unknown(world):
    told = story(world, "blank_flags")
    units = [row for row in ask(world, "integration_rate_by_unit") if row["period"] == "year"]
    assert by(units, "unit")[told["unit"]]["unknown_count"] == len(told["facts"]["tasks"])
    assert sum(row["unknown_count"] for row in units) == len(told["facts"]["tasks"])


def test_exempt_tasks_and_what_the_incomplete_ones_lack(world):
    facts = story(world, "exempt_tasks")["facts"]
    listed = ask(world, "exempt_tasks")
    complete = {row["task_no"] for row in listed if row["is_exempt"]}
    lacking = {row["task_no"]: row["missing_count"] for row in listed if not row["is_exempt"]}
    assert complete == set(facts["complete"])
    assert lacking == {number: len(names) for number, names in facts["incomplete"].items()}
    shares = ask(world, "exempt_share_by_office")
    assert sum(row["exempt_count"] for row in shares) == len(facts["complete"])
    assert sum(row["incomplete_count"] for row in shares) == len(facts["incomplete"])


def test_tasks_of_the_year_by_what_their_export_says(world):
    styles = story(world, "integration")["facts"]["tasks_by_style"]
    complete = len(story(world, "exempt_tasks")["facts"]["complete"])
    year = by(ask(world, "integration_totals"), "period")["year"]
    assert year["used_count"] == styles["led"] + styles["inverted"] + styles["ticked"]
    assert year["unknown_count"] == styles["blank"]
    assert year["exempt_count"] == complete
    assert year["task_count"] == sum(styles.values()) - complete


def test_findings_by_class(world):
    facts = story(world, "findings_rise_with_class")["facts"]
    found = by(ask(world, "finding_rate_by_class"), "risk_class")
    for letter, counts in facts.items():
        row = found[letter]
        assert (row["applicable_count"], row["problem_count"]) == tuple(counts.values())


def test_d_firms_not_drawn(world):
    facts = story(world, "class_d_not_drawn")["facts"]
    total = ask(world, "undrawn_d_by_unit")[0]
    assert (total["d_count"], total["undrawn_count"]) == tuple(facts.values())
    assert len(ask(world, "undrawn_d_list")) == facts["not_drawn"]


def test_unit_that_is_behind_in_classifying(world):
    told = story(world, "classes_missing")
    row = by(ask(world, "class_coverage_by_unit"), "unit")[told["unit"]]
    assert (row["existing_count"], row["classified_count"]) == tuple(told["facts"].values())
    assert (
        by(ask(world, "class_age_by_unit"), "unit")[told["unit"]]["classified_count"]
        == (told["facts"]["with_class"])
    )


def gains(world) -> tuple[dict, dict]:
    findings, stock = (
        warehouse.run(name, scope=LOCAL, snapshot=world[0])
        for name in ("finding_counts_by_task", "class_stock_by_unit")
    )
    rules = risk.Bootstrap(2000, 2022, 30)
    return (
        risk.class_gains(findings, stock, rules).to_pylist()[0],
        risk.class_contrast(findings, rules).to_pylist()[0],
    )


def test_classes_pay_where_they_mean_something(world):
    gain, contrast = gains(world)
    assert gain["is_significant"]
    assert gain["class_gain_low"] > 1
    assert contrast["is_significant"]


def test_without_effects_no_gain_and_no_inversion_is_significant(idle_world):
    gain, contrast = gains(idle_world)
    assert not gain["is_significant"]
    assert not contrast["is_significant"]
    assert ask(idle_world, "effect_by_task", is_inverted=True) == []
    assert not [row for row in ask(idle_world, "class_ratio_by_unit") if row["is_significant"]]
