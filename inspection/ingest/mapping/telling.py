"""What the account says of mappings: which sheet was read by which, and who saved it."""

from collections.abc import Iterator, Sequence

from inspection.ingest.headers import Header, readings
from inspection.ingest.mapping.column_map import ColumnMap
from inspection.ingest.mapping.placing import Placed, not_found, refuse_absent
from inspection.ingest.sheets import Sheet
from inspection.ingest.sources import Source

Told = dict[str, object]


def mapped_sheets(sources: Sequence[Source]) -> list[Told]:
    """One object per sheet that was read by a mapping, for `import --json`."""
    return [
        {
            "path": str(source.content.path),
            "sheet": sheet.name,
            "table": header.table.name,
            "title": header.table.title,
            **_told(header.placed),
        }
        for source, sheet, header in _headed(sources)
        if header.placed
    ]


def check_used(given: ColumnMap | None, sources: Sequence[Source]) -> None:
    """Raises BadInput where the mapping given fits no sheet of the files that were opened."""
    headed = list(_headed(sources))
    if given is None or not headed:
        return
    if any(header.placed and header.placed.told is given for _, _, header in headed):
        return
    source, sheet, _ = headed[0]
    told = [reading for _, _, reading in readings(sheet.head)]
    raise refuse_absent(given, not_found(given, told), str(source.content.path))


def _headed(sources: Sequence[Source]) -> Iterator[tuple[Source, Sheet, Header]]:
    for source in sources:
        for sheet, header in source.sheets:
            if header:
                yield source, sheet, header


def _told(placed: Placed) -> Told:
    saved = placed.told.saved
    return {
        "mapping": placed.told.where,
        "saved_by": saved.by if saved else None,
        "saved_at": saved.at if saved else None,
        "columns": sorted(placed.filled),
    }
