"""When a file was exported, by which text of it, and whether it says that it is synthetic.

The end of a period in a title is the day; else a date that is labelled as that of an
export, a print or a table; else that of the file's name. A date of an instruction, of
a founding or of any other matter is none, and nothing is guessed.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from inspection.errors import BadInput
from inspection.ingest.han_days import with_digits
from inspection.ingest.traditional import simplified

SYNTHETIC = "演示数据"
Basis = Literal["as_of", "title_period", "labelled", "file_name", "version"]

DAY = r"(20\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?"
# A clock may follow without a gap: 20000310153012.
COMPACT = r"(?<!\d)(20\d{2})(\d{2})(\d{2})(?:[01]\d|2[0-3])?(?:[0-5]\d){0,2}(?:\d{3})?(?!\d)"
DAYS = (re.compile(r"(?<!\d)" + DAY), re.compile(COMPACT))
# What stands between the days of a period, and how its end is written.
UNTIL = r"\s*[-—–~～_至到]+\s*"
ENDS = (
    re.compile(UNTIL + DAY),
    re.compile(UNTIL + COMPACT.removeprefix(r"(?<!\d)")),
    # Without a year only after a sign that is not also that of a copy or an hour.
    re.compile(r"\s*[—–~～至到]+\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)"),
)
MONTHS = re.compile(
    r"(?<!\d)(20\d{2})年\s*\d{1,2}月?" + UNTIL + r"(?:(20\d{2})年\s*)?(\d{1,2})月份?(?!\s*\d)"
)
# 2000年第二季度, 前三季度, 1-3季度, 上半年: what a title sums up.
PARTS = re.compile(
    r"(?<!\d)(20\d{2})年?\s*(?:(?:前|第?[一二三1-3][-—~至到、]第?)?第?([一二三四1-4])季度|([上下])半年)"
)
QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "上": 2, "下": 4}
LABELS = "导出|截至|截止|打印|制表|数据日期|统计日期|生成"
BEFORE = re.compile(rf"(?:{LABELS})[^\d]{{0,8}}$")
LABEL = re.compile(rf"[^\d]{{0,6}}(?:{LABELS})[^\d]{{0,6}}")
AFTER = re.compile(r"\s*(?:导出|打印|制表|生成)")
# A date after these words is that of another matter.
OTHERS = re.compile(
    r"(?:成立|设立|注册|登记|核准|创建|出生|有效|发证|许可|批准|上报|报送|填报|报名|提交|改正"
    r"|整改|施行|实施|印发|发布)[^\d]{0,8}$"
)
OTHERS_IN_NAMES = re.compile(r"(?:成立|出生|有效|发证)[^\d]{0,4}$")
# Whole cells, and single lines, that say how to fill in a form.
INSTRUCTIONS = re.compile(r"\s*(?:使用|填写|填表|填报|导入)?(?:说明|须知|注意|要求|提示)\s*[::\n]")
HINTS = re.compile(r"YYYY|格式|示例|样例|例如|例:|如:|形如|必填|选填|填写|填入|请(?!勿外传)|说明:")
SHOWN_LENGTH = 40


class Dated(NamedTuple):
    """The export day, what it rests on, and the text that was seen."""

    day: date
    basis: Basis
    text: str


class DateUnknown(BadInput):
    """No text of the file is surely its export date; `seen` are the dates that stand in it."""

    def __init__(self, path: Path, seen: list[str]) -> None:
        self.seen = seen
        told = f"，看到的日期都不能确定是导出日期：{'；'.join(seen)}" if seen else ""
        super().__init__(
            f"不知道导出日期{told}",
            str(path),
            "在页面上填“导出日期”（命令用 --as-of 年-月-日），或写进文件名",
        )


class Seen(NamedTuple):
    """One day or period in a text: its last day, and where it stands."""

    day: date
    text: str
    before: str
    after: str
    is_period: bool

    @property
    def is_other(self) -> bool:
        return OTHERS.search(self.before) is not None

    @property
    def is_labelled(self) -> bool:
        return bool(BEFORE.search(self.before) or AFTER.match(self.after)) and not self.is_other

    @property
    def shown(self) -> str:
        """The date with what stands beside it, without other numbers."""
        label = re.split(r"[\d\s()【】,。;]", self.before)[-1]
        return f"{label}{self.text}"[-SHOWN_LENGTH:]


def today() -> date:
    """The day by the clock: nothing was exported after it."""
    return date.today()


def export_date(path: Path, titles: Iterable[str], as_of: date | None) -> Dated:
    """The export date: `as_of`, else a title's, else the file name's. Raises BadInput.

    Of a period it is the end; the end of a period to come, as of a plan, is none. A file
    without a date of its own bears that in the name of the archive it came in.
    """
    if as_of:
        return Dated(as_of, "as_of", as_of.isoformat())
    spoken = [seen for text in _joined(titles) for line in _lines(text) for seen in _seen(line)]
    names = [path, *(above for above in path.parents if above.suffix.lower() == ".zip")]
    by_name = next(filter(None, (_of_name(_named(name.stem)) for name in names)), None)
    found = _period(spoken) or _first(spoken, "labelled") or by_name
    if found is None:
        raise DateUnknown(path, [seen.shown for seen in spoken])
    return found


def day_in(text: str) -> date | None:
    """The first day that stands in a text."""
    return next((seen.day for seen in _seen(_plain(text))), None)


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


def _joined(titles: Iterable[str]) -> Iterator[str]:
    """The cells of titles, a cell that is only a label before the one that it labels."""
    label = ""
    for text in titles:
        yield f"{label}:{text}" if label else text
        label = text if LABEL.fullmatch(text.strip()) else ""


def _lines(text: str) -> list[str]:
    """The lines of a title cell that are no instructions."""
    plain = _plain(text)
    if INSTRUCTIONS.match(plain):
        return []
    return [line for line in plain.splitlines() if not HINTS.search(line)]


def _plain(text: str) -> str:
    """The text as dates and labels are looked for: NFKC, simplified, days in digits."""
    return with_digits(simplified(unicodedata.normalize("NFKC", text)))


def _period(spoken: list[Seen]) -> Dated | None:
    for seen in spoken:
        if seen.is_period and not seen.is_other and seen.day <= today():
            return Dated(seen.day, "title_period", seen.shown)
    return None


def _first(spoken: list[Seen], basis: Basis) -> Dated | None:
    for seen in spoken:
        if seen.is_labelled and not seen.is_period:
            return Dated(seen.day, basis, seen.shown)
    return None


def _named(name: str) -> list[Seen]:
    """The days and periods of a file's name that may be that of its export."""
    seen = _seen(_plain(name))
    return [one for one in seen if not OTHERS_IN_NAMES.search(one.before)]


