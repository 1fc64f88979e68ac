"""A plan of ratios as files: the ratio column of a plan table, and the rates for plan.json."""

import json

import pyarrow as pa

from inspection.rehearsal import WARNING
from inspection.rehearsal.ratio_table import RatioTable
from inspection.showing import workbook
from inspection.simulation.planner.model import Problem
from inspection.simulation.planner.table import HEADERS, plan_rows, rate_ppm

# Names of the two sheets of the plan table.
SHEETS = ("比例测算", "口径")


def plan_workbook(problem: Problem, table: RatioTable, basis: list[tuple[str, str]]) -> bytes:
    """An xlsx with the headers of plan tables in use; the second sheet says what it rests on."""
    rows = plan_rows(problem, table.rows(unit.unit for unit in problem.units))
    columns = [list(column) for column in zip(*rows, strict=True)]
    content = pa.table(dict(zip(HEADERS, columns, strict=True)))
    return workbook.workbook(content, basis, workbook.Sheets(*SHEETS, {}))


def rates_file(problem: Problem, table: RatioTable) -> bytes:
    """Unit → class → ppm, each unit's part as `rate_ppm` of its plan.json; says it is a trial."""
    rates = rate_ppm(problem, table.rows(unit.unit for unit in problem.units))
    content = {"warning": WARNING, "rate_ppm": rates}
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"
