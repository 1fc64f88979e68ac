"""What each command does: arguments in, something printed, nothing decided here.

Heavy parts are imported by the command that needs them, so that `--help` and
`query` start at once.
"""

import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inspection.console import output
from inspection.errors import BadInput, EnvironmentProblem
from inspection.text import table as words
from inspection.text import text

if TYPE_CHECKING:
    from inspection.data.snapshots import Snapshot

DEFAULT_DEMO_SCALE = 0.05
# Columns of what commands print, each with the key of its heading.
BENCH_COLUMNS = {
    "measure": "cli.column.measure",
    "unit": "cli.column.unit",
    "median": "cli.column.median",
    "worst": "cli.column.worst",
    "limit": "cli.column.limit",
}
QUESTION_COLUMNS = {
    "folder": "column.folder",
    "name": "column.name",
    "title_zh": "cli.column.title_zh",
    "params": "cli.column.params",
}
QUESTION_FIELDS = (*QUESTION_COLUMNS, "title_en", "grain", "columns", "rule", "access", "sha256")


def demo(
    out: Path,
    scale: float,
    seed: int,
    years: tuple[int, ...],
    until: date | None,
    clean: bool,
    effects: str,
    direct: bool,
    as_json: bool,
) -> None:
    """Write the demo exports, or a warehouse of canonical tables, into an empty folder."""
    from inspection.console import direct_demo
    from inspection.console.demo_days import choose_years
    from inspection.demo import write_demo

    chosen = choose_years(years, until)
    _check_folder(out)
    if out.exists() and any(out.iterdir()):
        said = text("cli.demo.not_empty", folder=out)
        raise BadInput(said, "--out", text("cli.demo.not_empty_remedy"))
    direct = direct_demo.is_direct(scale, direct)
    direct_demo.check_room(out, scale, direct)
    with output.stages() as on_stage:
        on_stage("writing_demo", str(out))
        when: dict[str, Any] = {"scale": scale, "seed": seed, "effects": effects != "none"}
        when |= {"years": chosen, "until": until}
        if direct:
            direct_demo.write_direct(out, on_stage=on_stage, **when)
        else:
            write_demo(out, clean=clean, **when)
    count = sum(path.is_file() for path in out.rglob("*"))
    made: dict[str, Any] = {"folder": str(out), "count": count}
    output.say(output.format_json(made) if as_json else text("cli.demo.done", **made))


def query(
    name: str | None,
    param: tuple[str, ...],
    form: str,
    where: tuple[str, ...],
    every: bool,
    snapshot: str | None,
    as_json: bool,
) -> None:
    """Ask one question, or list them all."""
    from inspection.data import warehouse
    from inspection.data.access import LOCAL

    form = "json" if as_json else form
    if every:
        rows = [
            {name: getattr(one, name) for name in QUESTION_FIELDS} for one in warehouse.questions()
        ]
        output.say_rows(rows, QUESTION_COLUMNS, form)
        return
    if not name:
        raise BadInput(text("cli.query.no_name"), remedy=text("cli.query.no_name_remedy"))
    asked = _asked(snapshot)
    answer = warehouse.answer(name, scope=LOCAL, snapshot=asked, **_params(param))
    wanted = _wanted(where, answer.column_names)
    rows = [row for row in answer.to_pylist() if _is_wanted(row, wanted)]
    output.say_rows(rows, _headed(name, answer.column_names), form)


def country(as_of: date | None, as_json: bool) -> None:
    """Print where each province of the warehouse stands, and all of them together."""
    from inspection.data.access import LOCAL
    from inspection.showing.country import COLUMNS, standing

    rows = standing(LOCAL, as_of)
    if not as_json:
        rows = [row | {"province": row["province"] or text("country.all")} for row in rows]
    shown = {name: f"column.{name}" for name in COLUMNS}
    output.say_rows(rows, shown, "json" if as_json else "table")


def _asked(snapshot_id: str | None) -> "Snapshot | None":
    """The snapshot asked for, its marts made anew where another version made them."""
    from inspection.data import warehouse
    from inspection.ingest import rebuilding

    if snapshot_id is None:
        rebuilding.ensure_served()
        return None
    snapshot = warehouse.find(snapshot_id)
    rebuilding.ensure(snapshot)
    return snapshot


