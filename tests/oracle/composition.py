"""What stands inside the headline: M2b itemised, firms under two units, classes in existence."""

from collections import Counter

import pandas as pd

from . import reference
from .areas import UNMAPPED
from .classes import CLASSES, UNCLASSED, existing, findings
from .facts import ABSENT, Facts, by, last_year_end, main_result
from .pace import GONE, WHOLE
from .progress import Figure

NEEDS = ("check_register", "check_scope", "unregistered", "registered")


def checked_itemised(facts: Facts) -> Figure:
    """M2b of each unit by what kind of inspection it rests on."""
    rows = facts.enterprises[facts.enterprises["is_checked"]]
    units = [*facts.units, *({UNMAPPED} & set(rows["unit"]))]
    drawn = facts.enterprises[facts.enterprises["is_drawn"]]
    return [
        {
            "unit": unit,
            **items(facts, rows[rows["unit"] == unit]),
            "carried_count": len(
                set(rows[rows["unit"] == unit]["entity"])
                - set(drawn[drawn["unit"] == unit]["entity"])
            ),
        }
        for unit in units
    ]


def items(facts: Facts, rows: pd.DataFrame) -> dict[str, int]:
    """The parts of one unit's count."""
    register = facts.exports.entities
    entities = set(rows["entity"])
    absent = entities_all(rows, ABSENT)
    new = register.index[
        register["established_on"].notna()
        & ~by(register["established_on"], last_year_end(facts.as_of))
    ]
    firsts = rows.groupby("entity")["inspected_on"].min()
    return {
        "checked_count": len(entities),
        "kept_count": len(entities - entities_all(rows, GONE)),
        "not_found_count": len(absent),
        **{
            f"{code.lower()}_count": len(absent & having(rows, code))
            for code in ("R7", "R9", "R10")
        },
        "new_count": len(entities & set(new)),
        "unregistered_count": len(entities - set(register.index)),
        "late_count": int((~by(firsts, facts.rules.deadline_on)).sum()),
        "provincial_count": rows[rows["is_provincial"]]["entity"].nunique(),
    }


def entities_all(rows: pd.DataFrame, results: set[str]) -> set[str]:
    """Entities none of whose rows has any other result."""
    others = rows[~rows["results"].map(lambda found: found <= results).astype(bool)]
    return set(rows["entity"]) - set(others["entity"])


def having(rows: pd.DataFrame, code: str) -> set[str]:
    """Entities with a row that bears a result."""
    return set(rows[rows["results"].map(lambda found: code in found).astype(bool)]["entity"])


def gone_by_unit(facts: Facts) -> Figure:
    """M32's rest in visits and in entities, and what their place in the register asks for."""
    rows = facts.rows[facts.rows["is_checked"]]
    rows = rows.assign(main=rows["results"].map(main_result))
    gone = rows[rows["main"].isin(ABSENT)].sort_values(["inspected_on", "task"])
    seen = facts.all_rows[facts.all_rows["is_checked"]]
    seen = seen[~seen["results"].map(main_result).isin(ABSENT)]
    units = [*facts.units, *({UNMAPPED} & set(gone["unit"]))]
    parts = [(unit, gone[gone["unit"] == unit], seen[seen["unit"] == unit]) for unit in units]
    return [
        {"unit": unit, **absences(facts, mine, set(found["entity"]))}
        for unit, mine, found in [(WHOLE, gone, seen), *parts]
    ]


def absences(facts: Facts, rows: pd.DataFrame, found: set[str]) -> dict[str, int]:
    """The figures of one place; `found` are entities that another visit found."""
    latest = rows[~rows["entity"].isin(found)].groupby("entity")["main"].last()
    states = facts.once("states", facts.exports.entities["state"].to_dict)
    needs = Counter(needed(one, states.get(entity)) for entity, one in latest.items())
    codes = Counter(rows["main"])
    return {
        "not_found_entity_count": len(latest),
        "not_found_row_count": len(rows),
        **{f"{need}_count": needs[need] for need in NEEDS},
        "found_again_count": len(set(rows["entity"]) & found),
        **{f"{code.lower()}_count": codes[code] for code in ("R7", "R9", "R10")},
    }


def needed(result: str, state: str | None) -> str:
    """What follows from a result and the state in the register; None where it has no entry."""
    if result == "R7":
        return "check_scope"
    if state is None:
        return "unregistered"
    return "check_register" if state in ("", "存续") else "registered"


def class_stock_by_county(facts: Facts) -> Figure:
    """Enterprises in existence by county and class."""
    frame = existing(facts, facts.as_of)
    frame = frame.assign(risk_class=frame["risk_class"].fillna(UNCLASSED))
    names = {row["county_code"]: row["county"] for row in reference.rows("counties")}
    counts = frame.groupby(["unit", "county", "risk_class"]).size()
    order = [*facts.units, UNMAPPED]
    keys = sorted(
        counts.index,
        key=lambda key: (order.index(key[0]), key[1], [*CLASSES, UNCLASSED].index(key[2])),
    )
    return [
        {
            "unit": unit,
            "county_code": code or None,
            "county": names.get(code, UNMAPPED),
            "risk_class": one,
            "entity_count": int(counts[unit, code, one]),
        }
        for unit, code, one in keys
    ]


def findings_by_class_and_unit(facts: Facts) -> Figure:
    """Problems and applicable rows of enterprises, by unit and class at the random draw."""
    random_draws = facts.tasks.index[facts.tasks["draw_kind"] == "不定向"]
    rows = facts.enterprises[facts.enterprises["task"].isin(random_draws)]
    rows = rows[rows["is_checked"] & rows["is_applicable"]]
    order = [*facts.units, UNMAPPED]
    counts = {
        (unit, one): findings(mine)
        for unit in order
        for one in CLASSES
        if len(mine := rows[(rows["unit"] == unit) & (rows["class_at_draw"] == one)])
    }
    columns = ("problem_count", "applicable_count")
    return [
        {"unit": unit, "risk_class": one, **{name: found[name] for name in columns}}
        for (unit, one), found in counts.items()
    ]
