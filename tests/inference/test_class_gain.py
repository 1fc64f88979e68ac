"""M14: the class gain and D against A, on tables that can be worked out by eye."""

import numpy as np
import pyarrow as pa
import pytest

from inspection.inference.class_gain import Bootstrap, class_contrast, class_gains, task_weights

RULES = Bootstrap(replicates=2000, seed=2022, least_rows=30)


def findings(*rows):
    """Rows of task, unit, draw kind, class, applicable, problems."""
    names = ("task_id", "unit", "draw_kind", "risk_class", "applicable_count", "problem_count")
    return pa.Table.from_pylist([dict(zip(names, row, strict=True)) for row in rows], SCHEMA)


SCHEMA = pa.schema(
    [
        ("task_id", pa.int64()),
        ("unit", pa.string()),
        ("draw_kind", pa.string()),
        ("risk_class", pa.string()),
        ("applicable_count", pa.int64()),
        ("problem_count", pa.int64()),
    ]
)
STOCK_SCHEMA = pa.schema(
    [
        ("unit", pa.string()),
        ("is_key_city", pa.bool_()),
        ("risk_class", pa.string()),
        ("entity_count", pa.int64()),
    ]
)


def stock(**units):
    """`stock(福州=(60, 20, 10, 10))`: enterprises of A, B, C, D."""
    rows = [
        {
            "unit": unit,
            "is_key_city": unit in ("福州", "厦门"),
            "risk_class": letter,
            "entity_count": count,
        }
        for unit, counts in units.items()
        for letter, count in zip("ABCD", counts, strict=True)
        if count
    ]
    return pa.Table.from_pylist(rows, STOCK_SCHEMA)


def test_gain_is_the_rate_reached_over_the_rate_of_a_blind_draw():
    rows = findings(
        (1, "福州", "不定向", "A", 50, 5),
        (1, "福州", "不定向", "D", 50, 25),
    )
    whole, unit = class_gains(rows, stock(福州=(90, 0, 0, 10)), RULES).to_pylist()
    assert whole["finding_rate"] == 0.3
    assert whole["blind_rate"] == pytest.approx(0.9 * 0.1 + 0.1 * 0.5)
    assert whole["class_gain"] == pytest.approx(0.3 / 0.14)
    assert (unit["unit"], unit["class_gain"]) == ("福州", whole["class_gain"])


def test_cells_keep_units_and_draw_kinds_apart():
    rows = findings(
        (1, "福州", "不定向", "A", 10, 1),
        (1, "福州", "不定向", "D", 10, 5),
        (2, "福州", "定向", "A", 20, 10),
        (2, "福州", "定向", "D", 20, 20),
        (3, "厦门", "不定向", "A", 40, 4),
        (3, "厦门", "不定向", "D", 40, 8),
    )
    enterprises = stock(福州=(50, 0, 0, 50), 厦门=(75, 0, 0, 25))
    whole, fuzhou, xiamen = class_gains(rows, enterprises, RULES).to_pylist()
    blind = (0.3 * 20 + 0.75 * 40, 0.75 * 0.1 + 0.25 * 0.2)
    assert fuzhou["blind_rate"] == pytest.approx(blind[0] / 60)
    assert xiamen["blind_rate"] == pytest.approx(blind[1])
    assert whole["blind_rate"] == pytest.approx((blind[0] + 80 * blind[1]) / 140)


def test_units_stand_in_the_order_of_the_stock_and_key_cities_are_marked():
    rows = findings(
        *((task, unit, "定向", "A", 9, 1) for task, unit in enumerate(("龙岩", "福州")))
    )
    enterprises = stock(福州=(9, 0, 0, 0), 莆田=(9, 0, 0, 0), 龙岩=(9, 0, 0, 0))
    found = class_gains(rows, enterprises, RULES).select(["unit", "is_key_city"]).to_pylist()
    assert [tuple(row.values()) for row in found] == [
        (None, False),
        ("福州", True),
        ("龙岩", False),
    ]


