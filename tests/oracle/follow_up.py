"""What became of inspections: speed, results, follow-up, collection, platforms, yield."""

from collections import Counter
from collections.abc import Callable
from datetime import date

import pandas as pd

from . import reference, workdays
from .areas import UNMAPPED
from .facts import ABSENT, PUBLISHED, REFUSED, Facts, by, main_result, needs_disposal, ratio
from .progress import Figure
from .words import OWN_SYSTEM

NEW_PLATFORM, OLD_PLATFORM = "新平台", "协同监管平台"
BANDS = {"short": range(11), "middle": range(11, 31), "long": range(31, 10_000)}
CODES = ("R1", "R2", "R2a", "R2b", "R3", "R4", "R5", "R6", "R7", "R8", "R9", "R10", "RX")


def by_unit(facts: Facts, figures: Callable[[Facts, pd.DataFrame], dict]) -> Figure:
    """Figures of the rows inspected, one row per unit."""
    rows = facts.rows[facts.rows["is_checked"]]
    units = [*facts.units, *({UNMAPPED} & set(rows["unit"]))]
    return [{"unit": unit, **figures(facts, rows[rows["unit"] == unit])} for unit in units]


def days_of(cells: pd.Series) -> list[date | None]:
    """Days, None where there is none."""
    return [day if isinstance(day, date) and day == day else None for day in cells]


def quantile(numbers: list[int], share: float) -> float | None:
    """With linear interpolation; unknown of nothing."""
    return float(pd.Series(numbers).quantile(share)) if numbers else None


def publication_times(facts: Facts) -> Figure:
    """Rows published or still open after so many working days, by unit."""
    rows = facts.rows[facts.rows["is_checked"]]
    is_withheld = (rows["pub_state"] == REFUSED) & (rows["not_public_reason"].fillna("") != "")
    rows = rows[~is_withheld]
    counts: dict[tuple[str, int], Counter] = {}
    for row in rows.to_dict("records"):
        found = publication_time(row, facts.as_of)
        if found is not None:
            days, state = found
            counts.setdefault((row["unit"], days), Counter())[state] += 1
    order = {unit: place for place, unit in enumerate(reference.units())}
    return [
        {
            "unit": unit,
            "workday_count": days,
            "event_count": counts[unit, days]["event"],
            "unfinished_count": counts[unit, days]["open"],
            "limit_days": facts.rules.publication_days,
        }
        for unit, days in sorted(counts, key=lambda key: (order.get(key[0], 99), key[1]))
    ]


def publication_time(row: dict, as_of: date) -> tuple[int, str] | None:
    """Working days to the publication or, still open, to the as-of date."""
    [inspected, published] = days_of(pd.Series([row["inspected_on"], row["published_on"]]))
    if row["pub_state"] == PUBLISHED and (published is None or published < inspected):
        return None
    if row["pub_state"] == PUBLISHED and published <= as_of:
        return workdays.between(inspected, published), "event"
    return workdays.between(inspected, as_of), "open"


def entry_delay_by_unit(facts: Facts) -> Figure:
    """M31."""
    return by_unit(facts, entry_delay)


def entry_delay(facts: Facts, rows: pd.DataFrame) -> dict[str, object]:
    pairs = list(zip(days_of(rows["inspected_on"]), days_of(rows["entered_on"]), strict=True))
    dated = [(start, end) for start, end in pairs if end is not None]
    delays = [(end - start).days for start, end in dated if start <= end <= facts.as_of]
    return {
        "row_count": len(pairs),
        "dated_count": len(delays),
        "delay_median": quantile(delays, 0.5),
        "delay_p90": quantile(delays, 0.9),
        "undated_count": len(pairs) - len(dated),
        "early_count": sum(end < start for start, end in dated),
    }


def results_by_code(facts: Facts) -> Figure:
    """Rows by main result and by every result, the most frequent first."""
    results = facts.rows[facts.rows["is_checked"]]["results"]
    main = Counter(map(main_result, results))
    multi = Counter(code for codes in results for code in codes)
    return [
        {
            "result_code": code,
            "main_count": main[code],
            "main_share": ratio(main[code], len(results)),
            "multi_count": multi[code],
        }
        for code in sorted(CODES, key=lambda code: -multi[code])
    ]


def results_by_unit(facts: Facts) -> Figure:
    """M32, and results in groups."""
    return by_unit(facts, result_groups)


def result_groups(_facts: Facts, rows: pd.DataFrame) -> dict[str, object]:
    main = Counter(map(main_result, rows["results"]))
    gone = sum(main[code] for code in ABSENT)
    valid = sum(not codes & ABSENT for codes in rows["results"])
    return {
        "inspected_count": len(rows),
        "clean_count": main["R1"],
        "problem_count": len(rows) - main["R1"] - gone - main["RX"],
        "not_found_count": gone,
        "r7_count": main["R7"],
        "r9_count": main["R9"],
        "r10_count": main["R10"],
        "unreadable_count": main["RX"],
        "valid_count": valid,
        "valid_rate": ratio(valid, len(rows)),
        "finding_rate": ratio(
            int((rows["is_problem"] & rows["is_applicable"]).sum()),
            int(rows["is_applicable"].sum()),
        ),
    }


