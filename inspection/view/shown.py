"""A single figure as text: thousands separators, one decimal for percentages, else a dash."""

from datetime import date

from inspection.view.tables import COUNTS, POINTS, RATES


def shown(name: str, value: object) -> str:
    """A value of the column `name` for tiles and sentences."""
    if value is None:
        return "—"
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, int | float) or isinstance(value, bool):
        return str(value)
    if name.endswith(POINTS):
        return f"{value * 100:+.1f}"
    if name.endswith(RATES):
        return f"{value:.1%}"
    if name.endswith(COUNTS):
        return f"{value:,.0f}"
    return f"{value:,.1f}"
