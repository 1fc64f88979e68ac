"""When a file was exported, and whether it says that it is synthetic."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from inspection.errors import BadInput

SYNTHETIC = "演示数据"
DAY = r"(20\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})"
IN_TITLE = (
    re.compile(r"(?:导出|截至|截止|数据日期|制表|生成)[^\d]{0,8}" + DAY),
    re.compile(r"(?<!\d)" + DAY),
    re.compile(r"(?<!\d)(20\d{2})(\d{2})(\d{2})(?!\d)"),
)


def export_date(path: Path, titles: Iterable[str], as_of: date | None) -> date:
    """The export date: `as_of`, else a title row, else the file's name. Raises BadInput."""
    found = as_of or _first_day(titles) or _first_day([path.stem])
    if found is None:
        raise BadInput("不知道导出日期", str(path), "用 --as-of 年-月-日 给出，或写进文件名")
    return found


def is_synthetic(path: Path, titles: Iterable[str]) -> bool:
    """True where the name or a title row says 演示数据."""
    return any(SYNTHETIC in text for text in (path.name, *titles))


def _first_day(texts: Iterable[str]) -> date | None:
    plain = [unicodedata.normalize("NFKC", text) for text in texts]
    for pattern in IN_TITLE:
        for text in plain:
            for match in pattern.finditer(text):
                if day := _day(*map(int, match.groups())):
                    return day
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
