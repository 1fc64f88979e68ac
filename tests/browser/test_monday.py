"""The questions of a Monday meeting, answered in a real browser: how many clicks, and the answer.

What is read on the screen is compared with a count of plain rows.
"""

import pytest
from plain import Plain, plain
from playwright.sync_api import expect
from waiting import settle, visit

from inspection.data import warehouse

# Clicks from 总览 until an answer can be read.
MOST_CLICKS = 2


@pytest.fixture
def rows(small_demo) -> Plain:
    """The rows of the demo, of the day of its data."""
    snapshot = warehouse.current()
    return plain(snapshot.folder, snapshot.data_date)


def body(page) -> str:
    """The words of the page, without breaks."""
    return page.locator('[data-testid="stMain"]').inner_text().replace("\n", "")


def click(page, words: str) -> None:
    """One click on a link that says this."""
    page.locator("a", has_text=words).first.click()
    settle(page)


def test_which_county_lacks_a_plan(rows, server, open_tab):
    """None: 总览 names them; one click leads to the counties, filtered."""
    page = open_tab()
    visit(page, server, "")
    without = rows.counties_without_plan()
    assert f"{len(without)}县无计划：" in body(page)
    click(page, f"{len(without)}县无计划：")
    expect(page.get_by_role("tab", name="制定与承接")).to_have_attribute("aria-selected", "true")
    for county in without:
        assert county in body(page)
