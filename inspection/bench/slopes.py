"""How cost grows with size: measured at two scales, the power of size that cost follows.

0 is a cost that does not depend on size, 1 one that grows with it, above 1 is too much.
"""

from collections.abc import Sequence
from math import log
from statistics import median

from inspection.bench.measures import Measure, summarise

PAGES = "page "
# Beside the pages, each by itself.
SINGLE = ("demo", "import", "import memory")
# What a page's cost may grow with.
MOST = 0.1


def slopes(
    scale: float, measures: Sequence[Measure], against: float, other: Sequence[Measure]
) -> list[Measure]:
    """The power of size of each single measure, and of all pages together."""
    before = {one["measure"]: float(str(one["median"])) for one in other}
    powers = {
        str(one["measure"]): log(float(str(one["median"])) / before[one["measure"]])
        / log(scale / against)
        for one in measures
        if before.get(one["measure"])
    }
    pages = [power for name, power in powers.items() if name.startswith(PAGES)]
    return [
        *(summarise(f"slope of {name}", "power", [powers[name]], None) for name in SINGLE),
        summarise("slope of pages, median", "power", [median(pages)], MOST),
        summarise("slope of pages, worst", "power", [max(pages)], None),
    ]
