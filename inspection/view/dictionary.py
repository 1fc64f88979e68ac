"""What the numbers mean, as tables: metrics, questions with their SQL, rules with their version."""

import re

import pyarrow as pa

from inspection.data import reference, warehouse
from inspection.text import table, text
from inspection.view.controls import choice
from inspection.view.page import Page

# A title in Chinese, then the same in English.
TITLE = re.compile(r"(.*[^\x00-\x7f])\s*(.*)")


def metrics(lang: str) -> pa.Table:
    """Every metric with numerator and denominator."""
    names = [key.split(".")[1] for key in table() if key.startswith("metric.") and ".name" in key]
    return pa.table(
        {
            "metric": names,
            **{
                part: [text(f"metric.{name}.{part}", lang) for name in names]
                for part in ("name", "top", "base")
            },
        }
    )


def rules(page: Page) -> pa.Table:
    """Reference tables with the version in force in this snapshot and that of the files."""
    frozen = page.snapshot.manifest.get("reference", {})
    heads = {name: reference.header(name) for name in reference.names()}
    titles = [TITLE.fullmatch(head["title"]) for head in heads.values()]
    return pa.table(
        {
            "rule_table": list(heads),
            "title": [title and title[1] for title in titles],
            "title_en": [title and title[2] for title in titles],
            "source": [head["source"] for head in heads.values()],
            "snapshot_version": [frozen.get(name, {}).get("version") for name in heads],
            "file_version": [head["version"] for head in heads.values()],
        }
    )


def draw_rules(page: Page) -> None:
    """The list of rules, and one of them in full."""
    with page.card("metrics.rules") as card:
        card.sheet(rules(page))
        name = choice(page, "metrics.rule", "metrics.choose_rule", reference.names(), index=None)
        if name:
            page.plain(reference.header(name)["note"])
            card.sheet(reference.load(name), part="rule")


def listed(questions: list[warehouse.Question]) -> pa.Table:
    """Questions by name, with title and folder."""
    return pa.table(
        {
            "query": [question.name for question in questions],
            "title": [question.title_zh for question in questions],
            "title_en": [question.title_en for question in questions],
            "folder": [question.folder for question in questions],
        }
    )


def draw_question(page: Page) -> None:
    """The list of questions, and one in full: what it answers, on what grounds, and its SQL."""
    with page.card("metrics.questions") as card:
        names = {question.name: question for question in warehouse.questions()}
        card.sheet(listed(list(names.values())))
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
        card.sheet(metrics(page.lang))