def _of_name(named: list[Seen]) -> Dated | None:
    """The date of a name; of several the one that is labelled, else a period, else the latest."""
    if not named:
        return None
    best = max(named, key=lambda seen: (seen.is_labelled, seen.is_period, seen.day))
    return Dated(best.day, "file_name", best.text)


def _seen(text: str) -> Iterator[Seen]:
    """Every day and period of a text, in order."""
    taken = 0
    for match in sorted(_matches(text), key=lambda match: (match.start(), -match.end())):
        if match.start() < taken:
            continue
        if match.re in (MONTHS, PARTS):
            day, end = _last_of_months(match), match.end()
        else:
            first = _day(*map(int, match.groups()))
            day, end = _end(first, text, match.end()) if first else (None, match.end())
        if day:
            taken = end
            is_period = match.re in (MONTHS, PARTS) or end > match.end()
            whole = text[match.start() : end]
            yield Seen(day, whole, text[: match.start()], text[end:], is_period)


def _matches(text: str) -> Iterator[re.Match[str]]:
    for pattern in (*DAYS, MONTHS, PARTS):
        yield from pattern.finditer(text)


def _last_of_months(match: re.Match[str]) -> date | None:
    if match.re is PARTS:
        said = match[2] or match[3]
        year, number = int(match[1]), 3 * (QUARTERS.get(said) or int(said))
    else:
        year, number = int(match[2] or match[1]), int(match[3])
    return date(year, number, monthrange(year, number)[1]) if 1 <= number <= 12 else None


def _end(first: date, text: str, position: int) -> tuple[date, int]:
    """The last day of the period that begins with `first`, and where its text ends."""
    for pattern in ENDS:
        if match := pattern.match(text, position):
            parts = [int(part) for part in match.groups()]
            last = _day(*parts) if len(parts) == 3 else _day(first.year, *parts)
            if last and last > first:
                return last, match.end()
    return first, position


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