def draw(**given: Any) -> None:
    """Draw a package or a batch, or replace skipped entities."""
    from inspection.console import draws

    draws.execute_draw(draws.Order(**given))


def verify(folder: Path, as_json: bool) -> None:
    """Repeat a draw and say what passed."""
    from inspection.console import draws

    draws.execute_verify(folder, as_json)


def bench(
    scale: float,
    rounds: int,
    against: float | None,
    engines: tuple[str, ...],
    sizes: tuple[float, ...],
    reports: bool,
    out: Path | None,
    as_json: bool,
) -> None:
    """Measure demo, import and pages, or marts, sizes or reports alone; print the figures."""
    from inspection.bench import measure
    from inspection.bench.engines import measure_engines
    from inspection.bench.papers import measure_reports
    from inspection.bench.sizes import measure_sizes
    from inspection.console.direct_demo import check_imported
    from inspection.settings import ROOT

    parts = {"engines": engines, "sizes": sizes, "reports": reports, "latest": True}
    part = next(name for name, is_asked in parts.items() if is_asked)
    if part in ("reports", "latest"):
        check_imported((scale, against or scale))
    out = out or ROOT / "bench" / f"{part}.json"
    _check_folder(out.parent)
    with output.stages() as on_stage:
        if part == "latest":
            figures = measure(scale, rounds, out, on_stage, against)
        else:
            alone: dict[str, Callable[[], dict[str, Any]]] = {
                "engines": lambda: measure_engines(scale, engines, rounds, on_stage),
                "sizes": lambda: measure_sizes(sizes, rounds, on_stage),
                "reports": lambda: measure_reports(scale, rounds, on_stage),
            }
            figures = alone[part]()
            out.write_text(output.format_json(figures) + "\n", encoding="utf-8")
    if as_json:
        output.say(output.format_json(figures))
    else:
        output.say(output.format_table(figures["measures"], BENCH_COLUMNS))


def _check_folder(folder: Path) -> None:
    """Raises BadInput where this can be no folder, EnvironmentProblem where none may be written."""
    place = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    if not place.is_dir():
        said = text("cli.no_folder", path=place)
        raise BadInput(said, "--out", text("cli.no_folder_remedy"))
    if not os.access(place, os.W_OK | os.X_OK):
        said = text("cli.not_writable", path=place)
        raise EnvironmentProblem(said, "--out", text("cli.no_folder_remedy"))


def _params(pairs: tuple[str, ...]) -> dict[str, object]:
    """`name=value` as given, several values of one name together."""
    from inspection.data.parameters import parse

    given: dict[str, list[str]] = {}
    for name, value in map(_pair, pairs):
        given.setdefault(name, []).append(value)
    return {name: parse(name, values) for name, values in given.items()}


def _pair(given: str) -> tuple[str, str]:
    name, equals, value = given.partition("=")
    if not (name and equals):
        said = text("cli.query.bad_param", param=given)
        raise BadInput(said, remedy=text("cli.query.bad_param_remedy"))
    return name, value


def _headed(question: str, names: list[str]) -> dict[str, str]:
    """The key of the heading of each column, as its question has it where it has its own."""
    own = {name: f"heading.{question}.{name}" for name in names}
    return {name: key if key in words() else f"column.{name}" for name, key in own.items()}


def _wanted(pairs: tuple[str, ...], columns: list[str]) -> list[tuple[str, str]]:
    """Columns and the values asked of them. Raises BadInput for a column that is not there."""
    wanted = list(map(_pair, pairs))
    for name, _ in wanted:
        if name not in columns:
            said = text("cli.query.no_column", name=name)
            raise BadInput(said, remedy=text("cli.query.no_column_remedy"))
    return wanted


def _is_wanted(row: Mapping[str, Any], wanted: list[tuple[str, str]]) -> bool:
    return all(str(row[name]).lower() == value.lower() for name, value in wanted)
