"""What all tabs share: the ratios above them, and the ground the computations rest on."""

from dataclasses import dataclass

import streamlit as st

from inspection.data.classes import RiskClass, codes, scheme
from inspection.errors import BadInput
from inspection.rehearsal import ratio_table
from inspection.rehearsal.ground import Ground, lay_ground
from inspection.rehearsal.ratio_table import PERCENT, RatioTable
from inspection.showing.answer import Answer
from inspection.simulation.planner.table import percent
from inspection.view import sentences
from inspection.view.page import Page
from inspection.view.rehearsal.kept import assign, kept, linked

# Of the sliders, in percent.
STEP = 0.1
OWN = "simulation.own"
QUESTIONS = ("planning_by_unit", "class_stock_by_county", "findings_by_class_and_unit")


@dataclass(frozen=True, eq=False)
class Desk:
    """The page, its ratios and the ground. `key` names data, filters and reader."""

    page: Page
    key: str
    table: RatioTable
    ground: Ground
    sources: tuple[Answer, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the selection holds no enterprise with a class."""
        return not len(self.ground.population)

    @property
    def has_findings(self) -> bool:
        """Whether any inspection tells how often something is found; else nothing is foretold."""
        return any(self.sources[-1].rows["applicable_count"].to_pylist())

    @property
    def settings(self) -> dict[str, object]:
        """The ratios as the second sheet of an export tells them."""
        own = {unit: _told(row) for unit, row in self.table.own.items()}
        told = {"common_ratios": _told(self.table.common)}
        return told | ({"own_ratios": [f"{u} {row}" for u, row in own.items()]} if own else {})

    @property
    def ratio_key(self) -> str:
        """Key of everything that depends on the ratios too."""
        return repr((self.key, self.table.common, sorted(self.table.own.items())))


def open_desk(page: Page) -> Desk:
    """Draw the ratios and lay the ground."""
    params = page.filters.params
    asked = {name: params[name] for name in ("as_of", "units", "counties")}
    # Rates are learned from the whole province, whatever is chosen.
    everywhere = {"units": None, "counties": None}
    planning, stock, findings = QUESTIONS
    sources = (page.ask(planning), page.ask(stock), page.ask(findings, **everywhere))
    table = draw_ratios(page)
    key = repr((sorted(asked.items()), page.scope, page.snapshot.id))
    ground = kept(f"ground {key}", lambda: lay_ground(*(source.rows for source in sources)))
    desk = Desk(page, key, table, ground, sources)
    if desk.is_empty:
        page.note("frame.empty" if page.scope.may_see_class else "simulation.classes_needed")
    return desk


def draw_ratios(page: Page) -> RatioTable:
    """One slider per class, and a line about units with ratios of their own."""
    with page.card("simulation.ratios"):
        places = st.columns(len(codes()), gap="medium")
        common = tuple(
            _slider(page, place, one) for place, one in zip(places, scheme(), strict=True)
        )
        own = _own_rows(page)
        if own:
            line = st.container(horizontal=True, vertical_alignment="center")
            units = "、".join(own)
            sentences.caption(page.say("simulation.own_rows", units=units), line, width="stretch")
            line.button(
                page.say("simulation.own_reset"),
                key="simulation_own_reset",
                type="tertiary",
                on_click=assign,
                args=(OWN, ""),
            )
    return RatioTable(common).with_own(own)


def _slider(page: Page, place: st.delta_generator.DeltaGenerator, one: RiskClass) -> int:
    names = {"name": one.names, "meaning": one.meanings}
    told = {key: words[page.lang != "zh"] for key, words in names.items()}
    percent_value = place.slider(
        page.say("simulation.number", **told),
        0.0,
        one.most_ppm / PERCENT,
        one.example_ppm / PERCENT,
        STEP,
        "%.1f%%",
        key=f"simulation.{one.letter}",
        bind="query-params",
    )
    return ratio_table.to_ppm(percent_value)


def _own_rows(page: Page) -> dict[str, ratio_table.Row]:
    """Own rows of the link; what cannot be read is named and left out."""
    try:
        return ratio_table.parse_own(linked(OWN))
    except BadInput as error:
        sentences.warning(str(error))
        return {}


def _told(row: ratio_table.Row) -> str:
    return "、".join(f"{c} {percent(ppm)}" for c, ppm in zip(codes(), row, strict=True))
