"""What a link says stays said: the day of the data, codes of a short link."""

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect
from waiting import settle, visit

from inspection.data import warehouse

HEADING = "抽查进度"


def query(page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_a_day_and_codes_that_a_link_says_stay_in_the_address(small_demo, server, open_tab):
    day = warehouse.current().last_day().isoformat()
    page = open_tab()
    visit(page, server, f"go/progress?u=3501&c=350102&d={day}")
    expect(page.get_by_role("heading", name=HEADING, exact=True)).to_be_visible()
    said = {"unit": ["福州"], "county": ["鼓楼区"], "as_of": [day]}
    assert query(page) == said
    page.get_by_role("link", name="计划任务").click()
    expect(page.get_by_role("heading", name="计划任务", exact=True)).to_be_visible()
    settle(page)
    assert query(page) == said
    visit(page, server, "progress?unit=福州")
    assert query(page) == {"unit": ["福州"]}
