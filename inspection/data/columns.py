"""The only table of kinds of columns: one kind per column, wherever it is shown or read.

A kind is decided by the column's name – the whole of it, or its last word – and by
what it holds. Screen, workbook, command line, sentences and the readers of cells and
parameters all take their form from here, so a figure has the same text everywhere.
A number is rounded once, half away from zero, as spreadsheets do.
"""

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from functools import lru_cache
from math import isfinite
from typing import NamedTuple

import pyarrow as pa

from inspection.data.classes import RATIOS
from inspection.text import table as words
from inspection.text import text

# A missing value: a dash, never a zero.
MISSING = "—"
BETWEEN = "、"
# Digits that a spreadsheet keeps of a number.
DIGITS = 15
# Above this a ratio is told as so many times, not in percent.
MOST_PERCENT = 2


class Holds(Enum):
    """What the cells of a column are."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    DAY = "day"
    FLAG = "flag"
    LIST = "list"


class Kind(NamedTuple):
    """How the values of a column are written.

    `holds` is how a cell or parameter of that name is read; `power` the power of
    ten by which a value is multiplied; `most` says that zeros at the end are left out.
    """

    name: str
    holds: Holds
    decimals: int = 0
    power: int = 0
    sign: str = ""
    thousands: str = ""
    unit: str = ""
    most: bool = False
    width: int = 12


RATE = Kind("rate", Holds.NUMBER, 1, 2, unit="%", width=11)
SMALL_RATE = Kind("small_rate", Holds.NUMBER, 2, 2, unit="%", width=11)
POINTS = Kind("points", Holds.NUMBER, 1, 2, sign="+", width=11)
# A distance in points, of which a sentence says the direction.
LAG = Kind("lag", Holds.NUMBER, 1, 2, width=11)
COUNT = Kind("count", Holds.WHOLE, thousands=",")
# A whole number that numbers something: a row, a year, a key.
NUMERAL = Kind("numeral", Holds.WHOLE, width=10)
PACE = Kind("pace", Holds.NUMBER, 1, thousands=",")
SCORE = Kind("score", Holds.NUMBER, 2)
# A ratio above `MOST_PERCENT`.
TIMES = Kind("times", Holds.NUMBER, 1, thousands=",")
ESTIMATE = Kind("estimate", Holds.NUMBER, 4, thousands=",")
# As many decimals as were sent.
SENT = Kind("sent", Holds.NUMBER, 3, thousands=",", most=True)
DAY = Kind("day", Holds.DAY)
# The first day of a month of the year of the answer.
MONTH = Kind("month", Holds.DAY)
FLAG = Kind("flag", Holds.FLAG, width=8)
LIST = Kind("list", Holds.LIST, width=18)
TEXT = Kind("text", Holds.TEXT, width=18)
# A word of the product, not of the data.
WORDED = Kind("worded", Holds.TEXT, width=14)
# A code that leads to the page of an entity.
ENTITY = Kind("entity", Holds.TEXT, width=22)

NUMERIC = (Holds.WHOLE, Holds.NUMBER)
KINDS: Mapping[Kind, tuple[str, ...]] = {
    SMALL_RATE: ("applied_ratio", "low_ratio", "high_ratio", "move_share", *RATIOS),
    LAG: ("lag_points",),
    PACE: (*("visit_days", "needed_person_days", "available_person_days", "short_person_days"),),
    SCORE: ("frequency", "needed_per_inspector_week", "recent_per_inspector_week"),
    ESTIMATE: ("estimate", "error", "low", "high"),
    SENT: (
        *("reported_value", "reported_gap_value", "threshold_value", "parameter_value"),
        *("stated_value", "counted_value", "excess_value", "concentration"),
        "threshold",
        *("example_weight", "chance_bound_value", "median", "worst", "limit"),
    ),
    # The cell as a platform exports it.
    TEXT: ("raw_value", "clean_value"),
    NUMERAL: ("year", "years_back"),
    DAY: ("as_of",),
    MONTH: ("month_on",),
    FLAG: ("one_plus_x",),
    ENTITY: ("entity_code",),
    WORDED: (
        *("scenario", "yardstick", "status", "period", "stage", "verdict", "floor_status"),
        *("signal", "people_verdict", "gone_follow_up", "cause"),
        *("policy", "finds_part", "history_rule", "joint_question", "sceptic_test", "clock"),
        *("table_name", "column_name", "rule_code", "reason_code"),
        *("headline", "canonical_table"),
        *("indicator", "counted_as", "reference_kind", "input_kind"),
        *("move_cause", "ratio_move", "order_state", "candidate_kind", "candidate_state"),
        *("aside_kind", "unused_kind", "date_basis", "total_basis"),
        *("industry", "industry_code"),
    ),
}
LAST_WORDS: Mapping[Kind, tuple[str, ...]] = {
    RATE: ("rate", "ratio", "share", "progress", "gain", "low", "high"),
    POINTS: ("points", "deviation"),
    COUNT: ("count", "days", "ppm", "order"),
    NUMERAL: ("year", "precedence", "score"),
    PACE: (
        *("day", "pace", "value", "median", "p90", "week", "month", "hundred", "left"),
        "weight",
    ),
    SCORE: ("z", "frequency"),
    SENT: ("yuan",),
    DAY: ("on",),
}
FIRST_WORDS: Mapping[Kind, tuple[str, ...]] = {FLAG: ("is", "has")}
BY_NAME = {name: kind for kind, names in KINDS.items() for name in names}
BY_LAST_WORD = {word: kind for kind, found in LAST_WORDS.items() for word in found}
BY_FIRST_WORD = {word: kind for kind, found in FIRST_WORDS.items() for word in found}
# A column whose name announces nothing, by what it holds.
BY_CONTENT = {
    Holds.TEXT: TEXT,
    Holds.WHOLE: NUMERAL,
    Holds.NUMBER: SENT,
    Holds.DAY: DAY,
    Holds.FLAG: FLAG,
    Holds.LIST: LIST,
}
# Where the words of a worded column's values stand, where not under value.<column>_.
VOCABULARIES = {
    "column_name": "column.",
    "headline": "column.",
    "rule_code": "rule.",
    "reason_code": "reject.",
}


def announced(name: str) -> Kind | None:
    """The kind that a name announces; None where it announces none."""
    first, _, _ = name.partition("_")
    stem, _, last = name.rpartition("_")
    by_word = BY_FIRST_WORD.get(first) or BY_LAST_WORD.get(last) if stem else None
    return BY_NAME.get(name) or by_word


def read_as(name: str) -> Holds:
    """How a cell or a parameter of that name is read; as text where the name says nothing."""
    kind = announced(name)
    return kind.holds if kind else Holds.TEXT


@lru_cache(maxsize=4096)
def kind_of(name: str, holds: Holds) -> Kind:
    """The kind of a column: its name decides how a number or a text is written."""
    kind = announced(name)
    is_same = kind and (kind.holds is holds or {kind.holds, holds} <= set(NUMERIC))
    return kind if kind and is_same else BY_CONTENT[holds]


def kind_of_field(field: pa.Field) -> Kind:
    """The kind of a column of Arrow rows."""
    return kind_of(field.name, _held_by(field.type))


def _held_by(type_: pa.DataType) -> Holds:
    tests = {
        Holds.NUMBER: pa.types.is_floating,
        Holds.WHOLE: pa.types.is_integer,
        Holds.DAY: pa.types.is_date,
        Holds.FLAG: pa.types.is_boolean,
        Holds.LIST: pa.types.is_list,
    }
    return next((holds for holds, is_held in tests.items() if is_held(type_)), Holds.TEXT)


def _held_in(value: object) -> Holds:
    classes = {
        bool: Holds.FLAG,
        int: Holds.WHOLE,
        float: Holds.NUMBER,
        date: Holds.DAY,
        list | tuple: Holds.LIST,
    }
    return next((holds for one, holds in classes.items() if isinstance(value, one)), Holds.TEXT)


def heading(name: str, lang: str = "zh", question: str = "") -> str:
    """The heading of a column, as its question has it; its own name where no words have it."""
    keys = (f"heading.{question}.{name}", f"column.{name}")
    return next((text(key, lang) for key in keys if key in words()), name)


def written(name: str, value: object, lang: str = "zh") -> str:
    """A value of the column `name` as text: the same on every screen, sheet and line."""
    if is_missing(value):
        return MISSING
    return write(kind_of(name, _held_in(value)), name, value, lang)


def is_missing(value: object) -> bool:
    """Whether there is nothing to show: no value, no number, an empty text or list."""
    if isinstance(value, float):
        return not isfinite(value)
    return value is None or value == "" or value == []


def write(kind: Kind, name: str, value: object, lang: str) -> str:
    """A value that is not missing, by its kind."""
    if is_multiple(kind, value):
        return text("value.multiple", lang, times=_write_number(TIMES, rounded(TIMES, value)))
    if kind.holds in NUMERIC:
        return _write_number(kind, rounded(kind, value))
    if kind is FLAG:
        return text(f"value.flag_{'yes' if value else 'no'}", lang)
    if isinstance(value, date):
        return text(f"value.month_{value.month}", lang) if kind is MONTH else value.isoformat()[:10]
    if isinstance(value, list | tuple):
        between = text("frame.between", lang)
        return between.join(MISSING if part is None else str(part) for part in value)
    return said(name, str(value), lang) if kind is WORDED else str(value)


def is_multiple(kind: Kind, value: object) -> bool:
    """Whether a ratio is so large that it is told as so many times."""
    return kind.unit == "%" and not is_missing(value) and abs(float(str(value))) > MOST_PERCENT


def said(name: str, value: str, lang: str) -> str:
    """A value that is a word of the product, in the reader's language; any other as it is."""
    key = f"{VOCABULARIES.get(name, f'value.{name}_')}{value}"
    if name == "industry_code" and (group := f"value.industry_{value[:1]}") in words():
        return text("value.industry_of", lang, name=text(group, lang), code=value)
    return text(key, lang) if key in words() else value


