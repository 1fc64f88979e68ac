"""Text from outside is text: planted in every column and parameter, looked for wherever it goes."""

import json
import re
from collections import Counter
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from google.protobuf.message import Message
from pages_seen import PAGES, tab_links
from queries.friday import DATA_DATE, TABLES

from inspection.console.cli import main
from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.showing import exported
from inspection.showing.answer import Answer
from inspection.showing.plain import plain
from inspection.view import sentences

SIGNS = {
    "formula": "=1+1",
    "script": "<script>s</script>",
    "html": "<b>粗</b>",
    "bold": "**重**",
    "link": "[链](http://evil.example)",
    "directive": ":red[红]",
    "maths": "$m$",
    "code": "`c`",
    "emoji": ":smile:",
    "icon": ":material/home:",
}
PLANTED = " ".join(SIGNS.values()) + " "
# Texts as they were typed; categories, codes and places are read by vocabularies.
COLUMNS = {
    "plans": ("name", "lead_office", "source_file", "sheet"),
    "tasks": (
        *("name", "lead_office", "exec_office", "exempt_reason", "exempt_office", "exempt_field"),
        *("source_file", "sheet"),
    ),
    "cases": (
        *("title", "background", "practice", "class_use", "outcome", "replicability", "medium"),
        "source_file",
    ),
    "duties": ("filed_at", "score_item", "source_file"),
    "events": ("event", "source_file"),
    "entities": ("name", "station", "source_file"),
    "inspectors": ("name", "office", "station", "source_file"),
    "items": ("name", "issuer"),
    "recusals": ("reason", "station"),
    "rejects": ("file", "sheet", "reason"),
    "warnings": ("file", "sheet", "raw_value", "clean_value"),
    "set_aside": ("file", "sheet"),
    "unused_columns": ("file", "sheet", "header"),
    "task_rows": ("not_public_reason", "check_office", "assigned_to", "source_file", "sheet"),
    "follow_ups": ("office", "reason", "content", "document_no", "source_file", "sheet"),
}
PARAMETERS = (
    *("unit", "county", "office", "kind", "source", "plan", "joint", "draw_kind", "tag"),
    *("one_plus_x", "as_of", "snapshot", "lang", "overview.layer", "nobody.knows"),
)
# Fields that no browser reads as Markdown.
PLAIN_FIELDS = {
    *("options", "raw_values", "data", "spec", "code_text", "id", "query_string", "page", "alt"),
    *("element_id", "columns", "placeholder", "config", "url", "default", "tooltip", "json"),
    *("formatted_options", "form_id", "class_name", "key", "user_key", "file_name", "url_pathname"),
}
HTML_FIELDS = {"html"}


def planted(tables):
    """The rows with the planted text before every text."""
    found = dict(tables)
    for name, columns in COLUMNS.items():
        rows = tables.get(name) or [{}]
        found[name] = [
            {**row, **{key: f"{PLANTED}{row.get(key) or key}" for key in columns}} for row in rows
        ]
    return found


def texts(message, name=""):
    """Every text of a message with the name of its field."""
    for field, value in message.ListFields():
        values = value if field.is_repeated else [value]
        for one in values:
            if isinstance(one, Message):
                yield from texts(one, field.name)
            elif isinstance(one, str):
                yield (f"{name}.{field.name}" if field.name == "body" else field.name), one


def sent(app):
    """Every text that a run sends, with where it stands."""
    blocks = [app._tree]
    while blocks:
        for child in blocks.pop().children.values():
            if child.proto is not None:
                kind = type(child.proto).__name__
                yield from ((kind, name, text) for name, text in texts(child.proto))
            blocks += [child] if hasattr(child, "children") else []


