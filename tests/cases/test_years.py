"""After new year the whole old year can be asked about, and January is another year's."""

from datetime import date

import pytest

LAST_DAY = date(2022, 12, 31)


@pytest.fixture
def year(ask):
    """`year("2022-12-31")`: 福州 and the integration of the year so far, on a day."""

    def found(day):
        (totals,) = (one for one in ask("integration_totals", day) if one["period"] == "year")
        (unit,) = (one for one in ask("completion_by_unit", day) if one["unit"] == "福州")
        return totals, unit

    return found


# s41: T1 of May 2022 and T9 of January 2023, a firm inspected in each; both used the classes.
# Base of 福州: 1 000 + 1 000 = 2 000, of which 3.5 % is 70.
def test_the_year_ends_on_its_last_day(import_case, year):
    snapshot = import_case("s41/a")
    assert (snapshot.years, snapshot.last_day(2022)) == ((2022, 2023), LAST_DAY)
    totals, unit = year(LAST_DAY)
    assert (totals["used_count"], totals["task_count"], totals["until_on"]) == (1, 1, LAST_DAY)
    assert (unit["drawn_count"], unit["checked_count"], unit["target_count"]) == (1, 1, 70)


def test_a_year_without_a_notice_has_no_target(import_case, year, ask):
    import_case("s41/a")
    totals, unit = year(date(2023, 1, 31))
    assert (totals["used_count"], totals["task_count"]) == (1, 1)
    assert (unit["drawn_count"], unit["checked_count"]) == (1, 1)
    assert (unit["stock_count"], unit["target_count"], unit["completion_rate"]) == (None,) * 3
    (terms,) = ask("year_terms", date(2023, 1, 31))
    assert (terms["notice_on"], terms["deadline_on"], terms["floor_rate"]) == (None,) * 3


# 10_next_year: five firms of a task of May 2022 that used the classes, published on 10 June;
# five of a task of January 2023 that did not. Base 100, 3.5 % of it 4.
@pytest.mark.parametrize("day", [date(2022, 9, 9), LAST_DAY])
def test_january_is_not_of_the_old_year(import_case, year, day):
    import_case("10_next_year/files")
    totals, unit = year(day)
    assert (totals["used_count"], totals["task_count"], totals["integration_rate"]) == (1, 1, 1)
    counts = (unit["drawn_count"], unit["checked_count"], unit["published_count"])
    assert (counts, unit["target_count"]) == ((5, 5, 5), 4)


def test_january_is_of_the_new_year(import_case, year):
    import_case("10_next_year/files")
    totals, unit = year(date(2023, 1, 10))
    assert (totals["used_count"], totals["task_count"]) == (0, 1)
    counts = (unit["drawn_count"], unit["checked_count"], unit["published_count"])
    assert (counts, unit["target_count"]) == ((5, 5, 0), None)
