"""`python -m inspection …`: arguments, exit codes and messages in Chinese.

Exit code 0 done, 1 a check failed, 2 bad input, 3 environment. An error meant
for the reader is one line on stderr, never a traceback.
"""

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from inspection import commands
from inspection.draw import arguments
from inspection.errors import BadInput, InspectionError
from inspection.text import text

Command = Callable[[argparse.Namespace], None]
INTERRUPTED = 130
# What argparse says, and the words for it.
MESSAGES = {
    "cli.required": re.compile(r"the following arguments are required: (?P<names>.+)"),
    "cli.unrecognized": re.compile(r"unrecognized arguments: (?P<names>.+)"),
    "cli.choice": re.compile(
        r"argument (?P<name>[^:]+): invalid choice: (?P<value>.+) \(choose from (?P<choices>.+)\)"
    ),
    "cli.value": re.compile(r"argument (?P<name>[^:]+): invalid \w+ value: (?P<value>.+)"),
    "cli.exclusive": re.compile(
        r"argument (?P<name>[^:]+): not allowed with argument (?P<other>.+)"
    ),
    "cli.missing_value": re.compile(r"argument (?P<name>[^:]+): expected .*"),
}


class ChineseFormatter(argparse.HelpFormatter):
    """Help that begins with 用法."""

    def add_usage(self, usage, actions, groups, prefix=None) -> None:  # type: ignore[no-untyped-def]
        super().add_usage(usage, actions, groups, text("cli.usage") if prefix is None else prefix)


class ChineseParser(argparse.ArgumentParser):
    """A parser whose help and errors are Chinese; an error is BadInput."""

    def __init__(self, **options: object) -> None:
        super().__init__(add_help=False, formatter_class=ChineseFormatter, **options)  # type: ignore[arg-type]
        self._positionals.title = text("cli.arguments")
        self._optionals.title = text("cli.options")
        self.add_argument("-h", "--help", action="help", help=text("cli.help"))

    def error(self, message: str) -> NoReturn:
        raise BadInput(_in_chinese(message), remedy=text("cli.see_help", command=self.prog))


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    try:
        args = build_parser().parse_args(argv)
        args.run(args)
    except InspectionError as error:
        print(text("cli.error", message=error), file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print(text("cli.interrupted"), file=sys.stderr)
        return INTERRUPTED
    return 0


def build_parser() -> ChineseParser:
    """The commands and their arguments."""
    parser = ChineseParser(prog="python -m inspection", description=text("cli.about"))
    made = parser.add_subparsers(
        title=text("cli.commands"), metavar=text("cli.command"), required=True
    )
    _add_demo(_command(made, "demo", commands.demo))
    _add_import(_command(made, "import", commands.import_))
    _command(made, "status", commands.status)
    _command(made, "rollback", commands.rollback).add_argument("id", help=text("cli.rollback.id"))
    prune = _command(made, "prune", commands.prune)
    prune.add_argument("--keep", type=int, required=True, metavar="N", help=text("cli.prune.keep"))
    _add_query(_command(made, "query", commands.query))
    arguments.configure_draw(_command(made, "draw", commands.draw))
    arguments.configure_verify(_command(made, "verify", commands.verify))
    _add_bench(_command(made, "bench", commands.bench))
    _add_serve(_command(made, "serve", commands.serve))
    return parser


def _command(made: argparse._SubParsersAction, name: str, run: Command) -> argparse.ArgumentParser:
    about = text(f"cli.{name}.help")
    parser = made.add_parser(name, help=about, description=about)
    parser.add_argument("--json", action="store_true", help=text("cli.json"))
    parser.set_defaults(run=run)
    return parser


def _add_demo(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--out", type=Path, required=True, metavar="DIR", help=text("cli.demo.out"))
    add("--scale", type=float, default=1.0, help=text("cli.demo.scale"))
    add("--seed", type=int, default=2022, help=text("cli.demo.seed"))
    add("--until", type=_day, default=date(2022, 9, 9), metavar="DATE", help=text("cli.demo.until"))
    add("--clean", action="store_true", help=text("cli.demo.clean"))
    add("--effects", choices=["all", "none"], default="all", help=text("cli.demo.effects"))


def _add_import(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("paths", type=Path, nargs="*", metavar="PATH", help=text("cli.import.paths"))
    add("--mapping", type=Path, metavar="FILE", help=text("cli.import.mapping"))
    add("--as-of", type=_day, metavar="DATE", help=text("cli.import.as_of"))
    add("--skip-bad", action="store_true", help=text("cli.import.skip_bad"))


def _add_query(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("name", nargs="?", metavar="NAME", help=text("cli.query.name"))
    add("--param", action="append", default=[], metavar="K=V", help=text("cli.query.param"))
    add(
        "--format", choices=["table", "json", "csv"], default="table", help=text("cli.query.format")
    )
    add("--where", action="append", default=[], metavar="K=V", help=text("cli.query.where"))
    add("--list", action="store_true", help=text("cli.query.list"))
    add("--snapshot", metavar="ID", help=text("cli.query.snapshot"))


def _add_bench(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--scale", type=float, default=1.0, help=text("cli.bench.scale"))
    add("--rounds", type=int, default=15, metavar="N", help=text("cli.bench.rounds"))
    add("--out", type=Path, default=commands.DEFAULT_BENCH, help=text("cli.bench.out"))


def _add_serve(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--port", type=int, default=8501, help=text("cli.serve.port"))
    add("--host", help=text("cli.serve.host"))
    add("--lan", action="store_true", help=text("cli.serve.lan"))
    scale = commands.DEFAULT_DEMO_SCALE
    add("--demo-scale", type=float, default=scale, help=text("cli.serve.demo_scale"))


def _day(cell: str) -> date:
    return date.fromisoformat(cell)


def _in_chinese(message: str) -> str:
    for key, pattern in MESSAGES.items():
        if match := pattern.fullmatch(message):
            return text(key, **match.groupdict())
    return message
