"""The audit trail: what pages leave in it, and who finds what on its page."""

import json

import pytest

from inspection.data import audit, trail
from inspection.data.access import LOCAL, Scope
from inspection.settings import settings
from inspection.view import cards, opening, watermark


@pytest.fixture
def own_trail(tmp_path, monkeypatch):
    """A trail of this test's own beside the shared demo."""
    monkeypatch.setattr(trail, "folder", lambda: tmp_path / "audit")
    return tmp_path / "audit"


def written(folder) -> list[dict]:
    return [json.loads(line) for line in (folder / "000001.jsonl").read_text().splitlines()]


def test_pages_and_named_rows_are_recorded_once_and_found_by_who_may(
    open_page, own_trail, monkeypatch
):
    monkeypatch.setattr(audit.Origin, "find", lambda: "192.0.2.7")
    app = open_page("entity", unit="龙岩", entity__find="餐饮")
    first = [(line["event"], line.get("page") or line["question"]) for line in written(own_trail)]
    assert ("view", "entity") in first
    assert ("named", "entities_by_name") in first
    app.run()
    again = [(line["event"], line.get("page") or line["question"]) for line in written(own_trail)]
    assert again == first
    kept = (own_trail / "000001.jsonl").read_text()
    assert "餐饮" not in kept
    assert '"unit":"龙岩"' in kept
    assert {line["from"] for line in written(own_trail)} == {"192.0.2.7"}

    app = open_page("audit", audit__event="named")
    (table,) = [one.value for one in app.dataframe]
    assert set(table["act"]) == {"查看具名明细"}
    assert "entities_by_name" in " ".join(table["act_details"])
    app.button(key="audit_check").click().run()
    assert any("完整：" in one.value for one in app.caption)
    content = (own_trail / "000001.jsonl").read_bytes()
    (own_trail / "000001.jsonl").write_bytes(content.replace(b'"view"', b'"vieW"', 1))
    app.button(key="audit_check").click().run()
    assert "000001.jsonl 第 1 行" in app.error[0].value
    app = open_page("audit", audit__part="no such words")
    assert any(one.value == "没有符合条件的记录。" for one in app.caption)


def test_who_may_not_reads_no_trail_and_sees_the_own_name(open_page, own_trail, monkeypatch):
    colleague = Scope("city", ("龙岩",), user="张三")
    monkeypatch.setattr(opening, "current_user", lambda _arrival: colleague)
    app = open_page("audit")
    assert any("无权查看审计日志" in one.value for one in app.caption)
    assert not app.dataframe
    marks = [one for one in app.get("html") if "watermark" in one.proto.body]
    assert len(marks) == 1
    first = written(own_trail)[0]
    assert (first["event"], first["who"]) == ("sign_in", "张三")
    assert "张三 20" in marks[0].proto.body
    (mark,) = [one for one in open_page("bulletin").get("html") if "watermark" in one.proto.body]
    assert "张三 20" in mark.proto.body
    monkeypatch.setattr(opening, "current_user", lambda _arrival: LOCAL)
    app = open_page("bulletin")
    assert not [one for one in app.get("html") if "watermark" in one.proto.body]
    monkeypatch.setattr(opening, "current_user", lambda _arrival: colleague)
    monkeypatch.setenv("INSPECTION_WATERMARK", "false")
    settings.cache_clear()
    app = open_page("audit")
    assert not [one for one in app.get("html") if "watermark" in one.proto.body]


def test_a_workbook_says_who_took_it_and_does_not_leave_unrecorded(open_page, monkeypatch):
    seen = []
    told = []
    monkeypatch.setattr(audit, "record_export", lambda *export: told.append(export))
    monkeypatch.setattr(cards.exported, "workbook", lambda _a, _s, notes, *_: seen.append(notes))
    page = open_page("overview").session_state["frame"]
    cards.export_workbook(page, page.ask("completion_by_unit"))
    assert told[0][0] == "completion_by_unit"
    reader = watermark.watermark(Scope("local"), "zh").split(" 于 ")[0]
    assert seen[0][-1].startswith(f"{reader} 于 20")
    assert seen[0][-1].endswith("导出")
