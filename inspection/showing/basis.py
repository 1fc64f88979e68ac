"""What a figure rests on: in words for the reader, as pairs for the second sheet."""

from collections.abc import Mapping, Sequence
from datetime import date

from inspection.data.columns import MISSING, heading, said
from inspection.data.questions import Question, describe
from inspection.data.warehouse import Snapshot
from inspection.showing import dictionary
from inspection.showing import workbook as sheets
from inspection.showing.answer import Answer
from inspection.showing.spelled import spelled
from inspection.text import table, text


def title(answer: Answer, lang: str) -> str:
    """The title of the question."""
    return answer.question.title_zh if lang == "zh" else answer.question.title_en


def rule(question: Question, lang: str) -> str:
    """On what grounds, in the reader's language and without codes."""
    return spelled(question.rule_zh if lang == "zh" else question.rule, lang, question.name)


def grain(question: Question, lang: str) -> str:
    """What one row of the answer is, in the reader's language and without codes."""
    return spelled(question.grain_zh if lang == "zh" else question.grain, lang, question.name)


def measured(question: Question, lang: str) -> list[str]:
    """What each metric of a question is: numerator, denominator, day, exceptions, ground."""
    found = [dictionary.definition(name, lang) for name in dictionary.metrics_of(question.name)]
    return [
        text(f"furniture.metric_{'count' if one['base'] == MISSING else 'rate'}", lang, **one)
        for one in found
    ]


def counted_on(answer: Answer, day: date, lang: str) -> list[str]:
    """Up to which day an answer counts, and on what base."""
    question, asked = answer.question, answer.params.get("as_of")
    key = "furniture.day_as_of" if "as_of" in question.params else "furniture.day_known"
    told = [text(key, lang, day=asked or day)]
    return [*told, text("furniture.base_frozen", lang)] if question.is_base_bound else told


def parameter_label(name: str, lang: str) -> str:
    """A parameter's name for the reader."""
    key = f"parameter.{name}"
    return text(key, lang) if key in table() else name


def parameter_value(name: str, value: object, lang: str) -> str:
    """A parameter's value for the reader, words of the product in words; absent is all."""
    if value is None:
        return text("filter.all", lang)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return text("frame.between", lang).join(str(part) for part in value)
    if isinstance(value, bool):
        return text("export.yes" if value else "export.no", lang)
    return said(name, str(value), lang)


def notes(badge: Mapping[str, object], lang: str) -> list[str]:
    """Words that every figure of this snapshot carries, from the question `data_badge`."""
    found = []
    if badge["is_synthetic"]:
        found.append(text("badge.synthetic", lang))
    if badge["notice_on"] is None:
        found.append(text("badge.no_notice", lang))
    else:
        found += _base_notes(badge, lang)
    if badge["has_estimated_workdays"]:
        found.append(text("badge.workdays", lang))
    return found


def _base_notes(badge: Mapping[str, object], lang: str) -> list[str]:
    """In how many counties the base is approved, and how many have none."""
    found = []
    approved, counties = badge["approved_county_count"], badge["county_count"]
    if not approved:
        found.append(text("badge.base", lang))
    elif approved != counties:
        found.append(text("badge.base_partial", lang, approved=approved, counties=counties))
    if badge["baseless_county_count"]:
        found.append(text("badge.base_missing", lang, count=badge["baseless_county_count"]))
    return found


def pairs(
    answer: Answer, snapshot: Snapshot, carried: Sequence[str], lang: str
) -> list[tuple[str, str]]:
    """Everything the second sheet says about the rows of the first."""
    question = answer.question
    columns = [
        f"{name} = {heading(name, lang, question.name)}" for name in answer.rows.column_names
    ]
    return [
        (text("basis.title", lang), title(answer, lang)),
        *[
            (parameter_label(name, lang), parameter_value(name, value, lang))
            for name, value in answer.params.items()
        ],
        *_unfollowed(answer, lang),
        (text("basis.rule", lang), rule(question, lang)),
        *[(text("basis.metric", lang), told) for told in measured(question, lang)],
        *[(text("basis.day", lang), told) for told in counted_on(answer, snapshot.data_date, lang)],
        (text("basis.grain", lang), grain(question, lang)),
        (text("basis.columns", lang), "\n".join(columns)),
        (text("basis.snapshot", lang), snapshot.id),
        (text("basis.data_date", lang), snapshot.data_date.isoformat()),
        *[(text("basis.note", lang), note) for note in carried],
        (text("basis.sql_hash", lang), question.sha256),
        *_command(answer, snapshot, lang),
        (text("basis.sql", lang), question.definition),
    ]


def _unfollowed(answer: Answer, lang: str) -> list[tuple[str, str]]:
    """Filters in use that the rows do not follow."""
    labels = (text(f"filter.{key}", lang) for key in answer.unfollowed)
    names = text("frame.between", lang).join(labels)
    return [(text("basis.unfollowed", lang), names)] if names else []


def _command(answer: Answer, snapshot: Snapshot, lang: str) -> list[tuple[str, str]]:
    """The command that gives the rows again, or those from which they are taken or computed."""
    question = answer.question
    if not question.folder:
        return []
    command = sheets.command(question.name, given(answer.params), snapshot.id, answer.only)
    return [(text(_command_key(answer), lang), command)]


def _command_key(answer: Answer) -> str:
    """What the command gives, which asks with every right, whoever reads these rows."""
    if answer.is_partial:
        return "basis.whole_command"
    # What is computed from a question may say of itself what its columns are.
    is_asked = set(answer.rows.column_names) <= set(describe(answer.question.name).columns)
    return "basis.command" if is_asked else "basis.source_command"


def given(params: Mapping[str, object]) -> dict[str, object]:
    """Parameters that have a value."""
    return {name: value for name, value in params.items() if value is not None}
