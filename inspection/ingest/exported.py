"""When a file was exported, and whether it says that it is synthetic."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from inspection.errors import BadInput

SYNTHETIC = "演示数据"
DAY = r"(20\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?"
COMPACT = r"(20\d{2})(\d{2})(\d{2})(?!\d)"
IN_TITLE = (
    re.compile(r"(?:导出|截至|截止|数据日期|制表|生成)[^\d]{0,8}" + DAY),
    re.compile(r"(?<!\d)" + DAY),
    re.compile(r"(?<!\d)" + COMPACT),
)
# What stands between the days of a period, and how its end is written.
UNTIL = r"\s*[-—–~～_至到]+\s*"
ENDS = (
    re.compile(UNTIL + DAY),
    re.compile(UNTIL + COMPACT),
    # Without a year only after a sign that is not also that of a copy or an hour.
    re.compile(r"\s*[—–~～至到]+\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)"),
)


def today() -> date:
    """The day by the clock: nothing was exported after it."""
    return date.today()


def export_date(path: Path, titles: Iterable[str], as_of: date | None) -> date:
    """The export date: `as_of`, else a title row, else the file's name. Raises BadInput.

    Of a period it is the end.
    """
    found = as_of or _first_day(titles) or _first_day([path.stem])
    if found is None:
        raise BadInput("不知道导出日期", str(path), "用 --as-of 年-月-日 给出，或写进文件名")
    return found


def check_past(day: date, path: Path) -> None:
    """Raises BadInput for an export of the future: its year is typed wrong, or the clock is."""
    if day > today():
        raise BadInput(
            f"导出日期 {day} 晚于今天 {today()}",
            str(path),
            "改正文件名或标题里的日期",
        )


def is_synthetic(path: Path, titles: Iterable[str]) -> bool:
    """True where the name or a title row says 演示数据."""
    return any(SYNTHETIC in text for text in (path.name, *titles))


def _first_day(texts: Iterable[str]) -> date | None:
    plain = [unicodedata.normalize("NFKC", text) for text in texts]
    for pattern in IN_TITLE:
        for text in plain:
            for match in pattern.finditer(text):
                if day := _day(*map(int, match.groups())):
                    return _end(day, text, match.end())
    return None


def _end(first: date, text: str, position: int) -> date:
    """The last day of the period that begins with `first`; `first` where none follows."""
    for pattern in ENDS:
        if match := pattern.match(text, position):
            parts = [int(part) for part in match.groups()]
            last = _day(*parts) if len(parts) == 3 else _day(first.year, *parts)
            if last and last > first:
                return last
    return first


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
