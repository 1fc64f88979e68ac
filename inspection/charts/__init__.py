"""Figures from Arrow rows. The only importer of Plotly; pure functions, graph_objects only.

A figure takes rows of one question, the reader's language and a palette, and computes
nothing beyond what drawing needs: order, labels, positions.
"""

from inspection.charts.areas import county_map, origin, unit_map
from inspection.charts.board import case_board
from inspection.charts.bulletins import bulletin_bars, bulletin_weeks
from inspection.charts.bullets import county_bullets, unit_bullets
from inspection.charts.burnup import burn_up
from inspection.charts.curves import publication_curves
from inspection.charts.deck import DECK_HEIGHT, county_deck, deck_key
from inspection.charts.dots import class_name, class_ratios, finding_rates
from inspection.charts.drawn import drawn_against_expected
from inspection.charts.figure import Figure, config
from inspection.charts.finds import finds_by_class, finds_distribution
from inspection.charts.forecast import forecast_dots
from inspection.charts.frontier import frontier
from inspection.charts.gains import class_gains
from inspection.charts.gantt import task_windows
from inspection.charts.grids import field_grid, uptake_grid
from inspection.charts.heat import county_months
from inspection.charts.matrix import class_matrix
from inspection.charts.moves import ratio_moves
from inspection.charts.multiples import halves_of
from inspection.charts.painting import painted
from inspection.charts.palette import PRINT, SCREEN, Palette
from inspection.charts.pareto import reject_reasons
from inspection.charts.places import place_spans
from inspection.charts.plans import plan_finds, plan_ratios
from inspection.charts.platforms import platform_months
from inspection.charts.rates import completion_dots, office_pairs
from inspection.charts.results import result_counts
from inspection.charts.shares import integration_shares
from inspection.charts.signing import signed
from inspection.charts.stages import stage_bars
from inspection.charts.states import clock_states, closure_ages, overdue_ages, result_shares
from inspection.charts.tilegrid import tile_grid
from inspection.charts.weeks import weekly_multiples
from inspection.charts.workforce import load_spread, pair_matrix, pair_shares
from inspection.charts.yearly import blind_tail, safe_by_draw

__all__ = [
    "DECK_HEIGHT",
    "PRINT",
    "SCREEN",
    "Figure",
    "Palette",
    "blind_tail",
    "bulletin_bars",
    "bulletin_weeks",
    "burn_up",
    "case_board",
    "class_gains",
    "class_matrix",
    "class_name",
    "class_ratios",
    "clock_states",
    "closure_ages",
    "completion_dots",
    "config",
    "county_bullets",
    "county_deck",
    "county_map",
    "county_months",
    "deck_key",
    "drawn_against_expected",
    "field_grid",
    "finding_rates",
    "finds_by_class",
    "finds_distribution",
    "forecast_dots",
    "frontier",
    "halves_of",
    "integration_shares",
    "load_spread",
    "office_pairs",
    "origin",
    "overdue_ages",
    "painted",
    "pair_matrix",
    "pair_shares",
    "place_spans",
    "plan_finds",
    "plan_ratios",
    "platform_months",
    "publication_curves",
    "ratio_moves",
    "reject_reasons",
    "result_counts",
    "result_shares",
    "safe_by_draw",
    "signed",
    "stage_bars",
    "task_windows",
    "tile_grid",
    "unit_bullets",
    "unit_map",
    "uptake_grid",
    "weekly_multiples",
]
