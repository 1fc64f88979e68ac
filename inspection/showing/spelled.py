"""Codes of metrics, results and parameters in a sentence, told in words.

Headers of questions say “M2b” and “$threshold”, briefly and for whoever reads the SQL;
a reader of a page gets the name.
"""

import re

from inspection.data.questions import questions
from inspection.provinces import by_province
from inspection.text import LANGUAGES, table, text

CODE = r"(?:M\d+[abc]?|R\d+[ab]?|R0|RX)"
# M1–M5, M17a–c, R2–R6; then one code; then a name of SQL.
RANGE = re.compile(rf"(?<!\w)({CODE})[–-]({CODE}|[abc])(?!\w)", re.ASCII)
SINGLE = re.compile(rf"(?<!\w){CODE}(?!\w)", re.ASCII)
NAME = re.compile(r"\$?(?<!\w)([a-z]+(?:_[a-z0-9]+)+)(?!\w)|\$([a-z]+)(?!\w)", re.ASCII)


def spelled(sentence: str, lang: str, question: str = "") -> str:
    """The sentence of a question with codes, columns and parameters in their words."""
    told = RANGE.sub(lambda found: _range(found, lang), sentence)
    told = SINGLE.sub(lambda found: name(found[0], lang), told)
    return NAME.sub(lambda found: _named(found, lang, question), told)


def name(code: str, lang: str) -> str:
    """The words of a metric or a result; the code itself where there are none."""
    keys = (f"metric.{code}.name", f"code.{code}")
    return next((text(key, lang) for key in keys if key in table()), code)


def _range(found: re.Match[str], lang: str) -> str:
    """From the first to the last; “M17a–c” ends with M17c."""
    first, last = found[1], found[2]
    whole = first[:-1] + last if len(last) == 1 else last
    return text("code.range", lang, first=name(first, lang), last=name(whole, lang))


def _named(found: re.Match[str], lang: str, question: str) -> str:
    """A parameter, a column, or a measure whose column counts it."""
    known = found[1] or found[2]
    columns = (f"{place}.{known}{end}" for end in ("", "_count") for place in _places(question))
    keys = (f"parameter.{known}", *columns)
    told = next((text(key, lang) for key in keys if key in table()), "")
    return told or titles(lang).get(known, found[0])


@by_province
def titles(lang: str) -> dict[str, str]:
    """The title of every question by its name."""
    return {one.name: one.title_zh if lang == LANGUAGES[0] else one.title_en for one in questions()}


def _places(question: str) -> tuple[str, str]:
    return f"heading.{question}", "column"
