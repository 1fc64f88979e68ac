"""When a page is done: the one place that knows."""

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol, TypeVar

from playwright.sync_api import Download, Locator, Page
from playwright.sync_api import TimeoutError as TookTooLong

# The page is done when the script is, nothing is stale or a skeleton, for so long.
QUIET_MS = 400
Given = TypeVar("Given")
# A click that falls into the drawing of the page is lost; so often it is made, as a reader would.
CLICKS, CLICK_MS = 3, 15_000
QUIET = """(ms, also) => {
  const app = document.querySelector('[data-testid="stApp"]');
  const busy = !app || app.getAttribute('data-test-connection-state') !== 'CONNECTED'
    || app.getAttribute('data-test-script-state') !== 'notRunning'
    || document.querySelector('[data-testid="stSkeleton"], [data-stale="true"]')
    || !also();
  const now = performance.now();
  if (busy) { window.__quiet = null; return false; }
  window.__quiet ??= now;
  return now - window.__quiet > ms;
}"""


class Served(Protocol):
    """A running server."""

    origin: str


def settle(page: Page, also: str = "() => true") -> None:
    """Wait until the page is done; `also` is a function that must hold all the while."""
    page.wait_for_selector('[data-testid="stApp"]', timeout=60_000)
    page.wait_for_function(
        f"(ms) => ({QUIET})(ms, {also})", arg=QUIET_MS, polling=50, timeout=60_000
    )


def visit(page: Page, server: Served, link: str) -> None:
    """Open a link of this server and wait until the page is done."""
    page.goto(f"{server.origin}/{link}", wait_until="commit")
    settle(page)


def downloaded(page: Page, button: Locator) -> Download:
    """The file that a button gives."""

    def give() -> Download:
        with page.expect_download(timeout=CLICK_MS) as download:
            button.click()
        return download.value

    return clicked(give)


def pick(page: Page, mark: Locator, pattern: str) -> None:
    """Click a mark of a chart, after which the address is such as was told."""

    def choose() -> None:
        mark.click(force=True)
        page.wait_for_url(re.compile(pattern), timeout=CLICK_MS)

    clicked(choose)


def clicked(click: Callable[[], Given]) -> Given:
    """What a click gives, or the next one after it."""
    for _ in range(CLICKS - 1):
        with suppress(TookTooLong):
            return click()
    return click()
