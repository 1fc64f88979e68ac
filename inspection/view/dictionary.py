"""What the numbers mean, as tables: metrics, questions with their SQL, rules with their version."""

from inspection.data import reference, warehouse
from inspection.showing import dictionary
from inspection.view.controls import choice
from inspection.view.page import Page


def draw_rules(page: Page) -> None:
    """The list of rules, and one of them in full."""
    with page.card("metrics.rules") as card:
        card.sheet(dictionary.rules(page.snapshot.manifest.get("reference", {})))
        name = choice(page, "metrics.rule", "metrics.choose_rule", reference.names(), index=None)
        if name:
            page.plain(reference.header(name)["note"])
            card.sheet(reference.load(name), part="rule")


def draw_question(page: Page) -> None:
    """The list of questions, and one in full: what it answers, on what grounds, and its SQL."""
    with page.card("metrics.questions") as card:
        names = {question.name: question for question in warehouse.questions()}
        card.sheet(dictionary.listed(list(names.values())))
        name = choice(page, "metrics.question", "metrics.choose_question", list(names))
        question = names[name or next(iter(names))]
        card.definition(question)


def draw_clocks(page: Page) -> None:
    """Time limits with their basis."""
    with page.card("metrics.clocks") as card:
        card.sheet(reference.load("clocks").drop_columns("clock"))


def draw_metrics(page: Page) -> None:
    """The dictionary."""
    with page.card("metrics.dictionary") as card:
        card.sheet(dictionary.metrics(page.lang))
