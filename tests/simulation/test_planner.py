"""The planner on cases small enough to solve by hand, and on random ones."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspection.errors import BadInput
from inspection.simulation.planner.figures import Caution, evaluate, find_gaps
from inspection.simulation.planner.model import ClassRule, Gap, Problem, Rule, UnitInput, target
from inspection.simulation.planner.program import OPTIMAL, build_rows, minimise
from inspection.simulation.planner.rounding import rounding_loss
from inspection.simulation.planner.solve import find_frontier, solve
from inspection.simulation.planner.table import HEADERS, percent, rate_ppm, ratio_rows
from inspection.simulation.rates import fit_rates
from inspection.simulation.strata import drawn_by_ratio, ratio_of_strata, strata

PERCENT = 10_000


def rates_of(units, classes, problems_per_hundred):
    """A hundred inspections in every cell, with so many problems per class."""
    cells = list(product(units, classes))
    problem = [problems_per_hundred[classes.index(c)] for _, c in cells]
    return fit_rates("unit", *zip(*cells, strict=True), [100] * len(cells), problem)


def one_unit(**changes) -> Problem:
    """900 of class A, 100 of class D; 5 of 100 and 50 of 100 have problems; floor 10 % = 100."""
    unit = UnitInput("平潭", (900, 100), 1_000, 100_000, capacity_days=60.0, inspector_count=4)
    known = {
        "classes": (ClassRule("A", 0, 200_000, 0.5), ClassRule("D", 0, 600_000, 0.5)),
        "units": (unit,),
        "rates": rates_of(["平潭"], ["A", "D"], [5, 50]),
        "margin_ppm": 10_000,
    }
    return Problem(**(known | changes))


def with_unit(problem: Problem, **changes) -> Problem:
    return replace(problem, units=(replace(problem.units[0], **changes),))


def test_target_is_the_ceiling_in_integers():
    assert target(1_690_000, 35_000) == 59_150
    assert target(80_001, 40_000) == 3_201
    assert target(0, 35_000) == 0


def test_class_d_is_drawn_first_and_people_bound_the_rest():
    # 60 inspector-days are 120 visits: D to its bound of 60 %, 60 visits are left for A.
    found = solve(one_unit())
    assert found.ratios == ((66_600, 600_000),)
    figures = evaluate(one_unit(), found.ratios).units[0]
    assert figures.guaranteed_count == 59 + 60
    assert figures.expected.visit_count == pytest.approx(119.94)
    assert figures.visit_days == pytest.approx(59.97)
    assert not evaluate(one_unit(), found.ratios).gaps


def test_what_binds_is_named_with_its_price():
    prices = {(p.rule, p.risk_class): p.gain_value for p in solve(one_unit()).prices}
    rate = one_unit().rate[0]
    assert set(prices) == {(Rule.CAPACITY, ""), (Rule.UPPER, "D")}
    # A day more is two visits to A; a point of D more trades a visit to A for one to D.
    assert prices[Rule.CAPACITY, ""] == pytest.approx(2 * rate[0], abs=1e-4)
    assert prices[Rule.UPPER, "D"] == pytest.approx(rate[1] - rate[0], abs=1e-4)


def test_figures_of_ratios_set_by_hand():
    figures = evaluate(one_unit(), ((100_000, 200_000),))
    unit = figures.units[0]
    assert (unit.target_count, unit.guaranteed_count) == (100, 110)
    assert unit.ratio_value == pytest.approx(0.11)  # Σ share × ratio: 0.9 × 10 % + 0.1 × 20 %
    assert unit.days_per_inspector == pytest.approx(55 / 4)
    assert unit.visits_per_inspector == pytest.approx(2 * 110 / 4)
    rate = one_unit().rate[0]
    assert unit.expected.find_value == pytest.approx(90 * rate[0] + 20 * rate[1])
    assert unit.expected.blind_value == pytest.approx(110 * (0.9 * rate[0] + 0.1 * rate[1]))
    assert unit.expected.find_low < unit.expected.find_value < unit.expected.find_high
    assert figures.classes["D"].visit_count == pytest.approx(20)


def test_every_rule_that_is_missed_is_listed():
    problem = with_unit(one_unit(), capacity_days=10.0)
    gaps = {(g.rule, g.risk_class): g for g in find_gaps(problem, ((250_000, 255_000),))}
    assert set(gaps) == {(Rule.CAPACITY, ""), (Rule.UPPER, "A"), (Rule.RISING, "D")}
    assert gaps[Rule.CAPACITY, ""].actual_value == pytest.approx(125.25)
    assert gaps[Rule.RISING, "D"].gap_value == 5_000
    (floor,) = find_gaps(one_unit(), ((50_000, 100_000),))
    assert floor == Gap(Rule.FLOOR, "平潭", "", 100, 55)


def test_order_is_strict_by_the_margin():
    problem = one_unit(margin_ppm=0)
    assert not list(find_gaps(problem, ((110_000, 110_000),)))
    assert [g.rule for g in find_gaps(one_unit(), ((110_000, 119_900),))] == [Rule.RISING]
    assert not list(find_gaps(one_unit(), ((110_000, 120_000),)))


def test_a_class_that_is_never_drawn_is_a_caution():
    found = evaluate(one_unit(), ((0, 500_000),))
    assert found.cautions == ((Caution.ZERO_RATIO, "平潭", "A"),)


def test_a_borrowed_problem_rate_is_a_caution():
    rates = fit_rates("unit", ["平潭"] * 2, ["A", "D"], [100, 0], [5, 0])
    found = evaluate(one_unit(rates=rates), ((110_000, 600_000),))
    assert found.cautions == ((Caution.NO_HISTORY, "平潭", "D"),)


def test_people_too_few_for_the_floor():
    # 30 inspector-days are 60 visits; the floor asks for 100.
    found = solve(with_unit(one_unit(), capacity_days=30.0))
    assert found.ratios is None
    remedies = {remedy.rule: remedy.gaps for remedy in found.remedies}
    assert remedies == {
        Rule.FLOOR: (Gap(Rule.FLOOR, "平潭", "", 100, 60),),
        Rule.CAPACITY: (Gap(Rule.CAPACITY, "平潭", "", 30.0, 50.0),),
    }


def test_bounds_too_low_for_the_floor():
    # At most 5 % of 900 and 20 % of 100: 65 of 100. Either bound can give way, or the floor.
    low = (ClassRule("A", 0, 50_000, 0.5), ClassRule("D", 0, 200_000, 0.5))
    remedies = {r.rule: r.gaps for r in solve(one_unit(classes=low)).remedies}
    assert set(remedies) == {Rule.FLOOR, Rule.UPPER}
    assert remedies[Rule.FLOOR] == (Gap(Rule.FLOOR, "平潭", "", 100, 65),)
    # 35 visits: raising A by 35/900 reaches it at the same cost as D by 35/100.
    raised = sum(
        (900 if gap.risk_class == "A" else 100) * gap.gap_value / 1e6
        for gap in remedies[Rule.UPPER]
    )
    assert raised == pytest.approx(35, abs=0.1)


def test_a_lower_bound_that_costs_too_many_people():
    much = (ClassRule("A", 150_000, 200_000, 0.5), ClassRule("D", 0, 600_000, 0.5))
    remedies = {r.rule: r.gaps for r in solve(one_unit(classes=much)).remedies}
    # 135 visits to A and, one point above, 16 to D: 151 visits, 31 more than people can.
    assert remedies[Rule.CAPACITY] == (Gap(Rule.CAPACITY, "平潭", "", 60.0, 75.5),)
    assert remedies[Rule.LOWER][0].actual_value == pytest.approx(119_000)


def test_an_order_that_the_bounds_forbid():
    tight = (ClassRule("A", 100_000, 200_000, 0.5), ClassRule("D", 0, 105_000, 0.5))
    remedies = {r.rule: r.gaps for r in solve(one_unit(classes=tight)).remedies}
    # Lowering A alone would leave 85 + 10 visits, too few for the floor.
    assert set(remedies) == {Rule.UPPER, Rule.RISING}
    assert remedies[Rule.RISING] == (Gap(Rule.RISING, "", "", 10_000, 5_000),)
    assert remedies[Rule.UPPER] == (Gap(Rule.UPPER, "", "D", 105_000, 110_000),)


def test_where_no_rule_alone_suffices_a_mix_is_named():
    # The order is impossible and, apart from it, people are too few.
    tight = (ClassRule("A", 100_000, 200_000, 0.5), ClassRule("D", 0, 105_000, 0.5))
    problem = with_unit(one_unit(classes=tight), capacity_days=10.0, floor_ppm=150_000)
    (mix,) = solve(problem).remedies
    assert mix.rule is None
    assert len({gap.rule for gap in mix.gaps}) >= 2


def test_a_floor_above_all_enterprises_that_can_be_drawn():
    # 10 % of 100 000 is more than all 1 000; within the bounds there are 180 + 60.
    problem = with_unit(one_unit(), base_count=100_000, capacity_days=None)
    (remedy,) = solve(problem).remedies
    assert remedy.gaps == (Gap(Rule.FLOOR, "平潭", "", 10_000, 240),)


def test_without_known_people_nothing_limits_the_unit():
    problem = with_unit(one_unit(), capacity_days=None, inspector_count=None)
    found = solve(problem)
    assert found.ratios == ((200_000, 600_000),)
    unit = evaluate(problem, found.ratios).units[0]
    assert (unit.capacity_days, unit.days_per_inspector) == (None, None)


def test_a_unit_without_enterprises():
    problem = with_unit(one_unit(), stock_count=(0, 0), base_count=0)
    found = solve(problem)
    unit = evaluate(problem, found.ratios).units[0]
    assert (unit.target_count, unit.guaranteed_count, unit.ratio_value) == (0, 0, None)
    assert found.ratios == ((0, 10_000),)  # as low as the order allows


def test_a_unit_without_a_floor_only_serves_the_province():
    units = (
        UnitInput("福州", (1_000, 0), 1_000),
        UnitInput("平潭", (1_000, 0), 1_000, 40_000),
    )
    problem = Problem(
        (ClassRule("A", 0, 1_000_000, 0.5), ClassRule("D", 0, 1_000_000, 0.5)),
        units,
        rates_of(["福州", "平潭"], ["A", "D"], [10, 10]),
        province_floor_ppm=35_000,
    )
    fewest = find_frontier(problem)[0]
    assert fewest.visit_count == pytest.approx(70)
    ratios = solve(problem, fewest.visit_count).ratios
    figures = evaluate(problem, ratios)
    assert figures.province.guaranteed_count == 70
    assert figures.units[1].guaranteed_count >= 40
    assert figures.units[0].target_count is None


def test_fewer_visits_than_the_rules_demand_are_not_promised():
    assert evaluate(one_unit(), solve(one_unit(), 5).ratios).units[0].guaranteed_count == 100


def test_frontier_rises_ever_more_slowly():
    points = find_frontier(one_unit(), points=9)
    visits, finds = (
        np.asarray(v) for v in zip(*((p.visit_count, p.find_value) for p in points), strict=True)
    )
    assert (visits[0], visits[-1]) == (pytest.approx(100), pytest.approx(120))
    slopes = np.diff(finds) / np.diff(visits)
    assert np.all(slopes > 0)
    assert np.all(np.diff(slopes) < 1e-6)
    assert finds[-1] == pytest.approx(
        evaluate(one_unit(), solve(one_unit()).ratios).province.expected.find_value, rel=0.01
    )


def test_no_frontier_without_a_feasible_plan():
    assert find_frontier(with_unit(one_unit(), capacity_days=30.0)) == ()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"classes": ()}, "至少需要一个单位"),
        ({"classes": (ClassRule("A", 2_000, 1_000, 0.5), ClassRule("D", 0, 1_000, 0.5))}, "上下限"),
        (
            {"classes": (ClassRule("A", 50, 1_000, 0.5), ClassRule("D", 0, 1_000, 0.5))},
            "步长的倍数",
        ),
        ({"classes": (ClassRule("A", 0, 1_000, 0), ClassRule("D", 0, 1_000, 0.5))}, "人天应大于0"),
        ({"margin_ppm": -100}, "递增的幅度"),
        ({"margin_ppm": 50}, "递增的幅度"),
        ({"units": (UnitInput("平潭", (1,), 1),)}, "类别数不一致"),
        ({"units": (UnitInput("平潭", (1, -1), 1),)}, "非负整数"),
        ({"units": (UnitInput("平潭", (1, 1), 1, 1_000_001),)}, "抽取底线"),
    ],
)
def test_contradictions_are_refused(changes, message):
    with pytest.raises(BadInput, match=message):
        one_unit(**changes)


@pytest.mark.parametrize("ratios", [((1,),), ((-1, 0),), ((0, 1_000_001),)])
def test_ratios_of_the_wrong_shape_or_size_are_refused(ratios):
    with pytest.raises(BadInput, match="比例表"):
        evaluate(one_unit(), ratios)


def test_rows_of_the_plan_table():
    assert len(HEADERS) == 5
    assert ratio_rows(one_unit(), ((66_600, 600_000),)) == [
        ("平潭", 1_000, "11.9%", 119, "按A类6.66%、D类60%"),
    ]
    empty = with_unit(one_unit(), stock_count=(0, 0), base_count=0)
    assert ratio_rows(empty, ((0, 10_000),))[0].ratio_text == ""


@pytest.mark.parametrize(
    ("ppm", "words"),
    [(0, "0%"), (35_000, "3.5%"), (1_000_000, "100%"), (100, "0.01%"), (1, "0.0001%")],
)
def test_percent_without_trailing_zeros(ppm, words):
    assert percent(ppm) == words


def test_the_plan_is_what_a_draw_reads():
    rates = rate_ppm(one_unit(), ((66_600, 600_000),))
    assert rates == {"平潭": {"A": 66_600, "D": 600_000}}
    population = strata(["平潭"] * 2, ["350128"] * 2, ["A", "D"], [900, 100])
    drawn = drawn_by_ratio(population, ratio_of_strata(population, rates), offset={"A": 0, "D": 0})
    assert drawn.sum() == 119


counts = st.integers(0, 60_000)
UNITS, CLASSES = ["福州", "平潭"], ["A", "B", "C", "D"]


@st.composite
def problems(draw):
    lower = sorted(draw(st.lists(st.integers(0, 300), min_size=4, max_size=4)))
    upper = sorted(draw(st.lists(st.integers(300, 10_000), min_size=4, max_size=4)))
    days = draw(st.lists(st.sampled_from([0.3, 0.5, 1.0]), min_size=4, max_size=4))
    units = []
    for name in UNITS:
        stock = tuple(draw(st.lists(counts, min_size=4, max_size=4)))
        capacity = draw(st.one_of(st.none(), st.floats(0.01, 0.1)))
        people = None if capacity is None else capacity * sum(stock)
        units.append(
            UnitInput(name, stock, sum(stock), draw(st.sampled_from([None, 40_000])), people)
        )
    classes = [
        ClassRule(c, 100 * lo, 100 * hi, d)
        for c, lo, hi, d in zip(CLASSES, lower, upper, days, strict=True)
    ]
    rates = rates_of(
        UNITS, CLASSES, sorted(draw(st.lists(st.integers(0, 60), min_size=4, max_size=4)))
    )
    return Problem(
        tuple(classes),
        tuple(units),
        rates,
        draw(st.sampled_from([None, 35_000])),
        draw(st.sampled_from([0, 1_000])),
    )


def relaxed(problem, gaps):
    """The problem with the limits that a remedy names."""
    limit = {(g.rule, g.unit, g.risk_class): g.actual_value for g in gaps}
    for row in build_rows(problem):
        given = limit.get((row.rule, row.unit, row.risk_class))
        scale = 1.0 if row.rule in (Rule.FLOOR, Rule.CAPACITY) else 1e-6
        sign = 1.0 if row.rule in (Rule.CAPACITY, Rule.UPPER) else -1.0
        yield row if given is None else replace(row, limit=sign * scale * given)


@settings(max_examples=80, deadline=None)
@given(problems())
def test_a_plan_respects_every_rule_or_the_remedies_do(problem):
    found = solve(problem)
    if found.ratios is None:
        assert found.remedies
        for remedy in found.remedies:
            assert remedy.gaps
            rows = list(relaxed(problem, remedy.gaps))
            assert minimise(np.zeros(problem.stock.size), rows).status == OPTIMAL
        return
    gaps = list(find_gaps(problem, found.ratios))
    assert {gap.rule for gap in gaps} <= {Rule.CAPACITY, Rule.FLOOR}
    # Only where floors and people leave less than the rounding costs may a few visits be missing.
    assert all(gap.gap_value <= 2 * rounding_loss(problem).sum() for gap in gaps)
    assert all(ratio % problem.step_ppm == 0 for row in found.ratios for ratio in row)


@settings(max_examples=40, deadline=None)
@given(problems())
def test_no_ratios_set_by_hand_find_more(problem):
    found = solve(problem)
    if found.ratios is None:
        return
    best = find_frontier(problem)[-1].find_value
    rules = problem.classes
    for share in (0.0, 0.3, 0.7, 1.0):
        by_hand = [
            int((r.lower_ppm + share * (r.upper_ppm - r.lower_ppm)) // 100 * 100) for r in rules
        ]
        ratios = (tuple(by_hand),) * len(problem.units)
        if not list(find_gaps(problem, ratios)):
            assert evaluate(problem, ratios).province.expected.find_value <= best + 1e-3


@pytest.mark.parametrize("capacity", range(601, 651, 7))
def test_floor_and_people_both_bind_and_both_hold_after_rounding(capacity):
    # A visit to D takes two days, to A half a day: all people are used, and the floor just met.
    classes = (ClassRule("A", 0, 1_000_000, 0.5), ClassRule("D", 0, 1_000_000, 2.0))
    unit = UnitInput("平潭", (97_237, 2_011), 99_248, 10_000, capacity_days=capacity)
    problem = one_unit(
        classes=classes, units=(unit,), rates=rates_of(["平潭"], ["A", "D"], [1, 90])
    )
    found = solve(problem)
    assert {price.rule for price in found.prices} == {Rule.FLOOR, Rule.CAPACITY}
    assert not list(find_gaps(problem, found.ratios))
