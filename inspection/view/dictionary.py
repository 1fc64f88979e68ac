"""What the numbers mean, as tables: metrics, questions with their SQL, rules with their version."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from inspection.data import reference, warehouse
from inspection.data.questions import Question
from inspection.showing import dictionary
from inspection.showing.answer import Answer
from inspection.view.controls import choice
from inspection.view.page import Page


def draw_rules(page: Page) -> None:
    """The list of rules, and one of them in full."""
    with page.card("metrics.rules") as card:
        page.tell_unfiltered()
        card.sheet(dictionary.rules(page.snapshot.manifest.get("reference", {})))
        name = choice(page, "metrics.rule", "metrics.choose_rule", reference.names(), index=None)
        if name:
            page.plain(reference.header(name)["note"])
            card.sheet(reference.load(name), part="rule")


def draw_question(page: Page) -> None:
    """The list of questions, and one in full: what it answers, on what grounds, and its SQL."""
    with page.card("metrics.questions") as card:
        page.tell_unfiltered()
        names = {question.name: question for question in warehouse.questions()}
        card.sheet(dictionary.listed(list(names.values())))
        name = choice(
            page,
            "metrics.question",
            "metrics.choose_question",
            list(names),
            format_func=partial(told, names, page.lang),
        )
        question = names[name or next(iter(names))]
        card.definition(question)
        card.furnish_several(askable(page, [question.name]))


def told(names: Mapping[str, Question], lang: str, name: str) -> str:
    """A question by its title, with the name it is asked by."""
    known = names.get(name)
    return f"{dictionary.title_of(known, lang)} {name}" if known else name


def draw_clocks(page: Page) -> None:
    """Time limits with their basis."""
    with page.card("metrics.clocks") as card:
        page.tell_unfiltered()
        limits = reference.load("clocks").drop_columns("clock")
        card.sheet(limits.rename_columns({"status": "clock_status"}))


def draw_metrics(page: Page) -> None:
    """The dictionary, and one metric in full with the rows and SQL that give it."""
    with page.card("metrics.metric") as card:
        names = dictionary.metric_names()
        told = {name: dictionary.definition(name, page.lang) for name in names}
        chosen = choice(
            page,
            "metrics.metric",
            "metrics.choose_metric",
            names,
            format_func=lambda one: f"{one} {told[one]['name']}" if one in told else one,
        )
        name = chosen or names[0]
        card.facts(told[name], (*dictionary.PARTS.values(), "asked_by"))
        card.furnish_several(askable(page, dictionary.questions_of(name)))
    with page.card("metrics.dictionary") as card:
        page.tell_unfiltered()
        card.sheet(dictionary.metrics(page.lang))


def askable(page: Page, names: Sequence[str]) -> dict[str, Callable[[], Answer]]:
    """Questions by title, as the reader may ask them, each asked when it is chosen."""
    questions = [warehouse.describe(name) for name in names]
    return {
        dictionary.title_of(one, page.lang): partial(page.ask, one.name)
        for one in questions
        if page.scope.may_ask(one.access) and (one.is_public or not page.scope.reads_bulletin)
    }
