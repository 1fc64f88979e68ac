"""The files of one import, opened: their sheets, headers, export dates.

Nothing of a file's rows is judged here; but a file that cannot be imported is
found here, before any work is done for the others.
"""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from inspection.errors import BadInput
from inspection.ingest.detection import Content, detect
from inspection.ingest.exported import Dated, check_past, export_date, is_synthetic
from inspection.ingest.headers import Header, find_header, unknown_table
from inspection.ingest.readers import Sheet, open_sheets
from inspection.ingest.rules import RuleFile, open_rules
from inspection.ingest.vocabulary import Vocabulary

# What a folder given as PATH is searched for; a file given by name may be called anything.
SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls")
# Other files that may hold tables: one that is not read is named, and no success is told.
UNREAD_TABLES = (
    *(".ods", ".et", ".ett", ".xlsb", ".xltx", ".xlt", ".numbers", ".dbf", ".mdb", ".accdb"),
    *(".xml", ".html", ".htm", ".mht", ".zip", ".rar", ".7z", ".gz", ".tar", ".tgz"),
    *(".db", ".sqlite", ".parquet", ".feather"),
)


# Every sheet with its header, None for one without a table.
Headed = list[tuple[Sheet, Header | None]]


class Source(NamedTuple):
    """One file, and whether its hidden sheets are taken in like the others."""

    content: Content
    encoding: str
    sheets: Headed
    exported: Dated
    is_synthetic: bool
    takes_hidden: bool = False


class Way(NamedTuple):
    """How files are opened: what is known of them, by which words, what is asked for.

    `aside` are the files of which hidden sheets were set aside: with `hidden_sheets`
    these sheets, and only these, are taken in.
    """

    known: set[str]
    aside: set[str]
    words: Vocabulary
    as_of: date | None
    skip_bad: bool
    hidden_sheets: bool


class Opened(NamedTuple):
    """What became of the paths: opened, already imported, refused (only with skip_bad).

    Files of rules are apart from those of data. `unread` are the files of folders that
    are of a kind that is not read.
    """

    sources: list[Source]
    rules: list[RuleFile]
    skipped: list[Path]
    refused: list[tuple[Path, BadInput]]
    unread: list[Path]

    @property
    def is_empty(self) -> bool:
        """Whether nothing new was opened."""
        return not (self.sources or self.rules)


def open_sources(paths: Iterable[Path], way: Way, on_stage: Callable[[str, str], None]) -> Opened:
    """Open every file that is new by SHA-256. Raises BadInput unless `skip_bad`."""
    opened = Opened([], [], [], [], [])
    seen = way.known - way.aside if way.hidden_sheets else set(way.known)
    for path in _files(paths, opened.unread):
        on_stage("reading", path.name)
        try:
            content = detect(path)
            if content.sha256 in seen:
                opened.skipped.append(path)
                continue
            rules = open_rules(content, way.as_of)
            if rules:
                opened.rules.append(rules)
            else:
                opened.sources.append(_open(content, way))
            seen.add(content.sha256)
        except BadInput as error:
            if not way.skip_bad:
                raise
            opened.refused.append((path, error))
    return opened


def is_like_data(path: Path) -> bool:
    """Whether a file that is not read may hold a table, by its suffix."""
    return path.suffix.lower() in UNREAD_TABLES


def _files(paths: Iterable[Path], unread: list[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and not _is_trace(p))
            found = [p for p in inside if _looks_like_an_export(p)]
            unread += [p for p in inside if not _looks_like_an_export(p)]
            if not found:
                raise BadInput("文件夹里没有表格文件", str(path), "给出导出文件或其文件夹")
            files += found
        else:
            files.append(path)
    return files


def _looks_like_an_export(path: Path) -> bool:
    """A table file by its suffix."""
    return path.suffix.lower() in SUFFIXES


def _is_trace(path: Path) -> bool:
    """The lock file of an open workbook, or what a file system keeps for itself."""
    return path.name.startswith(("~$", ".")) or path.name in ("Thumbs.db", "desktop.ini")


def _open(content: Content, way: Way) -> Source:
    sheets = open_sheets(content)
    if content.sha256 in way.known:
        sheets = [sheet for sheet in sheets if sheet.is_hidden]
    headed = [(sheet, find_header(sheet.head, way.words)) for sheet in sheets]
    if not any(header for _, header in headed):
        raise unknown_table([sheet.head for sheet in sheets], way.words, str(content.path))
    titles = [title for _, header in headed if header for title in header.titles]
    exported = export_date(content.path, titles, way.as_of)
    check_past(exported.day, content.path)
    return Source(
        content,
        content.encoding or "xlsx",
        headed if way.hidden_sheets else _without_hidden(headed, content.path),
        exported,
        is_synthetic(content.path, titles),
        way.hidden_sheets,
    )


def _without_hidden(headed: Headed, path: Path) -> Headed:
    """Hidden sheets as sheets without a table. Raises BadInput where no other has one."""
    seen: Headed = [(sheet, None if sheet.is_hidden else header) for sheet, header in headed]
    if not any(header for _, header in seen):
        names = "、".join(sheet.name for sheet, header in headed if header)
        raise BadInput(
            f"表都在隐藏的工作表里：{names}", str(path), "确认要导入时加 --hidden-sheets"
        )
    return seen
