"""Parameters of questions as people write them: text, typed by the parameter's name.

A name of the standard filters is a list; every other is read as a column of that
name: `as_of` and `…_on` are days, `…_count`, `…_ppm`, `…_days` whole numbers,
`…_value` and `threshold` numbers, `is_…`, `has_…` and `one_plus_x` yes or no; the rest is text.
"""

from collections.abc import Callable, Sequence
from datetime import date

from inspection.data.columns import Holds, read_as
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
        raise BadInput(f"参数 {name} 只能有一个值", remedy="只写一次")
    try:
        return READERS[read_as(name)](texts[0].strip())
    except ValueError as error:
        raise BadInput(
            f"参数 {name} 的值 {texts[0]} 无法识别", remedy=EXAMPLES[read_as(name)]
        ) from error


def _parse_integer(text: str) -> int:
    number = int(text)
    if abs(number) > LARGEST:
        raise ValueError(text)
    return number


def _parse_bool(text: str) -> bool:
    if text.lower() not in TRUE + FALSE:
        raise ValueError(text)
    return text.lower() in TRUE


READERS: dict[Holds, Callable[[str], object]] = {
    Holds.DAY: date.fromisoformat,
    Holds.WHOLE: _parse_integer,
    Holds.NUMBER: float,
    Holds.FLAG: _parse_bool,
    Holds.TEXT: str,
}
EXAMPLES = {
    Holds.DAY: "写成 年-月-日，如 2000-01-31",
    Holds.WHOLE: f"写成绝对值不超过 {LARGEST} 的整数",
    Holds.NUMBER: "写成数字，如 0.05",
    Holds.FLAG: "写成 是 或 否",
}
