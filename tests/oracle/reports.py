"""What units and offices hand in: documents, and their own figures beside the count."""

from datetime import date

import pandas as pd

from . import reference
from .areas import PROVINCE_OFFICE, UNMAPPED
from .facts import Facts, by, look_back, ratio
from .filters import within
from .offices import HANDED_IN, submitted_on
from .planning import COUNTY, PROVINCIAL
from .progress import Figure
from .small import whose

STAGES = {"已抽取户数": "is_drawn", "已检查户数": "is_checked", "已公示户数": "is_published"}
OWN_PLAN, TYPICAL_CASE, OBLIGED = "本级计划", "典型案例", "必须"


def reported_difference(facts: Facts) -> Figure:
    """M34: figures of days up to the as-of date, the latest first, of a day the largest gap."""
    found = facts.exports.reported
    keep = by(found["reported_on"], facts.as_of)
    chosen = facts.filters
    keep &= within(found["unit"], chosen.units) & within(found["county_code"], chosen.counties)
    rows = found[keep].to_dict("records")
    counts = {day: counted_on(facts, day) for day in {row["reported_on"] for row in rows}}
    return sorted((difference(counts[row["reported_on"]], row) for row in rows), key=gap_order)


def gap_order(line: dict) -> tuple:
    """Latest day, largest gap, unit in its order, county, metric; without a gap last."""
    order = [*reference.units(), PROVINCE_OFFICE, UNMAPPED]
    gap = line["reported_gap_value"]
    return (
        -line["reported_on"].toordinal(),
        gap is None,
        -abs(gap or 0),
        order.index(line["unit"]),
        line["county"] or "",
        line["metric_name"],
    )


def difference(counts: dict[tuple[str, str], int], row: dict) -> dict[str, object]:
    """One reported figure beside the enterprises counted on its own day."""
    counted = counts.get((row["unit"], row["metric"]))
    gap = None if counted is None else float(row["reported"] - counted)
    return {
        "unit": row["unit"],
        "county": row["county"] or None,
        "reported_on": row["reported_on"],
        "metric_name": row["metric"],
        "reported_value": float(row["reported"]),
        "counted_count": counted,
        "reported_gap_value": gap,
        "difference_rate": ratio(gap, counted),
    }


def counted_on(facts: Facts, day: date) -> dict[tuple[str, str], int]:
    """Enterprises per unit and stage by a day, whatever the filters."""
    return facts.once(f"counted {day}", lambda: count_on(facts, day))


def count_on(facts: Facts, day: date) -> dict[tuple[str, str], int]:
    """They, from the rows of that day."""
    rows = look_back(facts.exports, day).enterprises
    return {
        (unit, metric): rows[rows[stage] & (rows["unit"] == unit)]["entity"].nunique()
        for metric, stage in STAGES.items()
        for unit in reference.units()
    }


def duties_by_unit(facts: Facts) -> Figure:
    """M24: duties received of those that must be done; the unit's own and its counties'."""
    owed = [one for one in duties_owed(facts) if facts.filters.has_unit(one["unit"])]
    units = [
        unit
        for unit in [*reference.units(), PROVINCE_OFFICE]
        if unit in {one["unit"] for one in owed}
    ]
    return [
        duty_counts(facts, unit, [one for one in owed if one["unit"] == unit]) for unit in units
    ]


def duty_counts(facts: Facts, unit: str, owed: list[dict]) -> dict[str, object]:
    """The duties of one unit."""
    states = [state_on(one, facts.as_of) for one in owed]
    missing = [one for one, state in zip(owed, states, strict=True) if state == "missing"]
    received, unknown = states.count("received"), states.count("unknown")
    own = [one for one in missing if one["kind"] != "县"]
    counties = sorted(one["subject"] for one in missing if one["kind"] == "县")
    named = [
        (one["subject"] + "：" if one["kind"] == "处室" else "") + one["duty"]
        for one in sorted(own, key=lambda one: (one["duty"], one["subject"]))
    ]
    return {
        "unit": unit,
        "duty_count": len(owed),
        "received_count": received,
        "missing_duty_count": len(missing),
        "unknown_count": unknown,
        "duties_rate": None if unknown else ratio(received, len(owed)),
        "overdue_count": sum(
            one["due_on"] is not None and one["due_on"] < facts.as_of for one in missing
        ),
        "missing_text": "、".join(named) or None,
        "missing_county_count": len(counties),
        "missing_counties": "、".join(counties) or None,
    }


def state_on(owed: dict, day: date) -> str:
    """Received, missing, or unknown: it came in, but nobody says when."""
    if owed["received_on"] is None:
        return "missing"
    if owed["received_on"] <= day:
        return "received"
    return "missing" if owed["is_dated"] else "unknown"


def duties_owed(facts: Facts) -> list[dict]:
    """Every duty that must be done, of every subject of its kind."""
    return facts.once("duties", lambda: duties_told(facts))


def duties_told(facts: Facts) -> list[dict]:
    """They, with what the exports tell of each."""
    found = []
    for rule in facts.rules.rows("duties"):
        if rule["obligation"] != OBLIGED:
            continue
        for unit, county, subject in subjects(facts, rule):
            if rule["duty"] == TYPICAL_CASE:
                dated, known = cased_on(facts, unit)
            else:
                dated, known = received_on(facts, rule["duty"], unit, subject)
            if rule["duty"] == OWN_PLAN:
                known += planned_on(facts, unit, county)
            due = date.fromisoformat(rule["due_on"]) if rule["due_on"] else None
            found.append(
                {
                    "duty": rule["duty"],
                    "kind": rule["subject_kind"],
                    "unit": unit,
                    "subject": subject,
                    "due_on": due,
                    "received_on": min(dated, default=None) or min(known, default=None),
                    "is_dated": bool(dated),
                }
            )
    return found


