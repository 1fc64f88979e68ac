"""`python -m inspection …`: the commands, their options and exit codes.

Exit code 0 done, 1 a check failed, 2 bad input, 3 environment, 130 interrupted.
An error meant for the reader is one line on stderr, never a traceback. Who
reads the output may leave: a closed pipe ends a command quietly.
"""

import errno
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import click

from inspection.console import commands, inviting, keeping, output
from inspection.console.auditing import ACTIONS as AUDIT_ACTIONS
from inspection.console.auditing import audit
from inspection.console.examining import doctor
from inspection.console.importing import import_
from inspection.console.maps import ACTIONS, geo
from inspection.console.recorded import PROVINCIAL, recorded
from inspection.console.reports import report
from inspection.console.serving import serve
from inspection.console.syntax import Command, Day, Group, Option, Size
from inspection.console.withdrawing import withdraw
from inspection.errors import EnvironmentProblem, InspectionError
from inspection.text import text

PROGRAM = "python -m inspection"
INTERRUPTED = 130
# What the system gives as its reason, and the word for it.
REASONS = {
    "cli.disk_full": ("ENOSPC", "EDQUOT", "EFBIG"),
    "cli.no_rights": ("EACCES", "EPERM", "EROFS"),
}
# 170 enterprises; below, a class is empty. Thirty times the province is the country.
SMALLEST, LARGEST = 0.0001, 30.0

FILE = click.Path(path_type=Path)
SCALE = Size(SMALLEST, LARGEST)
PORT = click.IntRange(1, 65535)
FORMATS = click.Choice(["table", "json", "csv"])


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    try:
        return _run(list(sys.argv[1:] if argv is None else argv))
    except BrokenPipeError:
        output.mute()
        return 0
    except InspectionError as error:
        return _tell(error)
    except OSError as error:
        return _tell(_refused(error))
    except MemoryError:
        return _tell(EnvironmentProblem(text("cli.no_memory"), remedy=text("cli.no_memory_remedy")))
    except KeyboardInterrupt:
        click.echo(text("cli.interrupted"), err=True)
        return INTERRUPTED


