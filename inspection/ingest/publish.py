"""Import: files in, one immutable snapshot out, published as a whole or not at all."""

import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import duckdb

from inspection.data import engine, snapshots
from inspection.errors import BadInput
from inspection.ingest import folders, retention
from inspection.ingest.assembly import assemble
from inspection.ingest.database import open_database
from inspection.ingest.intake import header_only, take_in
from inspection.ingest.ledger import Entry
from inspection.ingest.manifest import snapshot_id, write_manifest
from inspection.ingest.sources import Opened, open_sources
from inspection.ingest.vocabulary import Vocabulary, read_vocabulary
from inspection.ingest.writing import write_tables
from inspection.settings import settings

OnStage = Callable[[str, str], None]
Report = dict[str, object]


class Job(NamedTuple):
    """One import: what is in service, what is new, and how to go about it."""

    before: Path | None
    old: list[Entry]
    opened: Opened
    words: Vocabulary
    skip_bad: bool
    on_stage: OnStage


class Built(NamedTuple):
    """A snapshot's id, its whole ledger, and the numbers of its new sheets."""

    name: str
    entries: list[Entry]
    new: set[int]


def silent(stage: str, detail: str) -> None:
    """An on_stage that tells nobody."""


def import_files(
    paths: list[Path],
    *,
    mapping: Path | None = None,
    as_of: date | None = None,
    skip_bad: bool = False,
    on_stage: OnStage = silent,
) -> Report:
    """Publish a snapshot of the rows in service and those of `paths`.

    Without paths the snapshot in service is rebuilt with the present reference
    files. Gives the object of `import --json`. Raises BadInput, and then nothing
    has changed.
    """
    with folders.building(settings().data) as folder:
        snapshot = snapshots.current()
        if not paths and snapshot is None:
            raise BadInput("还没有快照可以重建", str(settings().data), "给出要导入的文件")
        before = snapshot.folder if snapshot else None
        old = retention.load_ledger(before)
        words = read_vocabulary(mapping)
        known = {entry.sha256 for entry in old}
        opened = open_sources(paths, known, words, as_of, skip_bad, on_stage)
        if paths and not opened.sources:
            return _unchanged(before, old, opened)
        built = _build(folder, Job(before, old, opened, words, skip_bad, on_stage))
        on_stage("marts", built.name)
        engine.build_marts(folder, folder / "marts.duckdb")
        on_stage("renaming", built.name)
        folders.publish(folder, built.name)
    return _report(built, opened)


def _build(folder: Path, job: Job) -> Built:
    """Everything of the snapshot but its marts."""
    scratch = folder / "scratch"
    with open_database(scratch) as connection:
        retention.load_identity(connection, job.before)
        retention.load_rows(connection, job.before, job.words)
        new = _take_in(connection, job)
        entries = assemble(connection, [*job.old, *new])
        created_at = datetime.now()
        name = snapshot_id(created_at, entries, job.before)
        job.on_stage("writing", name)
        rows = write_tables(connection, folder)
        retention.save(connection, folder, entries, job.words)
    write_manifest(folder, name, created_at, entries, rows)
    shutil.rmtree(scratch, ignore_errors=True)
    return Built(name, entries, {entry.sheet_no for entry in new})


def _take_in(connection: duckdb.DuckDBPyConnection, job: Job) -> list[Entry]:
    """Entries of the new files. A file without data rows refuses the import, or is left out."""
    entries = take_in(connection, job.opened.sources, job.old, job.words, job.on_stage)
    for source in job.opened.sources:
        error = header_only(source, entries)
        if error is None:
            continue
        if not job.skip_bad:
            raise error
        job.opened.refused.append((source.content.path, error))
        entries = [entry for entry in entries if entry.sha256 != source.content.sha256]
    if not entries and job.opened.refused:
        raise job.opened.refused[0][1]
    return entries


def _unchanged(before: Path | None, old: list[Entry], opened: Opened) -> Report:
    """The report where no file is new. Raises the first refusal where all files are bad."""
    if before is None or not opened.skipped:
        raise opened.refused[0][1]
    return _report(Built(before.name, old, set()), opened)


def _report(built: Built, opened: Opened) -> Report:
    paths = {source.content.sha256: str(source.content.path) for source in opened.sources}
    return {
        "snapshot": built.name,
        "data_date": max(entry.exported_on for entry in built.entries).isoformat(),
        "files": [
            entry.account(paths[entry.sha256])
            for entry in built.entries
            if entry.sheet_no in built.new
        ],
        "skipped": [str(path) for path in opened.skipped],
        "refused": [{"path": str(path), "error": str(error)} for path, error in opened.refused],
    }
