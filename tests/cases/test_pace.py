"""Yardstick, forecast and deadline in small worlds of exported files."""

from datetime import date

import pytest


def of(rows: list[dict], unit: str) -> dict:
    """The row of a unit."""
    (found,) = (row for row in rows if row["unit"] == unit)
    return found


def test_a_task_drawn_changes_nothing_of_the_plans_yardstick(import_case, ask):
    """福州: base 2 000, target 70; one plan of 70 from 11 March to 31 October.

    Working days of its window: 160 to the end, 36 to 29 April (15 of March, 21 of April:
    4 and 5 are off, Saturday 2 and Sunday 24 worked). So 70 · 36/160 = 15.75 are due; the
    one task of ten rows, drawn on 14 March and done by 29 April, moves nothing.
    """
    import_case("s52/a")
    row = of(ask("standing_by_unit", as_of=date(2022, 4, 29)), "福州")
    assert (row["target_count"], row["checked_count"], row["is_by_plan"]) == (70, 10, True)
    assert row["yardstick_rate"] == pytest.approx(36 / 160)
    assert row["pace_deviation"] == pytest.approx(10 / 70 - 36 / 160)
    seen = [
        {line["day_on"]: line["plan_count"] for line in ask("burn_up", day, units=["福州"])}
        for day in (date(2022, 3, 13), date(2022, 3, 14), date(2022, 9, 9))
    ]
    assert seen[0] == seen[1] == seen[2]
    assert seen[0][date(2022, 4, 29)] == pytest.approx(15.75)
    assert seen[0][date(2022, 10, 31)] == 70


def test_what_is_done_after_the_deadline_is_late(import_case, ask):
    """福州: base 100, target 4; one firm inspected on 20 October, three on 20 November."""
    import_case("s53/a")
    on, after, end = (
        of(ask("standing_by_unit", as_of=day), "福州")
        for day in (date(2022, 10, 31), date(2022, 11, 1), date(2022, 12, 31))
    )
    assert (on["on_deadline_count"], on["checked_count"], on["status"]) == (None, 1, "reference")
    assert (after["on_deadline_count"], after["late_count"], after["status"]) == (1, 0, "reference")
    assert (end["on_deadline_count"], end["late_count"], end["status"]) == (1, 3, "done_late")
    assert (end["shortfall_count"], end["still_to_draw_count"]) == (None, None)
    fired = of(ask("short_by_deadline", as_of=date(2022, 12, 31), threshold=0), "福州")
    assert (fired["is_overdue"], fired["is_judged"]) == (True, False)
    assert (fired["on_deadline_count"], fired["short_count"], fired["late_count"]) == (1, 3, 3)


def test_what_counts_as_inspected_counts_as_drawn(import_case, ask):
    """福州: base 300, target 11, all eleven drawn, nine inspected, three of them R10."""
    import_case("s66/a")
    row = of(ask("sufficiency"), "福州")
    assert (row["target_count"], row["drawn_count"], row["checked_count"]) == (11, 11, 9)
    assert row["still_to_draw_count"] == 0
    # Without R10: 11 · 3/9, rounded up, are expected gone.
    without = of(ask("sufficiency", is_without_gone=True), "福州")
    assert (without["expected_gone_count"], without["still_to_draw_count"]) == (4, 4)
