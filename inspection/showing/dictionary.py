"""What the numbers mean, as rows: metrics, rules with their version, questions."""

import re
from collections.abc import Mapping, Sequence

import pyarrow as pa

from inspection.data import reference
from inspection.data.questions import Question
from inspection.text import table, text

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
    """Questions by name, with title and folder."""
    return pa.table(
        {
            "query": [question.name for question in questions],
            "title": [question.title_zh for question in questions],
            "title_en": [question.title_en for question in questions],
            "folder": [question.folder for question in questions],
        }
    )
