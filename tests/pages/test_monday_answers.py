"""Six of the ten questions of a Monday: each answer read from its page, and counted again.

On a snapshot of September and on one of the end of a year; the second count is plain Python
over the rows (`plain.py`).
"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import pytest
from pages_seen import everything
from plain import Plain

from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.text import text

UNITS = ("福州", "厦门", "莆田", "三明", "泉州", "漳州", "南平", "龙岩", "宁德", "平潭")
DEADLINE = date(2022, 10, 31)


class Seen(NamedTuple):
    """Pages as they stand on a day, and the plain rows of that day."""

    open_page: Callable
    day: date
    rows: Plain

    def sentence(self, page: str, tab: str, beginning: str, **query: object) -> str:
        """The one sentence of a tab that begins like this."""
        app = self.app(page, tab, **query)
        (found,) = {line for line in everything(app) if line.startswith(beginning)}
        return found

    def app(self, page: str, tab: str, **query: object):
        label = {f"{page}__tab": text(f"{page}.tab_{tab}")}
        app = self.open_page(page, as_of=f"{self.day}", **label, **query)
        assert not app.exception
        return app

    def ask(self, name: str, **params: object) -> list[dict]:
        return warehouse.answer(name, scope=LOCAL, as_of=self.day, **params).to_pylist()


@pytest.fixture
def september(open_page) -> Seen:
    snapshot = warehouse.current()
    day = date(2022, 9, 9)
    return Seen(open_page, day, Plain(snapshot.folder, day))


@pytest.fixture
def year_end(open_years, both_years) -> Seen:
    """The last day of the first of two years; its rows as they stood before the second came."""
    day = date(2022, 12, 31)
    return Seen(open_years, day, Plain(both_years.alone.folder, day))


def test_another_floor_says_what_is_to_draw_and_to_inspect(september):
    rows = september.rows
    checked, drawn = rows.firms(rows.checked()), rows.firms(rows.drawn())
    left = rows.workdays_until(DEADLINE)
    for floor in ("5.0", "4.2"):
        goal, now = rows.target(floor), rows.target("3.5")
        said = september.sentence(
            "progress", "targets", f"如按{floor}%", progress__floor=float(floor)
        )
        assert f"目标{goal:,}户，比现行多{goal - now:,}户" in said
        assert f"还需抽取{max(goal - drawn, 0):,}户" in said
        pace = september.sentence(
            "progress", "targets", "每个工作日需查", progress__floor=float(floor)
        )
        assert f"每个工作日需查{(goal - checked) / left:.1f}户" in pace
        assert f"现行比例需查{(now - checked) / left:.1f}户" in pace


def test_another_floor_after_the_deadline_asks_nothing_any_more(year_end):
    rows = year_end.rows
    goal, checked = rows.target("5.0"), rows.firms(rows.checked())
    said = year_end.sentence("progress", "targets", "10月31日已过。如按5.0%")
    assert f"目标{goal:,}户" in said
    assert f"截止日已检查{checked:,}户，尚差{goal - checked:,}户" in said
    assert not [
        line for line in everything(year_end.app("progress", "targets")) if "还需抽取" in line
    ]


def test_people_are_weighed_in_days(september):
    rows = september.rows
    gap = rows.target("3.5") - rows.firms(rows.checked())
    count, left = rows.inspectors(UNITS), rows.workdays_until(DEADLINE)
    said = september.sentence("progress", "draws", "全省人手")
    # Two persons to a visit, four visits a day.
    assert f"需要{gap * 2 / 4:,.1f}人天" in said
    assert f"现有{count * left:,.1f}人天（{count}人×{left}个工作日）" in said
    assert said.startswith("全省人手够：")


def test_people_are_not_weighed_after_the_deadline(year_end):
    rows = year_end.rows
    gap = max(rows.target("3.5") - rows.firms(rows.checked()), 0)
    said = year_end.sentence("progress", "draws", "10月31日已过，不再测算人手")
    assert said.endswith(f"全省尚差{gap}户。")


@pytest.mark.parametrize("when", ["september", "year_end"])
def test_gone_are_told_in_firms_and_visits(request, when):
    seen = request.getfixturevalue(when)
    firms, visits = seen.rows.gone()
    assert firms
    said = seen.sentence("publicity", "gone", "全省已检查的企业中")
    assert f"企业中{firms}户（{visits}户次）未实际查到" in said
    listed = seen.ask("gone_list", kinds=["企业"])
    assert len(listed) == visits


@pytest.mark.parametrize("when", ["september", "year_end"])
def test_d_firms_drawn_are_reconciled_with_the_pools(request, when):
    seen = request.getfixturevalue(when)
    worst = seen.rows.class_d()
    drawn = worst & {row["entity_id"] for row in seen.rows.drawn()}
    said = seen.sentence("integration", "undrawn", "全省D类企业")
    assert f"D类企业{len(worst):,}户，当年抽中{len(drawn)}户" in said
    assert f"未抽中{len(worst) - len(drawn):,}户" in said
    pools = seen.sentence("integration", "undrawn", "与按任务库的比例对账")
    assert pools.split("＝")[1].startswith(f"{len(drawn)}户")


@pytest.mark.parametrize("when", ["september", "year_end"])
def test_reports_and_counts_are_told_apart_and_add_up(request, when):
    seen = request.getfixturevalue(when)
    reports = seen.rows.latest_reports()
    counted = {
        unit: (day := Plain(seen.rows.folder, row["as_of"])).firms(day.checked(), unit)
        for unit, row in reports.items()
    }
    apart = {unit for unit, row in reports.items() if row["reported_count"] != counted[unit]}
    said = seen.sentence("publicity", "reported", "最近一次上报的已检查户数")
    assert f"{len(reports)}个上报单位中{len(apart)}个不一致" in said
    reported = sum(row["reported_count"] for row in reports.values())
    assert f"合计上报{reported:,.0f}户、本系统{sum(counted.values()):,}户" in said
    for unit in apart:
        causes = [row for row in seen.ask("reported_causes") if row["unit"] == unit]
        mine = [row for row in causes if row["metric_name"] == "已检查户数"]
        effects = [row["effect_count"] for row in mine if row["is_part"]]
        assert sum(effects) == reports[unit]["reported_count"] - counted[unit]


def test_a_year_that_is_not_held_is_said(september):
    said = september.sentence("progress", "years", "没有2021年的数据")
    assert "导入该年的导出文件" in said


def test_same_day_of_the_year_before_stands_beside_this_one(open_years, both_years):
    """2023 beside 2022, whose rows are those it had before 2023 was imported."""
    day, before = date(2023, 9, 9), date(2022, 9, 9)
    seen = Seen(open_years, day, Plain(both_years.both.folder, day))
    earlier = Plain(both_years.alone.folder, before)
    now, then = seen.rows.firms(seen.rows.checked()), earlier.firms(earlier.checked())
    said = seen.sentence("progress", "years", "全省已检查")
    way = "多" if now > then else "少"
    assert said.startswith(
        f"全省已检查{now}户，比上年同期（{before}）的{then}户{way}{abs(now - then)}户。"
    )
    app = seen.app("progress", "years", unit="福州")
    (table,) = [one.value for one in app.dataframe if "earlier_checked_count" in one.value]
    there = earlier.firms(earlier.checked(), "福州")
    assert list(table["unit"]) == ["合计", "福州"]
    assert set(table["earlier_checked_count"]) == {there}