def test_class_that_a_cell_never_inspected_takes_its_rate_from_all_cells():
    rows = findings(
        (1, "福州", "不定向", "A", 10, 1),
        (2, "厦门", "不定向", "A", 10, 3),
        (2, "厦门", "不定向", "D", 10, 5),
    )
    enterprises = stock(福州=(50, 0, 0, 50), 厦门=(50, 0, 0, 50))
    fuzhou = class_gains(rows, enterprises, RULES).to_pylist()[1]
    assert fuzhou["blind_rate"] == pytest.approx(0.5 * 0.1 + 0.5 * 0.5)


def test_class_that_nobody_inspected_is_left_out():
    rows = findings((1, "福州", "不定向", "A", 10, 1))
    whole = class_gains(rows, stock(福州=(50, 25, 0, 25)), RULES).to_pylist()[0]
    assert whole["blind_rate"] == pytest.approx(0.1)


def test_unit_without_stock_has_no_gain():
    rows = findings((1, "未映射", "不定向", "A", 40, 4))
    whole = class_gains(rows, stock(), RULES).to_pylist()[0]
    assert (whole["class_gain"], whole["class_gain_low"]) == (None, None)


def test_nothing_inspected_gives_no_row():
    assert class_gains(findings(), stock(福州=(1, 0, 0, 0)), RULES).num_rows == 0
    assert class_contrast(findings(), RULES).num_rows == 0


@pytest.mark.parametrize(("rows", "has_interval"), [(29, False), (30, True)])
def test_too_few_rows_give_no_interval(rows, has_interval):
    table = findings((1, "福州", "不定向", "A", rows - 1, 3), (2, "福州", "不定向", "D", 1, 1))
    whole = class_gains(table, stock(福州=(90, 0, 0, 10)), RULES).to_pylist()[0]
    assert (whole["class_gain_low"] is not None) == has_interval
    assert has_interval or not whole["is_significant"]


def many_tasks(d_rate, seed=1, tasks=120):
    rng = np.random.default_rng(seed)
    rows = []
    for task in range(tasks):
        unit, kind = ("福州", "厦门", "龙岩")[task % 3], ("定向", "不定向")[task % 2]
        for letter, size, rate in (("A", 9, 0.1), ("B", 7, 0.1), ("C", 4, 0.1), ("D", 4, d_rate)):
            count = int(rng.poisson(size)) + 1
            rows.append((task, unit, kind, letter, count, int(rng.binomial(count, rate))))
    return findings(*rows)


ENTERPRISES = stock(福州=(550, 350, 70, 30), 厦门=(500, 380, 80, 40), 龙岩=(600, 300, 70, 30))


def direct_gain(rows, enterprises, times):
    """The gain with each task taken so many times: loops and dictionaries, no matrix."""
    found, blind, cells = 0.0, 0.0, {}
    for row in rows.to_pylist():
        cell = cells.setdefault((row["unit"], row["draw_kind"]), {})
        n, k = cell.get(row["risk_class"], (0, 0))
        weight = times[row["task_id"]]
        more = (weight * row["applicable_count"], weight * row["problem_count"])
        cell[row["risk_class"]] = (n + more[0], k + more[1])
    sizes = {(r["unit"], r["risk_class"]): r["entity_count"] for r in enterprises.to_pylist()}
    for (unit, _), cell in cells.items():
        whole = sum(sizes[unit, letter] for letter in cell)
        rate = sum(sizes[unit, letter] / whole * k / n for letter, (n, k) in cell.items())
        blind += rate * sum(n for n, _ in cell.values())
        found += sum(k for _, k in cell.values())
    return found / blind


def test_gain_and_interval_equal_a_direct_computation():
    rows = many_tasks(0.4)
    whole = class_gains(rows, ENTERPRISES, RULES).to_pylist()[0]
    assert whole["class_gain"] == pytest.approx(direct_gain(rows, ENTERPRISES, [1] * 120))
    weights = task_weights(120, RULES)
    replicates = [direct_gain(rows, ENTERPRISES, column) for column in weights.T[1:]]
    low, high = np.percentile(replicates, [2.5, 97.5])
    assert whole["class_gain_low"] == pytest.approx(low)
    assert whole["class_gain_high"] == pytest.approx(high)
    assert whole["is_significant"]


