"""Import: files in, one immutable snapshot out, published as a whole or not at all."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import duckdb

from inspection.data import engine, pruning, renewing, sealing, snapshots
from inspection.data.reference import names
from inspection.data.snapshots import Standing
from inspection.errors import BadInput
from inspection.ingest import (
    account,
    assigned,
    decisions,
    drafts,
    folders,
    ledger,
    retention,
    reviewed,
    taken,
)
from inspection.ingest.account import Told
from inspection.ingest.assembly import assemble
from inspection.ingest.database import open_database
from inspection.ingest.decisions import Decision
from inspection.ingest.detection import check_unchanged
from inspection.ingest.intake import header_only, take_in
from inspection.ingest.ledger import Entry, data_date, data_entries
from inspection.ingest.left_files import list_files
from inspection.ingest.manifest import Made, snapshot_id, write_manifest
from inspection.ingest.mapping.telling import check_used, mapped_sheets
from inspection.ingest.remarks import Remark
from inspection.ingest.rules import RuleFile, entry_of, in_force
from inspection.ingest.sources import Opened, Way, open_sources
from inspection.ingest.vocabulary import Vocabulary, read_vocabulary
from inspection.ingest.writing import write_tables, years_held
from inspection.settings import settings

# Beside the tables until the snapshot is whole.
SCRATCH = "scratch"

OnStage = Callable[[str, str], None]
Report = dict[str, object]


class Job(NamedTuple):
    """One import: what is in service, what is new, and how to go about it."""

    before: Path | None
    old: list[Entry]
    opened: Opened
    words: Vocabulary
    old_rules: list[RuleFile]
    decided: list[Decision]
    skip_bad: bool
    on_stage: OnStage


class Built(NamedTuple):
    """A snapshot's id, its whole ledger, its new sheets with what is told of them, its years."""

    name: str
    entries: list[Entry]
    told: dict[int, Told]
    years: Sequence[int] = ()


def silent(stage: str, detail: str) -> None:
    """An on_stage that tells nobody."""


def import_files(
    paths: list[Path],
    *,
    mapping: Path | None = None,
    as_of: date | None = None,
    skip_bad: bool = False,
    hidden_sheets: bool = False,
    dry_run: bool = False,
    as_of_last: bool = False,
    on_stage: OnStage = silent,
) -> Report:
    """Publish a snapshot of the rows in service and those of `paths`.

    Without paths the snapshot in service is rebuilt with the present reference
    files. With `as_of_last` the day `as_of` holds for files alone that bear none. With
    `dry_run` the snapshot is kept as a draft beside those published, and `draft` of the
    report names it. Gives the object of `import --json`. Raises BadInput, and then
    nothing has changed.
    """
    with folders.building(settings().data) as folder:
        standing = snapshots.base()
        snapshot = standing.snapshot
        if not paths and snapshot is None:
            raise BadInput("还没有快照可以重建", str(settings().data), "给出要导入的文件")
        before = snapshot.folder if snapshot else None
        old = retention.load_ledger(before)
        words = read_vocabulary(mapping)
        aside = {entry.sha256 for entry in old if entry.is_set_aside}
        known = {entry.sha256 for entry in old}
        scratch = folder / SCRATCH / "unpacked"
        way = Way(known, aside, words, as_of, skip_bad, hidden_sheets, scratch, as_of_last, old)
        opened = open_sources(paths, way, on_stage)
        check_used(words.given, opened.sources)
        if paths and opened.is_empty:
            return _unchanged(before, old, opened, words) | _base(standing)
        old = _as_read(old, opened)
        rules, decided = retention.load_rules(before), decisions.load(before)
        job = Job(before, old, opened, words, rules, decided, skip_bad, on_stage)
        built = _complete(folder, job)
        report = _report(built, opened, words) | _base(standing)
        if dry_run:
            served = before.name if before else None
            return drafts.keep(folder, report | {"snapshot": served, "draft": built.name})
        _publish(folder, built, on_stage)
    return report


def withdraw(task_no: str, by: str, on_stage: OnStage = silent) -> Report:
    """Publish a snapshot without the rows of a task that its source has withdrawn.

    Gives its id, the task, the number of rows taken out, by whom and when. Raises
    BadInput where there is no such row or no snapshot, and then nothing has changed.
    """
    with folders.building(settings().data) as folder:
        snapshot = snapshots.base().snapshot
        if snapshot is None:
            raise BadInput("还没有快照", str(settings().data), "给出要导入的文件")
        before, at = snapshot.folder, datetime.now().replace(microsecond=0)
        new, count = decisions.decide(before, task_no, by, at)
        old, rules = retention.load_ledger(before), retention.load_rules(before)
        decided = [*decisions.load(before), *new]
        nothing = Opened([], [], [], [], [])
        job = Job(before, old, nothing, read_vocabulary(None), rules, decided, False, on_stage)
        built = _complete(folder, job)
        _publish(folder, built, on_stage)
    made = {"task_no": task_no, "count": count, "by": by, "at": at.isoformat(sep=" ")}
    return {"snapshot": built.name, **made}


def _complete(folder: Path, job: Job) -> Built:
    """Build the snapshot in `folder`, marts and all, if the engine is there."""
    engine.check()
    built = _build(folder, job)
    job.on_stage("marts", built.name)
    before = snapshots.at(job.before) if job.before else None
    for year in built.years:
        marts = snapshots.marts_name(year, built.years)
        renewing.make_marts(before, folder, folder / marts, year)
    sealing.seal(folder)
    return built


