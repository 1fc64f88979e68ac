"""The documents tell the truth: what they name exists, what exists they name."""

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from documents import (
    DOCUMENTS,
    LINK,
    RULES,
    SPAN,
    code,
    exists,
    files,
    is_path,
    lines,
    metric_rows,
    prose,
    questions,
    read,
    rows,
    spans,
    texts,
)

from inspection.__main__ import main
from inspection.settings import ROOT, Settings
from inspection.showing.dictionary import questions_of
from inspection.view import filters

IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)+")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
VARIABLE = re.compile(r"INSPECTION_[A-Z_]+")
# Lines of each released version.
RELEASED = {"0.1.0": 44, "0.2.0": 16, "0.3.0": 19}
# M1 … M35, some of them in parts.
PARTS = {"M2": "abc", "M3": "abc", "M6": "ab", "M17": "abc"}
METRICS = [f"M{n}{part}" for n in range(1, 36) for part in PARTS.get(f"M{n}", " ")]
COMMANDS = tuple(re.findall(r"^cli\.(\w+)\.help,", read("inspection/words/cli.csv"), re.MULTILINE))


@pytest.fixture(scope="module")
def options() -> dict[str, set[str]]:
    """Options of each command, as its own help names them."""
    return {}


@pytest.fixture
def known_options(options, capsys, monkeypatch) -> dict[str, set[str]]:
    monkeypatch.setenv("COLUMNS", "200")
    for command in COMMANDS if not options else ():
        try:
            code = main([command, "--help"])
        except SystemExit as end:
            code = end.code
        assert not code, command
        options[command] = set(OPTION.findall(capsys.readouterr().out)) | {"--help"}
    return options


def test_paths_and_links_exist():
    named = [(name, span) for name in DOCUMENTS for span in spans(name) if is_path(span)]
    missing = [(name, span) for name, span in named if not exists(span)]
    for name in DOCUMENTS:
        for link in LINK.findall(prose(name)):
            if "://" not in link and not ((ROOT / name).parent / link).exists():
                missing.append((name, link))
    assert not missing


def test_commands_and_options_exist(known_options):
    wrong = []
    for name in DOCUMENTS:
        for line in lines(name):
            _, asked, rest = line.partition("-m inspection ")
            command, *words = (rest if asked else line).split() or [""]
            used = OPTION.findall(line)
            if asked and command not in (*COMMANDS, "COMMAND"):
                wrong.append((name, line))
            if command in COMMANDS and words:
                wrong += [(name, line) for each in used if each not in known_options[command]]
            elif line.startswith("--"):
                every = set().union(*known_options.values())
                wrong += [(name, line) for each in used if each not in every]
    assert not wrong


def test_every_command_is_told(known_options):
    told = read("docs/operating.md")
    for command, options in known_options.items():
        assert f"`{command}" in told, command
        if command not in ("draw", "verify"):
            assert options - {"--help", "--json"} <= set(OPTION.findall(told)), command


def test_targets_of_make_exist():
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    asked = {
        match[1]
        for name in DOCUMENTS
        for line in lines(name)
        if (match := re.match(r"make ([a-z]+)", line))
    }
    assert asked
    assert asked <= targets


def test_questions_on_command_lines_exist():
    known = questions()
    for name in DOCUMENTS:
        for line in lines(name):
            if match := re.search(r"\bquery ([a-z_]+)", line):
                assert match[1] in known, f"{name}: {line}"


def test_identifiers_exist():
    known = set(re.findall(r"\w+", code())) | {Path(name).stem for name in files()}
    known |= set(re.findall(r"def (test_\w+)", "".join(text for _, text in texts("tests/"))))
    unknown = [
        (name, span)
        for name in DOCUMENTS
        for span in spans(name)
        if IDENTIFIER.fullmatch(span) and span not in known
    ]
    assert not unknown


def test_environment_variables_are_settings_and_all_told():
    fields = {f"INSPECTION_{field.upper()}" for field in Settings.model_fields}
    beside = set(VARIABLE.findall(read("tests/install_browser.sh")))
    for name in DOCUMENTS:
        assert set(VARIABLE.findall(read(name))) <= fields | beside, name
    assert fields <= set(VARIABLE.findall(read("docs/operating.md")))


def test_every_metric_stands_in_its_document():
    assert list(metric_rows()) == [metric.strip() for metric in METRICS]
    assert all(all(cells[1:4]) for cells in metric_rows().values())


def test_dictionary_of_the_screen_is_that_of_the_document():
    words = csv.DictReader(read("inspection/words/metric.csv").splitlines())
    shown = {row["key"].split(".")[1]: row["zh"] for row in words if row["key"].endswith(".name")}
    assert shown == {metric: cells[1] for metric, cells in metric_rows().items()}