@lru_cache(maxsize=1)
def program() -> Group:
    """The commands and their arguments."""
    made = [
        _command("demo", commands.demo, _demo_options()),
        _command("import", import_, _import_options()),
        _command("withdraw", withdraw, _withdraw_options()),
        _command("geo", geo, _geo_options()),
        _command("status", keeping.status, []),
        _command("rollback", keeping.rollback, [_argument("rollback", "id", "id")]),
        _command("prune", keeping.prune, _prune_options()),
        _command("backup", keeping.backup, [_argument("backup", "target", "backup", type=FILE)]),
        _command("restore", keeping.restore, [_argument("restore", "source", "backup", type=FILE)]),
        _command("rebuild", keeping.rebuild, _rebuild_options()),
        _command("doctor", doctor, []),
        _command("audit", audit, _audit_options()),
        _command("query", commands.query, _query_options()),
        _command("draw", commands.draw, _draw_options()),
        _command("verify", commands.verify, [_argument("verify", "folder", "folder", type=FILE)]),
        _command("country", commands.country, [_option("country", "--as-of", "day", type=Day())]),
        _command("user", inviting.user, _user_options()),
        _command("bench", commands.bench, _bench_options()),
        _command("report", report, _report_options()),
        _command("serve", serve, _serve_options()),
    ]
    return Group(
        "inspection",
        commands=made,
        help=text("cli.about"),
        no_args_is_help=False,
        options_metavar=text("cli.any_options"),
        subcommand_metavar=text("cli.any_command"),
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def _run(argv: list[str]) -> int:
    try:
        with program().make_context(PROGRAM, argv) as context:
            program().invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    return 0


def _tell(error: InspectionError) -> int:
    """Say it in one line; the exit code."""
    said = re.sub(r"\s*[\r\n]+\s*", " ", text("cli.error", message=error))
    with suppress(BrokenPipeError):
        click.echo(said, err=True)
    return error.exit_code


def _refused(error: OSError) -> EnvironmentProblem:
    """What the operating system did not do, with the name of its reason."""
    reason = errno.errorcode.get(error.errno or 0, type(error).__name__)
    where = str(error.filename or "")
    said = next((word for word, known in REASONS.items() if reason in known), "cli.refused")
    return EnvironmentProblem(text(said, reason=reason), where, remedy=text(f"{said}_remedy"))


def _command(name: str, run: Callable[..., None], params: list[click.Parameter]) -> Command:
    return Command(
        name,
        callback=recorded(name, run),
        params=[*params, *_place_options(name), *_common_options()],
        help=text(f"cli.{name}.help"),
        options_metavar=text("cli.any_options"),
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def _place_options(name: str) -> list[click.Parameter]:
    """Which province of a warehouse of several a command works on."""
    if name not in PROVINCIAL:
        return []
    metavar = text("cli.metavar.province")
    return [Option(["--province"], metavar=metavar, help=text("cli.province"))]


def _common_options() -> list[click.Parameter]:
    return [Option(["--json", "as_json"], is_flag=True, help=text("cli.json"))]


def _argument(command: str, name: str, kind: str, **own: Any) -> click.Argument:
    """A place on the command line, with its words."""
    help_ = text(f"cli.{command}.{name}")
    return click.Argument([name], metavar=text(f"cli.metavar.{kind}"), help=help_, **own)


def _option(command: str, names: str, kind: str = "", **own: Any) -> Option:
    """An option `--name`, or `--name dest`, with its words; a flag has no kind."""
    key = names.split()[0].removeprefix("--").replace("-", "_")
    shown = {"metavar": text(f"cli.metavar.{kind}")} if kind else {"is_flag": True}
    return Option(names.split(), help=text(f"cli.{command}.{key}"), **shown, **own)


def _demo_options() -> list[click.Parameter]:
    return [
        _option("demo", "--out", "folder", type=FILE, required=True),
        _option("demo", "--scale", "number", type=SCALE, default=1.0),
        _option("demo", "--seed", "integer", type=int, default=2022),
        _option("demo", "--year years", "integer", type=int, multiple=True),
        _option("demo", "--until", "day", type=Day()),
        _option("demo", "--clean"),
        _option("demo", "--direct"),
        _option("demo", "--effects", "effects", type=click.Choice(["all", "none"]), default="all"),
    ]


def _import_options() -> list[click.Parameter]:
    return [
        _argument("import", "paths", "paths", type=FILE, nargs=-1),
        _option("import", "--mapping", "file", type=FILE),
        _option("import", "--as-of", "day", type=Day()),
        _option("import", "--skip-bad"),
        _option("import", "--hidden-sheets"),
        _option("import", "--dry-run"),
        _option("import", "--watch", "folder", type=FILE),
    ]


def _withdraw_options() -> list[click.Parameter]:
    return [_argument("withdraw", "task", "task"), _option("withdraw", "--by", "person")]


def _geo_options() -> list[click.Parameter]:
    return [
        _argument("geo", "action", "action", type=click.Choice(ACTIONS)),
        _argument("geo", "files", "files", type=FILE, nargs=-1),
        _option("geo", "--review-number", "review_number"),
        _option("geo", "--by", "person"),
    ]


def _prune_options() -> list[click.Parameter]:
    return [
        _option("prune", "--keep", "integer", type=int, required=True),
        _option("prune", "--days", "integer", type=int),
    ]


def _rebuild_options() -> list[click.Parameter]:
    return [_argument("rebuild", "ids", "ids", nargs=-1)]


def _audit_options() -> list[click.Parameter]:
    return [_argument("audit", "action", "audit_action", type=click.Choice(AUDIT_ACTIONS))]


def _query_options() -> list[click.Parameter]:
    return [
        _argument("query", "name", "name", required=False),
        _option("query", "--param", "pair", multiple=True),
        _option("query", "--format form", "format", type=FORMATS, default="table"),
        _option("query", "--where", "pair", multiple=True),
        _option("query", "--list every"),
        _option("query", "--snapshot", "id"),
    ]


def _draw_options() -> list[click.Parameter]:
    return [
        _option("draw", "--frame", "file", type=FILE),
        _option("draw", "--roster", "file", type=FILE),
        _option("draw", "--plan", "file", type=FILE),
        _option("draw", "--batch", "folder", type=FILE),
        _option("draw", "--package", "folder", type=FILE),
        _option("draw", "--skips", "file", type=FILE),
        _option("draw", "--secret-file", "file", type=FILE),
        _option("draw", "--secret", "hex"),
        _option("draw", "--public", "text"),
        _option("draw", "--out", "folder", type=FILE),
    ]


def _user_options() -> list[click.Parameter]:
    return [
        _argument("user", "action", "user_action", type=click.Choice(inviting.ACTIONS)),
        _argument("user", "name", "person", required=False),
        _option("user", "--role as_role", "role"),
        _option("user", "--unit units", "unit", multiple=True),
        _option("user", "--county counties", "county", multiple=True),
        _option("user", "--office offices", "office", multiple=True),
        _option("user", "--province provinces", "province", multiple=True),
        _option("user", "--subject", "subject"),
        _option("user", "--days", "integer", type=click.IntRange(1)),
        _option("user", "--until", "day", type=Day()),
        _option("user", "--url", "address"),
    ]


def _bench_options() -> list[click.Parameter]:
    return [
        _option("bench", "--scale", "number", type=SCALE, default=1.0),
        _option("bench", "--rounds", "integer", type=click.IntRange(1), default=15),
        _option("bench", "--engine engines", "address", multiple=True),
        _option("bench", "--size sizes", "number", type=SCALE, multiple=True),
        _option("bench", "--reports"),
        _option("bench", "--against", "number", type=SCALE),
        _option("bench", "--out", "file", type=FILE),
    ]


def _report_options() -> list[click.Parameter]:
    return [
        _option("report", "--unit", "unit"),
        _option("report", "--office", "office"),
        _option("report", "--as-of", "day", type=Day()),
        _option("report", "--kind", "kind", multiple=True),
        _option("report", "--format form", "forms", default="docx,pdf,xlsx"),
        _option("report", "--out", "folder", type=FILE),
        _option("report", "--template", "file", type=FILE),
        _option("report", "--all every"),
        _option("report", "--snapshot", "id"),
    ]


def _serve_options() -> list[click.Parameter]:
    scale = commands.DEFAULT_DEMO_SCALE
    return [
        _option("serve", "--port", "integer", type=PORT, default=8501),
        _option("serve", "--host", "address"),
        _option("serve", "--lan"),
        _option("serve", "--sign-in"),
        _option("serve", "--plain-http"),
        _option("serve", "--demo-scale", "number", type=Size(SMALLEST, 10.0), default=scale),
    ]
