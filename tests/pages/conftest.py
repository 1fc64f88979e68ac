"""Pages run from the entry script, without a browser, on a small demo."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from inspection import access
from inspection.settings import ROOT

FRAME = ROOT / "inspection" / "frame.py"
PAGES = ROOT / "pages"
DEFAULT_PAGE = "overview"


@pytest.fixture
def demo(small_demo: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small demo in service, read from this machine."""
    # There is no socket here, so no address either.
    monkeypatch.setattr(access, "is_this_machine", lambda _address: True)
    return small_demo


@pytest.fixture
def open_page(demo: Path) -> Callable[..., AppTest]:
    """`open_page("progress", unit="龙岩")`: the page as a link with these values opens it.

    Widgets of the page itself, `simulation__seed` for `simulation.seed`, are set once it is open.
    """

    def open_(name: str, **query: str | float | list[str]) -> AppTest:
        app = AppTest.from_file(str(FRAME), default_timeout=60)
        own = {key.replace("__", "."): value for key, value in query.items() if "__" in key}
        for key in query.keys() - {key.replace(".", "__") for key in own}:
            app.query_params[key] = query[key]
        app.run()
        if name != DEFAULT_PAGE:
            app.switch_page(str(PAGES / f"{name}.py")).run()
        for key, value in own.items():
            app.session_state[key] = value
        return app.run() if own else app

    return open_


@pytest.fixture
def visitor(monkeypatch: pytest.MonkeyPatch) -> None:
    """`open_page` as a reader who comes over the network."""
    monkeypatch.setattr(access, "is_this_machine", lambda _address: False)
