"""Questions: the query files of `queries/`, their headers parsed.

A question is a file in `queries/<folder>/<name>.sql`: a header (title, grain
and rule in both languages, params, columns, base, sums, access) and one select on the
tables and macros of `marts.duckdb`.
"""

import hashlib
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from inspection.data.classes import in_use
from inspection.data.disclosure import CellRule, parse_order, parse_rule
from inspection.data.macros import Macro, macros_of, parse_macros
from inspection.errors import BadInput
from inspection.provinces import by_province
from inspection.settings import ROOT

QUERIES = ROOT / "queries"
# Folders whose files build a snapshot; they answer no question.
BUILD_FOLDERS = ("canonical", "staging", "years", "marts", "macros", "forms", "scopes", "naming")
# Grain and rule in Chinese, whose lines join without a blank.
CHINESE = GRAIN, RULE = "粒度", "规则"
HEADER_KEYS = (
    "grain",
    GRAIN,
    "params",
    "columns",
    "rule",
    RULE,
    "base",
    "small",
    "parts",
    "sums",
    "named",
    "public",
    "access",
)
TITLE = re.compile(r"-- (?P<zh>[^|]+) \| (?P<en>[^:]+): (?P<about>.+)")
HEADER_LINE = re.compile(rf"-- ({'|'.join(HEADER_KEYS)}): *(.*)")


@dataclass(frozen=True)
class Question:
    """One query file, header parsed. `params` without the dollar sign."""

    name: str
    folder: str
    title_zh: str
    title_en: str
    about_en: str
    grain: str
    params: tuple[str, ...]
    columns: tuple[str, ...]
    rule: str
    access: str
    sql: str
    # Of the query and its macros.
    sha256: str
    rule_zh: str = ""
    grain_zh: str = ""
    # Whether its figures rest on the frozen base, which knows unit, county and day only.
    is_base_bound: bool = False
    # The macros that it calls, each after those it calls itself.
    macros: tuple[Macro, ...] = ()
    small_cells: CellRule = field(default_factory=CellRule)
    # Columns that add up over the rows, each row another part of the whole.
    sums: tuple[str, ...] = ()
    # Whether readers without sign-in may ask it, and which of its counts is no more than another.
    is_public: bool = False
    below: tuple[tuple[str, str], ...] = ()

    @property
    def definition(self) -> str:
        """The query in full, then every macro that it calls."""
        return "\n\n".join([self.sql.rstrip(), *(one.sql for one in self.macros)])

    @property
    def is_by_class(self) -> bool:
        """Whether its cells count firms of one risk class."""
        return "risk_class" in self.columns or "sees_class" in self.params


def describe(name: str) -> Question:
    """The question of this name. Raises BadInput."""
    if name not in _questions():
        raise BadInput(f"没有查询 {name}", "queries/", "用 python -m inspection query --list 查看")
    return _questions()[name]


def questions() -> list[Question]:
    """All questions, by folder and name."""
    return list(_questions().values())


def sql_files(folder: str) -> dict[str, str]:
    """Text of every query file of one folder of `queries/`, by name."""
    paths = sorted((QUERIES / folder).glob("*.sql"))
    return {path.stem: path.read_text(encoding="utf-8") for path in paths}


@lru_cache(maxsize=1)
def _forms() -> dict[str, str]:
    return sql_files("forms")


def keeping(form: str, name: str, select: str) -> str:
    """The statement that keeps the rows of `select` as `name`, by a form of `queries/forms/`.

    A relation of the library would be planned when it is made and again when it is kept.
    """
    return _forms()[form].format(name=name, select=select)


@lru_cache(maxsize=1)
def _scopes() -> dict[str, str]:
    return sql_files("scopes")


def scoping(form: str, name: str = "") -> str:
    """The statement of `queries/scopes/` that limits what a reader sees of `name`."""
    return _scopes()[form].format(name=name)


@lru_cache(maxsize=1)
def macros() -> dict[str, Macro]:
    """Every macro of `queries/macros/` by name, in order of creation."""
    return parse_macros(sql_files("macros"))


@by_province
def _questions() -> dict[str, Question]:
    paths = sorted(QUERIES.glob("*/*.sql"))
    found = [_parse(path) for path in paths if path.parent.name not in BUILD_FOLDERS]
    names = [question.name for question in found]
    assert len(names) == len(set(names)), "a question's name stands in two folders"
    return {question.name: question for question in found}


def _parse(path: Path) -> Question:
    sql = path.read_text(encoding="utf-8")
    title = TITLE.fullmatch(sql.split("\n", 1)[0])
    assert title is not None, f"{path}: first line is not `-- zh | en: sentence`"
    header = _header(sql)
    called = tuple(macros_of(sql, macros()))
    return Question(
        name=path.stem,
        folder=path.parent.name,
        title_zh=title["zh"],
        title_en=title["en"],
        about_en=title["about"],
        grain=header["grain"],
        params=_words(header["params"]),
        columns=in_use(_words(header["columns"])),
        rule=header["rule"],
        rule_zh=header[RULE],
        grain_zh=header[GRAIN],
        is_base_bound=header["base"] == "yes",
        access=header["access"],
        sql=sql,
        macros=called,
        sha256=hashlib.sha256("".join([sql, *(one.sql for one in called)]).encode()).hexdigest(),
        small_cells=parse_rule(header["small"], header["parts"], header["named"]),
        sums=_words(header["sums"]),
        is_public=bool(header["public"]),
        below=parse_order(header["public"]),
    )


def _header(sql: str) -> dict[str, str]:
    """Header values by key; a comment line without a key continues the one before."""
    values: dict[str, str] = dict.fromkeys(HEADER_KEYS, "")
    key = ""
    for line in sql.split("\n")[1:]:
        if not line.startswith("--"):
            break
        match = HEADER_LINE.fullmatch(line)
        key = match[1] if match else key
        gap = "" if key in CHINESE else " "
        values[key] = f"{values[key]}{gap}{match[2] if match else line[2:].strip()}".strip()
    return values


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip().removeprefix("$") for word in text.split(",") if word.strip())
