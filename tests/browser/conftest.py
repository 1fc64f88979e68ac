"""Chromium and a server of its own for every browser test. Nothing leaves this machine.

Without Chromium the tests are skipped and a line says how many; with
INSPECTION_BROWSER=required that is a failure.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright
from serving import Server

from inspection.bench.browser import ARGUMENTS, CHROMIUM

IS_REQUIRED = os.environ.get("INSPECTION_BROWSER") == "required"


def has_chromium() -> bool:
    return shutil.which(CHROMIUM) is not None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what stands in this folder; skip it where there is no Chromium."""
    own = [item for item in items if Path(__file__).parent in item.path.parents]
    for item in own:
        item.add_marker(pytest.mark.browser)
        if not has_chromium() and not IS_REQUIRED:
            item.add_marker(pytest.mark.skip(reason="没有 Chromium"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium of the system."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def server(demo_folder: Path) -> Iterator[Server]:
    """One server on the small demo for all tests that change nothing, as readers meet it."""
    started = Server(demo_folder, INSPECTION_PREPARE_AHEAD="true")
    yield started
    started.stop()


@pytest.fixture(scope="session")
def year_end_server(two_years_folder: Path) -> Iterator[Server]:
    """As `server`, on the demo of two years."""
    started = Server(two_years_folder / "warehouse")
    yield started
    started.stop()


@pytest.fixture
def start_server(demo_folder: Path) -> Iterator[Callable[..., Server]]:
    """`start_server("--lan")`, `start_server(INSPECTION_LAN="1")`: a fresh process for one test."""
    started: list[Server] = []

    def start(*options: str, **environment: str) -> Server:
        started.append(Server(demo_folder, *options, **environment))
        return started[-1]

    yield start
    for one in started:
        one.stop()


@pytest.fixture
def open_tab(browser: Browser) -> Iterator[Callable[..., Page]]:
    """`open_tab(width=390, theme="dark")`: a private window; its requests must stay here."""
    with tabs_of(browser) as open_:
        yield open_


@pytest.fixture(scope="module")
def keep_tab(browser: Browser) -> Iterator[Callable[..., Page]]:
    """As `open_tab`, for a window that several tests look at."""
    with tabs_of(browser) as open_:
        yield open_


@contextmanager
def tabs_of(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens private windows; closes them and tells of requests that left this host."""
    contexts = []
    strangers: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:", "ws://127.0.0.1:")):
            strangers.append(request.url)

    def open_(width: int = 1440, height: int = 900, theme: str = "light") -> Page:
        context = browser.new_context(
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            viewport={"width": width, "height": height},
            color_scheme=theme,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", note)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not strangers, "requests left this host"
