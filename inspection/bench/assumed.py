"""A province of the assumed size, for measurements and examples where no snapshot exists.

1.69 million enterprises in 84 counties and four classes; the figures are assumptions.
"""

import numpy as np

from inspection.simulation.strata import Strata, drawn_by_ratio, strata

# Enterprises at the end of a year per reporting unit, in 万户 (assumed; the notice names
# no stock), and the number of counties and districts.
UNITS = {
    "福州": (36.0, 12),
    "厦门": (41.1, 6),
    "莆田": (9.2, 5),
    "三明": (7.4, 11),
    "泉州": (38.0, 12),
    "漳州": (12.4, 11),
    "南平": (7.0, 10),
    "龙岩": (8.0, 7),
    "宁德": (8.3, 9),
    "平潭": (1.6, 1),
}
# Share of each class (a mix seen in public reports) and its problem rate (assumed).
CLASSES = {"A": (0.654, 0.04), "B": (0.253, 0.08), "C": (0.077, 0.18), "D": (0.016, 0.35)}
# Ratio of each class in ppm: a rising scheme that reaches the floor on this mix.
RATIOS_PPM = {"A": 15_000, "B": 50_000, "C": 120_000, "D": 300_000}


def assumed_province(scale: float = 1.0, seed: int = 2022) -> Strata:
    """84 counties × 4 classes, county sizes and problem rates scattered by `seed`."""
    generator = np.random.default_rng(seed)
    rows = [
        (unit, f"{number:02d}{county:02d}", risk_class, stock, generator.binomial(stock, rate))
        for number, (unit, (size, counties)) in enumerate(UNITS.items(), start=1)
        for county, share in enumerate(generator.dirichlet(np.full(counties, 8.0)), start=1)
        for risk_class, (part, rate) in CLASSES.items()
        for stock in [round(size * 10_000 * scale * share * part)]
    ]
    population = strata(*(list(column) for column in zip(*rows, strict=True)))
    ratio = np.asarray([RATIOS_PPM[c] for c in population.risk_class.tolist()])
    return population.with_drawn(drawn_by_ratio(population, ratio))
