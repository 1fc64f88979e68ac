"""A year of draws under history rules, and the skip-number draw beside: as rows."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from inspection.rehearsal.ground import Ground
from inspection.simulation.repeats import (
    INDEPENDENT,
    WITHIN_YEAR,
    HistoryRule,
    Year,
    cool_down,
    expect_year,
    split_year,
    weigh,
)
from inspection.simulation.skip_number import (
    describe_skip,
    neighbour_pairs,
    random_sample_digits,
)
from inspection.simulation.strata import Strata


def rules(cooldown: int) -> dict[str, HistoryRule]:
    """The rules that are compared, the first being the base."""
    return {
        "independent": INDEPENDENT,
        "cool_down": cool_down(cooldown),
        "within_year": WITHIN_YEAR,
    }


def years(population: Strata, draws: int, cooldown: int) -> dict[str, Year]:
    """The expected year of each rule; the year's sizes are spread evenly over the draws."""
    sizes = split_year(population.drawn_count, draws)
    found = rules(cooldown).items()
    return {name: expect_year(population.stock_count, sizes, rule) for name, rule in found}


def year_table(found: Mapping[str, Year]) -> pa.Table:
    """Both sides of each rule: repeat visits, and enterprises that become safe."""
    base = next(iter(found.values()))
    rows = []
    for name, year in found.items():
        sides = weigh(base, year)
        rows.append(
            {
                "history_rule": name,
                "visit_count": round(float(year.visit_count.sum())),
                "reached_value": float(year.reached_count.sum()),
                "repeat_value": float(year.repeat_visit_count.sum()),
                "twice_value": float(year.twice_count.sum()),
                "saved_value": sides.saved_repeat_count,
                "safe_count": int(year.safe_rest_count[:, 0].sum()) if _has_later(year) else 0,
            }
        )
    return pa.Table.from_pylist(rows)


def safe_table(found: Mapping[str, Year]) -> pa.Table:
    """After each draw but the last: enterprises that cannot be drawn again this year."""
    rows = [
        {"history_rule": name, "after_draw_count": number + 1, "safe_count": int(count)}
        for name, year in found.items()
        for number, count in enumerate(year.safe_rest_count.sum(axis=0).tolist())
    ]
    return pa.Table.from_pylist(rows, SAFE_SCHEMA)


SAFE_SCHEMA = pa.schema(
    {"history_rule": pa.string(), "after_draw_count": pa.int64(), "safe_count": pa.int64()}
)


def skip_table(ground: Ground, population: Strata) -> pa.Table:
    """By unit: what a skip-number draw of the same size could draw at all."""
    rows = []
    for unit in ground.units:
        mine = population.unit == unit["unit"]
        stock = int(population.stock_count[mine].sum())
        drawn = int(population.drawn_count[mine].sum())
        skip, people = describe_skip(stock, drawn), unit["inspector_count"]
        pairs = None if people is None else neighbour_pairs(people)
        rows.append(
            {
                "unit": unit["unit"],
                "entity_count": stock,
                "drawn_count": drawn,
                "draw_share": drawn / stock if stock else None,
                "sample_count": skip.step,
                "digit_value": random_sample_digits(stock, drawn),
                "blind_count": skip.blind_count,
                "blind_share": skip.blind_ratio,
                "neighbour_pair_count": pairs and pairs.formed_count,
                "possible_pair_count": pairs and pairs.possible_count,
            }
        )
    return pa.Table.from_pylist(rows)


def _has_later(year: Year) -> bool:
    return year.safe_rest_count.shape[1] > 0 and bool(np.any(year.visit_count))
