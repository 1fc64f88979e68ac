"""Reading the documents: what they set as code, their commands and tables, and what exists."""

import re
import subprocess
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path

from inspection.settings import ROOT

RULES = ("data/reference/", "data/profiles/")
DOCUMENTS = (
    "README.md",
    "README.zh-CN.md",
    "CONTRIBUTING.md",
    *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")),
)
FENCE = re.compile(r"^```.*?\n(.*?)^```", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s#]+)")
SUFFIX = re.compile(r".+\.(md|py|sql|csv|toml|json|duckdb|txt|geojson|sh)")
METRIC = re.compile(r"\| (M\d+[a-c]?)\b")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def files() -> tuple[str, ...]:
    """What git keeps, and what it would."""
    listed = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True).stdout.decode()
    return tuple(name for name in names.split("\0") if name and (ROOT / name).exists())


def texts(*folders: str) -> Iterator[tuple[str, str]]:
    """Files of some folders that are text, and what they say."""
    for name in files():
        if name.startswith(folders) and SUFFIX.fullmatch(name):
            yield name, read(name)


def prose(name: str) -> str:
    """A document without its blocks of code."""
    return FENCE.sub("", read(name))


def spans(name: str) -> list[str]:
    """What a document sets as code inside its sentences."""
    return SPAN.findall(prose(name))


def lines(name: str) -> list[str]:
    """Commands of a document: lines of its blocks and what stands as code, comments off."""
    blocks = "\n".join(FENCE.findall(read(name))).split("\n")
    return [line.split(" # ")[0].split("  #")[0].strip() for line in blocks] + spans(name)


@lru_cache(maxsize=1)
def code() -> str:
    """Everything the product and its rules are written in."""
    return "\n".join(text for _, text in texts("inspection/", "queries/", *RULES))


@lru_cache(maxsize=1)
def ignored() -> tuple[str, ...]:
    """Folders that the product makes and git leaves out."""
    return tuple(line for line in read(".gitignore").split("\n") if line.endswith("/"))


def is_path(span: str) -> bool:
    tops = {name.split("/")[0] for name in files()}
    has_words = re.fullmatch(r"[\w.\-/*<>]+", span)
    return bool(has_words) and (
        ("/" in span and span.split("/")[0] in tops) or bool(SUFFIX.fullmatch(span))
    )


def exists(path: str) -> bool:
    """Whether git keeps a file, folder or pattern of this name, or the code makes it."""
    known = path.split("<")[0]
    if "/" not in path:
        kept = {name.rsplit("/", 1)[-1] for name in files()}
        return path in kept or f'"{path}"' in code() or (known != path and known in code())
    folder = known if known.endswith("/") else f"{known}/"
    return (
        known.startswith(ignored())
        or folder.startswith(ignored())
        or any(name == known or name.startswith(folder) or fnmatch(name, path) for name in files())
    )


def questions() -> dict[str, set[str]]:
    """Names of questions with their columns."""
    built = ("canonical", "staging", "years", "marts", "macros", "forms", "scopes", "naming")
    found = {}
    for name, sql in texts("queries/"):
        if name.split("/")[1] not in built:
            head = sql.split("-- columns:")[1].split("-- rule:")[0]
            found[Path(name).stem] = set(re.findall(r"\w+", head))
    return found


def rows(name: str) -> list[list[str]]:
    """Cells of the rows of a document's tables."""
    found = [line for line in read(name).split("\n") if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in found]


def metric_rows() -> dict[str, list[str]]:
    found = (line for line in read("docs/metrics.md").split("\n") if METRIC.match(line))
    return {METRIC.match(line)[1]: [c.strip() for c in line.split("|")[1:-1]] for line in found}
