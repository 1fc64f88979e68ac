"""Rows that a computation gives, with the furniture of a question: what they rest on, with SQL."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

import pyarrow as pa

from inspection.data.columns import heading
from inspection.data.questions import Question
from inspection.showing.answer import Answer
from inspection.text import text


def computed(
    key: str, rows: pa.Table, sources: Sequence[Answer], settings: Mapping[str, object]
) -> Answer:
    """Rows under the title `<key>_title`, resting on the answers of `sources` and on settings.

    They follow a filter that any source follows; what single sources do not is told by name.
    """
    params = {name: value for source in sources for name, value in source.params.items()}
    sql = "\n".join(source.question.sql for source in sources)
    called = dict.fromkeys(macro for source in sources for macro in source.question.macros)
    question = Question(
        name=key.rsplit(".", 1)[-1],
        folder="",
        title_zh=text(f"{key}_title", "zh"),
        title_en=text(f"{key}_title", "en"),
        about_en=text(f"{key}_note", "en"),
        grain=rows.column_names[0],
        params=tuple(params),
        columns=tuple(rows.column_names),
        rule=text(f"{key}_note", "en"),
        rule_zh=text(f"{key}_note", "zh"),
        grain_zh=heading(rows.column_names[0], "zh"),
        access="aggregate",
        sql=sql,
        macros=tuple(called),
        sha256=sha256(sql.encode()).hexdigest(),
    )
    first, *others = sources
    unfollowed = tuple(
        key for key in first.unfollowed if all(key in other.unfollowed for other in others)
    )
    return Answer(question, params | dict(settings), rows, unfollowed=unfollowed)
