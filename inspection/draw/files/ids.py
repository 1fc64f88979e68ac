"""Identifiers that may stand in a frame.

Either an 18-character 统一社会信用代码 whose check digit is right (GB
32100-2015), or an older number of `0-9A-Z-` with at most 22 bytes, so that
key, separator and id fill one block of SHA-256. Whatever has 18 characters
and no hyphen counts as a 统一社会信用代码.
"""

import numpy as np
import pyarrow as pa
from numpy.lib.stride_tricks import sliding_window_view

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CODE_LENGTH = 18
MAX_LENGTH = 22
# With weight 1 for the check digit itself the weighted sum is 0 mod 31.
WEIGHTS = np.array([pow(3, n, 31) for n in range(CODE_LENGTH - 1)] + [1], dtype=np.int32)

FINE, BAD_CHARACTER, BAD_LENGTH, BAD_CHECK_DIGIT = range(4)
FAULTS = {
    BAD_CHARACTER: (
        "编号含有不允许的字符",
        "编号只能用数字、大写字母和连字符，请改正后重新生成名录",
    ),
    BAD_LENGTH: ("编号为空或超过22个字符", "请核对编号原文，改正后重新生成名录"),
    BAD_CHECK_DIGIT: ("统一社会信用代码校验位不符", "请核对原文；无法核实的列入 excluded.csv"),
}
# Rows looked at in one step: bounds the memory of the index arrays.
STEP_ROWS = 1 << 17


def _bytes_table(characters: str, default: int) -> np.ndarray:
    table = np.full(256, default, dtype=np.int32)
    for value, character in enumerate(characters):
        table[ord(character)] = value
    return table


NOT_IN_ALPHABET = -1
VALUE = _bytes_table(ALPHABET, NOT_IN_ALPHABET)
IS_ALLOWED = _bytes_table("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-", NOT_IN_ALPHABET) >= 0
HYPHEN = ord("-")


def faults(ids: pa.StringArray) -> np.ndarray:
    """One code per id: FINE, BAD_CHARACTER, BAD_LENGTH or BAD_CHECK_DIGIT. Null is BAD_LENGTH."""
    offsets, data = _buffers(ids)
    lengths = np.diff(offsets)
    codes = np.zeros(len(ids), dtype=np.uint8)
    codes[(lengths == 0) | (lengths > MAX_LENGTH)] = BAD_LENGTH
    for first in range(0, len(ids), STEP_ROWS):
        _mark_check_digits(codes, offsets, lengths, data, first)
    bad_bytes = np.flatnonzero(~IS_ALLOWED[data[offsets[0] : offsets[-1]]]) + offsets[0]
    codes[np.searchsorted(offsets, bad_bytes, side="right") - 1] = BAD_CHARACTER
    return codes


def _buffers(ids: pa.StringArray) -> tuple[np.ndarray, np.ndarray]:
    """Offsets and bytes of the array; a null has length 0."""
    _, offsets, data = ids.fill_null("").buffers()
    window = np.frombuffer(offsets, dtype=np.int32)[ids.offset : ids.offset + len(ids) + 1]
    empty = np.zeros(0, dtype=np.uint8)
    return window, np.frombuffer(data, dtype=np.uint8) if data else empty


def _mark_check_digits(
    codes: np.ndarray, offsets: np.ndarray, lengths: np.ndarray, data: np.ndarray, first: int
) -> None:
    rows = first + np.flatnonzero(lengths[first : first + STEP_ROWS] == CODE_LENGTH)
    if not rows.size:
        return
    characters = sliding_window_view(data, CODE_LENGTH)[offsets[rows]]
    values = VALUE[characters]
    wrong = (values @ WEIGHTS % 31 != 0) | (values == NOT_IN_ALPHABET).any(axis=1)
    is_code = ~(characters[wrong] == HYPHEN).any(axis=1)
    codes[rows[wrong][is_code]] = BAD_CHECK_DIGIT
