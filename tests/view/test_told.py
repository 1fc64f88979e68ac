"""Every card says by name which chosen filters its figures do not follow."""

from datetime import date

import pytest

from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.view.filters import LISTS, PARAMS, Filters

LAST = date(2022, 9, 9)
ALL = Filters(date(2022, 8, 31), dict.fromkeys(LISTS, ("x",)), one_plus_x=True, tag="x")


def test_every_filter_in_use_is_followed_or_told():
    for question in warehouse.questions():
        told = ALL.unfollowed(question.params, {}, LAST)
        followed = {key for key in ALL.in_use(LAST) if PARAMS.get(key, key) in question.params}
        assert set(told).isdisjoint(followed)
        assert set(told) | followed == set(ALL.in_use(LAST)), question.name


def test_a_filter_overridden_by_the_page_is_told():
    chosen = Filters(LAST, {"unit": ("龙岩",)})
    assert chosen.unfollowed(("as_of", "units"), {"units": None}, LAST) == ("unit",)
    assert chosen.unfollowed(("as_of", "units"), {}, LAST) == ()


def test_the_day_is_told_where_the_figures_know_only_the_data_date():
    chosen = Filters(date(2022, 8, 31))
    assert chosen.unfollowed(("units",), {}, LAST) == ("as_of",)
    assert Filters(LAST).unfollowed(("units",), {}, LAST) == ()


@pytest.mark.parametrize(
    ("page", "key", "told"),
    [
        ("cases", "office", "未随处室/部门筛选"),
        ("overview", "kind", "未随对象类型筛选"),
        ("integration", "kind", "未随对象类型筛选"),
        ("plan", "kind", "未随对象类型筛选"),
    ],
)
def test_cards_say_what_they_do_not_follow(open_page, page, key, told):
    offices = warehouse.answer("filter_offices", scope=LOCAL)["lead_office"].to_pylist()
    app = open_page(page, **{key: {"office": offices[0], "kind": "个体工商户"}[key]})
    assert any(told in caption.value for caption in app.caption)


def test_without_a_choice_nothing_is_told(open_page):
    app = open_page("cases")
    assert not any("未随" in caption.value for caption in app.caption)
