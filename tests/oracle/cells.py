"""What a cell means: dates, codes, words, lists, truth.

Follows the list of variants in the export formats (D16-D36). A cell that
cannot be read is None, never a guess.
"""

import re
import unicodedata
from datetime import date, datetime, timedelta, timezone
from functools import cache

EXCEL_EPOCH = date(1899, 12, 30)
# Excel serials of the years 2000 to 2050: other five-digit numbers are no dates.
SERIALS = range(36526, 54789)
FOREVER = 9999
NOTHING = {"", "无", "/", "—", "-", "--", "无资料内容", "空"}
TRUE = {"是", "Y", "1", "√", "有", "TRUE"}
FALSE = {"否", "N", "0", "2", "无", "FALSE", "×"}
SEPARATORS = "，,、;；/\n"
YEAR_FIRST = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?(?:[ T].*)?$")
INSTANT = re.compile(r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?)(?:Z|([+-]\d\d:\d\d))")
MONTH_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})$")
UNIFORM_CODE = re.compile(r"[0-9A-HJ-NP-RTUWXY]{18}$")
# A code that is all digits of which a spreadsheet kept fifteen; none of a firm is like that.
ROUNDED = re.compile(r"\d{15}000")
SHAPES = [
    re.compile(shape)
    for shape in (
        *(r"[0-9A-Z]{18}", r"\d{12,13}", r"\d{15}"),
        *(r"\d{6}NA\d{6}[0-9X]", r"企\D+\d+号?"),
    )
]
SCIENTIFIC = re.compile(r"\d\.\d+E\+?\d+$")
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def clean(text: str) -> str:
    """Without white space around it and without hidden characters."""
    if text.isprintable():
        return text.strip()
    return "".join(c for c in text if unicodedata.category(c) != "Cf").strip()


@cache
def squeezed(text: str) -> str:
    """Compatibility forms unified and every white space gone."""
    return "".join(unicodedata.normalize("NFKC", clean(text)).split())


@cache
def day(text: str) -> date | None:
    """The day a cell names, in any of the styles that occur in one column."""
    plain = unicodedata.normalize("NFKC", clean(text)).strip()
    if re.fullmatch(r"\d{8}", plain):
        return make_day(plain[:4], plain[4:6], plain[6:])
    if re.fullmatch(r"\d{5}(\.\d+)?", plain) and int(float(plain)) in SERIALS:
        return EXCEL_EPOCH + timedelta(days=int(float(plain)))
    if found := INSTANT.fullmatch(plain):
        return chinese_day(found[1], found[2] or "")
    if found := YEAR_FIRST.match(plain):
        return make_day(found[1], found[2], found[3] or "1")
    if found := MONTH_FIRST.match(plain):
        return make_day(found[3], found[1], found[2])
    return None


def chinese_day(instant: str, offset: str) -> date:
    """The day that an instant with an offset from UTC has in China."""
    known = datetime.fromisoformat(instant.replace(" ", "T") + (offset or "+00:00"))
    return known.astimezone(timezone(timedelta(hours=8))).date()


def make_day(year: str, month: str, number: str) -> date | None:
    """A calendar day, or None for 30 February and for the end of time."""
    try:
        made = date(int(year), int(month), int(number))
    except ValueError:
        return None
    return None if made.year == FOREVER else made


@cache
def code(text: str) -> str:
    """An identifier in upper case without spaces; empty where it says nothing."""
    plain = squeezed(text).upper()
    plain = plain.removesuffix(".0") if re.fullmatch(r"\d+\.0", plain) else plain
    if plain in NOTHING or not plain.strip("0") or plain.startswith("LYW_"):
        return ""
    return plain


def is_uniform(identifier: str) -> bool:
    """Whether an identifier has the shape of a 统一社会信用代码."""
    return bool(UNIFORM_CODE.match(identifier))


def is_damaged(identifier: str) -> bool:
    """Whether an identifier is none: approximate, or of the shape of no code and no number."""
    if SCIENTIFIC.match(identifier) or ROUNDED.fullmatch(identifier):
        return True
    return not any(shape.fullmatch(identifier) for shape in SHAPES)


@cache
def truth(text: str) -> bool | None:
    """Yes, no, or unknown."""
    plain = squeezed(text).upper()
    return True if plain in TRUE else False if plain in FALSE else None


@cache
def number(text: str) -> float | None:
    """A number without thousands separators; None where there is none."""
    plain = squeezed(text).replace(",", "")
    return float(plain) if re.fullmatch(r"-?\d+(\.\d+)?", plain) else None


def whole(text: str) -> int | None:
    """A whole number, or None."""
    value = number(text)
    return None if value is None else int(value)


@cache
def parts(text: str, separators: str = SEPARATORS) -> tuple[str, ...]:
    """The values of a cell that lists several; brackets are never split."""
    found, depth, word = [], 0, ""
    for character in clean(text):
        depth += (character in "（(") - (character in "）)")
        if character in separators and depth <= 0:
            found.append(word)
            word = ""
        else:
            word += character
    return tuple(part.strip() for part in [*found, word] if part.strip() not in NOTHING)


@cache
def name_key(text: str) -> str:
    """A name for comparing: one bracket style, no spaces."""
    return squeezed(text).upper()
