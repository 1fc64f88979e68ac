"""Feasible ratios per class and unit: model, figures, linear program, rounding, remedies, table."""
