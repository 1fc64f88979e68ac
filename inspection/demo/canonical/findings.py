"""Results of rows and of their items by code, as an import reads the words of each system."""

from typing import NamedTuple

import numpy as np
import pyarrow as pa

from inspection.demo.canonical.columns import days_of, flags
from inspection.demo.exports.export import looked_up, only
from inspection.demo.exports.results import (
    OLD_CODES,
    SEPARATORS,
    WHOLE_FIRM,
    WORDS,
    item_codes,
    joined,
)
from inspection.demo.world.inspections import R1, RESULTS, has_problem
from inspection.demo.world.lists import campaigns
from inspection.demo.world.publicity import DISPOSALS
from inspection.demo.world.tasks import OLD_PLATFORM
from inspection.demo.world.view_on import Stages
from inspection.demo.world.world import World

# The old platform does not say which information was not published.
MERGED = {"R2a": "R2", "R2b": "R2"}
# Which of several results of an item is its result, first come first.
PRECEDENCE = ("R6", "R4", "R3", "R2a", "R2b", "R2", "R8", "R5", "R9", "R10", "R7", "R1")
PROBLEM = "存在不规范情形"
Columns = dict[str, pa.Array]


class Lines(NamedTuple):
    """The items of rows: row and place of each, whether checked, whether it has the result."""

    rows: np.ndarray
    place: np.ndarray
    is_checked: np.ndarray
    says_it: np.ndarray
    is_whole: np.ndarray


def lines_of(world: World, stages: Stages, chosen: np.ndarray) -> Lines:
    """A finding about the whole firm stands at the first item; the others are not checked."""
    found = world.inspections
    counts = item_counts(world, chosen)
    rows = np.repeat(chosen, counts)
    place = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
    results = found.results[rows]
    is_whole = ((results & WHOLE_FIRM) > 0) & ((results & (1 << R1)) == 0)
    is_checked = stages.is_entered[rows] & (~is_whole | (place == 0))
    says_it = np.where(is_whole, place == 0, place == found.problem_item[rows])
    return Lines(rows, place, is_checked, says_it, is_whole)


def item_counts(world: World, chosen: np.ndarray) -> np.ndarray:
    """How many items each row has."""
    per_task = np.array([len(campaigns()[task.campaign].items) for task in world.tasks])
    return per_task[world.rows.task[chosen]]


def days_inspected(world: World, lines: Lines) -> np.ndarray:
    """The day of each item: the first one of a row may be earlier than the others."""
    is_earlier = (lines.place == 0) & ~lines.is_whole
    found = world.inspections
    return np.where(is_earlier, found.first_item_on[lines.rows], found.inspected_on[lines.rows])


def last_day(world: World, chosen: np.ndarray, lines: Lines) -> np.ndarray:
    """The latest day among the checked items of each row."""
    days = days_inspected(world, lines).astype("datetime64[D]")
    never = np.datetime64("0001-01-01", "D")
    days = np.where(lines.is_checked & ~np.isnat(days), days, never)
    counts = item_counts(world, chosen)
    starts = np.cumsum(counts) - counts
    last = np.maximum.reduceat(days, starts) if len(days) else days
    return np.where(last == never, np.datetime64("NaT", "D"), last)


def item_columns(world: World, stages: Stages, lines: Lines, system: str) -> Columns:
    """Items with what was found in each."""
    results = world.inspections.results[lines.rows]
    bits = np.where(lines.says_it, results, 1 << R1)
    known, inverse = np.unique(bits, return_inverse=True)
    main = looked_up([_main(int(one), system) for one in known], inverse)
    has_found = lines.is_checked & lines.says_it & has_problem(results)
    disposal = looked_up(DISPOSALS, world.publicity.disposal[lines.rows])
    return {
        "item_code": item_codes(world, lines.rows, lines.place),
        "is_checked": flags(lines.is_checked, stages.is_entered[lines.rows]),
        "inspected_on": days_of(days_inspected(world, lines), lines.is_checked),
        "result_code": only(main, lines.is_checked),
        "problem": looked_up((PROBLEM,), np.where(has_found, 0, -1)),
        "disposal": only(disposal, has_found),
    }


def result_columns(world: World, chosen: np.ndarray, system: str) -> tuple[np.ndarray, Columns]:
    """Every result of entered rows once: the place of its row among them, code and words."""
    results = world.inspections.results[chosen]
    is_whole = ((results & WHOLE_FIRM) > 0) & ((results & (1 << R1)) == 0)
    counts, problem = item_counts(world, chosen), world.inspections.problem_item[chosen]
    # Items that say nothing else say that nothing was found.
    has_others = ~is_whole & ((counts > 1) | (problem >= counts))
    known, inverse = np.unique(results * 2 + has_others, return_inverse=True)
    told = [_told(int(one) >> 1, bool(one & 1), system) for one in known]
    sizes = np.array([len(one) for one in told], dtype=np.int64)
    rows = np.repeat(np.arange(len(chosen)), sizes[inverse])
    starts = np.concatenate([[0], np.cumsum(sizes)])[:-1]
    ends = np.cumsum(sizes[inverse])
    within = np.arange(len(rows)) - np.repeat(ends - sizes[inverse], sizes[inverse])
    at = starts[inverse][rows] + within
    return rows, {
        "result_code": looked_up([code for one in told for code, _ in one], at),
        "raw_text": looked_up([words for one in told for _, words in one], at),
    }


def _told(bits: int, has_others: bool, system: str) -> list[tuple[str, str]]:
    """Codes of a row's results, each with the first of the words that say it."""
    words = {code: [joined(bits, _codes(system), SEPARATORS[system])] for code in _of(bits, system)}
    if has_others:
        nothing = joined(1 << R1, _codes(system), SEPARATORS[system])
        words.setdefault(RESULTS[R1], []).append(nothing)
    return [(code, min(said)) for code, said in words.items()]


def _main(bits: int, system: str) -> str | None:
    return min(_of(bits, system), key=PRECEDENCE.index, default=None)


def _of(bits: int, system: str) -> list[str]:
    """The codes that an import reads."""
    codes = [name for at, name in enumerate(RESULTS) if bits >> at & 1]
    if system == OLD_PLATFORM:
        codes = [MERGED.get(code, code) for code in codes]
    return list(dict.fromkeys(codes))


def _codes(system: str) -> dict[str, str]:
    return OLD_CODES if system == OLD_PLATFORM else WORDS
