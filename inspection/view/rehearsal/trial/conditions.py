"""What a trial rests on, as a reader sets it: history rules, rules of the draw, randomness."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from inspection.draw.making.framing import HistoryRules
from inspection.rehearsal.ratio_table import RatioTable, to_ppm
from inspection.rehearsal.trial.randomness import SOURCES, example_numbers
from inspection.rehearsal.trial.running import TrialTerms
from inspection.view.controls import button, choice, number, one_of, toggle, typed
from inspection.view.page import Page
from inspection.view.rehearsal.kept import assign

PUBLIC = "simulation.public"
# The first draw of a year; the seed of its trial is the year, too.
DRAW_ID = "{year}-001"
# Of a blind draw where no notice sets a floor.
BLIND_RATE = 0.05
ROUNDINGS = ("random", "ceil")
# Longest text a reader can type.
MAX_TEXT, MAX_PUBLIC = 64, 400


@dataclass(frozen=True)
class FrameRules:
    """Who enters the frame, who waits, who can be paired. Empty: any industry, anybody.

    industry: a prefix of the code.
    """

    history: HistoryRules
    industry: str
    qualification: str
    is_blind: bool


@dataclass(frozen=True)
class DrawRules:
    """How sizes are rounded and pairs are formed; `blind_ppm` None: by class."""

    blind_ppm: int | None
    rounding: str
    cross_unit: bool


@dataclass(frozen=True)
class Randomness:
    """Seed of the secret and public numbers, exactly as typed."""

    draw_id: str
    seed: str
    source: str
    public: str


def draw_frame_rules(page: Page, qualifications: Sequence[str]) -> FrameRules:
    """History rules, industry, the qualification of inspectors, and whether classes count."""
    places = st.columns(4, gap="small", vertical_alignment="bottom")
    with places[0]:
        recent = int(number(page, "simulation.recent", 0, min_value=0, max_value=730))
    with places[1]:
        cap = int(number(page, "simulation.cap", 0, min_value=0, max_value=20))
    with places[2]:
        behind = int(number(page, "simulation.behind", 0, min_value=0, max_value=50))
    with places[3]:
        industry = typed(page, "simulation.industry", "simulation.industry_label", max_chars=5)
    left, right = st.columns((1, 3), gap="small", vertical_alignment="bottom")
    with left:
        anybody = page.say("simulation.anybody")
        wanted = choice(
            page,
            "simulation.qualification",
            "simulation.qualification_label",
            [anybody, *qualifications],
        )
    with right:
        is_blind = toggle(page, "simulation.blind")
    rules = HistoryRules(page.filters.as_of, recent or None, cap or None, behind or None)
    needed = "" if wanted in (None, anybody) else wanted
    return FrameRules(rules, industry.strip().upper(), needed or "", is_blind)


def draw_draw_rules(page: Page, is_blind: bool) -> DrawRules:
    """Rounding, the cross-unit rule, and the one ratio of a draw without classes."""
    places = st.columns(3, gap="small", vertical_alignment="bottom")
    with places[0]:
        rounding = one_of(page, "simulation.rounding", ROUNDINGS, "simulation.rounding")
    with places[1]:
        cross_unit = toggle(page, "simulation.cross_unit")
    blind = None
    if is_blind:
        with places[2]:
            key = "simulation.blind_ratio"
            floor = 100 * (page.year["floor_rate"] or BLIND_RATE)
            blind = to_ppm(number(page, key, floor, min_value=0.1, max_value=100.0))
    return DrawRules(blind, rounding, cross_unit)


def draw_randomness(page: Page) -> Randomness:
    """Number of the draw, seed, source and public numbers."""
    year = page.terms["year"]
    usual = DRAW_ID.format(year=year)
    places = st.columns(3, gap="small", vertical_alignment="bottom")
    with places[0]:
        draw_id = typed(
            page, "simulation.draw_id", "simulation.draw_id_label", value=usual, max_chars=MAX_TEXT
        )
    with places[1]:
        seed = typed(
            page, "simulation.seed", "simulation.seed_label", value=year, max_chars=MAX_TEXT
        )
    with places[2]:
        source = one_of(page, "simulation.source", list(SOURCES), "simulation.source")
    public = typed(
        page,
        PUBLIC,
        f"simulation.public_{source}",
        max_chars=MAX_PUBLIC,
        live=True,
        placeholder=page.say("simulation.public_placeholder"),
    )
    example = example_numbers(source, seed)
    button(page, "simulation.example", assign, PUBLIC, example, type="tertiary")
    return Randomness(draw_id.strip() or usual, seed, source, public.strip())


def terms_of(
    page: Page, table: RatioTable, rules: DrawRules, chance: Randomness, ends_on: date
) -> TrialTerms:
    """The terms of the plans. Real data are named so."""
    synthetic = page.badge()["is_synthetic"]
    return TrialTerms(
        draw_id=chance.draw_id,
        seed=chance.seed,
        source=chance.source,
        ratios=table,
        blind_ppm=rules.blind_ppm,
        rounding=rules.rounding,
        cross_unit=rules.cross_unit,
        reveal_by=ends_on.isoformat(),
        origin=page.say("simulation.origin_demo" if synthetic else "simulation.origin_real"),
    )
