"""The province that measurements use has the size the figures are quoted for."""

from inspection.bench.assumed import assumed_province


def test_84_counties_in_four_classes_hold_1_69_million():
    population = assumed_province()
    assert len(population) == 84 * 4
    assert abs(int(population.stock_count.sum()) - 1_690_000) < 84 * 4
    assert population.drawn_count.sum() >= 0.035 * population.stock_count.sum()


def test_the_same_seed_gives_the_same_province():
    one, two = assumed_province(0.01), assumed_province(0.01)
    assert one.same_population(two)
    assert not one.same_population(assumed_province(0.01, seed=1))
