"""Links: what is not honoured is named, and a short link says the same by codes."""

from datetime import date

import pytest

from inspection.data.access import Scope
from inspection.serving.going import worded
from inspection.view.filters import Filters, Refusal, refusals
from inspection.view.links import short_address
from inspection.view.offers import Offer

FIRST, LAST = date(2022, 1, 1), date(2022, 9, 9)
OFFERED = {"unit": (Offer("福州", "福州"),), "tag": (Offer("自贸", "自贸"),)}


@pytest.mark.parametrize(
    ("asked", "refused"),
    [
        ({"as_of": ["2022-09-09"]}, []),
        ({"as_of": ["20220909"]}, ["20220909"]),
        ({"as_of": ["2022-W36-5"]}, ["2022-W36-5"]),
        ({"as_of": ["2022/9/9"]}, ["2022/9/9"]),
        ({"as_of": ["2022年9月9日"]}, ["2022年9月9日"]),
        ({"as_of": ["2022-09-10"]}, ["2022-09-10"]),
        ({"as_of": ["2022-09-08", "2022-09-09"]}, ["2022-09-08", "2022-09-09"]),
        ({"tag": ["自贸"]}, []),
        ({"tag": ["自贸", "自贸"]}, ["自贸", "自贸"]),
        ({"one_plus_x": ["true"]}, []),
        ({"one_plus_x": ["是"]}, ["是"]),
        ({"unit": ["福州", "福州"]}, []),
        ({"unit": ["福州", "厦门"]}, ["厦门"]),
    ],
    ids=str,
)
def test_what_a_link_says_otherwise_is_named(asked, refused):
    key = next(iter(asked))
    found = refusals(asked, OFFERED, FIRST, LAST)
    assert found == [Refusal(key, value) for value in refused]


def test_short_link_says_the_same_by_codes():
    chosen = Filters(LAST, {"unit": ("福州",), "county": ("350102",)})
    pairs = [("as_of", "2022-09-09"), ("unit", "福州"), ("county", "鼓楼区"), ("snapshot", "x")]
    short = short_address("http://h", "progress", chosen, pairs)
    assert short == "http://h/go/progress?u=3501&c=350102&d=2022-09-09&s=x"


def test_codes_become_words_and_what_nobody_knows_stays():
    told = [("u", "3501"), ("c", "350102"), ("d", "2022-09-09"), ("s", "x"), ("u", "9999")]
    told += [("progress.tab", "目标"), ("unit", "福州")]
    assert [worded(*one) for one in told] == [
        ("unit", "福州"),
        ("county", "鼓楼区"),
        ("as_of", "2022-09-09"),
        ("snapshot", "x"),
        ("unit", "9999"),
        ("progress.tab", "目标"),
        ("unit", "福州"),
    ]


def test_the_own_places_stand_where_nothing_is_chosen():
    scope = Scope("county", ("福州",), counties=("350102",))
    assert Filters(LAST).within(scope).lists == {"unit": ("福州",), "county": ("350102",)}
    two = Scope("unit", ("福州", "厦门"))
    assert Filters(LAST, {"unit": ("厦门",)}).within(two).lists == {"unit": ("厦门",)}
    office = Scope("office", offices=("处",))
    assert Filters(LAST).within(office).in_use(LAST) == ("office",)
    assert Filters(LAST).within(Scope("all")) == Filters(LAST)
