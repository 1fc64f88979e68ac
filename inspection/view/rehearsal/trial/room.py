"""The room 模拟抽取: frame, plan, randomness, one trial by the rules of ssj1, and what came out."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

import pyarrow as pa
import streamlit as st

from inspection.data import warehouse
from inspection.data.classes import codes
from inspection.draw.ssj1.frame import CLASSES
from inspection.draw.ssj1.plan import Plan
from inspection.errors import BadInput
from inspection.rehearsal.trial import results
from inspection.rehearsal.trial.frames import (
    Frames,
    Staff,
    excluded_totals,
    frame_counts,
    make_frames,
    preview,
)
from inspection.rehearsal.trial.running import (
    Trial,
    TrialTerms,
    fingerprint,
    make_plans,
    run_trial,
    shortened,
    typed_entropy,
)
from inspection.showing.answer import Answer
from inspection.view import sentences
from inspection.view.controls import button
from inspection.view.rehearsal.computed import computed
from inspection.view.rehearsal.desk import Desk
from inspection.view.rehearsal.kept import assign, kept, kept_frames, kept_trial, linked
from inspection.view.rehearsal.trial import conditions

FRAMED, DRAWN = "simulation.framed", "simulation.drawn"
# Filters that make the frame a part of the stock the floors rest on.
NARROWING = ("counties", "kinds", "tag")


class TrialRoom:
    """One reader's trial. Nothing of it is written anywhere but into a download."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.page = desk, desk.page

    @cached_property
    def ends_on(self) -> date:
        """The deadline of the year: certificates must last until then."""
        return self.page.badge()["deadline_on"]

    def draw_frame(self) -> None:
        """Conditions; once made: who can be drawn, as counts; who stays out, with reasons."""
        page = self.page
        with page.card("simulation.frame") as card:
            self.rules = conditions.draw_frame_rules(page, self.qualifications())
            self.draw_frame_button()
            if not self.is_framed:
                return
            with st.spinner(page.say("simulation.framing")):
                made = self.frames
            card.furnish(self.answer("simulation.frame", frame_counts(made)))
            card.sheet(preview(made))
            for row in excluded_totals(made):
                page.plain(page.say("simulation.excluded", **row))
            for unit, reason in made.refused.items():
                sentences.warning(page.say("simulation.refused", unit=unit, reason=reason))

    def draw_frame_button(self) -> None:
        """Hundreds of thousands of entities are framed when asked for; the link carries it."""
        page, done = self.page, self.is_framed
        more = {"type": "secondary" if done else "primary", "disabled": done}
        button(page, "simulation.lay", assign, FRAMED, self.frame_mark, **more)
        if not done:
            page.plain(page.say("simulation.unframed"))

    @property
    def is_of_the_format(self) -> bool:
        """Whether the classes of the province are among those that a package can name."""
        return set(codes()) <= set(CLASSES)

    @property
    def is_framed(self) -> bool:
        """Whether the frames of just these filters and conditions were asked for."""
        return linked(FRAMED) == self.frame_mark

    @property
    def frame_mark(self) -> str:
        """Names filters and conditions in a link."""
        asked = sorted(self.register_params.items())
        return shortened(repr((asked, self.rules, self.ends_on)).encode())

    def qualifications(self) -> list[str]:
        """Qualifications that inspectors of the selection have."""
        roster = self.page.ask("draw_roster")
        self.page.tell_unfollowed([roster])
        listed = roster.rows["qualifications"].to_pylist()
        return sorted({one for own in listed for one in own or ()})

    @cached_property
    def frames(self) -> Frames:
        """Frames and rosters of the units, kept."""
        return kept_frames(self.frame_key, self._make_frames)

    @property
    def frame_key(self) -> str:
        """Names everything the frames depend on."""
        asked = sorted(self.register_params.items())
        return repr((self.page.scope, self.page.snapshot.id, asked, self.rules, self.ends_on))

    @property
    def register_params(self) -> dict[str, object]:
        """What the register is asked for."""
        params = self.page.filters.params
        names = ("as_of", "units", "counties", "kinds", "tag")
        return {name: params[name] for name in names} | {"industry": self.rules.industry or None}

    def _make_frames(self) -> Frames:
        register = self._rows("draw_frame")
        needed = frozenset({self.rules.qualification} - {""})
        people, kept_away = self._rows("draw_roster"), self._rows("draw_recusals")
        staff = Staff(people, kept_away, self.ends_on, needed)
        units = self.desk.ground.names
        return make_frames(register, staff, self.rules.history, self.rules.is_blind, units)

    def _rows(self, name: str) -> pa.Table:
        """Rows that are too many to be kept twice."""
        taken = warehouse.describe(name).params
        params = {key: value for key, value in self.register_params.items() if key in taken}
        return warehouse.answer(name, scope=self.page.scope, snapshot=self.page.snapshot, **params)

    def draw_chance(self) -> None:
        """Seed, public numbers with their entropy, plans with their hashes, and the button."""
        page = self.page
        with page.card("simulation.chance") as card:
            self.draw_rules = conditions.draw_draw_rules(page, self.rules.is_blind)
            self.chance = conditions.draw_randomness(page)
            groups, bits, is_complete = typed_entropy(self.chance.source, self.chance.public)
            st.progress(min(bits / 80.0, 1.0), page.say("simulation.entropy", bits=f"{bits:.1f}"))
            told = [group["problem"] for group in groups if group["problem"]]
            if self.chance.public and told:
                page.plain("；".join(dict.fromkeys(told)))
            if self.plans is None:
                return
            page.note("simulation.words")
            with st.expander(page.say("simulation.commitment")):
                card.sheet(results.plan_hashes(self.frames, self.plans))
            self.draw_button(is_complete)

    def draw_button(self, is_complete: bool) -> None:
        """Run once; the link then carries which draw it was."""
        now = fingerprint(self.plans or {}, self.chance.public)
        button(
            self.page,
            "simulation.run",
            assign,
            DRAWN,
            now,
            type="primary",
            disabled=not is_complete,
        )
        asked = linked(DRAWN)
        if asked and asked != now:
            self.page.note("simulation.changed")

    @cached_property
    def plans(self) -> dict[str, Plan] | None:
        """The plans, or None with the reason on the screen."""
        try:
            return kept(self.plan_key, self._make_plans)
        except BadInput as error:
            sentences.warning(str(error))
            return None

    @property
    def terms(self) -> TrialTerms:
        """What the plans say."""
        table = self.desk.table
        return conditions.terms_of(self.page, table, self.draw_rules, self.chance, self.ends_on)

    @property
    def plan_key(self) -> str:
        """Names everything the plans depend on."""
        return f"plans {self.frame_key} {self.desk.ratio_key} {self.terms}"

    def _make_plans(self) -> dict[str, Plan]:
        return make_plans(self.frames, self.terms, self._floors())

    def _floors(self) -> Mapping[str, tuple[int, int]]:
        """Floors of the units the notice names, where the frame is their whole stock."""
        if any(self.register_params[name] for name in (*NARROWING, "industry")):
            return {}
        judged = [unit for unit in self.desk.ground.units if unit["is_judged"]]
        return {unit["unit"]: (unit["floor_ppm"], unit["base_count"]) for unit in judged}

    @cached_property
    def trial(self) -> Trial | None:
        """The trial, once it was run with just these settings; same link, same draw."""
        if self.plans is None:
            return None
        mark = fingerprint(self.plans, self.chance.public)
        if linked(DRAWN) != mark:
            return None
        with st.spinner(self.page.say("simulation.drawing")):
            return kept_trial(f"trial {self.plan_key} {mark}", self._run)

    def _run(self) -> Trial:
        return run_trial(self.frames, self.plans or {}, self.terms, self.chance.public)

    def answer(self, key: str, rows: pa.Table) -> Answer:
        """Rows with what they rest on; the secret's seed is no part of it."""
        stock = self.desk.sources[1]
        return computed(key, rows, (stock,), self.desk.settings)
