"""The power of size that cost follows, from two scales."""

from inspection.bench.measures import summarise
from inspection.bench.slopes import slopes

SMALL = {"demo": 10.0, "import": 10.0, "import memory": 100.0, "page /": 50.0, "page plan": 40.0}
LARGE = {"demo": 100.0, "import": 1000.0, "import memory": 100.0, "page /": 50.0, "page plan": 80.0}


def measured(costs):
    return [summarise(name, "ms", [cost], None) for name, cost in costs.items()]


def test_a_tenfold_size_tells_the_power_of_each_cost():
    found = slopes(1.0, [*measured(LARGE), *measured({"search": 1})], 0.1, measured(SMALL))
    assert [(one["measure"], one["median"]) for one in found] == [
        ("slope of demo", 1.0),
        ("slope of import", 2.0),
        ("slope of import memory", 0.0),
        ("slope of pages, median", 0.15),
        ("slope of pages, worst", 0.3),
    ]
