"""Stories found on 典型案例: cases and documents, and in the alerts about them."""

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
