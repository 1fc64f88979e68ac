"""Rows between a header and its data: hints, samples, columns numbered or named again."""

import re
import unicodedata

from inspection.ingest.foreign import CODE_COLUMNS, NAME_COLUMN
from inspection.ingest.sheets import Row

# Rows of instructions and samples that templates leave between header and data.
HINTS = re.compile(r"YYYY|详见参数|详见说明|必填|选填|填写说明|下拉选择|示例行|样例")
# How forms number their columns below the header.
STEMS = "甲乙丙丁戊己庚辛壬癸"
AROUND_NUMBERS = re.compile(r"[()\[\]<>.、栏列第次]")
LEAST_NUMBERED = 3
HAN, LATIN = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[A-Za-z][A-Za-z_ ./]*")
SAMPLE = re.compile(r"\s*(?:(?:例|示例|样例|范例|举例|例如|比如|如)\s*:|\((?:例|示例|样例|范例)\))")
# The first cell of a sample, and no other text.
SAMPLE_CELL = re.compile(r"\s*(?:填写)?(?:例|示例|样例|样本|范例|举例)\s*\d?\s*")
TO_DELETE = "(请删除)"
# A row with both is data, whatever words its cells hold.
CODE = re.compile(r"[0-9A-Za-z]{8,}")


def hint_kind(row: Row, columns: tuple[str, ...], texts: tuple[str, ...]) -> str | None:
    """Whether a row below a header is a `sample`, a `hint`, of the `header` or, None, else."""
    cells = [unicodedata.normalize("NFKC", cell) for cell in row]
    named = dict(zip(columns, cells, strict=False))
    first = next((cell for cell in cells if cell.strip()), "")
    marked = [first, *(named.get(column, "") for column in (*CODE_COLUMNS, NAME_COLUMN))]
    is_marked = SAMPLE_CELL.fullmatch(first) or any(SAMPLE.match(cell) for cell in marked)
    if is_marked or any(TO_DELETE in cell for cell in cells):
        return "sample"
    if _is_identified(named):
        return None
    if _is_numbering(cells) or _is_in_latin(cells, texts):
        return "header"
    return "hint" if any(HINTS.search(cell) for cell in cells) else None


def _is_numbering(cells: Row) -> bool:
    """Whether a row numbers its columns: 1, 2, 3 … or 甲, 乙, 1, 2 …"""
    plain = [AROUND_NUMBERS.sub("", cell.strip()) for cell in cells]
    signs = [sign for sign in plain if sign]
    stems = [sign for sign in signs if sign in STEMS]
    numbers = [sign for sign in signs if sign not in stems]
    is_stems = "".join(stems) == STEMS[: len(stems)]
    counted = [str(i) for i in range(1, len(numbers) + 1)]
    return len(signs) >= LEAST_NUMBERED and is_stems and numbers == counted


def _is_in_latin(cells: Row, texts: tuple[str, ...]) -> bool:
    """Whether a row below a Chinese header names the columns again in Latin letters."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    is_chinese = sum(bool(HAN.search(text)) for text in texts) >= LEAST_NUMBERED
    is_all_latin = all(LATIN.fullmatch(cell) for cell in filled)
    return is_chinese and len(filled) >= LEAST_NUMBERED and is_all_latin


def _is_identified(cells: dict[str, str]) -> bool:
    """Whether a row bears a code and a name."""
    has_code = any(CODE.search(cells.get(column, "")) for column in CODE_COLUMNS)
    return has_code and bool(cells.get(NAME_COLUMN, "").strip())
