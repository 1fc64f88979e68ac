"""How long a director waits in Chromium until the first tile of 总览 shows a number.

Also what all of 总览 takes over the wire with an empty browser.
"""

import os
import time
from pathlib import Path

from inspection.bench import processes
from inspection.bench.measures import Measure, summarise
from inspection.errors import EnvironmentProblem

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
# Sandbox off for root; no update, no sync, no background traffic.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--disable-sync",
)
# Seconds. Cold: a fresh server process and an empty browser; warm: the same again in both.
COLD, WARM = 2.5, 1.2
COLD_ROUNDS, WARM_ROUNDS = 3, 5
# MB over the wire of a first visit, and what makes one.
COLD_MB, MB = 2.5, 1e6
FIGURE = ".js-plotly-plot .main-svg"
# Milliseconds for what comes after the first figure: the others, the table and its code.
LAST_MS = 5_000
FIRST_NUMBER = """() => /[0-9]/.test(
  document.querySelector('[class*="st-key-tile_"] strong')?.textContent ?? '')"""


def measure_first_tile(work: Path) -> list[Measure]:
    """Seconds from the address to the first number, cold and warm.

    Raises EnvironmentProblem where Chromium or Playwright is missing.
    """
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise EnvironmentProblem("没有安装 Playwright", remedy="运行 make bench") from error
    if not Path(CHROMIUM).is_file():
        raise EnvironmentProblem(
            "没有找到 Chromium", CHROMIUM, "安装 chromium，或用环境变量 CHROMIUM 指明路径"
        )
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        rounds = [_open_overview(chromium, work) for _ in range(COLD_ROUNDS)]
        sent = _cold_bytes(chromium, work)
        chromium.close()
    return [
        summarise("overview cold", "MB", [sent / MB], COLD_MB),
        summarise("first tile cold", "s", [cold for cold, _ in rounds], COLD),
        summarise("first tile warm", "s", [one for _, warm in rounds for one in warm], WARM),
    ]


def _open_overview(chromium, work: Path) -> tuple[float, list[float]]:  # type: ignore[no-untyped-def]
    """One fresh server: the first visit with an empty cache, then further ones."""
    with processes.serving(work) as address:
        context = chromium.new_context(locale="zh-CN")
        times = [_first_number(context, address) for _ in range(1 + WARM_ROUNDS)]
        context.close()
    return times[0], times[1:]


def _cold_bytes(chromium, work: Path) -> int:  # type: ignore[no-untyped-def]
    """Bytes of files and of messages until 总览 is there as a whole, in an empty browser.

    The network is idle between two bundles while a slow server draws: a figure must be there.
    """
    sent = list[int]()
    with processes.rested(work) as (address, _):
        context = chromium.new_context(locale="zh-CN")
        page = context.new_page()
        wire = context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.loadingFinished", lambda told: sent.append(told["encodedDataLength"]))
        wire.on(
            "Network.webSocketFrameReceived",
            lambda told: sent.append(len(told["response"]["payloadData"]) * 3 // 4),
        )
        page.goto(f"http://{address}/", wait_until="commit")
        page.wait_for_function(FIRST_NUMBER, polling=20, timeout=60_000)
        page.wait_for_selector(FIGURE, timeout=60_000)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(LAST_MS)
        context.close()
    return round(sum(sent))


def _first_number(context, address: str) -> float:  # type: ignore[no-untyped-def]
    page = context.new_page()
    began = time.perf_counter()
    page.goto(f"http://{address}/", wait_until="commit")
    page.wait_for_function(FIRST_NUMBER, polling=20, timeout=60_000)
    seconds = time.perf_counter() - began
    page.close()
    return seconds
