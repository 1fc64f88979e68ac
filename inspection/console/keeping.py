"""Commands about the snapshots kept: listed, put back, thinned out, made anew."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inspection.console import output
from inspection.errors import EnvironmentProblem, InspectionError
from inspection.text import text

if TYPE_CHECKING:
    from inspection.ingest.safekeeping import Kept

# Columns of what is printed, each with the key of its heading.
SNAPSHOT_COLUMNS = {
    "id": "column.snapshot",
    "data_date": "column.data_date",
    "created_at": "cli.column.created_at",
    "file_count": "column.file_count",
    "is_current": "cli.column.is_current",
}


def status(as_json: bool) -> None:
    """List the snapshots that can be read, newest first; what is damaged is told beside them."""
    from inspection.data import warehouse

    problems = [str(damage.problem) for damage in warehouse.damages()]
    in_service = None
    try:
        standing = warehouse.standing()
        in_service = standing.snapshot
        problems += [str(standing.problem)] if standing.problem else []
    except EnvironmentProblem as problem:
        problems.append(str(problem))
    rows = [
        {
            "id": snapshot.id,
            "data_date": snapshot.data_date,
            "created_at": snapshot.manifest.get("created_at"),
            "file_count": len(snapshot.manifest.get("files", ())),
            "is_current": snapshot == in_service,
            "is_ready": snapshot.is_ready,
        }
        for snapshot in warehouse.snapshots()
    ]
    if as_json:
        output.say(output.format_json(rows))
    else:
        shown = output.format_table(rows, SNAPSHOT_COLUMNS) if rows else text("cli.status.none")
        output.say(shown)
    for problem_told in dict.fromkeys(problems):
        click.echo(text("cli.note", message=problem_told), err=True)


def rollback(id: str, as_json: bool) -> None:
    """Put an earlier snapshot back in service."""
    from inspection.data import warehouse
    from inspection.ingest import rebuilding

    snapshot = warehouse.find(id)
    rebuilding.ensure(snapshot)
    snapshot.check()
    warehouse.rollback(id)
    said: dict[str, Any] = {"snapshot": snapshot.id, "data_date": snapshot.data_date}
    output.say(output.format_json(said) if as_json else text("cli.rollback.done", **said))


def prune(keep: int, days: int | None, as_json: bool) -> None:
    """Delete old snapshots."""
    from inspection.data import warehouse

    deleted = warehouse.prune(keep, days)
    pointed = warehouse.pointing_to(deleted)
    shown = text("cli.prune.done", count=len(deleted))
    told = {"deleted": deleted, "pointed": {name: one._asdict() for name, one in pointed.items()}}
    output.say(output.format_json(told) if as_json else shown)
    for name, one in pointed.items():
        message = text("cli.prune.pointed", snapshot=name, papers=one.papers, views=one.views)
        click.echo(text("cli.note", message=message), err=True)


def backup(target: Path, as_json: bool) -> None:
    """Write the warehouse into one file."""
    from inspection.ingest import safekeeping

    _say_kept("backup", safekeeping.backup(target), as_json)


def restore(source: Path, as_json: bool) -> None:
    """Put a backup into the empty warehouse folder."""
    from inspection.ingest import safekeeping

    _say_kept("restore", safekeeping.restore(source), as_json)


def _say_kept(command: str, kept: "Kept", as_json: bool) -> None:
    told: dict[str, Any] = kept._asdict() | {"path": str(kept.path)}
    said = text(f"cli.{command}.done", **told | {"snapshots": len(kept.snapshots)})
    output.say(output.format_json(told) if as_json else said)


def rebuild(ids: tuple[str, ...], as_json: bool) -> None:
    """Make the marts anew that another version of the programme made: of these, or of all."""
    from inspection.data import warehouse
    from inspection.ingest import rebuilding

    found = [warehouse.find(one) for one in ids] or warehouse.snapshots()
    made, refused = [], []
    with output.stages() as on_stage:
        for snapshot in found:
            try:
                made += [snapshot.id] if rebuilding.ensure(snapshot, on_stage) else []
            except InspectionError as problem:
                refused.append({"id": snapshot.id, "problem": str(problem)})
    told: dict[str, Any] = {"rebuilt": made, "refused": refused}
    shown = text("cli.rebuild.done", count=len(made))
    output.say(output.format_json(told) if as_json else shown)
    for one in refused:
        click.echo(text("cli.note", message=one["problem"]), err=True)
    if refused:
        raise click.exceptions.Exit(EnvironmentProblem.exit_code)
