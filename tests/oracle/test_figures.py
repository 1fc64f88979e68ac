"""Every figure equals an independent computation from the exported files."""

from every import for_each

from .comparison import differences
from .conftest import Case, View
from .figures import FIGURES


@for_each("name", FIGURES)
def test_query_equals_the_second_computation(case: Case, name: str) -> None:
    unequal = [
        f"{view.parameters} {line}"
        for view in case.world.views(name)
        for line in differences(case.answers[name, view], case.computed(name, view))
    ]
    assert not unequal, "\n".join(unequal)


def test_headline_of_the_world_is_not_empty(case: Case) -> None:
    rows = case.computed("completion_by_unit", View(case.world.days[-1]))
    assert all(row["checked_count"] > 0 and row["published_count"] > 0 for row in rows)
