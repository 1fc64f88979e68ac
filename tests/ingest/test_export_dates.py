"""When a file was exported: which text decides, and which dates are none."""

from datetime import date
from pathlib import Path

import pytest

from inspection.ingest import exported
from inspection.ingest.exported import DateUnknown, export_date

NAMED = Path("检查结果_20220910.csv")
NAMELESS = Path("检查结果.csv")


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(exported, "today", lambda: date(2022, 9, 30))


@pytest.mark.parametrize(
    ("titles", "day", "basis", "text"),
    [
        (
            ["2022年度双随机抽查结果（2022年1月1日至2022年8月31日）"],
            date(2022, 8, 31),
            "title_period",
            "2022年1月1日至2022年8月31日",
        ),
        (["抽查结果（2022年1月—8月）"], date(2022, 8, 31), "title_period", "2022年1月—8月"),
        (["2021年11月至2022年2月"], date(2022, 2, 28), "title_period", "2021年11月至2022年2月"),
        (
            ["统计期间2022-01-01至2022-06-30", "导出日期：2022-07-02"],
            date(2022, 6, 30),
            "title_period",
            "统计期间2022-01-01至2022-06-30",
        ),
        (["名录库", "导出日期：2022-09-09"], date(2022, 9, 9), "labelled", "导出日期:2022-09-09"),
        (["导出日期", "2022-09-09"], date(2022, 9, 9), "labelled", "导出日期:2022-09-09"),
        (["截至２０２２年９月９日"], date(2022, 9, 9), "labelled", "截至2022年9月9日"),
        (["截至二〇二二年九月九日"], date(2022, 9, 9), "labelled", "截至2022年9月9日"),
        (
            ["統計日期：二○二二年九月十九日"],
            date(2022, 9, 19),
            "labelled",
            "统计日期:2022年9月19日",
        ),
        (["2022年9月9日打印"], date(2022, 9, 9), "labelled", "2022年9月9日"),
        (["制表日期:20220909"], date(2022, 9, 9), "labelled", "制表日期:20220909"),
        # A plan runs until after today; the founding, the form and the deadline are no exports.
        (["抽查计划（2022年4月1日至2022年10月31日）"], date(2022, 9, 10), "file_name", "20220910"),
        (["成立日期自2015年1月1日至2021年12月31日"], date(2022, 9, 10), "file_name", "20220910"),
        (["日期格式：2015-03-09"], date(2022, 9, 10), "file_name", "20220910"),
        (["使用说明：\n1、截止日期填2015-03-09"], date(2022, 9, 10), "file_name", "20220910"),
        (["请于2022年9月15日前导出"], date(2022, 9, 10), "file_name", "20220910"),
        (["上报截止日期：2022-09-20"], date(2022, 9, 10), "file_name", "20220910"),
        (["省局文件 2022年3月1日"], date(2022, 9, 10), "file_name", "20220910"),
        ([], date(2022, 9, 10), "file_name", "20220910"),
    ],
)
def test_which_text_is_the_export_date(titles, day, basis, text):
    assert export_date(NAMED, titles, None) == (day, basis, text)


def test_what_is_asked_for_wins():
    titles = ["导出日期：2022-09-09"]
    assert export_date(NAMED, titles, date(2022, 9, 1)).basis == "as_of"


def test_where_nothing_is_sure_what_was_seen_is_told_and_no_date_to_copy():
    with pytest.raises(DateUnknown, match="成立日期:2015-03-09") as caught:
        export_date(NAMELESS, ["成立日期：2015-03-09", "省局文件 2022年3月1日"], None)
    assert caught.value.seen == ["成立日期:2015-03-09", "2022年3月1日"]
    assert not any(mark.isdigit() for mark in caught.value.remedy)


def test_what_a_file_is_for_may_stand_before_its_date():
    assert export_date(Path("上报_20220909.csv"), [], None).day == date(2022, 9, 9)


def test_a_founding_date_in_a_name_is_none():
    with pytest.raises(DateUnknown):
        export_date(Path("成立日期20150309.csv"), [], None)
