"""Classes of enterprises: what inspections of each find, who has one, and how it moves."""

from datetime import date, timedelta
from statistics import NormalDist

import pandas as pd

from . import reference
from .areas import UNMAPPED
from .facts import CORRECTED, ENTERPRISE, PROBLEMS, Facts, by, ratio
from .filters import within
from .progress import Figure

CLASSES = "ABCD"
UNCLASSED = "未分类"
TOTAL = "合计"
CONFIDENCE = 0.95


def finding_rate_by_class(facts: Facts) -> Figure:
    """M13 per class at the draw, with and without R5."""
    rows = by_default_enterprises(facts)
    rows = rows[rows["is_checked"] & rows["is_applicable"]]
    classes = rows["class_at_draw"].fillna("").replace("", UNCLASSED)
    groups = [*CLASSES, *({UNCLASSED} & set(classes))]
    return [{"risk_class": one, **findings(rows[classes == one])} for one in groups]


def findings(rows: pd.DataFrame) -> dict[str, object]:
    """Problems among applicable rows, their rate and its interval."""
    count = len(rows)
    problems = int(rows["is_problem"].sum())
    beyond = int(rows["results"].map(lambda results: bool(results & PROBLEMS - {CORRECTED})).sum())
    low, high = wilson(problems, count)
    beyond_low, beyond_high = wilson(beyond, count)
    return {
        "problem_count": problems,
        "applicable_count": count,
        "inferred_count": int(rows["is_class_inferred"].sum()),
        "finding_rate": ratio(problems, count),
        "low_rate": low,
        "high_rate": high,
        "beyond_r5_count": beyond,
        "beyond_r5_rate": ratio(beyond, count),
        "beyond_r5_low_rate": beyond_low,
        "beyond_r5_high_rate": beyond_high,
    }


def wilson(hits: int, count: int) -> tuple[float | None, float | None]:
    """Wilson's score interval of a share."""
    if not count:
        return None, None
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    share, spread = hits / count, 1 + z * z / count
    middle = share + z * z / (2 * count)
    reach = z * (share * (1 - share) / count + z * z / (4 * count * count)) ** 0.5
    return (middle - reach) / spread, (middle + reach) / spread


def class_coverage_by_unit(facts: Facts) -> Figure:
    """M16: enterprises in existence with a class in force on the day."""
    frame = existing(facts, facts.as_of)
    units = [*facts.units, *({UNMAPPED} & set(frame["unit"]))]
    is_key = key_cities()
    found = []
    for unit in units:
        mine = frame[frame["unit"] == unit]
        counts = {f"{one.lower()}_count": int((mine["risk_class"] == one).sum()) for one in CLASSES}
        classified = sum(counts.values())
        found.append(
            {
                "unit": unit,
                "is_key_city": is_key.get(unit, False),
                **counts,
                "classified_count": classified,
                "existing_count": len(mine),
                "coverage_rate": ratio(classified, len(mine)),
            }
        )
    return found


def class_age_by_unit(facts: Facts) -> Figure:
    """For how long the classes in force have stood, by unit."""
    frame = existing(facts, facts.as_of)
    since = dates_in_force(facts).reindex(frame.index)
    frame = frame.assign(since=since)[frame["risk_class"].notna()]
    is_key = key_cities()
    units = [unit for unit in [*facts.units, UNMAPPED] if unit in set(frame["unit"])]
    return [
        {
            "unit": unit,
            "is_key_city": is_key.get(unit, False),
            **class_ages(facts, sorted(frame[frame["unit"] == unit]["since"], reverse=True)),
        }
        for unit in units
    ]


def dates_in_force(facts: Facts) -> pd.Series:
    """Since when each entity has the class it has; a class confirmed keeps its first date."""
    classes = facts.exports.classes
    known = classes[classes["valid_from"] <= facts.as_of]
    before = known.groupby("entity")["risk_class"].shift()
    return known[known["risk_class"] != before].groupby("entity")["valid_from"].last()


