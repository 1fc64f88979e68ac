"""`import`: files in; what became of every row, sheet and file is told in words."""

from pathlib import Path
from typing import Any

import click

from inspection.console import known, output
from inspection.text import text

# Columns of the account, each with the key of its heading.
FILE_COLUMNS = {
    "path": "column.path",
    "sheet": "column.sheet",
    "read": "column.read_count",
    "loaded": "column.loaded_count",
    "duplicate": "column.duplicate_count",
    "rejected": "column.rejected_count",
    "non_data": "column.non_data_count",
}
# Published, but something that looks like data was left out.
LEFT_OUT = 1


def import_(paths: tuple[Path, ...], watch: Path | None, as_json: bool, **options: Any) -> None:
    """Import files and say what became of every row; exit code 1 where data were left out.

    A dry run publishes nothing; a watched folder is imported until somebody stops it.
    """
    from inspection.console import trying, watching
    from inspection.ingest.publish import import_files

    if watch:
        watching.watch(watch, paths, as_json, **options)
        return
    with output.stages() as on_stage:
        report: dict[str, Any] = import_files(list(paths), **options, on_stage=on_stage)
    if options["dry_run"]:
        report = trying.conclude(report)
    if as_json:
        output.say(output.format_json(report))
    else:
        _say_report(report)
        _say_end(report)
    if report["left_out"]:
        raise click.exceptions.Exit(LEFT_OUT)


def _say_report(report: dict[str, Any]) -> None:
    from inspection.ingest.account import in_words

    if report["base_problem"]:
        output.say(text("cli.import.base", **report))
    output.say(output.format_table(report["files"], FILE_COLUMNS))
    for file in report["files"]:
        if words := in_words(file):
            output.say(f"{file['path']} {file['sheet']}".rstrip())
            output.say("\n".join(f"  {sentence}" for sentence in words))
    known.say_known(report)
    for file in report["files"]:
        if file["set_aside"] and file["read"]:
            output.say(text("cli.import.set_aside", **file))
    for refusal in report["refused"]:
        output.say(text("cli.import.refused", **refusal))
    _say_left_out(report["left_out"])


def _say_end(report: dict[str, Any]) -> None:
    """What was published; of a dry run, which figures would move."""
    if report.get("dry_run"):
        from inspection.console.trying import say_changes

        say_changes(report)
    else:
        told = {name: report[name] for name in ("snapshot", "data_date")}
        output.say(text("cli.import.done", **told))


def _say_left_out(left_out: list[dict[str, Any]]) -> None:
    if left_out:
        output.say(text("account.left_out", count=len(left_out)))
    for one in left_out:
        reason = text(f"value.aside_kind_{one['reason']}")
        output.say(f"  {text('account.left_out_line', **one | {'reason': reason})}")
