"""Commands and options of click whose help and errors are Chinese.

An error is BadInput with what is wrong, the command it is wrong in and what to
write instead. It is told from the class of click's error, its attributes and
the declared type of an option, never from click's English words.
"""

import math
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import click
from rich.cells import cell_len

from inspection.errors import BadInput
from inspection.text import text

EXAMPLE_DAY = "2000-01-31"
SEPARATOR = "、"


class Formatter(click.HelpFormatter):
    """Help that begins with 用法."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, text("cli.usage") if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{text('cli.heading', heading=heading)}\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Two columns by display width: a wide character takes two places."""
        listed = list(rows)
        width = max(cell_len(first) for first, _ in listed) + col_spacing
        for first, second in listed:
            gap = " " * (width - cell_len(first))
            self.write(f"{'':>{self.current_indent}}{first}{gap}{second}\n")


class Context(click.Context):
    """The context of one command, with Chinese help."""

    formatter_class = Formatter


class Command(click.Command):
    """A command that takes nothing it has not declared."""

    context_class = Context
    allow_extra_args = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Raises BadInput for every error of usage, also for arguments left over."""
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            raise explain(error, ctx) from error
        if rest and not isinstance(self, click.Group):
            raise _wrong(ctx, text("cli.unrecognized", names=" ".join(rest)))
        return rest

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = text("cli.help")
        return option

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        shown = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        _write_section(formatter, "cli.options", [param.get_help_record(ctx) for param in shown])

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        shown = [param for param in self.get_params(ctx) if isinstance(param, click.Argument)]
        _write_section(formatter, "cli.arguments", [param.get_help_record(ctx) for param in shown])


class Group(Command, click.Group):
    """The program: one of its commands must be named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        super().parse_args(ctx, args)
        if not args:
            raise _wrong(ctx, text("cli.required", names=text("cli.command")), self._choices())
        return ctx.args

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self.commands:
            said = {"name": text("cli.command"), "value": repr(args[0])}
            raise _wrong(ctx, text("cli.choice", **said), self._choices())
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        rows = [(name, command.help) for name, command in self.commands.items()]
        _write_section(formatter, "cli.commands", rows)

    def _choices(self) -> str:
        return text("cli.choices", choices=SEPARATOR.join(self.commands))


class Option(click.Option):
    """An option that tells a value it cannot read, and what it can."""

    def get_help_extra(self, ctx: click.Context) -> Any:
        return {"required": text("cli.required_mark")} if self.required else {}

    def type_cast_value(self, ctx: click.Context, value: Any) -> Any:
        """The typed value. Raises BadInput where it is none, or is the next option."""
        names = {name for other in ctx.command.get_params(ctx) for name in other.opts}
        if not names.isdisjoint((value or ()) if self.multiple else [value]):
            raise _wrong(ctx, text("cli.missing_value", name=name_of(self)), remedy_of(self.type))
        try:
            return super().type_cast_value(ctx, value)
        except click.BadParameter as error:
            key = "cli.choice" if isinstance(self.type, click.Choice) else "cli.value"
            said = text(key, name=name_of(self), value=repr(value))
            raise _wrong(ctx, said, remedy_of(self.type)) from error


class Day(click.ParamType):
    """A date as 2000-01-31."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError as error:
            raise click.BadParameter(str(error), ctx, param) from error


class Size(click.FloatRange):
    """A finite number within bounds."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        number = super().convert(value, param, ctx)
        if math.isnan(number):
            raise click.BadParameter(str(number), ctx, param)
        return number


def explain(error: click.UsageError, ctx: click.Context) -> BadInput:
    """The error of usage in Chinese."""
    match error:
        case click.MissingParameter(param=click.Parameter() as param):
            return _wrong(ctx, text("cli.required", names=name_of(param)), remedy_of(param.type))
        case click.NoSuchOption():
            alike = SEPARATOR.join(error.possibilities or ())
            remedy = text("cli.alike", names=alike) if alike else ""
            return _wrong(ctx, text("cli.unrecognized", names=error.option_name), remedy)
        case click.BadParameter(param=click.Argument() as param):
            return _wrong(ctx, text("cli.unreadable"), remedy_of(param.type))
        case click.BadOptionUsage():
            return _misused(error.option_name, ctx)
        case _:
            return _wrong(ctx, text("cli.unreadable"))


def name_of(param: click.Parameter) -> str:
    """The parameter as people write it: the long option, or the place of an argument."""
    return max(param.opts, key=len) if isinstance(param, click.Option) else str(param.metavar)


def remedy_of(type_: click.ParamType) -> str:
    """What to write for a value of this type; empty where every text will do."""
    match type_:
        case click.Choice():
            return text("cli.choices", choices=SEPARATOR.join(type_.choices))
        case click.IntRange(max=None):
            return text("cli.write_least", least=type_.min)
        case click.IntRange() | click.FloatRange():
            return text("cli.write_between", least=f"{type_.min:.10g}", most=f"{type_.max:.10g}")
        case click.types.IntParamType():
            return text("cli.write_integer")
        case Day():
            return text("cli.write_day", day=EXAMPLE_DAY)
        case _:
            return ""


def _misused(name: str, ctx: click.Context) -> BadInput:
    """An option without its value, or a flag with one."""
    option = next(param for param in ctx.command.get_params(ctx) if name in param.opts)
    if isinstance(option, click.Option) and option.is_flag:
        return _wrong(ctx, text("cli.needless_value", name=name))
    return _wrong(ctx, text("cli.missing_value", name=name), remedy_of(option.type))


def _wrong(ctx: click.Context, what: str, remedy: str = "") -> BadInput:
    help_ = text("cli.see_help", command=ctx.command_path)
    told = text("cli.remedies", first=remedy, second=help_) if remedy else help_
    return BadInput(what, text("cli.where", command=ctx.command_path), told)


def _write_section(
    formatter: click.HelpFormatter, key: str, rows: Sequence[tuple[str, str | None] | None]
) -> None:
    if shown := [(row[0], row[1] or "") for row in rows if row]:
        with formatter.section(text(key)):
            formatter.write_dl(shown)
