"""Parameters of questions as people write them: text, typed by the parameter's name.

A name ending in `s` of the standard filters is a list; `as_of` and `…_on` are
dates; `…_count`, `…_ppm`, `…_days` are integers; `is_…`, `has_…` and
`one_plus_x` are yes or no; the rest is text.
"""

from collections.abc import Sequence
from datetime import date

from inspection.errors import BadInput

LISTS = (
    "units",
    "counties",
    "offices",
    "kinds",
    "sources",
    "plans",
    "joints",
    "draw_kinds",
    "classes",
)
# Larger numbers are no counts, days or parts per million; the database has no place for them.
LARGEST = 10**9
TRUE, FALSE = ("是", "true", "1"), ("否", "false", "0")


def parse(name: str, texts: Sequence[str]) -> object:
    """Value of one parameter, given once or, for lists, several times. Raises BadInput."""
    if name in LISTS:
        return [part for text in texts for part in text.replace("，", ",").split(",") if part]
    if len(texts) > 1:
        raise BadInput(f"参数 {name} 只能有一个值", remedy="去掉重复的 --param")
    try:
        return _parse_one(name, texts[0].strip())
    except ValueError as error:
        raise BadInput(f"参数 {name} 的值 {texts[0]} 无法识别", remedy=_example(name)) from error


def _parse_one(name: str, text: str) -> object:
    if name == "as_of" or name.endswith("_on"):
        return date.fromisoformat(text)
    if name.endswith(("_count", "_ppm", "_days")):
        return _parse_integer(text)
    if name == "one_plus_x" or name.startswith(("is_", "has_")):
        return _parse_bool(text)
    return text


def _parse_integer(text: str) -> int:
    number = int(text)
    if abs(number) > LARGEST:
        raise ValueError(text)
    return number


def _parse_bool(text: str) -> bool:
    if text.lower() not in TRUE + FALSE:
        raise ValueError(text)
    return text.lower() in TRUE


def _example(name: str) -> str:
    if name == "as_of" or name.endswith("_on"):
        return "写成 2022-08-31"
    if name.endswith(("_count", "_ppm", "_days")):
        return f"写成绝对值不超过 {LARGEST} 的整数"
    return "写成 是 或 否"
