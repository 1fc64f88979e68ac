"""Stories found on 典型案例: cases, documents and candidates, and in the alerts about them."""

from collections import defaultdict

from .worlds import World


def no_case(world: World, unit: str, facts: dict) -> None:
    row = world.by("unit", "cases_by_unit")[unit]
    assert (row["case_count"], row["counting_count"]) == (facts["cases"], 0)
    assert world.alert("units_without_case", unit)["case_count"] == facts["cases"]


def case_without_task(world: World, unit: str, facts: dict) -> None:
    """A lead, not a case: it does not count."""
    (case,) = [row for row in world.ask("case_list") if row["unit"] == unit]
    assert (case["state"], case["task_no"] or "") == (facts["state"], facts["task"])
    assert not case["is_case"]
    row = world.by("unit", "cases_by_unit")[unit]
    assert (row["clue_count"], row["counting_count"]) == (1, 0)
    assert world.alert("units_without_case", unit)["case_count"] == 1


def missing_duty(world: World, unit: str, facts: dict) -> None:
    """Not received, in the list of documents and in the line of the unit."""
    listed = [
        row["is_received"]
        for row in world.ask("duty_list")
        if (row["duty"], row["subject"]) == (facts["duty"], unit)
    ]
    assert listed == [False]
    row = world.by("unit", "duties_by_unit")[unit]
    assert facts["duty"] in row["missing_text"].split("、")


def merged_visits(world: World, unit: str, facts: dict) -> None:
    """Both rows of each firm that two tasks visited at once lie behind the unit's candidate."""
    [found] = [
        row
        for row in world.ask("case_candidates", units=[unit])
        if row["candidate_kind"] == "merging"
    ]
    assert found["event_count"] >= len(facts["merged"]) > 0
    days = defaultdict(dict)
    for row in world.ask("candidate_rows", candidate="merging", subject=unit, units=[unit]):
        days[row["entity_code"]][row["task_no"]] = row["inspected_on"]
    for code in facts["merged"]:
        own = days[code].pop(facts["task"])
        assert own in days[code].values()