def subjects(facts: Facts, rule: dict[str, str]) -> list[tuple[str, str, str]]:
    """Unit, county and name of everybody who owes a duty."""
    if rule["subject_kind"] == "处室":
        plans, tasks = facts.exports.plans, facts.exports.tasks
        offices = {
            *plans[plans["level"] == PROVINCIAL]["lead_office"],
            *tasks[tasks["level"] == PROVINCIAL]["lead_office"],
        }
        return [(PROVINCE_OFFICE, "", office) for office in sorted(offices - {""})]
    if rule["subject_kind"] == "县":
        rows = [row for row in reference.rows("counties") if row["is_supervised"] == "true"]
        return [(row["unit"], row["county_code"], row["county"]) for row in rows]
    duty = {row["unit"]: row["has_case_duty"] == "true" for row in reference.rows("units")}
    owing = [unit for unit in reference.units() if rule["duty"] != TYPICAL_CASE or duty[unit]]
    return [(unit, "", unit) for unit in owing]


def received_on(facts: Facts, duty: str, unit: str, subject: str) -> tuple[list[date], list[date]]:
    """The days on which a duty came in, and the exports that say so without a day."""
    records = facts.once("received", lambda: duties_received(facts)).get((duty, whose(subject)), [])
    return (
        [row["received_on"] for row in records if row["received_on"]],
        [
            row["exported_on"]
            for row in records
            if not row["received_on"] and row["state"].startswith("已")
        ],
    )


def duties_received(facts: Facts) -> dict[tuple[str, str], list[dict]]:
    """What the exports say of each duty of each subject."""
    found: dict[tuple[str, str], list[dict]] = {}
    for row in facts.exports.duties.to_dict("records"):
        found.setdefault((row["duty"], row["subject"]), []).append(row)
    return found


def cased_on(facts: Facts, unit: str) -> tuple[list[date], list[date]]:
    """The days on which cases of a unit that count came in, and the exports that show them."""
    cases = facts.exports.cases
    is_of_year = cases["case_year"].isna() | (cases["case_year"] == facts.rules.year)
    mine = cases[is_of_year & (cases["unit"] == unit) & cases["state"].isin(HANDED_IN)]
    records = mine.to_dict("records")
    dated = [day for row in records if (day := submitted_on(facts, row))]
    return dated, [row["exported_on"] for row in records]


def planned_on(facts: Facts, unit: str, county: str) -> list[date]:
    """The exports that show a plan of the place, and the draws of tasks on one."""
    plans = facts.exports.plans
    own = plans["county"].where(plans["level"] == COUNTY, "")
    mine = plans[(plans["unit"] == unit) & (own == county) & (plans["level"] != PROVINCIAL)]
    tasks = facts.exports.tasks
    drawn = tasks["drawn_on"][tasks["plan"].isin(mine.index)]
    return [*mine["exported_on"], *(day for day in drawn if isinstance(day, date) and day == day)]


def office_duties(facts: Facts) -> Figure:
    """M10 of each provincial office on its own rows, and whether its account came in."""
    rows = facts.rows[facts.rows["is_assigned"]]
    offices = rows["task"].map(facts.exports.tasks["lead_office"])
    plans = facts.exports.plans
    chosen = facts.filters.offices
    owed = [
        one
        for one in duties_owed(facts)
        if one["kind"] == "处室" and (chosen is None or one["subject"] in chosen)
    ]
    found = [
        {
            "lead_office": one["subject"],
            "known_plan_count": int(
                ((plans["level"] == PROVINCIAL) & (plans["lead_office"] == one["subject"])).sum()
            ),
            **own_rows(facts, rows[offices == one["subject"]]),
            "due_on": one["due_on"],
            **account(facts, one),
        }
        for one in owed
    ]
    return sorted(
        found, key=lambda row: (-row["overdue_count"], -row["open_count"], row["lead_office"])
    )


def own_rows(facts: Facts, rows: pd.DataFrame) -> dict[str, object]:
    """What stands open of the rows that an office launched."""
    ends = rows["task"].map(facts.exports.tasks["window_to"])
    is_open = ~rows["is_checked"]
    is_past = by(ends, facts.as_of) & (ends != facts.as_of)
    done = int(rows["is_checked"].sum())
    return {
        "task_count": rows["task"].nunique(),
        "row_count": len(rows),
        "inspected_count": done,
        "inspection_completion_rate": ratio(done, len(rows)),
        "open_count": int(is_open.sum()),
        "overdue_count": int((is_open & is_past).sum()),
        "last_window_to_on": max((day for day in ends if isinstance(day, date)), default=None),
    }


def account(facts: Facts, owed: dict) -> dict[str, object]:
    """The state of the office's account on the day."""
    state = state_on(owed, facts.as_of)
    if state == "received":
        day = owed["received_on"] if owed["is_dated"] else None
        return {"report_received_on": day, "report_state": "已报送"}
    if state == "unknown":
        return {"report_received_on": None, "report_state": "未知"}
    is_late = owed["due_on"] < facts.as_of
    return {"report_received_on": None, "report_state": "逾期未报送" if is_late else "未报送"}
