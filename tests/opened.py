"""Pages opened from the entry script as a link opens them, without a browser."""

from functools import lru_cache

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from inspection.settings import ROOT

FRAME = ROOT / "inspection" / "frame.py"
DEFAULT_PAGE = "overview"
SECONDS = 60
# The tab of a page is part of its link; other widgets of its own are set once it is open.
TAB = "__tab"

# A test application looks through every installed package for components, as a server does once:
# longer than a page takes.
manifest_scanner.scan_component_manifests = lru_cache(maxsize=1)(
    manifest_scanner.scan_component_manifests
)


def entry() -> AppTest:
    """The entry script, not yet run."""
    return AppTest.from_file(str(FRAME), default_timeout=SECONDS)


def path_of(name: str) -> str:
    """The file of a page."""
    return str(ROOT / "pages" / f"{name}.py")


def opened(name: str, **query: str | float | list[str]) -> AppTest:
    """A page by its link; `simulation__seed` sets `simulation.seed` once it is open."""
    own = {key for key in query if "__" in key and not key.endswith(TAB)}
    app = linked(name, {key: value for key, value in query.items() if key not in own})
    app.run()
    for key in own:
        app.session_state[key.replace("__", ".")] = query[key]
    return app.run() if own else app


def linked(name: str, query: dict[str, str | float | list[str]]) -> AppTest:
    """A page that its link is about to open."""
    app = entry()
    if name != DEFAULT_PAGE:
        app.switch_page(path_of(name))
    for key, value in query.items():
        app.query_params[key.replace("__", ".")] = value
    return app
