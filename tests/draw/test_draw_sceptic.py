"""What a sceptic tests: chances, pairs of chances, order, seeds, rounding, assignment.

The same tests are run on three bad methods, and must catch them: a draw by
skip-number as platforms do it, a draw by hash modulo, and a list whose last
2 % can never be drawn.
"""

import random
from collections import Counter
from hashlib import sha256
from itertools import combinations

import numpy as np
import pytest
from draw_makers import PUBLIC, SECRET, codes, frame_of_rows, plain_frame, plan_of, roster_of
from scipy import stats

from inspection.draw.checking.fairness import (
    SUSPICIOUS,
    assess_list,
    assess_pairs,
    expected_variety,
)
from inspection.draw.ssj1.drawing import draw, draw_table
from inspection.draw.ssj1.frame import frame_of
from inspection.draw.ssj1.key import derive_keys
from inspection.draw.ssj1.pairs import Assignment, Drawn
from inspection.draw.ssj1.plan import MILLION
from inspection.draw.ssj1.sizes import random_sizes

STOCK, SIZE, SEEDS = 105, 20, 2000
IDS = codes(STOCK)
FRAME, ROSTER = plain_frame(STOCK), roster_of(4)
# 19.95 rounded up: 20 of 105.
PLAN = plan_of(FRAME, ROSTER, rate_ppm={"-": 190_000}, rounding="ceil")
# Largest z-score that chance may give a fair draw in any of these tests.
MOST_Z = 4.5


def number_of(seed: int, text: str = "") -> int:
    return int(sha256(f"{seed}|{text}".encode()).hexdigest(), 16)


def fair(ids: list[str], seed: int) -> set[str]:
    """ssj1 by hand; a test below holds it to the product's own draw."""
    key = derive_keys(PLAN.sha256, SECRET, f"{seed}./").draw
    return set(sorted(ids, key=lambda one: sha256(f"{key}|{one}".encode()).digest())[:SIZE])


def skip_number(ids: list[str], seed: int) -> set[str]:
    """Every fifth, from a random start; what a whole step does not reach is never drawn."""
    step = len(ids) // SIZE
    start = number_of(seed) % step
    return {ids[start + step * turn] for turn in range(SIZE)}


def hash_modulo(ids: list[str], seed: int) -> set[str]:
    """The seed chooses one of five classes into which a hash divides the list for good."""
    classes = len(ids) // SIZE
    return {one for one in ids if number_of(0, one) % classes == seed % classes}