def class_ages(facts: Facts, days: list[date]) -> dict[str, object]:
    """Days since the date that half, and nine tenths, of the classes are as young as."""
    half, most = (days[-(-len(days) * tenths // 10) - 1] for tenths in (5, 9))
    return {
        "classified_count": len(days),
        "median_age_days": (facts.as_of - half).days,
        "p90_age_days": (facts.as_of - most).days,
        "oldest_on": days[-1],
        "newest_on": days[0],
    }


def existing(facts: Facts, day: date) -> pd.DataFrame:
    """Enterprises of the register 存续 on a day, with their class in force."""
    register = facts.exports.entities
    is_there = (register["kind"] == ENTERPRISE) & (register["state"] == "存续")
    is_there &= register["established_on"].isna() | by(register["established_on"], day)
    frame = register[is_there].assign(unit=register["unit"].replace("", UNMAPPED))
    chosen = facts.filters
    frame = frame[within(frame["unit"], chosen.units) & within(frame["county"], chosen.counties)]
    return frame.assign(risk_class=class_on(facts, day).reindex(frame.index))


def class_on(facts: Facts, day: date) -> pd.Series:
    """The class of each entity in force on a day."""
    classes = facts.exports.classes
    return classes[classes["valid_from"] <= day].groupby("entity")["risk_class"].last()


def by_default_enterprises(facts: Facts) -> pd.DataFrame:
    """Task rows of the kinds chosen, of enterprises where none are."""
    return facts.enterprises if facts.filters.kinds is None else facts.rows


def key_cities() -> dict[str, bool]:
    """Whether a unit is one of the notice's key cities."""
    return {row["unit"]: row["is_key_city"] == "true" for row in reference.rows("units")}


def class_stock_by_unit(facts: Facts) -> Figure:
    """Enterprises in existence of each class, by unit."""
    counts = existing(facts, facts.as_of).groupby(["unit", "risk_class"]).size()
    order = [*facts.units, UNMAPPED]

    def place(found: tuple[tuple[str, str], int]) -> tuple[int, str]:
        (unit, one), _ = found
        return order.index(unit), one

    return [
        {"unit": unit, "risk_class": one, "entity_count": int(count)}
        for (unit, one), count in sorted(counts.items(), key=place)
    ]


def class_migration(facts: Facts) -> Figure:
    """From which class to which enterprises moved since the first of the month."""
    last = facts.as_of.replace(day=1) - timedelta(days=1)
    frame = existing(facts, facts.as_of)[["risk_class"]]
    moves = frame.assign(before=class_on(facts, last).reindex(frame.index)).dropna()
    counts = moves.groupby(["before", "risk_class"]).size().to_dict()
    found = []
    for one in CLASSES:
        total = sum(counts.get((one, other), 0) for other in CLASSES)
        for other in CLASSES:
            count = counts.get((one, other), 0)
            shares = {"entity_count": count, "from_count": total, "move_share": ratio(count, total)}
            found.append({"from_class": one, "to_class": other, **shares})
    return found


def undrawn_d_by_unit(facts: Facts) -> Figure:
    """Enterprises of class D that no task of the year has drawn; the sum first."""
    frame = existing(facts, facts.as_of)
    drawn = set(facts.all_rows["entity"][facts.all_rows["is_drawn"]])
    worst = frame[frame["risk_class"] == CLASSES[-1]]
    worst = worst.assign(is_drawn=worst.index.isin(drawn))
    is_key = key_cities()
    units = [unit for unit in [*facts.units, UNMAPPED] if unit in set(worst["unit"])]
    groups = [(TOTAL, worst), *((unit, worst[worst["unit"] == unit]) for unit in units)]
    return [
        {
            "unit": unit,
            "is_key_city": is_key.get(unit, False),
            "d_count": len(mine),
            "drawn_count": int(mine["is_drawn"].sum()),
            "undrawn_count": int((~mine["is_drawn"]).sum()),
            "undrawn_rate": ratio(int((~mine["is_drawn"]).sum()), len(mine)),
        }
        for unit, mine in groups
    ]


def finding_counts_by_task(facts: Facts) -> Figure:
    """M14's counts: problems and applicable rows of each task, unit and class at the draw."""
    rows = by_default_enterprises(facts)
    rows = rows[rows["is_checked"] & rows["is_applicable"]]
    rows = rows[rows["class_at_draw"].isin(list(CLASSES))]
    counts = rows.groupby(["task", "unit", "class_at_draw"])["is_problem"].agg(["size", "sum"])
    kinds = facts.exports.tasks["draw_kind"].to_dict()
    return [
        {
            "unit": unit,
            "draw_kind": kinds.get(task) or "未注明",
            "risk_class": one,
            "applicable_count": int(size),
            "problem_count": int(problems),
        }
        for (task, unit, one), size, problems in counts.sort_index().itertuples()
    ]
