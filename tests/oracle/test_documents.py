"""The second computation reproduces the figures that the documents print."""

from datetime import date

import pytest

from . import cells, identity, words, workdays
from .areas import Area, locate
from .facts import floor_ppm, main_result, target
from .register import reference_stock
from .rules import read_rules

DAY = date(2022, 8, 31)
RULES = read_rules(DAY.year)


def test_targets_of_the_assumed_stock() -> None:
    per_unit = reference_stock().groupby("unit")["stock_count"].sum()
    targets = {
        unit: target(int(size), floor_ppm(RULES, unit, DAY)) for unit, size in per_unit.items()
    }
    assert target(int(per_unit.sum()), floor_ppm(RULES, "全省", DAY)) == 59_150
    assert (sum(targets.values()), targets["福州"]) == (60_395, 12_600)


def test_working_days_of_the_campaign() -> None:
    assert workdays.between(RULES.notice_on, RULES.deadline_on) == 160


@pytest.mark.parametrize(
    ("done", "due"),
    [
        (date(2022, 3, 31), date(2022, 4, 28)),
        (date(2022, 9, 9), date(2022, 10, 13)),
        (date(2022, 9, 29), date(2022, 11, 1)),
        (date(2022, 10, 31), date(2022, 11, 28)),
    ],
)
def test_twenty_working_days(done: date, due: date) -> None:
    assert workdays.add(done, 20) == due


@pytest.mark.parametrize(
    "text",
    [
        "20220310",
        "2022-3-10",
        "2022/3/10",
        "2022.3.10",
        "2022年3月10日",
        "44630",
        "2022-03-10 00:00:00",
        "２０２２年３月１０日",
        " 2022/03/10 ",
    ],
)
def test_one_day_in_every_style(text: str) -> None:
    assert cells.day(text) == date(2022, 3, 10)


@pytest.mark.parametrize("text", ["9999-12-31", "长期", "", "2022-02-30"])
def test_no_day(text: str) -> None:
    assert cells.day(text) is None


def test_codes_of_a_system_are_split_before_they_are_matched() -> None:
    found = words.results("2,B,6", "协同监管平台")
    assert (found, main_result(found)) == ({"R2", "R10", "R6"}, "R6")
    assert words.results("12", "协同监管平台") == {"RX"}
    assert words.results("未录入", "新平台") == set()


def test_one_result_with_strokes_stays_one() -> None:
    assert words.results("注销/吊销/撤销/迁出；无法联系", "新平台") == {"R10", "R4"}


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("350128", Area("平潭", "350128")),
        ("350182", Area("福州", "350112")),
        ("平潭综合实验区市场监管局", Area("平潭", "350128")),
        ("福州市市场监督管理局", Area("福州")),
        ("厦门市思明区市场监督管理局", Area("厦门", "350203")),
        ("鼓楼区市场监管局温泉所", Area("福州", "350102")),
        ("城关所", Area()),
    ],
)
def test_places(text: str, area: Area) -> None:
    assert locate(text) == area


def test_an_approximate_number_identifies_nobody() -> None:
    assert identity.identifiers({"id_raw": "9.135010E+17"}) == []
    assert identity.identifiers({"id_raw": " 91350100ma00000155 "}) == ["91350100MA00000155"]
