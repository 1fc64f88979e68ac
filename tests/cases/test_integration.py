"""What an exemption needs, and which tasks count without one."""

from datetime import date

# Seven tasks drawn on 2022-05-10: T1 flagged 否, T5 drawn by class, T6 blank. T2 and T7 are
# exempt: 食品, approved on 1 May. T3 was approved on 1 August, after the draw; the field of T4
# is not one of the list. So T2 and T7 are exempt; T1, T3, T4, T5 and T6 count, of which T5 used
# the classes and T6 does not say: 1 of 5.
COUNTED = {"task_count": 5, "used_count": 1, "unknown_count": 1, "exempt_count": 2}


def test_late_and_unlisted_exemptions_stay_in_the_denominator(import_case, ask):
    import_case("s30/a")
    for row in ask("integration_totals"):
        assert COUNTED.items() <= row.items()
        assert row["integration_rate"] == 0.2


def test_what_is_wrong_with_an_exemption_is_listed(import_case, ask):
    import_case("s30/a")
    listed = {row["task_no"]: row["faults"] for row in ask("exempt_tasks")}
    assert listed == {"T2": "", "T3": "批准晚于抽取", "T4": "领域不在清单", "T7": ""}
    alerts = {row["subject"]: row["faults"] for row in ask("exemptions_incomplete", threshold=1)}
    assert alerts == {"T3": "批准晚于抽取", "T4": "领域不在清单"}


def test_the_month_is_the_last_one_with_tasks(import_case, ask):
    import_case("s30/a")
    month, year = ask("integration_totals")
    assert (month["from_on"], month["until_on"]) == (date(2022, 5, 1), date(2022, 5, 31))
    assert (year["from_on"], year["until_on"]) == (date(2022, 1, 1), date(2022, 9, 9))
