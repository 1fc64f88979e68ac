"""What sentences name of a year – its deadline, base and floor – as the reader reads it.

A year without a notice has none of them, and the words say so.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from inspection.text import LANGUAGES, text

# The question that knows them.
QUESTION = "year_terms"


def terms(row: Mapping[str, object], lang: str) -> dict[str, str]:
    """Values for the placeholders {year}, {deadline}, {deadline_day}, {base} and {floor}."""
    return {
        "year": str(_year(row["year_from_on"])),
        "deadline": _named(row["deadline_on"], lang, "frame.no_deadline", with_year=False),
        "deadline_day": _named(row["deadline_on"], lang, "frame.no_deadline", with_year=True),
        "base": _year_end(row["base_on"], lang),
        "floor": _rate(row["floor_rate"], lang),
    }


def said_day(day: date, lang: str, *, with_year: bool) -> str:
    """10月31日, 31 October; with the year where asked."""
    if lang == LANGUAGES[0]:
        return f"{day.year}年{day.month}月{day.day}日" if with_year else f"{day.month}月{day.day}日"
    return f"{day.day} {day:%B} {day.year}" if with_year else f"{day.day} {day:%B}"


def _rate(floor: object, lang: str) -> str:
    if not isinstance(floor, float):
        return text("frame.no_floor", lang)
    return f"{Decimal(str(round(floor * 100, 2))).normalize():f}%"


def _year_end(day: object, lang: str) -> str:
    """The base is mostly the end of a year, and called so."""
    if isinstance(day, date) and (day.month, day.day) == (12, 31):
        return text("frame.year_end", lang, year=day.year)
    return _named(day, lang, "frame.no_base", with_year=True)


def _named(day: object, lang: str, missing: str, *, with_year: bool) -> str:
    if not isinstance(day, date):
        return text(missing, lang)
    return said_day(day, lang, with_year=with_year)


def _year(first_day: object) -> int:
    assert isinstance(first_day, date)
    return first_day.year
