"""Filters, what a link asked for in vain, and the link that says everything."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pyarrow as pa
import pytest

from inspection.view import links
from inspection.view.filters import Filters, Refusal, refusals
from inspection.view.offers import Offer, offers, shortened

FIRST, LAST = date(2022, 1, 1), date(2022, 9, 9)
OFFERED = {
    "unit": (Offer("福州", "福州"), Offer("龙岩", "龙岩")),
    "county": (Offer("350802", "新罗区", ("龙岩",)),),
    "tag": (),
}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"unit": ["龙岩", "福州"]}, []),
        ({"unit": ["龙岩", "台北"]}, [Refusal("unit", "台北")]),
        ({"county": ["350802"]}, [Refusal("county", "350802")]),
        ({"as_of": ["2022-09-09"]}, []),
        ({"as_of": ["2022-09-10"]}, [Refusal("as_of", "2022-09-10")]),
        ({"as_of": ["昨天"]}, [Refusal("as_of", "昨天")]),
        ({"utm": ["x"]}, []),
    ],
)
def test_only_what_nobody_offers_is_refused(asked, expected):
    assert refusals(asked, OFFERED, FIRST, LAST) == expected


def test_empty_list_means_all():
    assert Filters(LAST, {"unit": ()}).params["units"] is None


def test_base_follows_unit_and_county_only():
    assert Filters(LAST, {"unit": ("龙岩",), "county": ("350802",)}).beyond_base == ()
    assert Filters(LAST, {"office": ("甲",)}, one_plus_x=True).beyond_base == (
        "office",
        "one_plus_x",
    )


def test_link_writes_every_filter_defaults_included():
    chosen = Filters(LAST, {"unit": ("龙岩",), "county": ("350802",)}, True, "自贸片区")
    pairs = links.parameters(
        chosen, OFFERED, lang="en", snapshot="s1", widgets={"progress.tab": "Units"}
    )
    url = links.address("http://h:1", "progress", pairs)
    assert parse_qs(urlsplit(url).query) == {
        "as_of": ["2022-09-09"],
        "unit": ["龙岩"],
        "county": ["新罗区"],
        "one_plus_x": ["true"],
        "tag": ["自贸片区"],
        "progress.tab": ["Units"],
        "lang": ["en"],
        "snapshot": ["s1"],
    }


def test_offers_say_plans_by_name_and_number():
    one = {"unit": ["福州"], "county_code": ["350102"], "county": ["鼓楼区"]}
    office = {"lead_office": ["鼓楼区市场监督管理局甲股"], "units": [["福州"]]}
    tables = {
        "filter_units": pa.table({"unit": ["福州"]}),
        "filter_counties": pa.table(one),
        "filter_offices": pa.table(office),
        "filter_plans": pa.table({"plan_no": ["P1"], "name": ["年报抽查"]}),
        "filter_sources": pa.table({"source_system": ["新平台"]}),
        "filter_values": pa.table({"filter_name": ["kinds"], "choice": ["企业"]}),
    }
    found = offers(tables, "zh")
    assert found["plan"] == (Offer("P1", "年报抽查（P1）"),)
    assert found["county"] == (Offer("350102", "鼓楼区", ("福州",), ("Gulou District",)),)
    assert found["kind"] == (Offer("企业", "企业", also=("Enterprise",)),)
    whole = "鼓楼区市场监督管理局甲股"
    assert found["office"] == (Offer(whole, "鼓楼区甲股", ("福州",), (whole,)),)
    english = offers(tables, "en")
    assert english["unit"] == (Offer("福州", "Fuzhou", also=("福州",)),)
    assert english["county"][0][:2] == ("350102", "Gulou District")


def test_offices_are_shortened_to_what_differs():
    names = ["三明市市场监督管理局甲科", "三明市三元区市场监督管理局甲股", "省局甲处"]
    assert list(shortened(names, ["三元区"]).values()) == ["三明市甲科", "三元区甲股", "省局甲处"]
    twins = ["三明市市场监督管理局甲科", "三明市甲科"]
    assert list(shortened(twins, []).values()) == twins
