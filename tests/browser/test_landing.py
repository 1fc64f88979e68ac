"""Every link inside the application lands on the card it speaks of, its filters kept."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect
from serving import Server
from waiting import settle, visit

LINK = "[data-testid='stMain'] a[data-testid='stPageLink-NavLink']"
# Pages that lead to others; the filters of the frame that a link may name.
LEADING = ("", "alerts")
FILTERS = ("unit", "county", "lang")
HEIGHT = 900
# The card begins in the upper half, or the page cannot be scrolled any further.
IN_SIGHT = """(id) => {
  const { top } = document.getElementById(id).getBoundingClientRect();
  const all = document.querySelector('[data-testid="stMain"]');
  const isAtTheEnd = all.scrollTop + all.clientHeight >= all.scrollHeight - 2;
  return top >= 0 && (top < innerHeight / 2 || (isAtTheEnd && top < innerHeight));
}"""
DAYS = ("2022-09-09", "2022-12-31")


@pytest.fixture(params=DAYS)
def day(request) -> tuple[str, Server]:
    """A day, and the server of its snapshot."""
    served = "server" if request.param == DAYS[0] else "year_end_server"
    return request.param, request.getfixturevalue(served)


def asked(link: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(link).query)


def links_of(page, server, path: str) -> dict[str, str]:
    """The links of a page by the card they name, of those to one card the first; all name one."""
    visit(page, server, path)
    found: dict[str, str] = {}
    for link in page.locator(LINK).all():
        href = link.get_attribute("href")
        if urlsplit(href).path.strip("/") != "alerts":
            found.setdefault(asked(href)["card"][0], href)
    return found


def assert_lands(page, href: str) -> None:
    """The card is in sight, day and filters are those of the link, the card left the address."""
    wanted = asked(href)
    heading = page.locator(f"#card-{wanted['card'][0].replace('.', '-')}").first
    expect(heading, href).to_be_in_viewport(timeout=20_000)
    settle(page)
    page.wait_for_function(IN_SIGHT, arg=heading.get_attribute("id"), timeout=20_000)
    kept = asked(page.url)
    assert {name: kept.get(name) for name in FILTERS} == {
        name: wanted.get(name) for name in FILTERS
    }
    assert "card" not in kept
    badge = page.locator("[data-testid='stMain']").get_by_text(f"截至 {wanted['as_of'][0]}")
    expect(badge.first).to_be_attached()


@pytest.mark.parametrize("chosen", ["", "&unit=泉州"], ids=["province", "unit"])
def test_every_link_lands_on_its_card_with_its_filters(day, open_tab, chosen):
    as_of, server = day
    page = open_tab(height=HEIGHT)
    followed: set[str] = set()
    for path in LEADING:
        found = links_of(page, server, f"{path}?as_of={as_of}{chosen}")
        for href in (found[card] for card in found.keys() - followed):
            page.locator(f'{LINK}[href="{href}"]').first.click()
            assert_lands(page, href)
            page.go_back()
            expect(page.locator(LINK).first).to_be_visible()
            settle(page)
        followed |= found.keys()
    assert followed


def test_link_that_is_opened_first_lands_too_and_an_act_of_the_reader_lets_go(server, open_tab):
    page = open_tab(height=HEIGHT)
    href = "plan?unit=泉州&plan.tab=重复与联合&card=plan.proposals"
    visit(page, server, href)
    heading = page.locator("#card-plan-proposals")
    expect(heading).to_be_in_viewport()
    page.mouse.move(700, 500)
    page.mouse.wheel(0, -3000)
    expect(page.locator("h1").first).to_be_in_viewport()
    page.wait_for_timeout(600)
    expect(page.locator("h1").first).to_be_in_viewport()
    assert asked(page.url) == {"unit": ["泉州"], "plan.tab": ["重复与联合"]}
