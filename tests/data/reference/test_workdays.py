"""Working days of 2022, with the shifted weekends of the State Council."""

from datetime import date

import pytest

from inspection.data import reference, workdays

NOTICE, DEADLINE = date(2022, 3, 10), date(2022, 10, 31)


@pytest.fixture
def overridden(tmp_path, monkeypatch):
    """Writes override rows for one test."""

    def write(*lines: str) -> None:
        body = "day_on,is_workday,name\n" + "".join(f"{line}\n" for line in lines)
        (tmp_path / "workday_overrides.csv").write_text(body, encoding="utf-8")
        monkeypatch.setattr(reference, "FOLDER", tmp_path)
        workdays._overrides.cache_clear()

    yield write
    workdays._overrides.cache_clear()


@pytest.mark.parametrize(
    ("finished", "due"),
    [
        (date(2022, 3, 31), date(2022, 4, 28)),
        (date(2022, 9, 9), date(2022, 10, 13)),
        (date(2022, 9, 29), date(2022, 11, 1)),
        (date(2022, 10, 31), date(2022, 11, 28)),
    ],
)
def test_twenty_working_days_to_publish(finished, due):
    assert workdays.add_workdays(finished, 20) == due
    assert workdays.workdays_between(finished, due) == 20


def test_160_working_days_from_the_notice_to_the_deadline_included():
    assert workdays.workdays_between(NOTICE, DEADLINE) == 160


def test_saturday_before_the_national_holiday_is_worked():
    assert workdays.is_workday(date(2022, 10, 8))
    assert not workdays.is_workday(date(2022, 10, 7))


def test_no_working_day_lies_between_a_day_and_itself_or_an_earlier_one():
    assert workdays.workdays_between(DEADLINE, DEADLINE) == 0
    assert workdays.workdays_between(DEADLINE, NOTICE) == 0


def test_no_days_added_is_the_same_day():
    assert workdays.add_workdays(date(2022, 10, 1), 0) == date(2022, 10, 1)


def test_calendar_counts_as_the_functions_do():
    days = {row["day"]: row for row in workdays.calendar(date(2021, 1, 1), DEADLINE).to_pylist()}
    assert days[DEADLINE]["workday_no"] - days[NOTICE]["workday_no"] == 160
    assert days[date(2021, 1, 1)] == {
        "day": date(2021, 1, 1),
        "is_workday": False,
        "workday_no": 0,
        "is_estimated": False,
    }


def test_calendar_covers_what_a_snapshot_freezes():
    table = workdays.calendar(date(2021, 1, 1), date(2026, 12, 31))
    assert table.num_rows == 2191


@pytest.mark.parametrize(
    ("day", "is_workday"),
    [
        (date(2027, 1, 1), True),
        (date(2027, 1, 2), False),
        (date(2027, 1, 3), False),
        (date(2027, 1, 4), True),
    ],
)
def test_beyond_the_published_calendar_the_weekday_decides_and_it_is_said(day, is_workday):
    assert workdays.is_workday(day) is is_workday
    assert workdays.is_estimated(day)


def test_a_published_day_and_an_override_are_not_estimated(overridden):
    overridden("2027-01-01,false,元旦")
    days = workdays.calendar(date(2026, 12, 31), date(2027, 1, 2)).to_pylist()
    assert [day["is_estimated"] for day in days] == [False, False, True]
    assert [day["is_workday"] for day in days] == [True, False, False]


def test_override_wins_over_the_calendar(overridden):
    overridden("2022-04-06,false,停工", "2022-04-09,true,补班", "2027-01-04,true,工作日")
    assert not workdays.is_workday(date(2022, 4, 6))
    assert workdays.is_workday(date(2022, 4, 9))
    assert workdays.is_workday(date(2027, 1, 4))
