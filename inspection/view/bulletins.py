"""公报: the weekly table as a reader takes it in, a week a row and a unit a column."""

import pyarrow as pa

from inspection.data.disclosure import TOTAL
from inspection.showing.answer import Answer
from inspection.showing.english import named
from inspection.view.page import Page


def draw_weeks(page: Page, key: str, weeks: Answer) -> None:
    """The newest week first; what is withheld is said in its cell."""
    with page.card(key) as card:
        card.furnish(weeks)
        if weeks:
            rows, hidden = crossed(weeks, page)
            card.sheet(rows, hidden=hidden)


def crossed(weeks: Answer, page: Page) -> tuple[pa.Table, dict[str, list[int]]]:
    """Rows by week with a column for every unit, and which of them are withheld."""
    counts = {(row["unit"], row["week_on"]): row["checked_count"] for row in weeks.rows.to_pylist()}
    units = list(dict.fromkeys(unit for unit, _ in counts))
    days = sorted({day for _, day in counts}, reverse=True)
    columns: dict[str, pa.Array] = {"week_on": pa.array(days, pa.date32())}
    hidden = {}
    for unit in units:
        name = page.say("frame.province") if unit == TOTAL else named(unit, page.lang)
        values = [counts[unit, day] for day in days]
        columns[name] = pa.array(values, pa.int64())
        hidden[name] = [at for at, value in enumerate(values) if value is None]
    return pa.table(columns), hidden
