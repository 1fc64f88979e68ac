"""The tab 试算总分: weights that the reader sets, and what they would make of the indicators."""

from collections.abc import Mapping
from dataclasses import replace

from inspection import charts
from inspection.showing import evaluation, trial_total
from inspection.showing.answer import Answer
from inspection.text import text
from inspection.view.page import Page
from inspection.view.rehearsal.kept import kept

# Weights side by side.
A_LINE = 4


def draw_total(page: Page) -> None:
    """Weights to set, then a line a unit; nobody has set them, which every part says."""
    page.warn("evaluation.total_warning")
    rules = page.ask(trial_total.RULES)
    if not trial_total.is_told(rules.rows.to_pylist()):
        page.note("evaluation.total_untold")
        return
    with page.card("evaluation.weights") as card:
        card.furnish(rules)
        weights: dict[str, float] = {}
        given = list(trial_total.example_weights(rules.rows.to_pylist()).items())
        for first in range(0, len(given), A_LINE):
            some = dict(given[first : first + A_LINE])
            weights |= card.numbers("evaluation", some, min_value=0.0, max_value=100.0)
    draw_totals(page, rules, weights)


def draw_totals(page: Page, rules: Answer, weights: Mapping[str, float]) -> None:
    """The totals under these weights, and the places under others."""
    found = page.ask(evaluation.QUESTION, units=None)
    with page.card("evaluation.total", share=share(rules)) as card:
        if found.is_blank or not any(weights.values()):
            page.note(found.blank_note or "evaluation.no_weight")
            return
        told = trial(page, found, rules, weights)
        card.furnish(told)
        page.stress(trial_total.say_totals(told.rows, page.lang))
        card.chart(told, charts.place_spans)
        card.table(told)


def trial(page: Page, found: Answer, rules: Answer, weights: Mapping[str, float]) -> Answer:
    """The rows as an answer that says what they are wherever it is shown or sent."""
    key = repr(("trial total", page.snapshot.id, page.scope, found.params, weights, page.lang))
    rows = kept(
        key,
        lambda: trial_total.trial_totals(
            found.rows.to_pylist(), rules.rows.to_pylist(), weights, page.lang
        ),
    )
    told = page.joined(f"{page.say(f'value.indicator_{k}')} {v:g}" for k, v in weights.items())
    question = replace(
        found.question,
        title_zh=text("evaluation.total_name", "zh"),
        title_en=text("evaluation.total_name", "en"),
        rule_zh=text("evaluation.total_rule", "zh", weights=told),
        rule=text("evaluation.total_rule", "en", weights=told),
        columns=tuple(rows.column_names),
    )
    return replace(found, question=question, rows=rows)


def share(rules: Answer) -> str:
    """The part of the other weights that an interval holds."""
    first = rules.one()
    return f"{first['interval_share']:.0%}"
