"""A plan of ratios as files: the ratio column of a plan table, and the rates for plan.json."""

import json
from collections.abc import Sequence

import pyarrow as pa

from inspection.rehearsal import WARNING
from inspection.rehearsal.ratio_table import RatioTable
from inspection.showing import workbook
from inspection.simulation.planner.model import Problem
from inspection.simulation.planner.table import HEADERS, rate_ppm, ratio_rows
from inspection.text import text

# Names of the two sheets of the plan table.
SHEETS = ("比例测算", "口径")
# Columns that add up.
_, BASE, _, TARGET, _ = HEADERS


def ratio_workbook(
    problem: Problem,
    table: RatioTable,
    basis: list[tuple[str, str]],
    told: Sequence[str] = (WARNING,),
) -> bytes:
    """An xlsx with the headers of plan tables in use; the second sheet says what it rests on.

    `told` stands below the title: of what day and place the plan is, and what marks it bears.
    """
    rows = ratio_rows(problem, table.rows(unit.unit for unit in problem.units))
    columns = [list(column) for column in zip(*rows, strict=True)]
    content = pa.table(dict(zip(HEADERS, columns, strict=True)))
    sums = {name: sum(content[name].to_pylist()) for name in (BASE, TARGET)}
    head = (SHEETS[0], *told)
    around = workbook.Sheets(*SHEETS, {}, head=head, total=text("export.total"), sums=sums)
    return workbook.workbook(content, basis, around)


def rates_file(problem: Problem, table: RatioTable) -> bytes:
    """Unit → class → ppm, each unit's part as `rate_ppm` of its plan.json; says it is a trial."""
    rates = rate_ppm(problem, table.rows(unit.unit for unit in problem.units))
    content = {"warning": WARNING, "rate_ppm": rates}
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"
