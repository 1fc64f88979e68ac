"""Address, widgets and figures agree: after Back, a link inside, a language, a typed day."""

import re
from urllib.parse import parse_qs, quote, urlsplit

from playwright.sync_api import expect
from waiting import settle, visit

from inspection.data import warehouse
from inspection.data.access import LOCAL

TILE = "[class*=st-key-tile_] strong"
# The server answers a moment after the address has changed.
LOOKS, LOOK_MS = 100, 100
LINK = "a[data-testid=stPageLink-NavLink][href*='.tab=']"


def address(page) -> tuple[str, dict[str, list[str]]]:
    parts = urlsplit(page.url)
    return parts.path, parse_qs(parts.query)


def choose(page, key: str, value: str) -> None:
    page.locator(f"[class*=st-key-{key}] input").first.fill(value)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    settle(page)


def link_within(page, *units: str):
    """The first link that keeps the last of these units, once no line leads to any other."""
    inside = [f"[href*='unit={quote(unit)}']" for unit in units]
    elsewhere = "".join(f":not({one})" for one in inside)
    expect(page.locator(f"{LINK}[href*='unit=']{elsewhere}")).to_have_count(0, timeout=60_000)
    return page.locator(LINK + inside[-1]).first


def open_tab_of(page) -> str:
    return page.get_by_role("tab", selected=True).inner_text()


def view(page) -> tuple:
    """What must come back together: address, filter, tab, first figure."""
    tabs = page.get_by_role("tab", selected=True).all_inner_texts()
    chosen = page.locator("[class*=st-key-unit] [data-testid=stMultiSelectTag]")
    return address(page), tabs, chosen.all_inner_texts(), page.locator(TILE).first.inner_text()


def back_to(page, seen: tuple) -> None:
    page.go_back()
    settle(page)
    for _ in range(LOOKS):
        if view(page) == seen:
            break
        page.wait_for_timeout(LOOK_MS)
    assert view(page) == seen


def test_back_returns_through_every_act_to_the_view_before(small_demo, server, open_tab):
    page = open_tab()
    visit(page, server, "")
    views = [view(page)]
    choose(page, "unit", "泉州")
    expect(page.locator(TILE).first).not_to_have_text(views[-1][-1], timeout=60_000)
    settle(page)
    views.append(view(page))
    line = link_within(page, "泉州")
    target = parse_qs(urlsplit(line.get_attribute("href")).query)
    line.click()
    # The card it leads to leaves the address once it has been found.
    expect(page).to_have_url(re.compile(r"^(?!.*card=).*\.tab="))
    settle(page)
    shown = address(page)[1]
    assert shown == {key: target[key] for key in shown}
    views.append(view(page))
    page.get_by_role("tab").last.click()
    settle(page)
    views.append(view(page))
    page.get_by_role("link", name="公示与处置").click()
    expect(page).to_have_url(re.compile("publicity"))
    settle(page)
    path, query = address(page)
    kept = {key: value for key, value in views[-1][0][1].items() if not key.endswith(".tab")}
    assert (path, query) == ("/publicity", kept)
    for seen in reversed(views):
        back_to(page, seen)


def test_link_inside_arrives_filtered_at_its_tab(small_demo, server, open_tab):
    page = open_tab()
    visit(page, server, "?unit=泉州")
    href = link_within(page, "泉州").get_attribute("href")
    target = parse_qs(urlsplit(href).query)
    choose(page, "unit", "福州")
    line = link_within(page, "泉州", "福州")
    wanted = parse_qs(urlsplit(line.get_attribute("href")).query)
    line.click()
    settle(page)
    name = address(page)[0].strip("/")
    assert open_tab_of(page) == wanted[f"{name}.tab"][0]
    assert address(page)[1]["unit"] == wanted["unit"]
    assert target["unit"] == ["泉州"]


def test_language_keeps_the_tab_and_says_so_in_the_address(small_demo, server, open_tab):
    page = open_tab()
    visit(page, server, "progress?progress.tab=县级进度&unit=泉州")
    before = view(page)
    page.locator("[class*=st-key-lang] button").last.click()
    expect(page.get_by_role("heading", name="Inspections")).to_be_visible()
    settle(page)
    assert open_tab_of(page) == "Counties"
    assert address(page)[1] == {
        "unit": ["Quanzhou"],
        "lang": ["en"],
        "progress.tab": ["Counties"],
    }
    back_to(page, before)


def test_typed_day_takes_effect_on_enter(small_demo, server, open_tab):
    page = open_tab()
    visit(page, server, "progress")
    page.locator("[class*=st-key-as_of] [role=spinbutton]").nth(1).click()
    page.keyboard.type("0831")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("as_of=2022-08-31"))
    settle(page)
    expected = warehouse.answer("pace_totals", scope=LOCAL, as_of="2022-08-31").to_pylist()[0]
    expect(page.locator(TILE).first).to_have_text(f"{expected['checked_count']:,}")
