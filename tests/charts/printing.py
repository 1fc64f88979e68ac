"""Every figure in plain colours, drawn from the snapshot in service; run as a program of its own.

Prints what is left of the screen in each figure, and whether Streamlit was needed.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator

import pyarrow as pa

from inspection import charts, geo
from inspection.data import reference, warehouse
from inspection.data.access import LOCAL
from inspection.inference import survival

SLOT = re.compile(r"#0000[0-3][0-9]")
# Charts that draw the rows of one question as they are.
QUESTIONS = {
    "bulletin_bars": "bulletin_standing",
    "bulletin_weeks": "bulletin_weeks",
    "case_board": "cases_by_unit",
    "class_matrix": "class_migration",
    "class_ratios": "class_ratio_by_unit",
    "clock_states": "clock_states_by_unit",
    "closure_ages": "closure_by_unit",
    "completion_dots": "completion_rates",
    "county_months": "completion_by_county_and_month",
    "field_grid": "field_coverage",
    "finding_rates": "finding_rate_by_class",
    "forecast_dots": "forecast_by_unit",
    "load_spread": "workforce_by_unit",
    "office_pairs": "overlap_by_office_pair",
    "overdue_ages": "overdue_age_by_unit",
    "pair_matrix": "pair_matrix",
    "platform_months": "platform_rows_by_month",
    "ratio_moves": "ratio_moves",
    "reject_reasons": "rejects_by_reason",
    "result_counts": "results_by_code",
    "result_shares": "results_by_unit",
    "stage_bars": "stage_funnel_by_unit",
    "unit_bullets": "standing_by_unit",
    "uptake_grid": "uptake_grid",
    "weekly_multiples": "checked_by_week_and_unit",
}
FINDS = {"find_value": [3.0, 1.5], "least_find_count": [1, 0], "most_find_count": [5, 3]}
# Charts of what is computed, by rows made by hand.
MADE = {
    "blind_tail": {
        "unit": ["福州"],
        "blind_count": [3],
        "blind_share": [0.1],
        "sample_count": [9],
    },
    "class_gains": {
        "unit": [None, "福州"],
        "is_key_city": [False, True],
        "task_count": [9, 4],
        "finding_rate": [0.2, 0.1],
        "blind_rate": [0.1, 0.1],
        "class_gain": [2.0, 1.0],
        "class_gain_low": [1.5, None],
        "class_gain_high": [2.5, None],
        "is_significant": [True, False],
    },
    "drawn_against_expected": {
        "label": ["A类"],
        "drawn_count": [3],
        "expected_value": [3.2],
        "stock_count": [90],
    },
    "finds_by_class": {
        "policy": ["plan", "other"],
        "finds_part": ["A", "A"],
        "drawn_count": [9, 9],
        **FINDS,
    },
    "finds_distribution": {
        "policy": ["plan", "other"],
        "find_count": [1, 2],
        "step_count": [1, 1],
        "probability_rate": [0.5, 0.5],
    },
    "frontier": {"visit_value": [9.0, 10.0], "find_value": [1.0, 2.0], "is_plan": [False, True]},
    "pair_shares": {
        "unit": ["福州"],
        "team": ["福州一队"],
        "row_count": [30],
        "top_pair_count": [9],
        "possible_pair_count": [15],
        "top_pair_share": [0.3],
        "expected_share": [0.15],
        "low_share": [0.1],
        "high_share": [0.2],
        "chance_rate": [0.0001],
    },
    "place_spans": {
        "unit": ["福州", "厦门", "平潭"],
        "trial_total_value": [80.0, 70.0, None],
        "low_place_order": [1, 2, None],
        "high_place_order": [2, 2, None],
        "placed_unit_count": [2, 2, None],
    },
    "plan_finds": {
        "risk_class": ["A", "D"],
        "visit_value": [9.0, 4.0],
        "blind_find_value": [1.0, 1.0],
        **FINDS,
    },
    "plan_ratios": {
        "unit": ["福州", "龙岩"],
        "base_count": [100, 100],
        "guaranteed_count": [5, 3],
        "target_count": [4, 4],
        "floor_rate": [0.035, 0.04],
        "floor_status": ["met", "missed"],
        "is_judged": [False, True],
    },
    "safe_by_draw": {
        "history_rule": ["independent", "cool_down", "within_year"],
        "after_draw_count": [1, 1, 1],
        "safe_count": [0, 3, 9],
    },
}


def ask(question: str, **params: object) -> pa.Table:
    return warehouse.answer(question, scope=LOCAL, **params)


def figures() -> Iterator[tuple[str, charts.Figure]]:
    """Every chart by name, painted for print."""
    for name, question in QUESTIONS.items():
        yield name, chart(name)(ask(question), "zh", palette=charts.PRINT)
    for name, rows in MADE.items():
        yield name, chart(name)(pa.table(rows), "zh", palette=charts.PRINT)
    for name, (rows, own) in with_more().items():
        yield name, chart(name)(rows, "zh", palette=charts.PRINT, **own)


def chart(name: str) -> Callable[..., charts.Figure]:
    return getattr(charts, name)


def with_more() -> dict[str, tuple[pa.Table, dict]]:
    """Charts that take more than rows."""
    day = warehouse.current().data_date
    standing = ask("standing_by_unit")
    return {
        "burn_up": (ask("burn_up"), {"events": ask("event_list"), "as_of": day}),
        "integration_shares": (ask("integration_rate_by_unit"), {"definition": "tasks"}),
        "publication_curves": (
            survival.curves(ask("publication_times"), "全省"),
            {"limit_days": 20},
        ),
        "task_windows": (ask("task_list"), {"as_of": day}),
        "tile_grid": (standing, {"tiles": reference.load("tile_grid"), "chosen": ["福州"]}),
        "county_bullets": (
            ask("completion_by_county", units=["福州"]),
            {"whole": standing.to_pylist()[0]},
        ),
        "unit_map": (standing, {"boundaries": geo.boundaries("unit"), "chosen": ["福州"]}),
        "county_map": (ask("completion_by_county"), {"boundaries": geo.boundaries("county")}),
    }


if __name__ == "__main__":
    drawn = {name: sorted(set(SLOT.findall(made.to_json()))) for name, made in figures()}
    print(json.dumps({"slots": drawn, "streamlit": "streamlit" in sys.modules}))