def _publish(folder: Path, built: Built, on_stage: OnStage) -> None:
    """Put what was built in service."""
    on_stage("renaming", built.name)
    folders.publish(folder, built.name, settings().data)
    pruning.prune_by_settings()


def _base(standing: Standing) -> Report:
    """Which snapshot the new one was built on and, where it is not the one pointed to, why."""
    used = standing.snapshot.id if standing.snapshot else None
    return {"base": used, "base_problem": str(standing.problem) if standing.problem else None}


def _as_read(old: list[Entry], opened: Opened) -> list[Entry]:
    """The ledger without what is read now: hidden sheets set aside, and files read anew."""
    taken = {source.content.sha256 for source in opened.sources}
    anew = _numbers_anew(opened)
    aside = (entry for entry in old if not (entry.is_set_aside and entry.sha256 in taken))
    return [entry for entry in aside if entry.sheet_no not in anew]


def _numbers_anew(opened: Opened) -> set[int]:
    """The numbers of the sheets of files that are read anew."""
    return {number for source in opened.sources for number in source.before.numbers.values()}


def _build(folder: Path, job: Job) -> Built:
    """Everything of the snapshot but its marts."""
    scratch = folder / SCRATCH
    rules = [*job.old_rules, *_named_rules(job)]
    named = assigned.load()
    given = {name: assigned.applied(name, in_force(name, rules), named) for name in names()}
    with open_database(scratch, given=given) as connection:
        retention.load_identity(connection, job.before)
        retention.load_rows(connection, job.before, job.words)
        if anew := _numbers_anew(job.opened):
            retention.forget_sheets(connection, sorted(anew), job.words)
        new = _take_in(connection, job)
        _check_data([*job.old, *new], job.opened)
        decisions.show(connection, job.decided)
        entries = assemble(connection, [*job.old, *new])
        years = years_held(connection)
        created_at = datetime.now()
        name = snapshot_id(created_at, entries, job.before)
        job.on_stage("writing", name)
        told = account.of_sheets(connection, {entry.sheet_no for entry in new})
        rows = write_tables(connection, folder, years)
        tables = {entry.table_name or "" for entry in new}
        retention.save(connection, folder, entries, rules, job.words, job.before, tables)
        decisions.save(folder, job.decided)
        assigned.save(folder, named)
        reviewed.carry(folder)
    write_manifest(folder, Made(name, created_at, years, entries, rules, rows))
    shutil.rmtree(scratch, ignore_errors=True)
    return Built(name, entries, told, years)


def _take_in(connection: duckdb.DuckDBPyConnection, job: Job) -> list[Entry]:
    """Entries of the new files. A file without data rows refuses the import, or is left out."""
    entries = take_in(connection, job.opened.sources, job.old, job.words, job.on_stage)
    for source in job.opened.sources:
        check_unchanged(source.content)
        error = header_only(source, entries)
        if error is None:
            continue
        if not job.skip_bad:
            raise error
        job.opened.refused.append((source.content.path, error))
        entries = [entry for entry in entries if entry.sha256 != source.content.sha256]
    if not (entries or job.opened.rules) and job.opened.refused:
        raise job.opened.refused[0][1]
    list_files(connection, job.opened)
    last = max((entry.sheet_no for entry in [*job.old, *entries]), default=0)
    return entries + [
        entry_of(file, number) for number, file in enumerate(_named_rules(job), last + 1)
    ]


def _named_rules(job: Job) -> list[RuleFile]:
    """The new files of rules, each under a name of its own."""
    return [
        file._replace(path=ledger.label(Path(file.path), file.sha256, job.old))
        for file in job.opened.rules
    ]


def _check_data(entries: list[Entry], opened: Opened) -> None:
    """Rules alone make no snapshot."""
    if not data_entries(entries) and opened.rules:
        raise BadInput("只有规则文件，没有数据", opened.rules[0].path, "与导出文件一起导入")


def _unchanged(before: Path | None, old: list[Entry], opened: Opened, words: Vocabulary) -> Report:
    """The report where no file is new. Raises the first refusal where all files are bad."""
    if before is None or not opened.skipped:
        raise opened.refused[0][1]
    return _report(Built(before.name, old, {}), opened, words)


def _report(built: Built, opened: Opened, words: Vocabulary) -> Report:
    by_sheet = taken.of_sheets(opened.sources, words)
    paths = {source.content.sha256: str(source.content.path) for source in opened.sources}
    paths |= {file.sha256: file.path for file in opened.rules}
    report: Report = {
        "snapshot": built.name,
        "data_date": data_date(built.entries).isoformat(),
        "files": [
            {
                **entry.account(paths[entry.sha256]),
                **built.told[entry.sheet_no].account(),
                **by_sheet.get((paths[entry.sha256], entry.sheet), taken.NOTHING),
            }
            for entry in built.entries
            if entry.sheet_no in built.told
        ],
        "mappings": mapped_sheets(opened.sources),
        "skipped": [str(path) for path in opened.skipped],
        "refused": [{"path": str(path), "error": str(error)} for path, error in opened.refused],
        "unread": [{**one._asdict(), "path": str(one.path)} for one in opened.unread],
        "remarks": [remark.account() for remark in _remarks(opened, words)],
    }
    return report | {"left_out": account.left_out(report)}


def _remarks(opened: Opened, words: Vocabulary) -> Iterator[Remark]:
    """What is said of the files, also of those that a mapping no longer changes."""
    for source in opened.sources:
        yield from source.remarks
    if words.given:
        yield from (Remark("not_read_anew", str(path)) for path in opened.skipped)
