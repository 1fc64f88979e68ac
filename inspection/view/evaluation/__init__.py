"""The tabs of 成效评估."""

from inspection.view.evaluation.sheet import draw_duties, draw_indicators
from inspection.view.evaluation.weights import draw_total

__all__ = ["draw_duties", "draw_indicators", "draw_total"]