def test_questions_of_a_metric_have_its_columns():
    known = questions()
    for metric, cells in metric_rows().items():
        asked = SPAN.findall(cells[-1])
        assert set(asked) <= set(known), metric
        given = set().union(*(known[name] for name in asked))
        assert set(SPAN.findall(cells[0])) <= given, metric
        assert set(asked) <= set(questions_of(metric)), metric


def test_notice_is_told_whole():
    assert [row[0] for row in rows("docs/notice.md") if re.match(r"N\d", row[0])] == [
        f"N{n}" for n in range(1, 19)
    ]


def test_snapshot_document_names_every_table_with_its_key():
    between = {"and", "or"}
    told = {
        SPAN.findall(row[0])[0]: set(re.findall(r"\w+", row[1])) - between
        for row in rows("docs/snapshot.md")
        if row[1].startswith("`")
    }
    grains = {
        Path(name).stem: set(re.findall(r"\w+", re.search(r"-- grain:(.*)", sql)[1])) - between
        for name, sql in texts("queries/canonical/")
    }
    assert told == grains


def test_export_formats_name_every_column():
    sections = re.findall(
        r"^### \S+ `(\w+)`\n(.*?)(?=^##)", read("docs/export-formats.md"), re.M | re.S
    )
    told = {table: set(re.findall(r"^\| `(\w+)`", text, re.M)) for table, text in sections}
    known: dict[str, set[str]] = {}
    kept = (
        line for line in read("data/reference/header_synonyms.csv").split("\n") if line[:1] != "#"
    )
    for row in csv.DictReader(kept):
        known.setdefault(row["table_name"], set()).add(row["column_name"])
    assert told == {table: columns - {"row_no"} for table, columns in known.items()}


def test_architecture_names_every_room():
    told = set(spans("docs/architecture.md"))
    inside = {name.split("/")[1] for name in files() if name.startswith("inspection/")}
    rooms = {f"inspection/{name}/" for name in inside if (ROOT / "inspection" / name).is_dir()}
    loose = {f"inspection/{name}" for name in inside} - {room[:-1] for room in rooms}
    assert rooms <= told
    assert loose - {"inspection/__init__.py", "inspection/__main__.py"} <= told


@pytest.mark.parametrize("folder", ["inspection/", "pages/", *RULES, "queries/"])
def test_no_missing_document_is_named(folder):
    kept = {name.rsplit("/", 1)[-1] for name in files() if name.endswith(".md")}
    named = {
        (name, document)
        for name, text in texts(folder)
        for document in re.findall(r"[\w.-]+\.md\b", text)
    }
    assert not {(name, document) for name, document in named if document not in kept}


def test_changelog_says_nothing_twice():
    said = Counter(line for line in read("CHANGELOG.md").split("\n") if line.strip())
    assert not [line for line, times in said.items() if times > 1]


def test_changelog_ends_with_what_is_not_released():
    *dated, last = re.findall(r"^## (.+)$", read("CHANGELOG.md"), re.MULTILINE)
    assert last == "Unreleased"
    versions = [head.split(" · ")[0] for head in dated]
    days = [date.fromisoformat(head.split(" · ")[1]) for head in dated]
    numbers = [tuple(map(int, version.split("."))) for version in versions]
    assert numbers == sorted(set(numbers))
    assert days == sorted(days)
    assert f'version = "{versions[-1]}"' in read("pyproject.toml")


def test_glossary_gives_each_word_once():
    words = [
        row[0] for row in rows("docs/glossary.md") if row[0] not in ("identifier", "word", "---")
    ]
    assert len(words) > 60
    assert len(words) == len(set(words))


def test_screens_name_every_page_and_filter():
    told = set(spans("docs/screens.md"))
    assert {name for name in files() if re.fullmatch(r"pages/\w+\.py", name)} <= told
    assert {*filters.LISTS, "as_of", "one_plus_x", "tag", "snapshot", "lang"} <= told


def test_readme_leads_to_every_document():
    kept = {f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")}
    assert kept | {"CONTRIBUTING.md", "CHANGELOG.md"} <= set(LINK.findall(read("README.md")))


def test_released_versions_keep_their_lines():
    """Merged branches add their lines at the end: none may slip into a version that is out."""
    sections = re.split(r"^## (.+)$", read("CHANGELOG.md"), flags=re.MULTILINE)[1:]
    counts = {
        head.split(" · ")[0]: text.count("\n- ")
        for head, text in zip(sections[::2], sections[1::2], strict=True)
        if head != "Unreleased"
    }
    assert counts == RELEASED
