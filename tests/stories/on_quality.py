"""Stories found on 数据质量."""

from .worlds import World


def withdrawn(world: World, unit: str, facts: dict) -> None:
    """The row is listed with the last export that held it, and still counts."""
    [row] = world.ask("withdrawn_list")
    assert [[row["task_no"], row["entity_code"]]] == facts["rows"]
    assert (row["unit"], str(row["held_on"])) == (unit, facts["held_on"])
    assert (row["gone_on"], row["decided_by"]) == (world.day, None)
    [task] = world.ask("withdrawn_by_task")
    assert (task["withdrawn_count"], task["still_counted_count"]) == (1, 1)


def partial_base(world: World, _unit: str, facts: dict) -> None:
    """Every page says in how many counties the base is approved."""
    [badge] = world.ask("data_badge")
    assert badge["approved_county_count"] == facts["approved"]
    assert badge["county_count"] == facts["counties"]
    assert 0 < facts["approved"] < facts["counties"]
    assert not badge["is_base_approved"]
