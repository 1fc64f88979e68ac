"""The tab 方案测算: live figures of the ratios, what they must respect, what a solver finds."""
