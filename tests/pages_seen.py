"""What a page shows, read from its element tree; and the links to all of its tabs."""

import re
from typing import NamedTuple

from streamlit.testing.v1 import AppTest

from inspection.settings import ROOT
from inspection.text import table, text

TILE = re.compile(r"(.+)\n\n\*\*(.+)\*\*(?:\n\n(.+))?")
BOLD = re.compile(r"\*\*([^*]+)\*\*")
PAGES = tuple(sorted(path.stem for path in (ROOT / "pages").glob("*.py")))


def tabs(name: str) -> list[str]:
    """Names of the tabs of a page, in the order of its words."""
    prefix = f"{name}.tab_"
    return [key.removeprefix(prefix) for key in table() if key.startswith(prefix)]


def tab_links(name: str, lang: str) -> list[dict[str, str]]:
    """Query values that open each tab of a page; one without values where it has no tabs."""
    labels = [text(f"{name}.tab_{tab}", lang) for tab in tabs(name)]
    return [{f"{name}__tab": label} for label in labels] or [{}]


def everything(app: AppTest) -> list[str]:
    """Every text on the page, tables apart; of a sentence in bold its words."""
    found = [element.value for element in (*app.markdown, *app.caption, *app.title, *app.header)]
    found += [element.value for element in (*app.warning, *app.info, *app.error)]
    for widget in (*app.multiselect, *app.selectbox, *app.button, *app.number_input):
        found.append(widget.label)
    return [BOLD.sub(r"\1", value) if BOLD.fullmatch(value) else value for value in map(str, found)]


class Tile(NamedTuple):
    """One figure as it is read: its name, the figure, what is told beside it."""

    label: str
    value: str
    beside: str


def tiles(app: AppTest) -> list[Tile]:
    """The tiles of a page, in reading order."""
    read = (TILE.fullmatch(element.value) for element in app.markdown)
    return [Tile(*(part or "" for part in found.groups())) for found in read if found]


def charts(app: AppTest) -> list:
    """Protocol messages of the Plotly charts."""
    return [element.proto for element in app.get("plotly_chart")]
