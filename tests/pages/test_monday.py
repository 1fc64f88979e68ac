"""Questions of a Monday meeting: the answer is read as text and counted anew from plain rows."""

import re
from datetime import date
from urllib.parse import parse_qs

import pytest
from pages_seen import everything
from plain import Plain

from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.text import table, text
from inspection.view.often import QUESTIONS

SEPTEMBER, YEAR_END = "2022-09-09", "2022-12-31"
DAYS = (SEPTEMBER, YEAR_END)
REPORT = "年度抽查工作情况"
DUE = date(2022, 10, 31)


class Meeting:
    """Pages of the day of one snapshot, opened once each, and its plain rows."""

    def __init__(self, open_, day: str) -> None:
        self.open, self.day = open_, day
        self.opened: dict[tuple, object] = {}

    def page(self, name: str, tab: str = "", **query):
        key = name, tab, *sorted(query.items())
        if key not in self.opened:
            own = {f"{name}__tab": text(f"{name}.tab_{tab}")} if tab else {}
            self.opened[key] = self.open(name, as_of=self.day, **query, **own)
            assert not self.opened[key].exception
        return self.opened[key]

    def lines(self, name: str, tab: str = "", **query) -> list[str]:
        app = self.page(name, tab, **query)
        return [*everything(app), *(link.proto.label for link in app.get("page_link"))]

    def line(self, start: str, name: str, tab: str = "", **query) -> str:
        """The only line of a page with these words in it."""
        (found,) = {one for one in self.lines(name, tab, **query) if start in one}
        return found

    @property
    def rows(self) -> Plain:
        return Plain(warehouse.current().folder, date.fromisoformat(self.day))


@pytest.fixture(params=DAYS)
def meeting(request) -> Meeting:
    fixture = {SEPTEMBER: "open_page", YEAR_END: "open_years"}[request.param]
    return Meeting(request.getfixturevalue(fixture), request.param)


def test_who_has_not_drawn_enough(meeting):
    """One rule in headline, colour, alert and table, and one sum."""
    missing = {unit: count for unit, count in meeting.rows.still_to_draw().items() if count}
    lead = meeting.page("overview").header[0].value
    said = meeting.lines("overview")
    if meeting.day == YEAR_END:
        over = text("progress.draws_over", deadline="10月31日")
        assert over in meeting.lines("progress", "draws")
        assert not [line for line in [lead, *said] if "抽取不足" in line or "还需抽取" in line]
        return
    assert missing
    total = sum(missing.values())
    answer = meeting.line("合计还需抽取", "progress", "draws")
    assert f"{len(missing)}个抽取不足，合计还需抽取{total}户" in answer
    assert all(f"{unit}{count}户" in answer for unit, count in missing.items())
    # Those who are slow as well, and those who are not.
    told = re.findall(r"(\d+)个单位(?:同时抽取不足|抽取户数不足)，还需抽取(\d+)户", lead)
    assert sum(int(count) for count, _ in told) == len(missing)
    assert sum(int(count) for _, count in told) == total
    (alert,) = {line for line in said if "抽取不足" in line and "不作判定" not in line}
    assert alert.startswith(":orange[▲]")
    assert all(unit in alert for unit in missing)
    assert f"还需抽取{total}户" in alert
    rows = warehouse.answer("standing_by_unit", scope=LOCAL, as_of=meeting.day).to_pylist()
    colours = {row["unit"]: row["signal"] for row in rows if "undrawn" in row["status"]}
    assert colours == dict.fromkeys(missing, "amber")


def test_what_changed_since_last_week(meeting):
    earlier, new, late, later = meeting.rows.week()
    answer = meeting.line("已检查由", "overview")
    assert f"已检查由{earlier}户到{later}户：新查{new}户，补录{late}户。" in answer
    (against,) = {line for line in meeting.lines("overview") if "相比：" in line}
    assert "按今日所知回看" in against
    assert re.search(r"（周[一二三四五六日]）", against)
    alerts = meeting.line("提醒：新", "overview")
    tiles = [line for line in meeting.lines("alerts") if "\n\n**" in line]
    counts = dict(re.findall(r"(新|加重|已消除)(\d+)条", alerts))
    assert {name: f"{name}\n\n**{count}**" in tiles for name, count in counts.items()} == (
        dict.fromkeys(("新", "加重", "已消除"), True)
    )


def test_each_question_is_a_click_from_the_overview(meeting):
    links = {link.proto.label: link.proto for link in meeting.page("overview").get("page_link")}
    for one in QUESTIONS:
        link = links[text(f"overview.often_{one.word}")]
        asked = parse_qs(link.query_string)
        assert link.page.endswith(one.page)
        assert asked["as_of"] == [meeting.day]
        assert asked[f"{one.page}.tab"] == [text(f"{one.page}.tab_{one.tab}")]
        assert asked["card"] == [one.card]
        assert f"{one.card}_title" in table()


def test_which_county_lacks_a_plan(meeting):
    without = meeting.rows.counties_without_plan()
    assert without
    answers = (
        meeting.line(f"{len(without)}县无计划：", "overview"),
        meeting.line(f"{len(without)}县无计划：", "plan", "uptake"),
    )
    for answer in answers:
        assert all(answer.count(county) == 1 for county in without)
    assert f"已制定{len(meeting.rows.counties) - len(without)}县" in answers[1]


def test_who_has_not_reported(meeting):
    missing = meeting.rows.reports_missing(REPORT)
    (table,) = [
        one.value
        for one in meeting.page("overview").dataframe
        if "overdue_duties" in one.value.columns
    ]
    column = "overdue_duties" if meeting.rows.as_of > DUE else "waiting_duties"
    other = {"overdue_duties", "waiting_duties"} - {column}
    owing = table[table[column].fillna("").str.contains(REPORT)]
    assert set(owing["subject"]) == set(missing)
    assert not table[other.pop()].fillna("").str.contains(REPORT).any()
    overdue = table["overdue_duty_count"][:-1]
    assert list(overdue) == sorted(overdue, reverse=True)
    whole = table.iloc[-1]
    parts = ("received", "overdue_duty", "waiting_duty", "undated_duty", "unknown_duty")
    assert whole["duty_count"] == sum(whole[f"{part}_count"] for part in parts)
    for name in ("duty", *parts):
        assert whole[f"{name}_count"] == table[f"{name}_count"][:-1].sum()
    said = meeting.line(f"应交{whole['duty_count']}份", "overview")
    kind = "逾期" if column == "overdue_duties" else "未到期"
    (named,) = (clause for clause in said.rstrip("。").split("；") if clause.startswith(kind))
    assert set(missing) <= set(named.partition("：")[2].split("、"))
    if column == "overdue_duties":
        assert f"{len(missing)}家未交" in meeting.line(f"{REPORT}已到期", "overview")
