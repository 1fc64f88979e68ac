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
from inspection.ingest.exported import export_date, is_synthetic
from inspection.ingest.headers import Header, find_header, unknown_table
from inspection.ingest.readers import Sheet, open_sheets
from inspection.ingest.rules import RuleFile, open_rules
from inspection.ingest.vocabulary import Vocabulary

# What a folder given as PATH is searched for; a file given by name may be called anything.
SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls")


class Source(NamedTuple):
    """One file; `sheets` pairs every sheet with its header, None for one without a table."""

    content: Content
    encoding: str
    sheets: list[tuple[Sheet, Header | None]]
    exported_on: date
    is_synthetic: bool


class Opened(NamedTuple):
    """What became of the paths: opened, already imported, refused (only with skip_bad).

    Files of rules are apart from those of data.
    """

    sources: list[Source]
    rules: list[RuleFile]
    skipped: list[Path]
    refused: list[tuple[Path, BadInput]]

    @property
    def is_empty(self) -> bool:
        """Whether nothing new was opened."""
        return not (self.sources or self.rules)


def open_sources(
    paths: Iterable[Path],
    known: set[str],
    words: Vocabulary,
    as_of: date | None,
    skip_bad: bool,
    on_stage: Callable[[str, str], None],
) -> Opened:
    """Open every file that is new by SHA-256. Raises BadInput unless `skip_bad`."""
    opened = Opened([], [], [], [])
    seen = set(known)
    for path in _files(paths):
        on_stage("reading", path.name)
        try:
            content = detect(path)
            if content.sha256 in seen:
                opened.skipped.append(path)
                continue
            rules = open_rules(content, as_of)
            if rules:
                opened.rules.append(rules)
            else:
                opened.sources.append(_open(content, words, as_of))
            seen.add(content.sha256)
        except BadInput as error:
            if not skip_bad:
                raise
            opened.refused.append((path, error))
    return opened


def _files(paths: Iterable[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            found = sorted(p for p in path.rglob("*") if _looks_like_an_export(p))
            if not found:
                raise BadInput("文件夹里没有表格文件", str(path), "给出导出文件或其文件夹")
            files += found
        else:
            files.append(path)
    return files


def _looks_like_an_export(path: Path) -> bool:
    """A table file by its suffix, and not the lock file of an open workbook."""
    return path.suffix.lower() in SUFFIXES and not path.name.startswith(("~$", "."))


def _open(content: Content, words: Vocabulary, as_of: date | None) -> Source:
    sheets = open_sheets(content)
    headed = [(sheet, find_header(sheet.head, words)) for sheet in sheets]
    if not any(header for _, header in headed):
        raise unknown_table([sheet.head for sheet in sheets], words, str(content.path))
    titles = [title for _, header in headed if header for title in header.titles]
    return Source(
        content,
        content.encoding or "xlsx",
        headed,
        export_date(content.path, titles, as_of),
        is_synthetic(content.path, titles),
    )
