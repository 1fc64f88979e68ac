"""Identifiers follow GB 32100 and GS 15."""

import numpy as np
import pytest

from inspection.demo.world import codes

STANDARD = [
    "91350100MA00000155",
    "91350200MA0000015A",
    "91350128MA0000015P",
    "93350722MA0000015R",
    "91350100MA00000230",
    "91350100MA0000445Y",
    "91350100M000100Y43",
]


@pytest.mark.parametrize("code", STANDARD)
def test_code_of_the_standard_is_valid(code: str) -> None:
    assert codes.is_valid_credit_code(code)


@pytest.mark.parametrize("code", ["91350100M000100Y4Z", "91350100MA00000156", "9135", ""])
def test_wrong_check_character_is_invalid(code: str) -> None:
    assert not codes.is_valid_credit_code(code)


def test_made_codes_are_valid_and_different() -> None:
    numbers = np.arange(1, 3001)
    made = codes.as_strings(
        codes.credit_codes(np.full(3000, 91), np.full(3000, 350128), numbers)
    ).to_pylist()
    assert all(codes.is_valid_credit_code(code) for code in made)
    assert len(set(made)) == 3000
    assert {code[:8] for code in made} == {"91350128"}


def test_registration_numbers_match_published_vectors() -> None:
    areas, leads = np.array([350100, 350100, 350200]), np.array([2, 6, 4])
    made = codes.as_strings(codes.registration_numbers(areas, leads, np.array([1, 1, 1])))
    assert made.to_pylist() == ["350100200000014", "350100600000019", "350200400000017"]