def blind_tail(ids: list[str], seed: int) -> set[str]:
    """A fair draw from all but the last 2 % of the list."""
    return fair(ids[: -max(1, len(ids) * 2 // 100)], seed)


METHODS = {
    "ssj1": fair,
    "skip-number": skip_number,
    "hash modulo": hash_modulo,
    "blind tail": blind_tail,
}


@pytest.fixture(scope="module")
def drawn() -> dict[str, np.ndarray]:
    """Seeds × entities, true where drawn, for every method."""
    return {name: inclusions(method) for name, method in METHODS.items()}


def inclusions(method) -> np.ndarray:
    draws = (method(IDS, seed) for seed in range(SEEDS))
    return np.array([[one in chosen for one in IDS] for chosen in draws])


def passes_size(table: np.ndarray) -> bool:
    """Every draw has exactly the size that was planned."""
    return bool((table.sum(axis=1) == SIZE).all())


def passes_inclusion(table: np.ndarray) -> bool:
    """Every entity is drawn as often as every other, but not evenly by rule: both tails."""
    share = table.mean()
    squares = ((table.sum(axis=0) - SEEDS * share) ** 2).sum() / (SEEDS * share * (1 - share))
    p_value = stats.chi2.sf(squares * (STOCK - 1) / STOCK, STOCK - 1)
    return SUSPICIOUS < p_value < 1 - SUSPICIOUS


def pair_squares(table: np.ndarray) -> float:
    """How far joint inclusions of two entities are from n(n−1) / N(N−1)."""
    share = SIZE * (SIZE - 1) / (STOCK * (STOCK - 1))
    together = (table.T.astype(float) @ table)[np.triu_indices(STOCK, 1)]
    return float(((together - SEEDS * share) ** 2).sum() / (SEEDS * share * (1 - share)))


@pytest.fixture(scope="module")
def fair_pair_squares() -> np.ndarray:
    """`pair_squares` of simple random sampling by an unrelated generator."""
    generator = np.random.default_rng(2022)
    order = (generator.random((SEEDS, STOCK)).argsort(axis=1) for _ in range(30))
    return np.array([pair_squares(places < SIZE) for places in order])


def passes_seed_change(table: np.ndarray) -> bool:
    """The next seed's draw shares as many entities with this one as chance gives, n² / N."""
    overlaps = (table[:-1] & table[1:]).sum(axis=1)
    hypergeometric = stats.hypergeom(STOCK, SIZE, SIZE)
    z = (overlaps.mean() - hypergeometric.mean()) / (hypergeometric.std() / np.sqrt(SEEDS - 1))
    return abs(z) < MOST_Z and abs(overlaps.var() / hypergeometric.var() - 1) < 0.2


def passes_variety(table: np.ndarray) -> bool:
    """No draw comes twice: 20 of 105 can be chosen in 10²¹ ways."""
    return len(np.unique(table, axis=0)) == len(table)


def passes_reach(table: np.ndarray) -> bool:
    """Everybody is drawn sooner or later."""
    return bool(table.any(axis=0).all())


def passes_order(method) -> bool:
    """The same list in another order gives the same draw."""
    shuffled = random.Random(1).sample(IDS, STOCK)
    return all(method(IDS, seed) == method(shuffled, seed) for seed in range(20))


def test_draw_by_hand_is_the_product_s_draw():
    for seed in range(12):
        table = draw_table(FRAME, PLAN, SECRET, f"{seed}./")
        assert set(table["id"].to_pylist()) == fair(IDS, seed)


# Which test catches which method; what passes here is honestly fair in that respect.
CAUGHT = {
    "ssj1": set(),
    "skip-number": {"inclusion", "pairs", "order", "seed change", "variety", "reach"},
    "hash modulo": {"size", "inclusion", "pairs", "seed change", "variety"},
    "blind tail": {"inclusion", "pairs", "order", "reach"},
}


@pytest.mark.parametrize("name", METHODS)
def test_sceptic_passes_the_draw_and_catches_bad_methods(name, drawn, fair_pair_squares):
    table = drawn[name]
    z = (pair_squares(table) - fair_pair_squares.mean()) / fair_pair_squares.std()
    passed = {
        "size": passes_size(table),
        "inclusion": passes_inclusion(table),
        "pairs": abs(z) < MOST_Z,
        "order": passes_order(METHODS[name]),
        "seed change": passes_seed_change(table),
        "variety": passes_variety(table),
        "reach": passes_reach(table),
    }
    assert {test for test, good in passed.items() if not good} == CAUGHT[name]


def test_every_test_catches_something():
    assert set.union(*CAUGHT.values()) == CAUGHT["skip-number"] | {"size"}


def test_product_does_not_see_the_order_of_rows():
    frame = frame_of(FRAME.table.take(random.Random(2).sample(range(STOCK), STOCK)))
    assert draw_table(frame, PLAN, SECRET, PUBLIC).equals(draw_table(FRAME, PLAN, SECRET, PUBLIC))


@pytest.mark.parametrize("changed", ["plan", "secret", "public"])
def test_one_character_changes_everything(changed):
    given = {"plan": "0" * 64, "secret": SECRET, "public": PUBLIC}
    keys = derive_keys(*given.values())
    flipped = []
    for place in range(24):
        text = given[changed]
        other = text[:place] + ("1" if text[place] != "1" else "2") + text[place + 1 :]
        new = derive_keys(*{**given, changed: other}.values())
        flipped += [
            bin(int(a, 16) ^ int(b, 16)).count("1") / (4 * len(a))
            for a, b in (
                (keys.master, new.master),
                (keys.draw, new.draw),
                (keys.assign, new.assign),
            )
        ]
    assert 0.25 < min(flipped) < max(flipped) < 0.75
    assert abs(np.mean(flipped) - 0.5) < 0.02


@pytest.mark.parametrize(
    ("stocks", "ppm"),
    [
        ([1], 1),
        ([7, 13, 29, 1, 4], 35_000),
        ([412, 398, 1201, 77], 40_000),
        ([3, 3, 3], 333_333),
        ([50_021, 17, 0, 9], 999_999),
    ],
)
def test_every_enterprise_has_exactly_equal_odds_over_all_offsets(stocks, ppm):
    sizes = random_sizes(stocks, ppm, np.arange(MILLION))
    for stock, size in zip(stocks, sizes, strict=True):
        assert int(np.sum(size)) == stock * ppm
        assert int(np.max(size)) - int(np.min(size)) <= 1


def test_rounding_that_depends_on_the_stratum_alone_is_caught():
    sizes = [round(stock * 35_000 / MILLION) for stock in (7, 13, 29)]
    assert [size * MILLION for size in sizes] != [stock * 35_000 for stock in (7, 13, 29)]


def test_offsets_of_the_key_are_spread_evenly():
    offsets = [derive_keys("0" * 64, SECRET, f"{n}./").rounding_offset("A") for n in range(3000)]
    assert stats.kstest(np.array(offsets) / MILLION, "uniform").pvalue > SUSPICIOUS


INSPECTORS, DRAWS = 12, 400
CREW = roster_of(INSPECTORS)


def assignment_of(seed: int, entities: list[Drawn]) -> dict[str, tuple[str, str]]:
    key = derive_keys(PLAN.sha256, SECRET, f"{seed}./").assign
    assignment = Assignment(CREW, key, cross_unit=False)
    assignment.assign_all(entities)
    return assignment.pairs


def neighbours_of(entities: list[Drawn]) -> dict[str, tuple[str, str]]:
    """How platforms pair: the next two of the list, in the order of the draw."""
    names = [one.inspector for one in CREW.inspectors]
    places = ((2 * turn) % INSPECTORS for turn in range(len(entities)))
    return {one.id: (names[n], names[n + 1]) for one, n in zip(entities, places, strict=True)}


@pytest.fixture(scope="module")
def assigned() -> dict[str, list[tuple[list[Drawn], dict]]]:
    """Many draws with their pairs, entities in the order of tickets."""
    rounds: dict[str, list] = {"ssj1": [], "neighbours": []}
    for seed in range(DRAWS):
        key = derive_keys(PLAN.sha256, SECRET, f"{seed}./").draw
        order = sorted(IDS, key=lambda one: sha256(f"{key}|{one}".encode()).digest())
        entities = [Drawn(one, "350102", "") for one in order[:SIZE]]
        rounds["ssj1"].append((entities, assignment_of(seed, entities)))
        rounds["neighbours"].append((entities, neighbours_of(entities)))
    return rounds


def rank_by_inspector(rounds) -> float:
    """p-value: who comes does not depend on how early an entity was drawn."""
    names = [one.inspector for one in CREW.inspectors]
    counts = np.zeros((4, INSPECTORS))
    for entities, pairs in rounds:
        for rank, entity in enumerate(entities):
            for name in pairs[entity.id]:
                counts[rank * 4 // SIZE, names.index(name)] += 1
    return stats.chi2_contingency(counts).pvalue


def test_draw_and_assignment_are_independent(assigned):
    assert rank_by_inspector(assigned["ssj1"]) > SUSPICIOUS
    assert rank_by_inspector(assigned["neighbours"]) < SUSPICIOUS


def test_inspector_comes_to_an_entity_as_often_as_any_other(assigned):
    counts = Counter(name for _, pairs in assigned["ssj1"] for name in pairs.get(IDS[7], ()))
    total = sum(counts.values())
    assert total > 100
    assert stats.chisquare([counts[one.inspector] for one in CREW.inspectors]).pvalue > SUSPICIOUS


def test_all_pairs_of_inspectors_occur_equally_often(assigned):
    every = list(combinations([one.inspector for one in CREW.inspectors], 2))
    formed = {
        name: Counter(pair for _, pairs in rounds for pair in pairs.values())
        for name, rounds in assigned.items()
    }
    assert stats.chisquare([formed["ssj1"][pair] for pair in every]).pvalue > SUSPICIOUS
    assert len(formed["ssj1"]) == 66
    assert len(formed["neighbours"]) == 6


def test_pairs_of_one_draw_are_as_various_as_chance_makes_them():
    frame, crew = plain_frame(1000), roster_of(40)
    result = draw(frame, crew, plan_of(frame, crew, rate_ppm={"-": 400_000}), SECRET, PUBLIC)
    formed = set(result.assignment.pairs.values())
    assert len(formed) > 0.95 * expected_variety(400, 780)
    loads = result.assignment.loads().values()
    assert max(loads) - min(loads) == 0


LONG, LONG_SIZE = 20_000, 1000


@pytest.fixture(scope="module")
def long_draw():
    frame, crew = plain_frame(LONG), roster_of(40)
    plan = plan_of(frame, crew, rate_ppm={"-": 50_000})
    return frame, crew, plan, draw(frame, crew, plan, SECRET, PUBLIC)


def suspicious(frame, plan, result, places: list[int]) -> set[str]:
    """Tests of a single list that fail when these places had been drawn."""
    ids = frame.table["id"].take(places)
    table = result.drawn.set_column(result.drawn.column_names.index("id"), "id", ids)
    findings = assess_list(frame, plan, result.sizes, table)
    return {finding.test for finding in findings if not finding.passed}


def test_page_s_statistics_pass_a_good_draw(long_draw):
    frame, crew, plan, result = long_draw
    findings = assess_list(frame, plan, result.sizes, result.drawn)
    findings += assess_pairs(frame, crew, plan, result.assignment)
    assert [finding.test for finding in findings if not finding.passed] == []
    assert len({finding.test for finding in findings}) == len(findings) == 10


def test_page_s_statistics_catch_a_skip_number_and_a_blind_tail(long_draw):
    frame, _, plan, result = long_draw
    assert "gaps" in suspicious(frame, plan, result, list(range(7, LONG, LONG // LONG_SIZE)))
    seen = random.Random(5).sample(range(LONG * 98 // 100), LONG_SIZE)
    assert "tail" in suspicious(frame, plan, result, seen)
    assert suspicious(frame, plan, result, random.Random(5).sample(range(LONG), LONG_SIZE)) == set()


def test_page_s_statistics_know_groups_that_wait(long_draw):
    ids = codes(3000)
    rows = [(one, "350102", f"u{n % 3}", "B", n // 1000) for n, one in enumerate(ids)]
    frame, crew = frame_of_rows(rows), roster_of(20)
    plan = plan_of(frame, crew, rate_ppm={"B": 400_000})
    result = draw(frame, crew, plan, SECRET, PUBLIC)
    findings = assess_list(frame, plan, result.sizes, result.drawn)
    assert [finding.test for finding in findings if not finding.passed] == []
