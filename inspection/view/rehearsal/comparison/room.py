"""The room 政策比较: the plan beside another policy, a year of draws, the skip-number draw."""

from functools import cached_property
from typing import Any

import pyarrow as pa
import streamlit as st

from inspection.charts import safe_by_draw
from inspection.data.classes import codes, column, scheme
from inspection.rehearsal.comparison import joint, policies, yearly
from inspection.rehearsal.comparison.policies import OTHER, PLAN, Policy
from inspection.rehearsal.ratio_table import PERCENT, RatioTable, Row, to_ppm
from inspection.showing.answer import Answer
from inspection.simulation.planner.table import percent
from inspection.view.answers import ask
from inspection.view.controls import button, choice, number
from inspection.view.page import Page, side_by_side
from inspection.view.rehearsal.computed import computed
from inspection.view.rehearsal.desk import Desk
from inspection.view.rehearsal.kept import assign, kept

JOINT = "simulation_joint"


class Comparison:
    """The plan and the policy it is compared with, over one population."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.page = desk, desk.page
        self.schemes = ask("ratio_schemes", {}, desk.page.scope, desk.page.snapshot)
        self.other = self.choose()

    @property
    def plan(self) -> Policy:
        """The plan of the sliders."""
        return self._applied(self.desk.table, self.desk.ratio_key)

    def _applied(self, table: RatioTable, key: str) -> Policy:
        return kept(f"policy {key}", lambda: policies.apply_ratios(self.desk.ground, table))

    @cached_property
    def policies(self) -> dict[str, Policy]:
        """Both policies, the plan first."""
        key = repr((self.desk.key, self.other))
        return {PLAN: self.plan, OTHER: self._applied(RatioTable(self.other), key)}

    @cached_property
    def key(self) -> str:
        """Key of everything that depends on both."""
        return repr((self.desk.ratio_key, self.other))

    @property
    def line(self) -> dict[str, Any]:
        """Both in one row, for the tiles."""
        return kept(f"gain {self.key}", lambda: policies.gain_line(self.policies))

    @property
    def distributions(self) -> Answer:
        """Probability of each number of finds."""
        return self.answer("simulation.distributions", policies.distribution_table(self.policies))

    @property
    def finds(self) -> Answer:
        """Finds by class and for the whole."""
        return self.answer("simulation.finds", policies.finds_table(self.policies))

    @property
    def skips(self) -> Answer:
        """What a skip-number draw of the same size could draw."""
        rows = yearly.skip_table(self.desk.ground, self.plan.population)
        return self.answer("simulation.skips", rows)

    def answer(self, key: str, rows: pa.Table) -> Answer:
        """Rows with what they rest on."""
        told = "、".join(f"{c} {percent(p)}" for c, p in zip(codes(), self.other, strict=True))
        settings = {**self.desk.settings, "other_ratios": told}
        return computed(key, rows, (*self.desk.sources, self.schemes), settings)

    def choose(self) -> Row:
        """The other policy: as many visits without classes, a known scheme, or own ratios."""
        page = self.page
        blind, custom = page.say("simulation.scheme_blind"), page.say("simulation.scheme_custom")
        known = {self._name(row): row for row in self.schemes.rows.to_pylist()}
        with page.card("simulation.other"):
            chosen = choice(
                page, "simulation.scheme", "simulation.scheme_label", [blind, *known, custom]
            )
            if chosen == custom:
                return self._own()
        if chosen == blind:
            return policies.blind_row(self.desk.ground, self.plan)
        return tuple(known[str(chosen)][column(c, "ppm")] for c in codes())

    def _name(self, row: dict[str, Any]) -> str:
        told = "/".join(percent(row[column(c, "ppm")])[:-1] for c in codes())
        name = row["scheme"] if self.page.lang == "zh" else row["name_en"]
        return f"{name}（{told}%）"

    def _own(self) -> Row:
        defaults = {one.letter: one.other_ppm / PERCENT for one in scheme()}
        places = st.columns(len(defaults), gap="small")
        found = []
        for place, (risk_class, default) in zip(places, defaults.items(), strict=True):
            with place:
                key = f"simulation.other_{risk_class}"
                found.append(number(self.page, key, default, min_value=0.0, max_value=100.0))
        return tuple(map(to_ppm, found))

    def draw_years(self) -> None:
        """A year of draws under each history rule: both sides, and who becomes safe by draw."""
        page = self.page
        with page.card("simulation.years") as card:
            first, second = side_by_side()
            with first:
                draws = int(number(page, "simulation.draws", 4, min_value=2, max_value=12))
            with second:
                cooldown = int(number(page, "simulation.cooldown", 2, min_value=1, max_value=11))
            key = f"years {self.desk.ratio_key} {draws} {cooldown}"
            found = kept(key, lambda: yearly.years(self.plan.population, draws, cooldown))
            sides = self.answer("simulation.years", yearly.year_table(found))
            card.furnish(sides)
            card.table(sides)
            card.chart(self.answer("simulation.years", yearly.safe_table(found)), safe_by_draw)


def draw_joint(room: Comparison) -> None:
    """Joint questions behind a button: a second of computing, each figure with its error."""
    page: Page = room.page
    with page.card("simulation.joint") as card:
        button(page, "simulation.joint_run", assign, JOINT, room.key)
        if st.session_state.get(JOINT) != room.key:
            return
        answer = room.answer("simulation.joint", joint_rows(room))
        card.furnish(answer)
        card.table(answer)


def joint_rows(room: Comparison) -> pa.Table:
    """The simulated rows, kept."""
    ground, policies = room.desk.ground, room.policies
    return kept(f"joint {room.key}", lambda: joint.joint_table(ground, policies, joint.REPLICATES))
