"""数据质量 › 导入与发布: files come in, are tried, and are published by a button alone."""

import pytest
from ingest.files import FIRM_A, FIRM_B, REGISTER, RESULTS, csv_text, write_csv

from inspection.data import access, audit, snapshots
from inspection.ingest import assigned, drafts, uploads
from inspection.ingest.publish import import_files
from inspection.settings import settings
from inspection.view import uploading

TAB = "导入与发布"
SECOND = (FIRM_B, "示例乙", "企业", "思明区")
RESULT_ROW = ("T1", FIRM_A, "示例甲", "鼓楼区市场监督管理局", "A08", "正常", "2022-06-15")


@pytest.fixture
def room(open_served, tmp_path):
    """The tab on a snapshot with one enterprise."""
    firm = (FIRM_A, "示例甲", "企业", "鼓楼区")
    import_files([write_csv(tmp_path / "检查对象_20220902.csv", [REGISTER, firm])])
    return open_served("quality", quality__tab=TAB)


def open_tab(app, label):
    """Another tab, which the address follows."""
    app.session_state["quality.tab"] = app.query_params["quality.tab"] = label
    app.run()
    assert not app.exception
    return app


@pytest.fixture
def logged(monkeypatch):
    """What the log was told: events and their facts."""
    told = []
    monkeypatch.setattr(
        audit, "record_import", lambda event, scope, **facts: told.append((event, facts))
    )
    return told


def content(*rows):
    return csv_text(rows).encode()


def upload(app, **files):
    found = [(f"{name}.csv", data, "text/csv") for name, data in files.items()]
    app.file_uploader[0].set_value(found).run()
    assert not app.exception


def press(app, key):
    app.button(key=key).click().run()
    assert not app.exception
    return app


def held(app):
    return uploads.resume(app.session_state["quality_visit"]).paths


def said(app):
    return [element.value for element in (*app.success, *app.info, *app.error, *app.caption)]


def test_files_are_tried_and_then_published(room, tmp_path, logged):
    served = snapshots.current().id
    upload(
        room,
        检查结果_20220909=content(RESULTS, RESULT_ROW),
        说明=content(("没有", "表"), ("1", "2")),
    )
    press(room, "quality_try")
    assert snapshots.current().id == served
    account, figures, units = (frame.value for frame in room.dataframe)
    assert account[["path", "read_count", "loaded_count"]].to_numpy().tolist() == [
        ["检查结果_20220909.csv", 2, 1]
    ]
    assert figures.to_numpy().tolist()[0] == ["已检查", "0", "1", "是"]
    assert units.to_numpy().tolist()[0] == ["福州", "已检查", "0", "1", "是"]
    # The file that holds no table is named, and not where it lies.
    assert [value for value in said(room) if "说明.csv" in value and ".uploads" not in value]
    [left] = [one.value for one in room.warning if "未导入" in one.value]
    assert left.startswith("有像数据的内容未导入，共 1 处：说明.csv")
    assert left.endswith("（拒绝导入的文件）")
    other = write_csv(tmp_path / "检查对象_20220903.csv", [REGISTER, SECOND])
    later = import_files([other])["snapshot"]
    press(room, "quality_publish")
    assert [value for value in said(room) if "已经更换" in value]
    assert snapshots.current().id == later
    press(room, "quality_try")
    draft = room.session_state["quality_draft"]
    files = held(room)
    press(room, "quality_publish")
    assert snapshots.current().id == draft
    assert [value for value in said(room) if draft in value and "已发布" in value]
    assert not any(path.exists() for path in files)
    assert held(room) == []
    assert not (settings().data / drafts.FOLDER).exists()
    assert [event for event, _ in logged] == ["dry_run", "dry_run", "publish"]
    assert logged[-1][1] == {"snapshot": draft, "sheets": 1}


def test_files_taken_out_are_gone_and_what_is_no_export_is_refused(room):
    upload(room, 甲_20220909=content(RESULTS, RESULT_ROW), 乙=content(("没有", "表"), ("1", "2")))
    first, second = held(room)
    upload(room, 乙=content(("没有", "表"), ("1", "2")))
    assert not first.exists()
    assert not second.exists()
    assert [path.name for path in held(room)] == ["乙.csv"]
    press(room, "quality_try")
    assert [element.value for element in room.error if "乙.csv" in element.value]
    assert not room.dataframe
    press(room, "quality_clear")
    assert held(room) == []
    assert room.button(key="quality_try").disabled


def test_visitor_is_told_where_files_are_imported(demo, visitor, open_page):
    app = open_page("quality", quality__tab=TAB)
    assert not app.file_uploader
    assert not [one for one in app.button if one.key in ("quality_try", "quality_publish")]
    assert [value for value in said(app) if "须有“导入数据”的权利" in value]


def test_right_to_import_is_that_of_this_machine():
    assert access.LOCAL.may_import
    assert not access.VISITOR.may_import


def test_two_snapshots_are_compared_when_asked(room, tmp_path):
    first = snapshots.current().id
    import_files([write_csv(tmp_path / "检查对象_20220903.csv", [REGISTER, SECOND])])
    app = open_tab(room, "快照差异")
    assert (
        app.selectbox(key="quality.later").value,
        app.selectbox(key="quality.earlier").value,
    ) == (
        snapshots.current().id,
        first,
    )
    press(app, "quality_compare")
    moved, rows = (frame.value for frame in app.dataframe)
    assert moved["headline"][0] == "已检查"
    assert len(moved) == 10
    counts = rows.set_index("canonical_table").loc["检查对象"].tolist()
    assert counts == [1, 0, 0]


def test_unmapped_text_is_given_a_meaning_and_built_with_it(room, tmp_path, logged):
    odd = (FIRM_B, "示例乙", "某类主体", "山水局 思明")
    import_files([write_csv(tmp_path / "检查对象_20220903.csv", [REGISTER, odd])])
    press(room.run(), "news.move")
    app = open_tab(room, "存疑与未映射")
    chooser = app.selectbox(key="quality_unknown")
    assert chooser.options[0] == "主体类型：某类主体（1 格）"
    chooser.set_value(0).run()
    assert app.button(key="quality_assign").disabled
    app.selectbox(key="quality_meaning").set_value("企业").run()
    press(app, "quality_assign")
    (one,) = assigned.load()
    assert (one.domain, one.raw_value, one.value, one.decided_by) == (
        "entity_kind",
        "某类主体",
        "企业",
        access.LOCAL.signs_as,
    )
    assert [value for value in said(app) if "1 项指定尚未生效" in value]
    press(app, "quality_rebuild")
    press(app, "quality_publish")
    assert assigned.load(snapshots.current().folder) == [one]
    assert not [value for value in said(app) if "尚未生效" in value]
    app.selectbox(key="quality_taken_back").set_value(0).run()
    press(app, "quality_take_back")
    assert assigned.in_force(assigned.load()) == []
    assert [event for event, _ in logged] == ["assign", "dry_run", "publish", "take_back"]


def test_only_the_tab_with_an_uploader_takes_files(open_page, monkeypatch):
    """What the window may send is told when the run ends."""
    told = []
    monkeypatch.setattr(uploading.uploads, "open_for", lambda _one, most: told.append(most))
    monkeypatch.setattr(uploading.uploads, "close_for", lambda _one: told.append(None))
    open_page("quality", quality__tab="导入与发布")
    assert told[-1] == settings().max_file_bytes
    told.clear()
    open_page("quality")
    assert told
    assert set(told) == {None}
