"""The trial draw behind the page: its frame and its counts, cached, as answers with furniture."""

from collections.abc import Mapping
from typing import NamedTuple

import pyarrow as pa
import streamlit as st

from inspection import charts, warehouse
from inspection.draw.tickets import TICKETS_SQL
from inspection.simulation import trial
from inspection.text import text
from inspection.view.answers import Answer
from inspection.view.numbers import shown
from inspection.view.page import Page

# A frame of the whole province takes about 200 MB.
MAX_FRAMES = 2
MAX_TRIALS = 64
GROUPS = {"class": "risk_class", "county": "region"}


class Trial(NamedTuple):
    """One trial draw: counts by class and by county, and who stayed out of the frame."""

    by_class: Answer
    by_county: Answer
    counts: dict[str, str]


def draw_trial(page: Page, rate_ppm: Mapping[str, int], seed: str) -> Trial:
    """The draw that this seed gives under the filters of the page."""
    params = {name: page.filters.params[name] for name in ("units", "counties")}
    key = repr((params, page.scope, page.snapshot.id))
    frame = _frame(key, page, params)
    counts = _counts(repr((key, sorted(rate_ppm.items()), seed)), frame, dict(rate_ppm), seed)
    asked = {**params, **{f"{name}_ppm": ppm for name, ppm in rate_ppm.items()}, "seed": seed}
    by_class = _labelled(trial.summed(counts, GROUPS["class"]), _class_labels(page))
    by_county = _labelled(trial.summed(counts, GROUPS["county"]), _county_labels(page))
    return Trial(
        Answer(_question("class", by_class), asked, by_class),
        Answer(_question("county", by_county), asked, by_county),
        {
            "stock": shown("_count", sum(stratum.stock_count for stratum in frame.frame.strata)),
            "drawn": shown("_count", sum(counts["drawn_count"].to_pylist())),
            "unclassified": shown("_count", frame.unclassified_count),
            "wrong": shown("_count", frame.wrong_code_count),
        },
    )


@st.cache_resource(max_entries=MAX_FRAMES, show_spinner=False)
def _frame(key: str, _page: Page, _params: Mapping[str, object]) -> trial.TrialFrame:
    return trial.trial_frame(_page.ask("draw_frame").rows)


@st.cache_data(max_entries=MAX_TRIALS, show_spinner=False)
def _counts(key: str, _frame: trial.TrialFrame, _rate_ppm: dict[str, int], _seed: str) -> pa.Table:
    return trial.trial_counts(_frame.frame, _rate_ppm, _seed)


def _class_labels(page: Page) -> dict[str, str]:
    return {name: charts.class_name(name, page.lang) for name in "ABCD"}


def _county_labels(page: Page) -> dict[str, str]:
    return {offer.value: f"{offer.unit} {offer.label}" for offer in page.offered["county"]}


def _labelled(rows: pa.Table, labels: Mapping[str, str]) -> pa.Table:
    """The rows with a column `label` in front."""
    values = [labels.get(value, value) for value in rows[rows.column_names[0]].to_pylist()]
    return rows.add_column(0, "label", pa.array(values, pa.string()))


def _question(group: str, rows: pa.Table) -> warehouse.Question:
    """What the furniture says about a figure that no query gives."""
    key = f"simulation.trial_{group}_title"
    return warehouse.Question(
        name=f"trial_by_{group}",
        folder="",
        title_zh=text(key, "zh"),
        title_en=text(key, "en"),
        about_en=text("simulation.trial_rule", "en"),
        grain=GROUPS[group],
        params=(),
        columns=tuple(rows.column_names),
        rule=text("simulation.trial_rule"),
        access="class",
        sql=TICKETS_SQL,
        sha256=trial.sha256_of_text(TICKETS_SQL),
    )