def read_as_markup(kind, name, text):
    """Which of the planted signs would mean something there."""
    if kind == "PlotlyChart" and name == "spec":
        shown = "\n".join(strings(json.loads(text)))
        return {sign for sign in ("script", "html") if SIGNS[sign] in shown}
    if kind == "Html" or name in HTML_FIELDS:
        return {sign for sign in ("script", "html") if SIGNS[sign] in text}
    if kind == "Code" or name.split(".")[-1] in PLAIN_FIELDS:
        return set()
    bare = re.sub(r"\\.", "\\\\", text)
    return {sign for sign, meant in SIGNS.items() if sign != "formula" and meant in bare}


def strings(value):
    """Every text of a figure."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings(one)


def look(app, tries, found):
    """Count where the text went, and note where it is more than text."""
    assert not app.exception
    for kind, name, text in sent(app):
        if "evil" in text or ("red" in text and "红" in text):
            tries[kind] += 1
            if meant := read_as_markup(kind, name, text):
                found.append((kind, name, sorted(meant), text[:200]))


def told(tries):
    """The table of tries."""
    return "\n".join(f"{kind:24}{count:7,} harmless" for kind, count in sorted(tries.items()))


@pytest.fixture
def hostile(make_snapshot, at_this_machine):
    return make_snapshot(date.fromisoformat(DATA_DATE), **planted(TABLES))


def test_nothing_planted_in_data_is_more_than_text(hostile, open_served, capsys):
    tries, found = Counter(), []
    for name in PAGES:
        for link in tab_links(name, "zh"):
            look(open_served(name, **link), tries, found)
    with capsys.disabled():
        print(f"\n{told(tries)}")
    assert not found
    assert {"Markdown", "PlotlyChart", "Html"} <= tries.keys()


def test_nothing_planted_in_an_address_is_more_than_text(hostile, open_served, capsys):
    tries, found = Counter(), []
    everything = dict.fromkeys(PARAMETERS, PLANTED)
    for name in ("overview", "entity", "bulletin"):
        look(open_served(name, **everything), tries, found)
    with capsys.disabled():
        print(f"\n{len(PARAMETERS)} parameters\n{told(tries)}")
    assert not found
    assert tries["Alert"] >= 2


def test_search_finds_what_is_not_made_harmless(hostile, open_served, monkeypatch):
    monkeypatch.setattr(sentences, "plain", str)
    found = []
    look(open_served("overview", unit=PLANTED), Counter(), found)
    assert {"script", "bold", "link", "directive", "maths", "code"} <= set(found[0][2])


EXPORTED = ("task_list", "plan_list", "case_list", "follow_up_facts", "filter_offices")


def test_no_export_holds_a_formula(hostile, capsys):
    for name in EXPORTED:
        question = warehouse.describe(name)
        rows = warehouse.answer(name, scope=LOCAL)
        assert "=1+1" in str(rows.to_pylist()), name
        answer = Answer(question, {}, rows)
        book = openpyxl.load_workbook(BytesIO(exported.workbook(answer, hostile, [PLANTED], "zh")))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert not [cell.value for cell in cells if cell.data_type == "f"], name
        texts = [cell.value for cell in cells if isinstance(cell.value, str)]
        assert not [text for text in texts if text.startswith(("=", "＝"))], name
        assert main(["query", name, "--format", "csv"]) == 0
        lines = capsys.readouterr().out.replace('"', "").splitlines()
        assert not [part for line in lines for part in line.split(",") if part.startswith("=")]


@pytest.mark.parametrize("sign", "=+-@＝＋－＠")
def test_every_beginning_of_a_formula_is_made_harmless(sign):
    from inspection.showing.formulas import harmless

    assert harmless(f"{sign}1+1") == f"'{sign}1+1"
    assert harmless(f" {sign}1+1").startswith("'")


@pytest.mark.parametrize(
    "text", [*SIGNS.values(), "# 题", "- 项", "1. 项", "> 引", "a_b_c", "www.a.cn"]
)
def test_plain_text_keeps_every_letter(text):
    shown = re.sub(r"\\(.)", r"\1", plain(text)).replace("\u2060", "")
    assert shown == text
    assert plain(text) != text or not re.search(r"[*_`$<:\[]", text)
