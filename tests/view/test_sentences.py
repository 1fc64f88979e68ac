"""One module writes what the screen reads as Markdown; nobody else of the screen does."""

import ast
import re

from inspection.settings import ROOT
from inspection.text import table

WRITES = {
    *("markdown", "caption", "title", "header", "subheader", "write", "text", "latex", "toast"),
    *("warning", "info", "error", "success", "badge"),
}
MARKUP = re.compile(r"\*\*\w|:\w+\[|:material/|\]\(|`")
HOLDERS = {"st", "box", "head", "line", "place", "places", "column", "spot"}
FILES = [
    *sorted((ROOT / "inspection" / "view").rglob("*.py")),
    *sorted((ROOT / "pages").glob("*.py")),
    ROOT / "inspection" / "frame.py",
]


def written_in(path):
    """Calls that write Markdown on the page or a part of it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            holder = ast.unparse(node.func.value).split(".")[-1]
            if node.func.attr in WRITES and holder in HOLDERS:
                yield f"{path.relative_to(ROOT)}:{node.lineno} {holder}.{node.func.attr}"


def test_nobody_else_writes_markdown():
    others = [path for path in FILES if path.name != "sentences.py"]
    assert not [call for path in others for call in written_in(path)]


def test_search_finds_the_module_that_does():
    [own] = [path for path in FILES if path.name == "sentences.py"]
    assert len(list(written_in(own))) > 10


def test_words_hold_no_markup_but_the_marks_of_alerts():
    """What stands in bold or in colour is made in code; of a word each sign is shown."""
    marked = {
        key for key, words in table().items() if MARKUP.search(words.zh) or MARKUP.search(words.en)
    }
    assert marked == {"alerts.line_red", "alerts.line_amber"}
