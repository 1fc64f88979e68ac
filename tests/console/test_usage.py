"""Errors of usage: every command, every kind, one Chinese line with place and remedy."""

import re
from collections.abc import Iterator

import click
import pytest

from inspection.console.cli import PROGRAM, main, program
from inspection.console.syntax import Context, Day, explain, name_of

COMMANDS = program().commands
ENGLISH = re.compile(r"[A-Za-z]{2,} [a-z]{2,}")
# A value that no type but text takes, and the types that take every text.
NONSENSE = "x y"
TAKES_ALL = (click.Path, click.types.StringParamType)
WRONG_VALUES = {
    "demo --scale": ["0", "-1", "nan", "inf", "1e9", "-inf", "0,5", ""],
    "demo --seed": ["1.5", "x", "", "1e3", "9" * 5000],
    "demo --until": ["9月9日", "2022-02-30", "20220909x", "", "2022-9-9"],
    "import --as-of": ["2022/09/09", "昨天"],
    "prune --keep": ["x", "1.5", ""],
    "bench --rounds": ["0", "-3"],
    "serve --port": ["0", "-1", "65536", "99999", "http"],
    "serve --demo-scale": ["0", "nan"],
}


def required_of(command: click.Command, but: click.Parameter | None = None) -> list[str]:
    """Something for every required parameter, so that nothing else is wrong."""
    given = []
    for param in command.params:
        if param.required and param is not but:
            value = "1" if param.type is click.INT else "nowhere"
            value = param.type.choices[0] if isinstance(param.type, click.Choice) else value
            given += [param.opts[0], value] if isinstance(param, click.Option) else [value]
    return given


def wrong_lines() -> Iterator[tuple[list[str], str]]:
    """Command lines with one error each, and what must be named."""
    for name, command in COMMANDS.items():
        usual = [name, *required_of(command)]
        yield [*usual, "--no-such"], "--no-such"
        yield [*usual, "-q"], "-q"
        for param in command.params:
            shown = name_of(param)
            if param.required:
                yield [name, *required_of(command, param)], shown
            if isinstance(param, click.Option):
                yield from wrong_options(usual, param)
        if not any(param.nargs == -1 for param in command.params):
            yield [*usual, "one", "too", "many"], "many"


def wrong_options(usual: list[str], option: click.Option) -> Iterator[tuple[list[str], str]]:
    shown = name_of(option)
    if option.is_flag:
        yield [*usual, f"{shown}=1"], shown
        return
    yield [*usual, shown], shown
    yield [*usual, shown, "--json"], shown
    if not isinstance(option.type, TAKES_ALL):
        yield [*usual, f"{shown}={NONSENSE}"], NONSENSE


def check_one_chinese_line(code: int, printed: str, said: str, named: str) -> None:
    assert (code, printed) == (2, "")
    assert said.startswith("错误：")
    assert said.count("\n") == 1
    for part in (named, "位置：", "处理办法：", "--help"):
        assert part in said
    rest = said.replace(PROGRAM, "").replace(named, "").replace("one too", "")
    for command in COMMANDS:
        rest = rest.replace(f" {command} --help", "")
    assert not ENGLISH.search(rest), rest


def test_every_error_of_usage_is_one_chinese_line(capsys):
    seen = 0
    for argv, named in wrong_lines():
        check_one_chinese_line(main(argv), *capsys.readouterr(), named)
        seen += 1
    assert seen > 100


@pytest.mark.parametrize("argv", [[], ["--json", "status"], ["stat"], ["-z"], ["--help=1"]])
def test_the_program_itself_tells_its_errors(argv, capsys):
    code = main(argv)
    named = argv[0].partition("=")[0] if argv else "命令"
    check_one_chinese_line(code, *capsys.readouterr(), named)


@pytest.mark.parametrize("option", WRONG_VALUES)
def test_values_out_of_range_are_told_with_what_is_allowed(option, capsys):
    command, name = option.split()
    for value in WRONG_VALUES[option]:
        code = main([command, *required_of(COMMANDS[command]), f"{name}={value}"])
        said = capsys.readouterr().err
        check_one_chinese_line(code, "", said, repr(value))
        assert "写成" in said


def test_a_near_miss_is_named(capsys):
    main(["query", "--frmat", "json"])
    assert "与此相近的有 --format" in capsys.readouterr().err


def test_every_option_is_of_a_type_whose_errors_have_a_remedy():
    known = (*TAKES_ALL, click.Choice, click.types.IntParamType, click.FloatRange, Day)
    known += (click.types.BoolParamType,)
    for command in COMMANDS.values():
        for param in command.params:
            assert isinstance(param.type, known), (command.name, param.name)


def test_an_error_that_click_may_add_is_chinese_too():
    context = Context(COMMANDS["status"], info_name="status")
    said = str(explain(click.UsageError("Some new kind of error."), context))
    assert "命令行写法有误" in said
    assert not ENGLISH.search(said)


def test_a_line_break_in_an_argument_breaks_no_line(capsys):
    assert main(["status", "--a\nb"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
