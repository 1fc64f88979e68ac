"""Figures of `inspection.charts` as SVG, without a browser: their JSON, translated.

Covers what the charts of reports are made of: bars, lines, marks and words on linear, dated,
logarithmic and category axes, error bars, shapes, annotations, one key above the plot. Margins
follow the labels, so that nothing is cut off. The same figure gives the same text.
"""

from inspection.report.drawing.plot import draw

__all__ = ["draw"]
