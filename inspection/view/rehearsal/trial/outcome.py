"""What a trial shows once it was run: counts for all who may draw, the list and files on demand."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from importlib.metadata import version
from platform import python_version

import pyarrow as pa
import streamlit as st

from inspection.charts import class_name, drawn_against_expected
from inspection.data import audit
from inspection.draw.ssj1.frame import BLIND
from inspection.rehearsal.trial import packages, results
from inspection.rehearsal.trial.running import Trial
from inspection.showing.answer import Answer
from inspection.view.controls import download
from inspection.view.page import side_by_side
from inspection.view.rehearsal.kept import kept
from inspection.view.rehearsal.trial.room import TrialRoom

ZIP = "application/zip"
BY_COUNTY = partial(drawn_against_expected, row_height=18)
LIST = "simulation_list"


class Outcome:
    """One trial that was run, as this reader may see it."""

    def __init__(self, room: TrialRoom, trial: Trial) -> None:
        self.room, self.page, self.trial = room, room.page, trial

    @property
    def line(self) -> Mapping[str, float]:
        """The trial in one row, for the tiles."""
        return results.drawn_total(self.trial)

    @property
    def by_class(self) -> Answer:
        """Drawn against expected by class."""
        rows = results.drawn_by(self.trial, "risk_class")
        labels = [self._class_label(name) for name in rows["risk_class"].to_pylist()]
        return self.room.answer("simulation.trial_class", labelled(rows, labels))

    def _class_label(self, name: str) -> str:
        blind = self.page.say("simulation.no_class")
        return blind if name == BLIND else class_name(name, self.page.lang)

    @property
    def by_county(self) -> Answer:
        """Drawn against expected by county."""
        known = {o.value: " ".join([*o.units, o.label]) for o in self.page.offered["county"]}
        place = {code: number for number, code in enumerate(known)}
        rows = results.drawn_by(self.trial, "region").to_pylist()
        rows.sort(key=lambda row: place.get(row["region"], len(place)))
        labels = [known.get(row["region"], row["region"]) for row in rows]
        return self.room.answer(
            "simulation.trial_county", labelled(pa.Table.from_pylist(rows), labels)
        )

    @property
    def pairs(self) -> Answer:
        """Pairs and loads by unit."""
        return self.room.answer("simulation.pairs", results.pairs_by_unit(self.trial))

    @property
    def sceptic(self) -> Answer:
        """A sceptic's statistics."""
        key = f"sceptic {self.room.plan_key} {self.trial.public}"
        rows = kept(key, lambda: results.sceptic_of_trial(self.trial))
        return self.room.answer("simulation.sceptic", rows)

    def draw_counties(self) -> None:
        """Drawn against expected by county, the list in two halves."""
        answer = self.by_county
        middle = -(-answer.rows.num_rows // 2)
        found = self.page.find("simulation.trial_county", answer)
        with self.page.card("simulation.trial_county", found) as card:
            card.furnish(answer)
            for number, place in enumerate(side_by_side()):
                rows = answer.rows.slice(number * middle, middle)
                if rows.num_rows:
                    with place:
                        card.chart(replace(answer, rows=rows), BY_COUNTY, part=f"half{number}")

    def draw_list(self) -> None:
        """The list by code, only when asked for, and logged each time it is opened."""
        with self.page.card("simulation.list") as card:
            label = self.page.say("simulation.list_open")
            if st.toggle(label, key=LIST, on_change=self.log_list):
                answer = self.room.answer("simulation.list", results.drawn_list(self.trial))
                card.furnish(answer)
                card.table(answer)

    def log_list(self) -> None:
        """Opening the list is a disclosure like an export."""
        if st.session_state[LIST]:
            self.log("trial_list")

    def draw_packages(self) -> None:
        """The public list, and the full batch: for auditors, or of a draw without classes."""
        page, trial = self.page, self.trial
        files = [("public", lambda: packages.public_package(trial))]
        if page.scope.may_open_full_package or self.room.rules.is_blind:
            files.insert(0, ("package", lambda: packages.auditor_package(trial, versions())))
        with page.card("simulation.packages"), st.container(horizontal=True):
            for name, make in files:
                title = page.say(f"simulation.{name}_name", draw_id=self.room.chance.draw_id)
                made = partial(self.logged, f"trial_{name}", make)
                download(page, f"simulation.get_{name}", made, f"{title}.zip", ZIP)

    def logged(self, name: str, make: Callable[[], bytes]) -> bytes:
        """The file, made and logged when it is asked for."""
        self.log(name)
        return make()

    def log(self, name: str) -> None:
        """Who took what, of which draw; neither seed nor secret."""
        told = {"draw_id": self.room.chance.draw_id, "units": ",".join(self.trial.draws)}
        audit.record_export(name, told, self.page.scope, self.page.snapshot.id)


def labelled(rows: pa.Table, labels: list[str]) -> pa.Table:
    """The rows with a column `label` in front."""
    return rows.add_column(0, "label", pa.array(labels, pa.string()))


def versions() -> dict[str, str]:
    """Software that made the draw, for the free keys of proof.json."""
    return {"python": python_version(), "duckdb": version("duckdb"), "pyarrow": version("pyarrow")}
