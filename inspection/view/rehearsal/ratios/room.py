"""The room 方案测算: live figures of the ratios, ratios of single units, the frontier, files."""

from functools import cached_property
from hashlib import sha256
from typing import Any

import pyarrow as pa
import streamlit as st

from inspection.data import audit
from inspection.data.classes import codes
from inspection.errors import BadInput
from inspection.rehearsal.ground import make_problem
from inspection.rehearsal.ratio_table import PERCENT, edited
from inspection.rehearsal.ratios import files, solutions, standing
from inspection.showing import exported
from inspection.showing.answer import Answer
from inspection.showing.english import named
from inspection.simulation.planner.figures import RatioFigures
from inspection.simulation.planner.model import Problem
from inspection.view import sentences
from inspection.view.cards import XLSX
from inspection.view.controls import download
from inspection.view.rehearsal.computed import computed
from inspection.view.rehearsal.desk import OWN, Desk
from inspection.view.rehearsal.kept import assign, kept
from inspection.view.rehearsal.ratios.limits import defaults, draw_limits
from inspection.view.watermark import watermark


class RatioRoom:
    """One reader's plan: every figure follows the ratios and the limits."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.page = desk, desk.page
        self.limits = draw_limits(desk.page)
        self.problem = self._problem()

    @cached_property
    def key(self) -> str:
        """Key of what depends on the limits but not on the ratios."""
        return repr((self.desk.key, self.limits))

    def _problem(self) -> Problem:
        """The planner's problem; limits that contradict themselves are named and left out."""
        try:
            return make_problem(self.desk.ground, self.limits)
        except BadInput as error:
            sentences.error(f"{error}{self.page.say('simulation.limits_ignored')}")
            self.limits = defaults()
            return make_problem(self.desk.ground, defaults())

    @cached_property
    def figures(self) -> RatioFigures:
        """Live figures of the ratios."""
        key = f"figures {self.key} {self.desk.ratio_key}"
        return kept(key, lambda: standing.evaluate_table(self.problem, self.desk.table))

    @property
    def line(self) -> dict[str, Any]:
        """The plan in one row, for the tiles."""
        return standing.ratio_line(self.desk.ground, self.figures)

    @property
    def by_unit(self) -> Answer:
        """The plan by unit."""
        rows = standing.ratios_by_unit(self.desk.ground, self.desk.table, self.figures)
        return self.answer("simulation.ratios_units", rows)

    @property
    def by_class(self) -> Answer:
        """The plan by class."""
        rows = standing.ratios_by_class(self.problem, self.desk.table, self.figures)
        return self.answer("simulation.ratios_classes", rows)

    @property
    def frontier(self) -> Answer:
        """The frontier with the present plan; empty where no plan is feasible."""
        points = kept(f"frontier {self.key}", lambda: solutions.find_frontier(self.problem))
        rows = solutions.frontier_table(points, self.figures)
        return self.answer("simulation.frontier", rows if points else rows.slice(0, 0))

    def answer(self, key: str, rows: pa.Table) -> Answer:
        """Rows with what they rest on."""
        return computed(key, rows, self.desk.sources, self.desk.settings)

    def draw_own(self) -> None:
        """A table in which each unit can be given ratios of its own."""
        page, units = self.page, self.desk.ground.names
        key = f"simulation_own_{sha256(self.desk.ratio_key.encode()).hexdigest()[:12]}"
        shown = {c: st.column_config.NumberColumn(c, format="%.2f%%") for c in codes()}
        with page.card("simulation.own"):
            st.data_editor(
                self._percents(units),
                key=key,
                hide_index=True,
                disabled=["unit"],
                column_config={"unit": page.say("column.unit"), **shown},
                on_change=apply_edits,
                args=(key, self.desk),
                alt=page.say("simulation.own_title"),
            )

    def _percents(self, units: list[str]) -> pa.Table:
        rows = self.desk.table.rows(units)
        columns = zip(codes(), zip(*rows, strict=True), strict=True)
        percents = {c: [ppm / PERCENT for ppm in own] for c, own in columns}
        return pa.table({"unit": [named(unit, self.page.lang) for unit in units], **percents})

    def draw_exports(self) -> None:
        """The ratio column of a plan table, and the rates for plan.json."""
        page = self.page
        day = f"{page.filters.as_of:%Y%m%d}"
        with page.card("simulation.exports"), st.container(horizontal=True):
            place = exported.place_of(self.desk.sources[0], page.called, page.lang)
            table = page.say("simulation.export_table_name", day=day, place=place)
            download(page, "simulation.export_table", self._table_file, table, XLSX)
            rates = f"rate_ppm_{day}.json"
            download(page, "simulation.export_rates", self._rates_file, rates, "application/json")

    def _table_file(self) -> bytes:
        notes = [(self.page.say("basis.note"), note) for note in self.page.carried()]
        told = [(name, str(value)) for name, value in self.desk.settings.items()]
        self._log("plan_table")
        page = self.page
        source = self.desk.sources[0]
        carried = [*page.carried(), watermark(page.scope, page.lang)]
        _, *head = exported.head(source, page.snapshot, carried, page.called, page.lang)
        return files.ratio_workbook(self.problem, self.desk.table, notes + told, head)

    def _rates_file(self) -> bytes:
        self._log("plan_rates")
        return files.rates_file(self.problem, self.desk.table)

    def _log(self, name: str) -> None:
        page = self.page
        audit.record_export(name, self.desk.settings, page.scope, page.snapshot.id)


def apply_edits(key: str, desk: Desk) -> None:
    """Cells that were edited become the own rows of the link."""
    edits = st.session_state[key]["edited_rows"]
    assign(OWN, edited(desk.table, desk.ground.names, edits))
