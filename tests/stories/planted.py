"""What each rule may fire: (unit, subject) by the stories and counts of truth.json.

The subject is a unit, a county, a task, or who owes a document, whatever the rule is about.
"""

from collections.abc import Callable
from datetime import date, timedelta

from .on_integration import FEW_ROWS
from .on_plan import FEW_FIRMS
from .on_publicity import far_from_counted
from .worlds import DAY, YEAR_END, World

Subjects = set[tuple[str, str]]
# Working days of the last four weeks, and left until 31 October, on each data date.
FOUR_WEEKS = {DAY: 20, YEAR_END: 20}
LEFT = {DAY: 32, YEAR_END: 0}
# Documents with a date; among the alerts from thirty days before it on.
DUE = {
    "年度抽查工作情况": date(2022, 10, 31),
    "成效评估报告": date(2022, 12, 31),
    "典型案例": date(2022, 12, 31),
}
NOTICE_OF_DUTY = timedelta(days=30)
PROVINCE = "省局本级"
CASE_HANDED_IN = ("报送", "采用", "已宣传")
# How the numbers of counties and tasks begin.
AREAS = {
    "350128": "平潭", "3501": "福州", "3502": "厦门", "3503": "莆田", "3504": "三明",
    "3505": "泉州", "3506": "漳州", "3507": "南平", "3508": "龙岩", "3509": "宁德",
    "XMSSJ": "厦门", "闽": PROVINCE,
}  # fmt: skip


def placed(numbers: list[str] | dict[str, object]) -> Subjects:
    """Numbers with the unit that their beginning tells."""
    return {
        (next(unit for start, unit in AREAS.items() if number.startswith(start)), number)
        for number in numbers
    }


def not_exempt(told: dict) -> list[str]:
    """Tasks whose exemption does not hold."""
    return [*told["incomplete"], *told["approved_late"], *told["unlisted"]]


def units(*names: str) -> Callable[[World], Subjects]:
    """Units of stories, each about itself."""
    return lambda world: {(unit, unit) for unit in world.units(*names)}


def facts(name: str, fact: str) -> Callable[[World], Subjects]:
    """One fact of every story of a name, in the story's unit."""
    return lambda world: {(one["unit"], one["facts"][fact]) for one in world.stories[name]}


def forecast(day: date, told: dict[str, int]) -> int:
    """Where the pace of four weeks alone leads by the deadline, whatever is drawn."""
    coming = (told["checked"] - told["checked_four_weeks_ago"]) * LEFT[day] // FOUR_WEEKS[day]
    return told["checked"] + coming


def reached(day: date, told: dict[str, int]) -> int:
    """What is foretold of the deadline, or was done on it."""
    return forecast(day, told) if LEFT[day] else told["checked_by_deadline"]


def short_by_deadline(world: World) -> Subjects:
    """Units that miss their target at their pace, or missed it, by the true counts."""
    return {
        (unit, unit)
        for unit, told in world.counts.items()
        if reached(world.day, told) < told["target"]
    }


def drawn_too_few(world: World) -> Subjects:
    """Units with fewer drawn than their target, by the true counts, until the deadline."""
    return {
        (unit, unit)
        for unit, told in world.counts.items()
        if world.day == DAY and max(told["drawn"], told["checked"]) < told["target"]
    }


def overdue_rows(world: World) -> Subjects:
    """Slow units and the one with the stuck task, while their overdue rows are many."""
    return {
        (unit, unit)
        for unit in world.units("pace_slow", "stuck_task")
        if world.counts[unit]["overdue_rows"] >= FEW_ROWS
    }


def behind_yardstick(world: World) -> Subjects:
    """The slow unit and the one that waits for September, until the deadline."""
    late = world.units("pace_slow", "september_bunching")
    return {(unit, unit) for unit in late if world.day == DAY}


def not_taken_up(world: World) -> Subjects:
    return placed([county for county, _ in world.facts("provincial_plans_not_taken_up")["pairs"]])


def ticked(world: World) -> Subjects:
    """The ticked task, where its draw is large enough for a judgement."""
    is_large = sum(world.facts("ticked_unused")["drawn"]) >= FEW_ROWS
    return facts("ticked_unused", "task")(world) if is_large else set()


def overlapping(world: World) -> Subjects:
    """The earlier of the overlapping tasks, while enough firms wait in both."""
    (story,) = world.stories["overlapping_tasks"]
    is_many = len(story["facts"]["shared_waiting"]) >= FEW_FIRMS
    return {(story["unit"], story["facts"]["tasks"][0])} if is_many else set()


def reported(world: World) -> Subjects:
    """The unit that reports too much, where it is much."""
    is_far = far_from_counted(world.facts("reported_differs"))
    return {(unit, unit) for unit in world.units("reported_differs") if is_far}


def duties(world: World) -> Subjects:
    """Who owes a document whose date is near or past."""
    stories = world.stories["missing_duty"] + world.stories["missing_duty_of_office"]
    missing = {(story["unit"], story["facts"]["duty"]) for story in stories}
    return {
        (owing, duty)
        for owing, duty in missing
        if duty in DUE and DUE[duty] - NOTICE_OF_DUTY <= world.day
    }


def without_case(world: World) -> Subjects:
    """Who has no case, one without a task, or one that the export still calls a clue or a draft."""
    planted = world.units("no_case", "case_without_task")
    handed_in = {
        row["unit"] for row in world.ask("case_list") if row["stated_state"] in CASE_HANDED_IN
    }
    return {(unit, unit) for unit in world.counts if unit in planted or unit not in handed_in}


# What fires is exactly this.
EXACTLY: dict[str, Callable[[World], Subjects]] = {
    "behind_yardstick": behind_yardstick,
    "short_by_deadline": short_by_deadline,
    "drawn_too_few": drawn_too_few,
    "stuck_tasks": facts("stuck_task", "task"),
    "late_publicity": units("late_publicity"),
    "counties_without_plan": lambda world: placed(world.facts("counties_without_plan")["counties"]),
    "plans_not_taken_up": not_taken_up,
    "duties_near_due": duties,
    "units_without_case": without_case,
    "class_ticked_unused": ticked,
    "class_ratios_inverted": facts("inverted_ratio", "task"),
    "exemptions_incomplete": lambda world: placed(not_exempt(world.facts("exempt_tasks"))),
    "overlapping_tasks": overlapping,
    "concentrated_pairs": facts("concentrated_pair", "county"),
    "expired_certificates_used": facts("expired_certificates", "county"),
    "reported_differences": reported,
    "collection_delays": units("own_system_collection"),
}
# What fires is among this: shares decide, of totals that the truth does not tell.
AMONG: dict[str, Callable[[World], Subjects]] = {
    "overdue_rows": overdue_rows,
}
# How the subject of a rule is named, where not by its column.
COLUMNS = {
    "counties_without_plan": "county_code",
    "plans_not_taken_up": "county_code",
    "concentrated_pairs": "county_code",
    "expired_certificates_used": "county_code",
    "reported_differences": "unit",
}


def subjects(world: World, rule: str) -> Subjects:
    """What a rule fires: its unit and subject; of documents, who owes which."""
    rows = world.fired[rule]
    if rule == "duties_near_due":
        return {(row["names"], row["subject"]) for row in rows}
    return {(row["unit"], row[COLUMNS.get(rule, "subject")]) for row in rows}
