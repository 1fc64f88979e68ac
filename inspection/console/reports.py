"""The command `report`: papers of a unit, an office or the province, or all of them."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from inspection.console import output
from inspection.errors import BadInput, EnvironmentProblem
from inspection.text import text

COLUMNS = {
    "kind": "cli.column.kind",
    "place": "cli.column.place",
    "format": "cli.column.format",
    "path": "cli.column.path",
}
EVERY_KIND = "all"


def report(
    unit: str | None,
    office: str | None,
    as_of: date | None,
    kind: tuple[str, ...],
    form: str,
    out: Path | None,
    template: Path | None,
    every: bool,
    snapshot: str | None,
    as_json: bool,
) -> None:
    """Make reports, keep them with their snapshot, and write them where asked."""
    from inspection.data import warehouse
    from inspection.data.access import LOCAL
    from inspection.report.making import Maker, Order

    asked = warehouse.find(snapshot) if snapshot else warehouse.current()
    if asked is None:
        raise EnvironmentProblem(text("cli.report.none"), remedy=text("cli.report.none_remedy"))
    if every and (unit or office):
        raise BadInput(text("cli.report.both"), "--all", text("cli.report.both_remedy"))
    kinds, forms = _kinds(kind, every), _forms(form)
    day = warehouse.asked_day({"as_of": as_of}, asked)
    maker = Maker(LOCAL, asked, day, _template(template))
    orders = maker.every(kinds, forms) if every else [Order(k, unit, office, forms) for k in kinds]
    for order in orders:
        maker.check(order)
    rows = _make(maker, orders, out)
    output.say(output.format_json(rows) if as_json else output.format_table(rows, COLUMNS))


def _make(maker: Any, orders: Sequence[Any], out: Path | None) -> list[Mapping[str, object]]:
    from inspection.report.making import keep, make_all

    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
    rows: list[Mapping[str, object]] = []
    with output.counted() as on_report:
        for made in make_all(maker, orders, on_report):
            path = keep(made, maker)
            if out is not None:
                path = out / made.name
                path.write_bytes(made.content)
            order = made.order
            rows.append(
                {"kind": order.kind, "place": order.place, "format": made.form, "path": str(path)}
            )
    return rows


def _kinds(asked: tuple[str, ...], every: bool) -> list[str]:
    """The kinds named, once each; the evaluation by default, with --all every one."""
    from inspection.data.columns import BETWEEN
    from inspection.report.kinds import KINDS

    if EVERY_KIND in asked or (every and not asked):
        return list(KINDS)
    unknown = [name for name in asked if name not in KINDS]
    if unknown:
        said = text("cli.report.no_kind", name=unknown[0])
        remedy = text("cli.report.no_kind_remedy", names=BETWEEN.join([*KINDS, EVERY_KIND]))
        raise BadInput(said, "--kind", remedy)
    return list(dict.fromkeys(asked)) or [next(iter(KINDS))]


def _forms(asked: str) -> tuple[str, ...]:
    """docx,pdf,xlsx in the order asked."""
    from inspection.report.making import FORMATS

    found = tuple(dict.fromkeys(one.strip().lower() for one in asked.split(",") if one.strip()))
    wrong = [one for one in found if one not in FORMATS]
    if wrong or not found:
        said = text("cli.report.no_format", name=wrong[0] if wrong else asked)
        raise BadInput(said, "--format", text("cli.report.no_format_remedy"))
    return found


def _template(path: Path | None) -> Path | None:
    if path is not None and not path.is_file():
        said = text("cli.report.no_template", path=path)
        raise BadInput(said, "--template", text("cli.report.no_template_remedy"))
    return path
