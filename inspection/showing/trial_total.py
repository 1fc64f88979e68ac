"""试算总分: what the indicators would come to under weights that nobody has set.

A score is the rate over that of full marks, at most 1. What a unit has nothing of does not apply
to it and is named; what is unknown makes its total unknown and is named. The places under other
weights say how much of an order is the weights' doing.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from inspection.data.columns import written
from inspection.data.disclosure import TOTAL
from inspection.showing.evaluation import BY_NAME
from inspection.simulation import weighting
from inspection.text import text

RULES = "evaluation_rules"
# Full marks of a total.
FULL = 100
Row = Mapping[str, Any]
SCHEMA = pa.schema(
    [
        ("unit", pa.string()),
        ("trial_total_value", pa.float64()),
        ("low_place_order", pa.int64()),
        ("high_place_order", pa.int64()),
        ("placed_unit_count", pa.int64()),
        ("unknown_indicators", pa.string()),
        ("other_indicators", pa.string()),
    ]
)


def example_weights(rules: Sequence[Row]) -> dict[str, float]:
    """The weights of the reference table, by indicator."""
    return {row["indicator"]: float(row["example_weight"]) for row in rules}


def trial_totals(
    rows: Sequence[Row], rules: Sequence[Row], weights: Mapping[str, float], lang: str
) -> pa.Table:
    """A line per unit in the order of `rows`: its total, and its places under other weights."""
    units = [row for row in rows if row["unit"] != TOTAL]
    names = [row["indicator"] for row in rules if weights[row["indicator"]] > 0]
    full = {row["indicator"]: row["full_rate"] for row in rules}
    applies = [[row[BY_NAME[name].base] != 0 for name in names] for row in units]
    scores = [[score(row[BY_NAME[name].rate], full[name]) for name in names] for row in units]
    found = weighting.stand(scores, applies, [weights[name] for name in names], drawing(rules))
    placed = sum(one.total is not None for one in found)
    lines = [
        {
            "unit": row["unit"],
            "trial_total_value": None if one.total is None else FULL * one.total,
            "low_place_order": one.low_rank,
            "high_place_order": one.high_rank,
            "placed_unit_count": None if one.total is None else placed,
            "unknown_indicators": listed(names, lacking(own, counts), lang),
            "other_indicators": listed(names, [not counting for counting in counts], lang),
        }
        for row, one, own, counts in zip(units, found, scores, applies, strict=True)
    ]
    return pa.Table.from_pylist(lines, SCHEMA)


def score(rate: float | None, full: float) -> float | None:
    """A rate as a part of full marks."""
    return None if rate is None else min(rate / full, 1.0)


def lacking(scores: Sequence[float | None], applies: Sequence[bool]) -> list[bool]:
    """Which scores are unknown though they apply."""
    return [one is None and counts for one, counts in zip(scores, applies, strict=True)]


def listed(names: Sequence[str], marks: Sequence[bool], lang: str) -> str | None:
    """The marked indicators by name; None where there is none."""
    found = [
        text(f"value.indicator_{name}", lang)
        for name, is_marked in zip(names, marks, strict=True)
        if is_marked
    ]
    return text("frame.between", lang).join(found) or None


def is_told(rules: Sequence[Row]) -> bool:
    """Whether the snapshot knows how other weights are drawn; one older than that does not."""
    return bool(rules) and None not in drawing(rules[:1])


def drawing(rules: Sequence[Row]) -> weighting.Rules:
    """How other weights are drawn, as the parameters say."""
    first = rules[0]
    return weighting.Rules(
        first["concentration"], first["draw_count"], first["seed"], first["interval_share"]
    )


def say_totals(rows: pa.Table, lang: str) -> str:
    """How many units have a total, how far apart they are, and how firm their places are."""
    known = [row for row in rows.to_pylist() if row["trial_total_value"] is not None]
    unknown = rows.num_rows - len(known)
    if not known:
        return text("evaluation.total_unknown", lang)
    values = [row["trial_total_value"] for row in known]
    firm = sum(row["low_place_order"] == row["high_place_order"] for row in known)
    said = text(
        "evaluation.total_said",
        lang,
        count=len(known),
        low=written("trial_total_value", min(values), lang),
        high=written("trial_total_value", max(values), lang),
        firm_count=firm,
    )
    return said + (text("evaluation.total_rest", lang, count=unknown) if unknown else "")
