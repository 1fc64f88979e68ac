"""The figures at the head of 抽取模拟, computed anew from what its questions give a visit."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from visits import Visit, is_on

from inspection.data import warehouse
from inspection.data.classes import scheme
from inspection.rehearsal.comparison import policies
from inspection.rehearsal.ground import Ground, lay_ground, make_problem
from inspection.rehearsal.ratio_table import RatioTable
from inspection.rehearsal.ratios import standing
from inspection.showing.shown import said
from inspection.view.rehearsal.desk import QUESTIONS
from inspection.view.rehearsal.ratios.limits import defaults

# The rates are learned from the whole province, whatever is chosen.
EVERYWHERE = "findings_by_class_and_unit"
Given = Callable[[tuple[str, ...]], dict[str, Any]]


def planned(visit: Visit, given: Given) -> Iterator[str]:
    """What the tab says of the plan that a visit finds, and of one that knows no classes."""
    ground = ground_of(visit, given)
    if len(ground.population):
        line = line_of(visit, ground)
        yield from (said(name, value, visit.lang) for name, value in line.items())


def ground_of(visit: Visit, given: Given) -> Ground:
    """The ground of the questions, asked without the page's own filters."""
    rows = []
    for name in QUESTIONS:
        taken = ("as_of",) if name == EVERYWHERE else warehouse.describe(name).params
        rows.append(warehouse.answer(name, scope=visit.scope, **given(taken)))
    return lay_ground(*rows)


def line_of(visit: Visit, ground: Ground) -> Mapping[str, Any]:
    """One row: of the ratios, or of their gain over as many visits without classes."""
    table = RatioTable(tuple(one.example_ppm for one in scheme()))
    if is_on(visit, "simulation", "ratios"):
        figures = standing.evaluate_table(make_problem(ground, defaults()), table)
        return standing.ratio_line(ground, figures)
    if is_on(visit, "simulation", "comparison"):
        plan = policies.apply_ratios(ground, table)
        blind = RatioTable(policies.blind_row(ground, plan))
        both = {policies.PLAN: plan, policies.OTHER: policies.apply_ratios(ground, blind)}
        return policies.gain_line(both)
    return {}
