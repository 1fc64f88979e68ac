"""Totals under weights, and places under others: against loops that share no code."""

import random
from math import ceil

import pytest

from inspection.simulation.weighting import Rules, Standing, stand

RULES = Rules(concentration=20, draw_count=20_000, seed=7, interval_share=0.9)
SCORES = [[0.9, 0.5, 0.7], [0.8, 0.9, 0.4], [0.7, 0.6, None], [0.85, None, 0.6]]
APPLIES = [[True, True, True], [True, True, True], [True, True, False], [True, True, True]]
WEIGHTS = [50.0, 30.0, 20.0]


def simulate(scores, applies, weights, concentration, draws):
    """Places of each row in each draw, from gamma variates, one draw after the other."""
    source = random.Random(99)
    whole = sum(weights)
    places = [[] for _ in scores]
    for _ in range(draws):
        drawn = [source.gammavariate(concentration * one / whole, 1.0) for one in weights]
        totals = []
        for row, counts in zip(scores, applies, strict=True):
            parts = [
                (w, s) for w, s, c in zip(drawn, row, counts, strict=True) if c and s is not None
            ]
            totals.append(sum(w * s for w, s in parts) / sum(w for w, _ in parts))
        for number, total in enumerate(totals):
            places[number].append(1 + sum(other > total for other in totals))
    return places


def middle(places, share):
    """The smallest places at or below which the tail, and all but the tail, of the draws lie."""
    ordered, tail = sorted(places), (1 - share) / 2
    return tuple(ordered[ceil(round(len(ordered) * part, 6)) - 1] for part in (tail, 1 - tail))


def test_intervals_are_those_of_a_simulation_by_hand():
    scores, applies = SCORES[:3], APPLIES[:3]
    found = stand(scores, applies, WEIGHTS, RULES)
    expected = simulate(scores, applies, WEIGHTS, RULES.concentration, 20_000)
    assert [(one.low_rank, one.high_rank) for one in found] == [
        middle(places, RULES.interval_share) for places in expected
    ]
    assert len({(one.low_rank, one.high_rank) for one in found}) > 1


def test_first_place_is_as_often_as_a_beta_variate_says():
    """Of mirrored scores the weight decides: Beta(12, 8) is above a half in 82.04 % of draws."""
    scores, weights = [[1.0, 0.0], [0.0, 1.0]], [60.0, 40.0]
    for share, places in ((0.62, (1, 1)), (0.66, (1, 2))):
        (one, _) = stand(scores, [[True] * 2] * 2, weights, RULES._replace(interval_share=share))
        assert (one.low_rank, one.high_rank) == places


def test_total_is_the_weighted_mean_of_what_applies():
    found = stand(SCORES, APPLIES, WEIGHTS, RULES)
    assert [one.total for one in found[:3]] == pytest.approx(
        [0.5 * 0.9 + 0.3 * 0.5 + 0.2 * 0.7, 0.4 + 0.27 + 0.08, (0.35 + 0.18) / 0.8]
    )
    assert [one.rank for one in found[:3]] == [2, 1, 3]


def test_unknown_score_makes_the_total_unknown_unless_it_has_no_weight():
    unknown = stand(SCORES, APPLIES, WEIGHTS, RULES)[3]
    assert unknown == Standing(None, None, None, None)
    known = stand(SCORES, APPLIES, [50.0, 0.0, 50.0], RULES)[3]
    assert known.total == pytest.approx(0.725)


def test_row_to_which_nothing_applies_has_no_total():
    (only,) = stand([[None]], [[False]], [1.0], RULES)
    assert only.total is None


def test_equal_totals_share_the_better_place_and_a_clear_order_never_moves():
    equal = stand([[0.5, 0.5]] * 2, [[True] * 2] * 2, [1.0, 1.0], RULES)
    assert [(one.rank, one.low_rank, one.high_rank) for one in equal] == [(1, 1, 1)] * 2
    clear = stand([[0.9, 0.8], [0.5, 0.4]], [[True] * 2] * 2, [1.0, 1.0], RULES)
    assert [(one.low_rank, one.high_rank) for one in clear] == [(1, 1), (2, 2)]


def test_narrow_weights_hold_the_order_and_wide_ones_do_not():
    scores, applies = [[1.0, 0.0], [0.45, 0.5]], [[True] * 2] * 2
    narrow = stand(scores, applies, [1.0, 1.0], RULES._replace(concentration=100_000))
    wide = stand(scores, applies, [1.0, 1.0], RULES._replace(concentration=2))
    assert (narrow[0].low_rank, narrow[0].high_rank) == (1, 1)
    assert (wide[0].low_rank, wide[0].high_rank) == (1, 2)


def test_the_same_seed_gives_the_same_places():
    few = RULES._replace(draw_count=50)
    assert stand(SCORES, APPLIES, WEIGHTS, few) == stand(SCORES, APPLIES, WEIGHTS, few)
