"""Every page as it looks: nothing wider than the screen, nothing odd, axe finds nothing serious,
and the Tab key reaches every control.

With `--screenshots DIR` every tab in every theme and width is looked at and kept as PNG.
"""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from keyboard import unreached
from pages_seen import PAGES, tab_links
from waiting import settle

from inspection.text import table

ODD = re.compile(r"\b(nan|NaN|NaT|None|Traceback|undefined|\[object Object\])\b")
HAN = re.compile(r"[\u4e00-\u9fff]")
# A page is opened in each width, in a theme that it draws its charts for, and then switched.
LOOKS = [(1440, ("light", "dark")), (390, ("dark", "light"))]
HEIGHTS = {1440: 900, 390: 844}
NARROWEST_DESK = 800
# What axe reports and what is a finding.
FINDINGS = ("serious", "critical")
# Charts are drawn a moment after the page is done.
DRAWN = """() => [...document.querySelectorAll('.js-plotly-plot')]
  .every((e) => e.querySelector('.main-svg'))"""
WIDER = """() => [...document.querySelectorAll('body *')]
  .filter((e) => e.getBoundingClientRect().right > innerWidth + 1
    && !e.closest('[data-testid="stDataFrame"], [data-testid="stSidebar"], [role="tablist"], svg,'
      + '[data-testid="stCode"] pre'))
  .map((e) => `${e.tagName} ${e.dataset.testid ?? ''} ${e.className}`.slice(0, 120)).slice(0, 5)"""
EMPTY = """() => [...document.querySelectorAll('.js-plotly-plot')]
  .filter((e) => !e.querySelector(
    '.point, .points path, .js-line, .choroplethlocation, .hm image, text.textpoint, .textpoint'))
  .map((e) => e.closest('[class*=st-key-]')?.className ?? 'chart')"""


def links(name: str, lang: str, *, all_tabs: bool) -> list[str]:
    """Links to a page, or to all of its tabs."""
    found = []
    for values in tab_links(name, lang)[: None if all_tabs else 1]:
        pairs = [f"{key.replace('__', '.')}={value}" for key, value in values.items()]
        pairs += ["lang=en"] if lang == "en" else []
        pairs += ["simulation.seed=0007"] if name == "simulation" else []
        path = "" if name == "overview" else name
        found.append(f"{path}?{'&'.join(pairs)}")
    return found


def look(page, server, link: str) -> None:
    """Open a link and wait until its charts are drawn."""
    page.goto(f"{server.origin}/{link}", wait_until="commit")
    settle(page, DRAWN)


def assert_looks_right(page) -> None:
    assert page.evaluate(WIDER) == []
    assert page.evaluate(EMPTY) == []
    assert not ODD.search(page.inner_text("body"))


def assert_accessible(page) -> None:
    found = Axe().run(page).response["violations"]
    serious = [
        f"{rule['id']}: {rule['nodes'][0]['html'][:160]}"
        for rule in found
        if rule["impact"] in FINDINGS
    ]
    assert serious == []


def keep(page, folder: Path | None, name: str) -> None:
    """Save the whole page as a picture."""
    if folder is None:
        return
    folder.mkdir(parents=True, exist_ok=True)
    size = page.viewport_size
    height = page.evaluate(
        "Math.max(...[...document.querySelectorAll('[data-testid=\"stMainBlockContainer\"]')]"
        ".map((e) => e.scrollHeight))"
    )
    page.set_viewport_size({"width": size["width"], "height": min(int(height) + 80, 6000)})
    page.wait_for_timeout(800)
    page.screenshot(path=folder / f"{name}.png")
    page.set_viewport_size(size)


@pytest.fixture(scope="module")
def window(keep_tab):
    """`window(390, "dark")`: one window of each width, which keeps what every page loads."""
    opened = {}

    def of(width: int = 1440, theme: str = "light"):
        if width not in opened:
            opened[width] = keep_tab(width, HEIGHTS[width])
        opened[width].emulate_media(color_scheme=theme)
        return opened[width]

    return of


@pytest.mark.parametrize(("width", "themes"), LOOKS)
@pytest.mark.parametrize("name", PAGES)
def test_page_looks_right_and_is_accessible(server, window, screenshots, name, width, themes):
    page = window(width, themes[0])
    for number, link in enumerate(links(name, "zh", all_tabs=screenshots is not None)):
        look(page, server, link)
        for theme in themes:
            wear(page, theme, is_kept=screenshots is not None)
            keep(page, screenshots, f"{name}-{number}-{theme}-{width}")
            assert_looks_right(page)
            assert_accessible(page)
        assert_no_english_chrome(page)
        assert is_phone(width) or unreached(page) == []


def is_phone(width: int) -> bool:
    """No keyboard there, and the filters are folded away."""
    return width < NARROWEST_DESK


def wear(page, theme: str, *, is_kept: bool) -> None:
    """The page in a theme; for a picture it is opened anew."""
    page.emulate_media(color_scheme=theme)
    if is_kept:
        page.reload(wait_until="commit")
    settle(page, DRAWN)


def test_watermark_of_a_visitor_makes_no_page_wider(start_server, open_tab):
    server = start_server(INSPECTION_LAN="true")
    for width, (theme, _) in LOOKS:
        page = open_tab(width, HEIGHTS[width], theme)
        look(page, server, "")
        assert page.locator(".watermark").count() == 1
        assert_looks_right(page)


INK = """() => [...document.querySelectorAll('.js-plotly-plot .ytick text')]
  .map((text) => getComputedStyle(text).fill)"""


def test_charts_follow_a_change_of_theme(server, open_tab):
    page = open_tab(theme="dark")
    look(page, server, "plan?plan.tab=三个完成率")
    dark = set(page.evaluate(INK))
    page.emulate_media(color_scheme="light")
    page.wait_for_function(f"() => !({INK})().includes('{next(iter(dark))}')", timeout=15_000)
    light = set(page.evaluate(INK))
    assert len(dark) == len(light) == 1
    assert_accessible(page)


def assert_no_english_chrome(page) -> None:
    english = {words.en for key, words in table().items() if key.startswith("chrome.")}
    assert english & set(said(page)) == set()
    assert page.evaluate("document.documentElement.lang") == "zh-CN"


def test_main_button_can_be_read_in_the_dark(server, open_tab):
    page = open_tab(theme="dark")
    look(page, server, links("simulation", "zh", all_tabs=True)[1])
    assert page.get_by_test_id("stBaseButton-primary").count() == 1
    assert_accessible(page)
    page.get_by_test_id("stBaseButton-primary").hover()
    page.wait_for_timeout(400)
    assert_accessible(page)


@pytest.mark.parametrize("name", PAGES)
def test_english_page_shows_no_chinese_chrome(server, window, screenshots, name):
    page = window()
    look(page, server, links(name, "en", all_tabs=False)[0])
    keep(page, screenshots, f"{name}-en")
    # The switch of languages is labelled in both.
    chinese = {words.zh for words in table().values() if words.en not in words.zh}
    assert {text for text in chinese & set(said(page)) if HAN.search(text)} == set()


def said(page) -> list[str]:
    """Every text and label of the page; cells of tables are data."""
    return page.evaluate(
        """() => {
          const found = [];
          const data = '[data-testid="stDataFrame"], .row-cards';
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode())
            if (!walker.currentNode.parentElement.closest(data))
              found.push(walker.currentNode.data.trim());
          for (const element of document.querySelectorAll('*'))
            for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
              found.push((element.getAttribute(name) ?? '').trim());
          return found.filter(Boolean);
        }"""
    )
