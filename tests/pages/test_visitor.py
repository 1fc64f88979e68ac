"""Every page as a reader without names opens it: it runs with what is hidden, names nobody."""

import pytest
from empty_slots import held, sent_tables
from opened import entry, path_of
from pages_seen import PAGES, everything, tab_links
from secrets_of import secrets_in

from inspection.access.roles import roles, scope_of
from inspection.data import trail, warehouse
from inspection.settings import serve_visitors, settings
from inspection.view import opening

# Hides some counts of every table of the small demo and leaves others.
MANY = 60


@pytest.fixture
def lan(demo, monkeypatch):
    """The application as `serve --lan` starts it, read from this machine."""
    monkeypatch.setenv("INSPECTION_LAN", "false")
    serve_visitors()
    yield
    settings.cache_clear()


def sent(app) -> str:
    """Everything that goes to the browser, tables and charts included."""
    parts, blocks = [], [app._tree]
    while blocks:
        for child in blocks.pop().children.values():
            if child.proto is not None:
                parts.append(child.proto.SerializeToString().decode("utf-8", "ignore"))
            blocks += [child] if hasattr(child, "children") else []
    return "\n".join(parts)


def test_visitor_of_the_network_gets_the_bulletin_and_the_dictionary(lan):
    app = entry().run()
    for name in PAGES:
        page = path_of(name)
        if name not in ("bulletin", "metrics"):
            with pytest.raises(ValueError, match="navigation page"):
                app.switch_page(page)
            continue
        app.switch_page(page).run()
        assert not app.exception
        assert not app.error
        assert not secrets_in(sent(app)), name


def test_a_role_without_any_right_reads_the_bulletin_under_its_own_name(demo, monkeypatch):
    reader = scope_of(roles()["访客"], "王五", (), (), ())
    monkeypatch.setattr(opening, "current_user", lambda _arrival: reader)
    app = entry().run()
    assert not app.exception
    assert not app.error
    assert app.session_state["frame"].scope == reader
    assert next(trail.lines())["who"] == "王五"
    with pytest.raises(ValueError, match="navigation page"):
        app.switch_page(path_of("progress"))


@pytest.mark.parametrize("name", PAGES)
def test_page_runs_without_names_and_names_nobody(open_page, visitor, monkeypatch, name):
    monkeypatch.setattr(warehouse, "least_shown", lambda _marts: MANY)
    for link in tab_links(name, "zh"):
        app = open_page(name, **link)
        assert not app.exception
        assert not app.error
        assert any("依规隐去" in said for said in everything(app))
        assert not secrets_in(sent(app)), link
        assert not any(held(rows) for rows in sent_tables(app)), link


@pytest.mark.parametrize("name", ["publicity", "plan", "integration", "quality"])
def test_same_pages_name_firms_to_who_may_see_them(open_page, name):
    assert any(secrets_in(sent(open_page(name, **link))) for link in tab_links(name, "zh"))


def test_reader_without_names_finds_no_entity_and_no_way_back(open_page, visitor):
    app = open_page("entity", entity__find="示例")
    assert not app.text_input
    app = open_page("quality", quality__tab="快照与恢复")
    assert not app.button
    assert not app.selectbox(key="snapshot").disabled


def test_withheld_classes_are_said(open_page, visitor):
    app = open_page("integration", integration__tab="各类问题发现率")
    assert not app.exception
    assert any("按风险分类的数字对无权查看分类者依规隐去" in said for said in everything(app))
