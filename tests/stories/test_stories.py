"""Every planted fact is found on the page or alert it belongs to, and no alert is unplanted."""

import pytest

from inspection.data.access import LOCAL
from inspection.showing import alerts

from .checks import CHECKS, find_stories
from .on_integration import gains
from .planted import AMONG, EXACTLY, forecast, reached, subjects
from .worlds import DAY, YEAR_END, World

# Stories told by seed and day: some more once another unit draws on the old platform.
STORIES = {(2022, DAY): 51, (2022, YEAR_END): 52, (7, DAY): 51, (7, YEAR_END): 51}
WITHOUT_EFFECTS = {"inverted_ratio", "findings_rise_with_class", "merged_visits"}


def test_every_story_is_found_where_it_belongs(told_world: World) -> None:
    found = find_stories(told_world, told_world.truth["stories"])
    assert found == STORIES[told_world.truth["seed"], told_world.day]


def test_every_check_finds_a_story(told_world: World) -> None:
    assert {one["id"] for one in told_world.truth["stories"]} == set(CHECKS) - {
        "findings_same_in_all_classes"
    }


def test_story_without_a_check_is_not_passed_over(told_world: World) -> None:
    with pytest.raises(KeyError, match="never_heard_of"):
        find_stories(told_world, [{"id": "never_heard_of", "unit": "", "facts": {}}])


def test_story_that_tells_another_figure_is_not_found(told_world: World) -> None:
    story = told_world.stories["publicity_without_date"][0]
    changed = {**story, "facts": {"rows": story["facts"]["rows"] + 1}}
    with pytest.raises(AssertionError):
        find_stories(told_world, [changed])


def test_every_alert_belongs_to_a_story(world: World) -> None:
    fired = {rule: subjects(world, rule) for rule in world.fired}
    assert set(fired) == set(EXACTLY) | set(AMONG)
    assert {rule: fired[rule] for rule in EXACTLY} == {
        rule: planted(world) for rule, planted in EXACTLY.items()
    }
    for rule, planted in AMONG.items():
        assert fired[rule] <= planted(world), rule


def test_counts_in_alerts_of_units_are_those_of_the_truth(world: World) -> None:
    for name in ("behind_yardstick", "short_by_deadline", "drawn_too_few"):
        for row in world.fired[name]:
            told = world.counts[row["unit"]]
            assert row["target_count"] == told["target"]
            assert row.get("checked_count", told["checked"]) == told["checked"]
            assert row.get("drawn_count", told["drawn"]) == told["drawn"]
    for row in world.fired["short_by_deadline"]:
        told = world.counts[row["unit"]]
        assert row["forecast_count"] == (forecast(DAY, told) if world.day == DAY else None)
        assert row["short_count"] == told["target"] - reached(world.day, told)
    for row in world.fired["overdue_rows"]:
        assert row["overdue_count"] == world.counts[row["unit"]]["overdue_rows"]


def test_every_sentence_can_be_said(world: World) -> None:
    found = alerts.fired(LOCAL, world.snapshot)
    assert len(found) == sum(len(rows) for rows in world.fired.values())
    assert not [one for one in found if "{" in one.say("zh") + one.say("en")]


def test_classes_pay_where_they_mean_something(told_world: World) -> None:
    gain, contrast = gains(told_world)
    assert gain["is_significant"]
    assert gain["class_gain_low"] > 1
    assert contrast["is_significant"]


def test_without_effects_every_other_story_is_found(idle_world: World) -> None:
    stories = idle_world.truth["stories"]
    assert find_stories(idle_world, stories) == 48
    assert {one["id"] for one in stories} == set(CHECKS) - WITHOUT_EFFECTS


def test_without_effects_no_gain_is_significant(idle_world: World) -> None:
    gain, contrast = gains(idle_world)
    assert gain["class_gain_low"] <= 1 <= gain["class_gain_high"]
    assert not gain["is_significant"]
    assert not contrast["is_significant"]


def test_without_effects_nothing_is_upside_down(idle_world: World) -> None:
    assert idle_world.fired["class_ratios_inverted"] == []
    assert idle_world.ask("effect_by_task", is_inverted=True) == []
    rows = idle_world.ask("class_ratio_by_unit")
    assert not [row for row in rows if row["is_significant"]]
