"""By what a sheet was taken, and what one that was not taken is by its headers."""

from collections.abc import Iterable
from pathlib import Path

from inspection.ingest.headers import Header, kind_of
from inspection.ingest.sheets import Sheet
from inspection.ingest.sources import Source
from inspection.ingest.vocabulary import Vocabulary

Row = dict[str, str | None]
# Of a file of rules, which has no sheet.
NOTHING: Row = {"mapping": None, "kind": None}


def of_sheets(sources: Iterable[Source], words: Vocabulary) -> dict[tuple[str, str], Row]:
    """Two keys of the account of every sheet, by its file and name.

    `mapping` names that by which it was read, `kind` that of a foreign list among good sheets.
    """
    return {
        (str(source.content.path), sheet.name): _taken(sheet, header, words)
        for source in sources
        for sheet, header in source.sheets
    }


def _taken(sheet: Sheet, header: Header | None, words: Vocabulary) -> Row:
    if header is None:
        return {"mapping": None, "kind": kind_of(sheet.head, words)}
    return {"mapping": Path(header.placed.told.where).name if header.placed else None, "kind": None}
