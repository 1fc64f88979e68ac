"""The tabs of 成效评估."""

from inspection.view.evaluation.causes import draw_causes
from inspection.view.evaluation.orders import draw_orders
from inspection.view.evaluation.papers import draw_papers
from inspection.view.evaluation.ratios import draw_ratios
from inspection.view.evaluation.sheet import draw_duties, draw_indicators
from inspection.view.evaluation.weights import draw_total

__all__ = [
    "draw_causes",
    "draw_duties",
    "draw_indicators",
    "draw_orders",
    "draw_papers",
    "draw_ratios",
    "draw_total",
]
