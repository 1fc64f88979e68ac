"""The files of one import, opened: their sheets, headers, export dates.

Nothing of a file's rows is judged here; but a file that cannot be imported is
found here, before any work is done for the others.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from inspection.errors import BadInput
from inspection.ingest.anew import Before, before, has_mappings, is_read_otherwise
from inspection.ingest.detection import Content, detect
from inspection.ingest.exported import Dated, DateUnknown, check_past, export_date, is_synthetic
from inspection.ingest.finding import Unread, find_files
from inspection.ingest.headers import Header, find_header, unknown_table
from inspection.ingest.ledger import Entry
from inspection.ingest.readers import open_sheets
from inspection.ingest.remarks import PlaceNames, Remark, place_names, remarks_on, with_place
from inspection.ingest.rules import RuleFile, open_rules
from inspection.ingest.sheets import Sheet
from inspection.ingest.vocabulary import Vocabulary

NEW = Before()
# Every sheet with its header, None for one without a table.
Headed = list[tuple[Sheet, Header | None]]


class Source(NamedTuple):
    """One file, and whether its hidden sheets are taken in like the others.

    `before` is how it was read before, where it is read anew.
    """

    content: Content
    encoding: str
    sheets: Headed
    exported: Dated
    is_synthetic: bool
    takes_hidden: bool = False
    remarks: tuple[Remark, ...] = ()
    before: Before = NEW


class Way(NamedTuple):
    """How files are opened: what is known of them, by which words, what is asked for.

    `aside` are the files of which hidden sheets were set aside: with `hidden_sheets`
    these sheets, and only these, are taken in. Archives are unpacked into `scratch`. With
    `as_of_last` the day given is that of files alone that bear none. `ledger` is what was
    imported before.
    """

    known: set[str]
    aside: set[str]
    words: Vocabulary
    as_of: date | None
    skip_bad: bool
    hidden_sheets: bool
    scratch: Path
    as_of_last: bool = False
    ledger: Sequence[Entry] = ()

    @property
    def as_of_first(self) -> date | None:
        """The day given, where it goes before what a file says."""
        return None if self.as_of_last else self.as_of


class Opened(NamedTuple):
    """What became of the paths: opened, already imported, refused (only with skip_bad), unread.

    Files of rules are apart from those of data. `unread` are the files of folders that
    are of a kind that is not read.
    """

    sources: list[Source]
    rules: list[RuleFile]
    skipped: list[Path]
    refused: list[tuple[Path, BadInput]]
    unread: Sequence[Unread] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing new was opened."""
        return not (self.sources or self.rules)


def open_sources(paths: Iterable[Path], way: Way, on_stage: Callable[[str, str], None]) -> Opened:
    """Open every file that is new by SHA-256. Raises BadInput unless `skip_bad`."""
    files, unread = find_files(paths, way.scratch)
    opened = Opened([], [], [], [], unread)
    seen = way.known - way.aside if way.hidden_sheets else set(way.known)
    places = cache(place_names)
    for path, file in files:
        on_stage("reading", path.name)
        try:
            content = detect(path, file)
            if content.sha256 in seen:
                if source := _read_anew(content, way, places):
                    opened.sources.append(source)
                else:
                    opened.skipped.append(path)
                continue
            rules = open_rules(content, way.as_of_first)
            if rules:
                opened.rules.append(rules)
            else:
                opened.sources.append(_open(content, way, places))
            seen.add(content.sha256)
        except BadInput as error:
            if not way.skip_bad:
                raise
            opened.refused.append((path, error))
    return opened


def _read_anew(content: Content, way: Way, places: Callable[[], PlaceNames]) -> Source | None:
    """A file imported before, where a mapping now reads it otherwise."""
    known = before(content, way.ledger)
    if not (known.entries and has_mappings(way.words)):
        return None
    sheets = open_sheets(content)
    if not is_read_otherwise(sheets, known, way.words):
        return None
    last = known.entries[0]
    way = way._replace(
        hidden_sheets=way.hidden_sheets or known.takes_hidden,
        as_of=way.as_of or last.exported_on,
        as_of_last=way.as_of_last if way.as_of else last.date_basis != "as_of",
    )
    source = _headed(content, sheets, way, places)
    told = Remark("read_anew", str(content.path), number=known.loaded_count)
    return source._replace(remarks=(told, *source.remarks), before=known)


def _open(content: Content, way: Way, places: Callable[[], PlaceNames]) -> Source:
    sheets = open_sheets(content)
    if content.sha256 in way.known:
        sheets = [sheet for sheet in sheets if sheet.is_hidden]
    return _headed(content, sheets, way, places)


def _headed(
    content: Content, sheets: list[Sheet], way: Way, places: Callable[[], PlaceNames]
) -> Source:
    headed = [(sheet, find_header(sheet.head, way.words)) for sheet in sheets]
    if not any(header for _, header in headed):
        raise unknown_table([sheet.head for sheet in sheets], way.words, str(content.path))
    titles = [title for _, header in headed if header for title in header.titles]
    exported = _exported(content.path, titles, way)
    check_past(exported.day, content.path)
    seen = headed if way.hidden_sheets else _without_hidden(headed, content.path)
    placed = [(with_place(sheet, header, way.words, places), header) for sheet, header in seen]
    return Source(
        content,
        content.encoding or content.kind,
        placed,
        exported,
        is_synthetic(content.path, titles),
        way.hidden_sheets,
        tuple(remarks_on(content, placed, way.words)),
    )


def _exported(path: Path, titles: list[str], way: Way) -> Dated:
    try:
        return export_date(path, titles, way.as_of_first)
    except DateUnknown:
        if way.as_of is None:
            raise
        return export_date(path, titles, way.as_of)


def _without_hidden(headed: Headed, path: Path) -> Headed:
    """Hidden sheets as sheets without a table. Raises BadInput where no other has one."""
    seen: Headed = [(sheet, None if sheet.is_hidden else header) for sheet, header in headed]
    if not any(header for _, header in seen):
        names = "、".join(sheet.name for sheet, header in headed if header)
        raise BadInput(
            f"表都在隐藏的工作表里：{names}", str(path), "确认要导入时加 --hidden-sheets"
        )
    return seen
