"""Stories found on 检查对象 and 总览: firms under two units, firms the register lacks."""

from .worlds import World


def summary(world: World, code: str) -> dict:
    """What the page says of the entity with a code."""
    (found,) = world.ask("entities_by_code", code=code)
    (row,) = world.ask("entity_summary", entity_id=found["entity_id"])
    return row


def two_units(world: World, _unit: str, facts: dict) -> None:
    """Drawn twice each; those inspected twice are 跨单位重复 beside the headline."""
    assert all(summary(world, code)["task_count"] >= 2 for code in facts["enterprises"])
    (totals,) = world.ask("pace_totals")
    assert totals["repeated_unit_count"] == len(facts["inspected"]) > 0
    by_unit = sum(row["checked_count"] for row in world.ask("completion_by_unit"))
    assert by_unit - totals["checked_count"] == len(facts["inspected"])


def absent_from_register(world: World, _unit: str, facts: dict) -> None:
    """Created from their rows, and said to be so."""
    rows = [summary(world, code) for code in facts["entities"]]
    assert rows
    assert not any(row["in_register"] for row in rows)
    inspected = sum(row["inspected_count"] > 0 for row in rows)
    counted = sum(row["unregistered_count"] for row in world.ask("checked_itemised"))
    assert counted == inspected
