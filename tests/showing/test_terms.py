"""What sentences name of a year, with and without a notice."""

from datetime import date

from inspection.showing.terms import said_day, terms

ROW = {
    "year_from_on": date(2022, 1, 1),
    "notice_on": date(2022, 3, 10),
    "deadline_on": date(2022, 10, 31),
    "base_on": date(2021, 12, 31),
    "floor_rate": 0.035,
}
NONE = dict.fromkeys(ROW) | {"year_from_on": date(2023, 1, 1)}


def test_terms_of_a_year_with_a_notice():
    assert terms(ROW, "zh") == {
        "year": "2022",
        "deadline": "10月31日",
        "deadline_day": "2022年10月31日",
        "base": "2021年末",
        "floor": "3.5%",
    }
    assert terms(ROW, "en")["deadline_day"] == "31 October 2022"


def test_a_year_without_a_notice_says_so():
    found = terms(NONE, "zh")
    assert found["deadline"] == "期限（当年通知未定）"
    assert (found["year"], found["floor"]) == ("2023", "未定")


def test_a_day_is_said_with_or_without_its_year():
    day = date(2023, 2, 1)
    assert said_day(day, "zh", with_year=False) == "2月1日"
    assert said_day(day, "en", with_year=False) == "1 February"
