"""Frames and rosters are made by rules, and whoever is left out is listed with the reason."""

from datetime import date

import pyarrow as pa
import pytest
from draw_makers import codes, plain_frame

from inspection.draw.making.framing import REGISTER_SCHEMA, HistoryRules, make_frame
from inspection.draw.making.rostering import Candidate, Reason, RosterRules, make_roster
from inspection.errors import BadInput

TODAY = date(2022, 6, 1)
GOOD = codes(12)


def register(*rows: dict) -> pa.Table:
    """Rows of the register; what a row does not say is usual."""
    usual = {"region": "350102", "unit": "鼓楼所", "risk_class": "B", "inspected_count": 0}
    usual |= {"reg_no": None, "inspected_on": None, "draws_ago": None}
    full = [{"entity": f"E{n}", "uscc": GOOD[n], **usual, **row} for n, row in enumerate(rows)]
    return pa.Table.from_pylist(full, REGISTER_SCHEMA)


def groups(rules: HistoryRules, *rows: dict) -> list[int]:
    return make_frame(register(*rows), rules).frame.table["group"].to_pylist()


def test_frame_is_made_of_code_region_station_and_class():
    made = make_frame(
        register({}, {"unit": None}, {"uscc": "", "reg_no": "350100200000014"}), HistoryRules(TODAY)
    )
    assert made.frame.data.decode().splitlines() == [
        "350100200000014,350102,鼓楼所,B,0",
        f"{GOOD[0]},350102,鼓楼所,B,0",
        f"{GOOD[1]},350102,,B,0",
    ]
    assert made.excluded == ()


def test_blind_frame_shows_no_class():
    made = make_frame(register({}, {"risk_class": None}), HistoryRules(TODAY), is_blind=True)
    assert made.frame.table["class"].to_pylist() == ["-", "-"]


LEFT_OUT = {
    "无统一社会信用代码或注册号": {"uscc": " ", "reg_no": None},
    "统一社会信用代码校验位不符": {"uscc": GOOD[11][:-1] + ("0" if GOOD[11][-1] != "0" else "1")},
    "编号含有不允许的字符": {"uscc": GOOD[11].lower()},
    "编号超过22个字符": {"uscc": "9" * 23},
    "地区代码不明": {"region": None},
    "无信用风险分类": {"risk_class": None},
    "编号重复": {"uscc": GOOD[0]},
}


@pytest.mark.parametrize("reason", LEFT_OUT)
def test_entity_that_cannot_enter_is_listed_with_the_reason(reason):
    made = make_frame(register({}, LEFT_OUT[reason]), HistoryRules(TODAY))
    assert made.excluded == (("E1", reason),)
    assert made.excluded_counts == {reason: 1}
    assert made.excluded_csv.decode() == f"E1,{reason}\n"
    assert made.frame.table.num_rows == 1


def test_names_in_the_list_of_the_excluded_need_no_quotes():
    made = make_frame(register({}, {"entity": ' 甲,"乙" 店 ', "uscc": None}), HistoryRules(TODAY))
    assert made.excluded_csv.decode() == "甲 乙 店,无统一社会信用代码或注册号\n"


def test_frame_without_anybody_is_refused():
    with pytest.raises(BadInput, match="为空"):
        make_frame(register({"region": None}), HistoryRules(TODAY))


def test_inspected_in_the_last_days_goes_behind():
    rules = HistoryRules(TODAY, recent_days=30)
    rows = [{"inspected_on": day} for day in (None, date(2022, 5, 2), date(2022, 5, 3), TODAY)]
    assert groups(rules, *rows) == [0, 0, 2, 2]


def test_cool_down_counts_draws():
    rules = HistoryRules(TODAY, cooldown_draws=2)
    assert groups(rules, {}, {"draws_ago": 0}, {"draws_ago": 1}, {"draws_ago": 2}) == [0, 1, 1, 0]


def test_yearly_cap_goes_furthest_behind():
    rules = HistoryRules(TODAY, recent_days=30, yearly_cap=2, cooldown_draws=1)
    row = {"inspected_on": TODAY, "draws_ago": 0}
    assert groups(rules, row, {**row, "inspected_count": 2}, {"inspected_count": 1}) == [2, 3, 0]


def test_rules_that_are_not_given_change_nothing():
    row = {"inspected_on": TODAY, "draws_ago": 0, "inspected_count": 9}
    assert groups(HistoryRules(TODAY), row) == [0]


FRAME = plain_frame(6)
IDS = FRAME.table["id"].to_pylist()
ENDS = date(2022, 7, 31)


def person(name: str, **changes) -> Candidate:
    usual = {"region": "350102", "unit": "u0", "cert_valid_to": date(2023, 1, 1)}
    return Candidate(name, **{**usual, **changes})


def reasons(rules: RosterRules, *people: Candidate) -> list[Reason]:
    made = make_roster([*people, person("Y"), person("Z")], rules, FRAME)
    assert made.reasons_csv.decode().count("\n") == len(made.reasons)
    return list(made.reasons)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"cert_valid_to": date(2022, 7, 30)}, "执法证件 2022-07-30 到期，早于任务结束"),
        ({"cert_valid_to": None}, "执法证件有效期不明"),
        ({"state": "黑名单"}, "人员状态为黑名单"),
        ({"qualifications": frozenset({"食品"})}, "缺少资质：特种设备"),
    ],
)
def test_unfit_inspector_is_left_out_and_listed(change, reason):
    rules = RosterRules(ENDS, frozenset({"食品", "特种设备"}))
    fit = {"qualifications": frozenset({"食品", "特种设备"})}
    made = make_roster(
        [person("A", **{**fit, **change}), person("B", **fit), person("C", **fit)], rules, FRAME
    )
    assert made.reasons == (Reason("A", "", reason),)
    assert [one.inspector for one in made.roster.inspectors] == ["B", "C"]


def test_certificate_that_expires_on_the_last_day_is_good():
    assert reasons(RosterRules(ENDS), person("A", cert_valid_to=ENDS)) == []


def test_same_inspector_as_last_time_is_recused_from_that_entity_only():
    rules = RosterRules(ENDS, last_inspectors={IDS[2]: ["A", "Y"], "UNKNOWN": ["A"]})
    assert reasons(rules, person("A")) == [
        Reason("A", IDS[2], "上次检查过该对象"),
        Reason("Y", IDS[2], "上次检查过该对象"),
    ]


def test_declared_interests_in_entities_and_stations_become_recusals():
    rules = RosterRules(ENDS, recused_entities={"A": [IDS[1]]}, recused_stations={"A": ["u0"]})
    made = make_roster([person("A"), person("B"), person("C", region="350128")], rules, FRAME)
    assert made.roster.inspectors[0].recusals == {IDS[0], IDS[1], IDS[3]}
    assert [reason.reason for reason in made.reasons] == [
        "回避管辖单位",
        "回避登记",
        "回避管辖单位",
    ]


def test_station_in_another_region_recuses_nobody():
    rules = RosterRules(ENDS, recused_stations={"A": ["u0"]})
    made = make_roster([person("A", region="350128"), person("B")], rules, FRAME)
    assert made.reasons == ()


def test_roster_of_one_is_refused():
    with pytest.raises(BadInput, match="不足两人"):
        make_roster([person("A"), person("B", state="失效")], RosterRules(ENDS), FRAME)
