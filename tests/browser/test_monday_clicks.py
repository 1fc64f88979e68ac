"""The questions of a Monday meeting, answered in a real browser: how many clicks, and the answer.

What is read on the screen is compared with a count of plain rows, on the snapshot of September
and at the end of the year.
"""

import json
from datetime import date

import pytest
from plain import Plain
from playwright.sync_api import Page, expect
from serving import Server
from waiting import settle, visit

from inspection.data import warehouse

SEPTEMBER, YEAR_END = "2022-09-09", "2022-12-31"
REPORT = "年度抽查工作情况"


class Meeting:
    """总览 of a day in a window, and the plain rows of that day."""

    def __init__(self, page: Page, server: Server, rows: Plain) -> None:
        self.page, self.server, self.rows = page, server, rows

    def open(self) -> str:
        """总览, without a click: its words."""
        visit(self.page, self.server, f"?as_of={self.rows.as_of}")
        return self.words()

    def words(self) -> str:
        """The words of the page, without breaks."""
        return self.page.locator('[data-testid="stMain"]').inner_text().replace("\n", "")

    def click(self, words: str) -> str:
        """One click on the link that says this, and the words it leads to."""
        main = self.page.locator('[data-testid="stMain"]')
        before = main.inner_text()
        self.page.locator("a", has_text=words).first.click()
        # Between two pages the first still stands for a moment, and then none.
        settle(
            self.page,
            f"""() => !['', {json.dumps(before.strip())}].includes(
                document.querySelector('[data-testid="stMain"]').innerText.trim())""",
        )
        return self.words()

    def is_open(self, tab: str) -> None:
        """The tab of this name is the one that is shown."""
        expect(self.page.get_by_role("tab", name=tab)).to_have_attribute("aria-selected", "true")


@pytest.fixture(params=[SEPTEMBER, YEAR_END])
def meeting(request, open_tab) -> Meeting:
    """Of two snapshots: the small demo, and the demo of two years at the end of the first."""
    day = date.fromisoformat(request.param)
    is_small = request.param == SEPTEMBER
    request.getfixturevalue("small_demo" if is_small else "both_years")
    server = request.getfixturevalue("server" if is_small else "year_end_server")
    return Meeting(open_tab(), server, Plain(warehouse.current().folder, day))


def test_first_four_questions_are_answered_on_the_overview_or_a_click_away(meeting):
    words = meeting.open()
    earlier, new, late, later = meeting.rows.week()
    assert f"已检查由{earlier}户到{later}户：新查{new}户，补录{late}户" in words
    owing = meeting.rows.reports_missing(REPORT)
    kind = "逾期" if meeting.rows.as_of > date(2022, 10, 31) else "未到期"
    (named,) = (part for part in words.split("；") if part.startswith(f"{kind}") and "份：" in part)
    assert all(one in named for one in owing)
    without = meeting.rows.counties_without_plan()
    assert f"{len(without)}县无计划：" in words
    missing = {unit: count for unit, count in meeting.rows.still_to_draw().items() if count}
    if meeting.rows.as_of < date(2022, 10, 31):
        answer = meeting.click("抽取不足")
        meeting.is_open("抽取与人手")
        assert f"合计还需抽取{sum(missing.values())}户" in answer
        assert all(f"{unit}{count}户" in answer for unit, count in missing.items())
        meeting.open()
    answer = meeting.click(f"{len(without)}县无计划：")
    meeting.is_open("制定与承接")
    assert f"{len(without)}县无计划：" in answer
    assert all(county in answer for county in without)


def test_alerts_of_the_overview_lead_to_all_of_them_with_what_became_of_each(meeting):
    meeting.open()
    words = meeting.click("提醒：新")
    assert "按今日所知回看" in words
    assert "〔持续〕" in words
