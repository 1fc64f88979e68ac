"""Files imported before that a mapping now reads otherwise: their rows give way to the new ones."""

from collections.abc import Iterable
from typing import NamedTuple

from inspection.ingest.detection import Content
from inspection.ingest.headers import Header, find_header
from inspection.ingest.ledger import RULES, Entry
from inspection.ingest.sheets import Sheet
from inspection.ingest.vocabulary import Vocabulary


class Before(NamedTuple):
    """What the ledger knows of one file: its sheets as they were read."""

    entries: tuple[Entry, ...] = ()

    @property
    def numbers(self) -> dict[str, int]:
        """The number of every sheet, which it keeps."""
        return {entry.sheet: entry.sheet_no for entry in self.entries}

    @property
    def loaded_count(self) -> int:
        return sum(entry.loaded_count for entry in self.entries)

    @property
    def takes_hidden(self) -> bool:
        """Whether no hidden sheet of it was set aside."""
        return not any(entry.is_set_aside for entry in self.entries)


def before(content: Content, entries: Iterable[Entry]) -> Before:
    """The entries of a file that holds data."""
    own = (entry for entry in entries if entry.sha256 == content.sha256)
    return Before(tuple(entry for entry in own if entry.table_name != RULES))


def has_mappings(words: Vocabulary) -> bool:
    """Whether any mapping is given or saved."""
    return words.given is not None or (
        words.saved is not None and words.saved.is_dir() and any(words.saved.iterdir())
    )


def is_read_otherwise(sheets: Iterable[Sheet], known: Before, words: Vocabulary) -> bool:
    """Whether a mapping fits a sheet that was not read by the same one."""
    by_sheet = {entry.sheet: entry.mapping for entry in known.entries}
    headed = ((sheet, find_header(sheet.head, words)) for sheet in sheets)
    mapped = [(sheet.name, mapping_of(header)) for sheet, header in headed]
    return any(mapping and mapping != by_sheet.get(name) for name, mapping in mapped)


def mapping_of(header: Header | None) -> str:
    """What the mapping that a sheet was read by is known by, "" where by none."""
    return header.placed.told.fingerprint if header and header.placed else ""
