"""When a page is done: the one place that knows."""

from typing import Protocol

from playwright.sync_api import Page

# The page is done when the script is, nothing is stale or a skeleton, for so long.
QUIET_MS = 400
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
