"""会前一页纸: five figures, three sentences, what the week changed, who is asked for what.

One page: its numbers are listed in the workbook, not below.
"""

from collections.abc import Iterator
from functools import partial

from inspection.data.columns import heading
from inspection.report.composing import Calls, compose
from inspection.report.document import Block, Document, Paragraph, Sheet, Table
from inspection.report.evaluation import sheets_of
from inspection.report.ground import LANG, NONE, Ground, Pairs, words_of, written
from inspection.report.marking import finished
from inspection.report.problems import Alerts, problems, say
from inspection.report.weekly import changes
from inspection.showing.leading import lead
from inspection.text import text

# Question, the row, and the column of each of the five figures.
FIVE: tuple[tuple[str, Pairs, str], ...] = (
    ("pace_totals", NONE, "checked_count"),
    ("pace_totals", NONE, "completion_rate"),
    ("pace_totals", NONE, "sufficiency_rate"),
    ("integration_totals", {"period": "year"}, "integration_rate"),
    ("indicator_totals", NONE, "on_time_rate"),
)
# Lines that one page has room for.
MOST_ASKED = 4
SHEETS = ("standing_by_unit", "completion_by_county", "duties_by_unit")


def meeting(ground: Ground, alerts: Alerts) -> Document:
    """The page."""
    calls: Calls = {
        "five": lambda: _five(ground),
        "lead": lambda: _lead(ground),
        "week": lambda: [Paragraph(said) for said in changes(ground, alerts)],
        "asked": lambda: _asked(ground, alerts),
    }
    blocks = compose("meeting", ground, calls)
    sheets: tuple[Sheet, ...] = sheets_of(ground, SHEETS)
    return finished(ground, "meeting", blocks, (), sheets, is_one_page=True)


def _five(ground: Ground) -> Iterator[Block]:
    heads, values = [], []
    for question, only, column in FIVE:
        row = ground.rows(question, only)[0]
        value = written(column, row[column])
        ground.keep(column, value, question, ground.ask(question).params, only)
        heads.append(heading(column, LANG, question))
        values.append(value)
    title = text("report.table_five", LANG)
    widths = (1.0,) * len(FIVE)
    yield Table(title, tuple(heads), (tuple(values),), widths, (True,) * len(FIVE))


def _lead(ground: Ground) -> Iterator[Block]:
    """The sentence that leads the overview, and its figures."""
    totals = ground.ask("pace_totals").one()
    units = ground.rows("standing_by_unit")
    days = ground.ask("burn_up").rows
    say_it = partial(_say, ground)
    yield Paragraph(lead(say_it, LANG, ground.place, ground.day, totals, units, days))


def _say(ground: Ground, key: str, **values: object) -> str:
    """Words of the screen with the terms of the year; what they take is kept."""
    totals = ground.ask("pace_totals").one()
    for name, value in values.items():
        if f"{{{name}}}" not in words_of(key):
            continue
        if name in totals and value == written(name, totals[name]):
            ground.keep(name, str(value), "pace_totals", ground.ask("pace_totals").params, NONE)
        elif isinstance(value, str) and name.endswith(("_count", "_rate")):
            how = text("report.how_computed", LANG)
            params = ground.ask("standing_by_unit").params
            ground.keep(name, value, "standing_by_unit", params, NONE, how)
    return text(key, LANG, **(ground.named | values))


def _asked(ground: Ground, alerts: Alerts) -> Iterator[Block]:
    """The heaviest lines, and how many more there are."""
    found = problems(ground, alerts)
    for place, decision in enumerate(found[:MOST_ASKED], start=1):
        yield Paragraph(text("report.item", LANG, place=place, said=say(ground, decision)))
    if not found:
        yield Paragraph(text("report.nothing_asked", LANG, **ground.named))
    elif len(found) > MOST_ASKED:
        yield Paragraph(text("report.more_asked", LANG, count=len(found) - MOST_ASKED))
