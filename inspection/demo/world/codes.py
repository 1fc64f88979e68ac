"""Valid identifiers, many at once: GB 32100 codes and GS 15 registration numbers.

GB 32100-2015: 31 letters, weights 3^i mod 31, check value 31 − (Σ mod 31);
positions 9–17 are an organisation code (GB 11714) with a check of its own.
GS 15-2006: ISO 7064 hybrid MOD 11,10.
"""

import numpy as np
import pyarrow as pa

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS = np.array([pow(3, i, 31) for i in range(17)])
ORGANISATION_WEIGHTS = np.array([3, 7, 9, 10, 5, 8, 4, 2])
SERIAL_LENGTH = 6
# Coprime to 31^6: consecutive numbers get codes that look unrelated, and no two the same.
SCATTER = 526_417_093

_LETTERS = np.frombuffer(ALPHABET.encode("ascii"), dtype=np.uint8)
_ORGANISATION_VALUES = np.array([int(letter, 36) for letter in ALPHABET])


def credit_codes(prefixes: np.ndarray, areas: np.ndarray, numbers: np.ndarray) -> np.ndarray:
    """18-character codes: two-digit prefix, six-digit area, and a serial from a unique number."""
    values = np.empty((len(numbers), 18), dtype=np.int64)
    values[:, 0:2] = _digits(prefixes, 2)
    values[:, 2:8] = _digits(areas, 6)
    values[:, 8:10] = [ALPHABET.index("M"), ALPHABET.index("A")]
    values[:, 10:16] = _digits(numbers * SCATTER % 31**SERIAL_LENGTH, SERIAL_LENGTH, base=31)
    values[:, 16] = _organisation_check(values[:, 8:16])
    values[:, 17] = (31 - values[:, :17] @ CREDIT_WEIGHTS % 31) % 31
    return _LETTERS[values]


def registration_numbers(areas: np.ndarray, leads: np.ndarray, numbers: np.ndarray) -> np.ndarray:
    """15-digit numbers: area, a sequence that starts with `leads`, check digit."""
    values = np.empty((len(numbers), 15), dtype=np.int64)
    values[:, 0:6] = _digits(areas, 6)
    values[:, 6] = leads
    values[:, 7:14] = _digits(numbers, 7)
    values[:, 14] = _hybrid_check(values[:, :14])
    return _LETTERS[values]


def as_strings(letters: np.ndarray) -> pa.StringArray:
    """A matrix of ASCII letters as one string per row."""
    count, width = letters.shape
    offsets = np.arange(0, (count + 1) * width, width, dtype=np.int32)
    data = pa.py_buffer(np.ascontiguousarray(letters, dtype=np.uint8))
    return pa.StringArray.from_buffers(count, pa.py_buffer(offsets), data)


def is_valid_credit_code(code: str) -> bool:
    """Both check characters of one code are right. Written apart from the vectorised form."""
    if len(code) != 18 or any(letter not in ALPHABET for letter in code):
        return False
    values = [ALPHABET.index(letter) for letter in code]
    total = sum(value * pow(3, i, 31) for i, value in enumerate(values[:17]))
    body = [int(letter, 36) for letter in code[8:16]]
    rest = (
        11 - sum(value * int(w) for value, w in zip(body, ORGANISATION_WEIGHTS, strict=True)) % 11
    )
    return values[17] == (31 - total % 31) % 31 and code[16] == "0123456789X0"[rest]


def _digits(numbers: np.ndarray, width: int, base: int = 10) -> np.ndarray:
    powers = base ** np.arange(width - 1, -1, -1, dtype=np.int64)
    return np.asarray(numbers, dtype=np.int64)[:, None] // powers % base


def _organisation_check(values: np.ndarray) -> np.ndarray:
    rest = 11 - _ORGANISATION_VALUES[values] @ ORGANISATION_WEIGHTS % 11
    return np.where(rest == 10, ALPHABET.index("X"), np.where(rest == 11, 0, rest))


def _hybrid_check(values: np.ndarray) -> np.ndarray:
    product = np.full(len(values), 10)
    for place in range(14):
        total = (product + values[:, place]) % 10
        product = np.where(total == 0, 10, total) * 2 % 11
    return (11 - product) % 10
