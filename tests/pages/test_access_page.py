"""访问管理, and the frame as readers of a unit see it: why, what is offered, what is gone."""

import shutil
from datetime import datetime

import pytest
from pages_seen import everything

from inspection.access import tickets, users
from inspection.data import warehouse
from inspection.data.access import ACTS, Scope
from inspection.settings import settings
from inspection.view import opening, people

UNIT = "福州"
ADMIN = Scope("city", (UNIT,), acts=frozenset({"manage_own_unit"}), user="管理员")


@pytest.fixture
def folder(demo, tmp_path, monkeypatch):
    """The small demo with a table of users of its own."""
    copy = tmp_path / "warehouse"
    shutil.copytree(demo, copy)
    monkeypatch.setenv("INSPECTION_DATA", str(copy))
    settings.cache_clear()
    return copy


def read_as(monkeypatch, scope):
    monkeypatch.setattr(opening, "current_user", lambda _arrival: scope)


def test_reader_of_a_unit_is_told_why(folder, open_page, monkeypatch):
    read_as(monkeypatch, Scope("city", (UNIT,), user="张三"))
    app = open_page("access")
    said = "\n".join(everything(app))
    assert not app.exception
    assert "身份：张三" in said
    assert f"只有 {UNIT} 的行，在数据库中即按此限定" in said
    assert "没有：取完整抽取包" in said
    assert not [one for one in app.text_input if one.key == "access_name"]


def test_administrator_of_a_unit_adds_and_disables_its_users_alone(folder, open_page, monkeypatch):
    read_as(monkeypatch, ADMIN)
    app = open_page("access")
    roles = app.selectbox(key="access_role").options
    assert roles == ["地市管理员", "地市人员"]
    assert app.multiselect(key="access_units").options == [UNIT]
    app.text_input(key="access_name").set_value("李四")
    app.selectbox(key="access_role").set_value("地市人员")
    app.multiselect(key="access_units").set_value([UNIT])
    app = next(one for one in app.button if one.label == "添加").click().run()
    link = next(one.value for one in app.code if "/enter/" in one.value)
    assert [one.name for one in users.users()] == ["李四"]
    assert tickets.tickets("李四")[0].kind == tickets.INVITATION
    app = app.run()
    assert not any("/enter/" in one.value for one in app.code)
    assert link
    app.selectbox(key="access_user").set_value("李四").run()
    app.button(key="access_disable").click().run()
    assert users.find_user("李四").disabled_at


def test_a_user_beyond_the_own_rights_cannot_be_added_or_touched(folder, open_page, monkeypatch):
    now = datetime.now().astimezone()
    users.add_user("局长", "省局领导", now)
    users.add_user("外地", "地市人员", now, units=["厦门"])
    users.add_user("本地", "地市人员", now, units=[UNIT])
    own = [one.name for one in users.users() if people.may_manage(ADMIN, one)]
    assert own == ["本地"]
    bureau = Scope("bureau", acts=ACTS - {"read_audit", "open_package"}, user="省")
    users.add_user("审计", "审计", now)
    assert not people.may_manage(bureau, users.find_user("审计"))
    assert people.may_manage(bureau, users.find_user("局长"))


def test_frame_offers_and_says_the_own_unit(folder, open_page, monkeypatch):
    read_as(monkeypatch, Scope("city", (UNIT,), user="张三"))
    app = open_page("progress", unit="厦门")
    assert not app.exception
    assert app.multiselect(key="unit").options == [UNIT]
    assert any("报告单位“厦门”" in one.value for one in app.warning)
    assert any(f":gray-badge[{UNIT}]" in one.value for one in app.markdown)
    assert not any(one.label == "全省" for one in app.button)


def test_a_county_outside_the_unit_is_said(open_page):
    app = open_page("progress", unit="龙岩", county="思明区")
    assert any("思明区不属所选报告单位" in one.value for one in app.warning)
    app = open_page("progress", unit="厦门", county="思明区")
    assert not any("不属所选报告单位" in one.value for one in app.warning)


def test_a_snapshot_that_is_pruned_under_an_open_page_is_said(folder, open_page):
    first = warehouse.current()
    app = open_page("progress")
    later = folder / f"9{first.id[1:]}"
    shutil.copytree(first.folder, later)
    (folder / "current").write_text(f"{later.name}\n", encoding="utf-8")
    app = app.run()
    assert any(f"本页仍为 {first.id}" in one.value for one in app.info)
    shutil.rmtree(first.folder)
    app = app.run()
    assert any(f"本页所用的快照 {first.id} 已被清理" in one.value for one in app.warning)
    gone = open_page("progress", snapshot=first.id)
    assert any(f"数据快照“{first.id}”" in one.value for one in gone.warning)


@pytest.mark.parametrize(
    ("scope", "said", "has_rows"),
    [
        (Scope("city", (UNIT,), user="a"), "只列本单位在册行数和这些行的存疑", True),
        (Scope("county", (UNIT,), counties=("350102",), user="b"), "存疑只列本县的行", False),
        (Scope("office", offices=("处",), user="c"), "逐行的拒收、存疑不分处室", False),
    ],
    ids=["unit", "county", "office"],
)
def test_quality_tells_readers_which_files_they_see(open_page, monkeypatch, scope, said, has_rows):
    read_as(monkeypatch, scope)
    app = open_page("quality")
    assert not app.exception
    assert any(said in one for one in everything(app))
    assert warehouse.answer("files_read", scope=scope).num_rows > 0
    assert (warehouse.answer("doubt_list", scope=scope).num_rows > 0) == has_rows