def closure_by_unit(facts: Facts) -> Figure:
    """M15 with ages."""
    return by_unit(facts, closure)


def closure(facts: Facts, rows: pd.DataFrame) -> dict[str, object]:
    rows = rows[rows["is_problem"] & needs_disposal(rows)]
    ages: Counter = Counter()
    for row, closed_on in zip(rows.to_dict("records"), days_of(rows["closed_on"]), strict=True):
        if row["is_closed"] and closed_on is None:
            ages["undated"] += 1
            continue
        days = workdays.between(row["inspected_on"], closed_on if row["is_closed"] else facts.as_of)
        band = next(name for name, span in BANDS.items() if days in span)
        ages["closed" if row["is_closed"] else "open", band] += 1
    closed = int(rows["is_closed"].sum())
    return {
        "disposal_count": len(rows),
        "closed_count": closed,
        "closure_rate": ratio(closed, len(rows)),
        **{f"open_{band}_count": ages["open", band] for band in BANDS},
        **{f"closed_{band}_count": ages["closed", band] for band in BANDS},
        "undated_count": ages["undated"],
    }


def collection_by_unit(facts: Facts) -> Figure:
    """M21, of units with rows of an own system."""
    own = facts.exports.tasks.index[facts.exports.tasks["source_system"] == OWN_SYSTEM]
    found = by_unit(facts, lambda day, rows: collection(day, rows[rows["task"].isin(own)]))
    return [row for row in found if row["own_count"]]


def collection(facts: Facts, rows: pd.DataFrame) -> dict[str, object]:
    undated = rows["collected_on"].isna() & rows["is_collected"].eq(True)
    days = rows["collected_on"].where(~undated, facts.exports.data_date)
    is_collected = by(days, facts.as_of)
    pairs = list(zip(days_of(rows["entered_on"]), days_of(rows["collected_on"]), strict=True))
    delays = [
        (end - start).days
        for (start, end), here in zip(pairs, is_collected, strict=True)
        if here and start and end
    ]
    waits = [
        (facts.as_of - start).days
        for (start, _), here in zip(pairs, is_collected, strict=True)
        if not here and start
    ]
    return {
        "own_count": len(rows),
        "collected_count": len(rows[is_collected]),
        "collection_rate": ratio(len(rows[is_collected]), len(rows)),
        "undated_collected_count": int((is_collected & undated).sum()),
        "uncollected_count": len(rows[~is_collected]),
        "delay_median": quantile(delays, 0.5),
        "delay_p90": quantile(delays, 0.9),
        "longest_missing_days": max(waits, default=None),
    }


def new_platform_share_by_unit(facts: Facts) -> Figure:
    """M28, by unit of the executing office."""
    switches = {
        row["unit"]: date.fromisoformat(row["switched_on"])
        for row in facts.rules.rows("switch_dates")
    }
    return [
        {"unit": unit, "switched_on": day, **platforms(facts, unit, day)}
        for unit, day in switches.items()
        if facts.filters.has_unit(unit)
    ]


def platforms(facts: Facts, unit: str, switched_on: date) -> dict[str, object]:
    """Tasks of a unit by system, drawn from its switch date on."""
    tasks = facts.tasks[facts.tasks["unit"] == unit]
    days = zip(tasks["source_system"], days_of(tasks["drawn_on"]), strict=True)
    systems = Counter(system for system, day in days if day and switched_on <= day <= facts.as_of)
    counted = systems.total() - systems[OWN_SYSTEM]
    return {
        "task_count": counted,
        "new_platform_count": systems[NEW_PLATFORM],
        "new_platform_share": ratio(systems[NEW_PLATFORM], counted),
        "old_count": systems[OLD_PLATFORM],
        "own_task_count": systems[OWN_SYSTEM],
    }


def burden_by_unit(facts: Facts) -> Figure:
    """M33."""
    return by_unit(facts, burden)


def burden(_facts: Facts, rows: pd.DataFrame) -> dict[str, object]:
    entities, problems = rows["entity"].nunique(), int(rows["is_problem"].sum())
    filed = int(rows["is_case_filed"].eq(True).sum())
    return {
        "row_count": len(rows),
        "entity_count": entities,
        "problem_count": problems,
        "yield_per_hundred": ratio(100 * problems, len(rows)),
        "case_filed_count": filed,
        "case_filed_rate": ratio(filed, problems),
        "burden_frequency": ratio(len(rows), entities),
        "merged_visit_count": len(rows) - len(rows[["entity", "inspected_on"]].drop_duplicates()),
    }
