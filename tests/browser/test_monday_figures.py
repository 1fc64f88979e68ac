"""Six questions of a Monday in a real browser: two clicks from 总览, and ten seconds, each.

The first click opens the page, the second the tab; what is read is counted again from plain
rows. On a snapshot of September and on one of the end of a year.
"""

import time
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from plain import Plain
from playwright.sync_api import expect
from serving import Server
from waiting import settle, visit

from inspection.data import warehouse
from inspection.text import text

# Seconds from 总览 to the answer.
PATIENCE = 10.0
DEADLINE = date(2022, 10, 31)


class Question(NamedTuple):
    """Where a question is answered, and what the answer says of these rows."""

    page: str
    tab: str
    answer: Callable[[Plain], str]


def what_if(rows: Plain) -> str:
    goal, now = rows.target("5.0"), rows.target("3.5")
    return f"全省目标{goal:,}户，比现行多{goal - now:,}户"


def people(rows: Plain) -> str:
    gap = max(rows.target("3.5") - rows.firms(rows.checked()), 0)
    ahead = f"全省人手够：需要{gap / 2:,.1f}人天"
    return f"不再测算人手；全省尚差{gap}户" if rows.as_of > DEADLINE else ahead


def gone(rows: Plain) -> str:
    firms, visits = rows.gone()
    return f"{firms}户（{visits}户次）未实际查到"


def worst(rows: Plain) -> str:
    firms = rows.class_d()
    drawn = firms & {row["entity_id"] for row in rows.drawn()}
    return f"D类企业{len(firms):,}户，当年抽中{len(drawn)}户"


def reported(rows: Plain) -> str:
    reports = rows.latest_reports()
    counts = {
        unit: (then := Plain(rows.folder, row["as_of"])).firms(then.checked(), unit)
        for unit, row in reports.items()
    }
    apart = sum(row["reported_count"] != counts[unit] for unit, row in reports.items())
    return f"{len(reports)}个上报单位中{apart}个不一致"


def year_before(rows: Plain) -> str:
    return f"没有{rows.as_of.year - 1}年的数据，不能与上年同期比较"


QUESTIONS = (
    Question("progress", "targets", what_if),
    Question("publicity", "reported", reported),
    Question("publicity", "gone", gone),
    Question("integration", "undrawn", worst),
    Question("progress", "draws", people),
    Question("progress", "years", year_before),
)


def answers_in_two_clicks(page, server: Server, day: date, rows: Plain) -> None:
    for question in QUESTIONS:
        visit(page, server, f"?as_of={day}")
        started = time.monotonic()
        page.get_by_role("link", name=text(f"nav.{question.page}"), exact=True).click()
        settle(page)
        tab = text(f"{question.page}.tab_{question.tab}")
        page.get_by_role("tab", name=tab, exact=True).click()
        settle(page)
        expect(page.get_by_text(question.answer(rows)).first).to_be_visible()
        assert time.monotonic() - started < PATIENCE, question


def test_every_answer_of_september_is_two_clicks_away(small_demo, server, open_tab):
    day = date(2022, 9, 9)
    rows = Plain(warehouse.current().folder, day)
    answers_in_two_clicks(open_tab(), server, day, rows)


def test_every_answer_of_the_year_end_is_two_clicks_away(year_end_server, both_years, open_tab):
    day = date(2022, 12, 31)
    rows = Plain(both_years.alone.folder, day)
    answers_in_two_clicks(open_tab(), year_end_server, day, rows)
