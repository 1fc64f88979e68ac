"""What the numbers mean, as rows: metrics, rules with their version, questions."""

import csv
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import pyarrow as pa

from inspection.data import reference
from inspection.data.questions import Question, describe
from inspection.text import LANGUAGES, table, text

# A title in Chinese, then the same in English.
TITLE = re.compile(r"(.*[^\x00-\x7f])\s*(.*)")
METRIC_NAME = re.compile(r"metric\.\w+\.name")
# Which question gives which metric.
MEASURED = Path(__file__).with_name("metric_questions.csv")
# The parts of a definition among the words, and the columns that show them.
PARTS = {
    "name": "name",
    "top": "top",
    "base": "base",
    "day": "day_rule",
    "except": "exceptions",
    "ground": "ground",
}


def metrics(lang: str) -> pa.Table:
    """Every metric in full: name, numerator, denominator, day, exceptions, ground, questions."""
    return pa.Table.from_pylist([definition(name, lang) for name in metric_names()])


def definition(metric: str, lang: str) -> dict[str, str]:
    """One metric in full, by part."""
    told = {column: text(f"metric.{metric}.{part}", lang) for part, column in PARTS.items()}
    asked = [title_of(describe(question), lang) for question in questions_of(metric)]
    return {"metric": metric, **told, "asked_by": text("frame.between", lang).join(asked)}


def metric_names() -> list[str]:
    """The metrics, in the order of the dictionary."""
    return [key.split(".")[1] for key in table() if METRIC_NAME.fullmatch(key)]


@lru_cache(maxsize=1)
def _measured() -> list[tuple[str, str]]:
    """Metric and question, for every question that gives it."""
    with MEASURED.open(encoding="utf-8", newline="") as file:
        return [(row["metric"], row["question"]) for row in csv.DictReader(file)]


def questions_of(metric: str) -> list[str]:
    """Names of the questions that give a metric, the principal one first."""
    return [question for name, question in _measured() if name == metric]


def metrics_of(question: str) -> list[str]:
    """The metrics that a question gives, in the order of the dictionary."""
    return [name for name, one in _measured() if one == question]


def title_of(question: Question, lang: str) -> str:
    """The title of a question."""
    return question.title_zh if lang == LANGUAGES[0] else question.title_en


def rules(frozen: Mapping[str, Mapping[str, str]]) -> pa.Table:
    """Reference tables with their version in a snapshot, by `frozen`, and that of the files."""
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


def listed(questions: Sequence[Question]) -> pa.Table:
    """Questions by title, with name and folder."""
    return pa.table(
        {
            "title": [question.title_zh for question in questions],
            "title_en": [question.title_en for question in questions],
            "query": [question.name for question in questions],
            "folder": [question.folder for question in questions],
        }
    )