def scaled(kind: Kind, value: object) -> Decimal:
    """A number multiplied as its kind is shown: rates and points by a hundred."""
    digits = f"{value:.{DIGITS}g}" if isinstance(value, float) else str(value)
    return Decimal(digits).scaleb(kind.power)


def rounded(kind: Kind, value: object) -> Decimal:
    """A number as its kind is shown: multiplied and rounded; zero has no sign."""
    step = Decimal(1).scaleb(-kind.decimals)
    return scaled(kind, value).quantize(step, ROUND_HALF_UP) + 0


def _write_number(kind: Kind, number: Decimal) -> str:
    digits = f"{number:{kind.sign}{kind.thousands}.{kind.decimals}f}"
    return (digits.rstrip("0").rstrip(".") if kind.most else digits) + kind.unit


def screen_format(kind: Kind) -> str:
    """The format of a number already multiplied and rounded, as the screen's tables take it."""
    if kind.most:
        return "localized"
    unit = "%%" if kind.unit else ""
    digits = f".{kind.decimals}f" if kind.decimals else "d"
    return f"%{kind.sign}{kind.thousands}{digits}{unit}"


def sheet_format(kind: Kind, value: object, lang: str = "zh") -> str:
    """The format of a cell of a workbook; of a number as sent, as many decimals as it has."""
    if kind.holds is Holds.DAY:
        return text("value.month_format", lang) if kind is MONTH else "yyyy-mm-dd"
    if is_multiple(kind, value):
        return text("value.multiple_format", lang)
    if kind.holds not in NUMERIC:
        return "General"
    decimals = kind.decimals
    if kind.most:
        decimals = len(_write_number(kind, rounded(kind, value)).partition(".")[2])
    digits = ("#,##0" if kind.thousands else "0") + ("." + "0" * decimals if decimals else "")
    return f"+{digits};-{digits};+{digits}" if kind.sign else digits + kind.unit


def sheet_number(kind: Kind, value: object) -> float | int:
    """A number as a cell holds it: exact; what would be shown as minus zero is zero."""
    if not rounded(kind, value):
        return 0
    if kind.unit or not kind.power:
        return value  # type: ignore[return-value]
    return float(scaled(kind, value))
