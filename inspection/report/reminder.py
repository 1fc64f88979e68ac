"""工作提示单: to one unit, what is short, overdue, open and owed, and by when an answer is asked.

The rows behind it are in the workbook.
"""

from collections.abc import Iterator, Mapping

from inspection.report.composing import Calls, compose
from inspection.report.document import Block, Document, Paragraph, Sheet
from inspection.report.ground import LANG, Ground, words_of
from inspection.report.marking import finished
from inspection.report.problems import Alerts, problems, say
from inspection.report.tables import table_of
from inspection.text import text

# Until when an answer is asked for: the parameter of the office that sends the paper.
REPLY = "reply_day"
# Rows of a table on paper; all of them are in the workbook.
MOST = 15
COUNTIES = (
    *("county", "target_count", "drawn_count", "checked_count"),
    *("completion_rate", "gap_count"),
)
DUE = (
    *("clock", "check_office", "overdue_count", "due_today_count", "due_soon_count"),
    "oldest_due_on",
)
TASKS = (
    *("task_no", "name", "window_to_on", "row_count", "inspected_count"),
    *("overdue_count", "state"),
)
DUTIES = ("duty", "subject", "due_on", "is_overdue")
OWED = {"is_received": "false", "is_unknown": "false"}


def reminder(ground: Ground, alerts: Alerts) -> Document:
    """The whole paper."""
    calls: Calls = {
        "counties": lambda: _table(ground, "counties", "completion_by_county", COUNTIES),
        "due": lambda: _table(ground, "due", "due_by_office", DUE),
        "tasks": lambda: _table(ground, "tasks", "task_list", TASKS, is_open=True),
        "duties": lambda: _table(ground, "owed", "duty_list", DUTIES, OWED),
        "asked": lambda: _asked(ground, alerts),
        "reply": lambda: _reply(ground),
    }
    blocks = compose("reminder", ground, calls)
    return finished(ground, "reminder", blocks, (), _sheets(ground), is_signed=True)


def _table(
    ground: Ground,
    name: str,
    question: str,
    columns: tuple[str, ...],
    only: Mapping[str, str] | None = None,
    **params: object,
) -> Iterator[Block | None]:
    """The first rows; a sentence where there is none."""
    title = text(f"report.table_{name}", LANG)
    found = table_of(ground, title, question, columns, only, MOST, **params)
    yield found or Paragraph(text(f"report.no_{name}", LANG))


def _asked(ground: Ground, alerts: Alerts) -> Iterator[Block | None]:
    """What the alerts know, one a line."""
    found = problems(ground, alerts)
    for place, decision in enumerate(found, start=1):
        yield Paragraph(text("report.item", LANG, place=place, said=say(ground, decision)))
    if not found:
        yield Paragraph(text("report.nothing_asked", LANG, **ground.named))


def _reply(ground: Ground) -> Iterator[Block | None]:
    found = ground.rows(REPLY)
    is_known = bool(found) and found[0]["reply_on"] is not None
    said = ground.say(words_of("report.reply"), REPLY, found[0]) if is_known else ""
    yield Paragraph(said or text("report.reply_unset", LANG))


def _sheets(ground: Ground) -> tuple[Sheet, ...]:
    """Rows that are due, tasks that are open, documents, counties; those of them that there are."""
    asked = {
        "due_rows": ground.ask("due_rows"),
        "task_list": ground.ask("task_list", is_open=True),
        "duty_list": ground.ask("duty_list"),
        "completion_by_county": ground.ask("completion_by_county"),
    }
    return tuple(Sheet(one.question.title_zh, one) for one in asked.values() if one)