def test_interval_is_close_to_that_of_drawing_tasks_with_replacement():
    rows = many_tasks(0.4)
    whole = class_gains(rows, ENTERPRISES, RULES).to_pylist()[0]
    rng = np.random.default_rng(5)
    replicates = [
        direct_gain(rows, ENTERPRISES, np.bincount(rng.integers(120, size=120), minlength=120))
        for _ in range(1000)
    ]
    low, high = np.percentile(replicates, [2.5, 97.5])
    assert whole["class_gain_low"] == pytest.approx(low, abs=0.02)
    assert whole["class_gain_high"] == pytest.approx(high, abs=0.02)


def test_classes_without_meaning_give_no_gain_that_counts():
    false_alarms = sum(
        class_gains(many_tasks(0.1, seed), ENTERPRISES, RULES).to_pylist()[0]["is_significant"]
        for seed in range(60)
    )
    assert false_alarms <= 8


def test_same_rows_give_the_same_figures():
    rows = many_tasks(0.3)
    first, again = (class_gains(rows, ENTERPRISES, RULES) for _ in range(2))
    assert first.equals(again)
    other = class_gains(rows, ENTERPRISES, Bootstrap(2000, 7, 30))
    assert other["class_gain"] == first["class_gain"]
    assert other["class_gain_low"] != first["class_gain_low"]


def test_weights_of_a_task_do_not_depend_on_how_many_follow():
    short, long = task_weights(10, RULES), task_weights(600, RULES)
    assert (long[:10] == short).all()
    assert long.shape == (600, 2001)
    assert (long[:, 0] == 1).all()
    assert long[:, 1:].mean() == pytest.approx(1, abs=0.01)


def test_contrast_compares_inside_the_same_task_only():
    rows = findings(
        (1, "福州", "不定向", "A", 10, 1),
        (1, "福州", "不定向", "D", 10, 5),
        (2, "福州", "不定向", "D", 90, 90),
        (3, "福州", "不定向", "A", 30, 6),
        (3, "福州", "不定向", "D", 10, 4),
    )
    row = class_contrast(rows, RULES).to_pylist()[0]
    assert (row["task_count"], row["d_applicable_count"], row["a_applicable_count"]) == (2, 20, 40)
    weights = (10 * 10 / 20, 30 * 10 / 40)
    d_rate = (weights[0] * 0.5 + weights[1] * 0.4) / sum(weights)
    a_rate = (weights[0] * 0.1 + weights[1] * 0.2) / sum(weights)
    assert (row["d_rate"], row["a_rate"]) == pytest.approx((d_rate, a_rate))
    # Of the rows beside them: 5 + 4 of 20, and 1 + 6 of 40.
    assert (row["d_raw_rate"], row["a_raw_rate"]) == (9 / 20, 7 / 40)
    assert row["contrast_ratio"] == pytest.approx(d_rate / a_rate)
    assert row["contrast_points"] == pytest.approx(d_rate - a_rate)


def test_contrast_of_a_task_over_two_units_is_one_task():
    rows = findings((1, "福州", "不定向", "A", 10, 1), (1, "厦门", "不定向", "D", 10, 5))
    assert class_contrast(rows, RULES).to_pylist()[0]["task_count"] == 1


def test_contrast_knows_whether_it_could_be_chance():
    assert class_contrast(many_tasks(0.4), RULES).to_pylist()[0]["is_significant"]
    assert not class_contrast(many_tasks(0.1), RULES).to_pylist()[0]["is_significant"]


def test_problems_only_in_d_have_a_difference_but_no_ratio():
    rows = findings((1, "福州", "不定向", "A", 10, 0), (1, "福州", "不定向", "D", 10, 5))
    row = class_contrast(rows, RULES).to_pylist()[0]
    assert (row["contrast_ratio"], row["contrast_points"]) == (None, 0.5)
