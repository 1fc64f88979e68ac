"""By whom and when: on pictures of charts, in names of files, in workbooks; not at this machine."""

import io
import json
import re

import openpyxl
from pages_seen import charts

from inspection.data.access import LOCAL, Scope
from inspection.settings import change, settings
from inspection.view import answers, cards, opening
from inspection.view.watermark import OPENED, file_marks, watermark

READER = Scope("地市人员", ("泉州",), user="张三<b>")
STAMPED = re.compile(r"张三&lt;b&gt; \d{4}-\d\d-\d\d \d\d:\d\d")


def feet(app) -> list[str]:
    """What stands at the foot of each chart."""
    specs = [json.loads(one.spec) for one in charts(app)]
    return [spec["layout"]["title"]["text"] for spec in specs]


def test_pictures_bear_their_reader_and_when_the_window_was_opened(open_page, monkeypatch):
    assert not any("20:" in one or READER.user in one for one in feet(open_page("progress")))
    monkeypatch.setattr(opening, "current_user", lambda _arrival: READER)
    app = open_page("progress")
    assert feet(app)
    assert all(STAMPED.search(one) for one in feet(app))
    options = [json.loads(one.config)["toImageButtonOptions"]["filename"] for one in charts(app)]
    assert all("泉州" in one and not re.search(r'[\\/:*?"<>|\s]', one) for one in options)
    app.session_state[OPENED] = "2022-01-01 09:00"
    assert all("2022-01-01 09:00" in one for one in feet(app.run()))
    change(watermark="false")
    assert not any(READER.user[:2] in one for one in feet(app.run()))
    settings.cache_clear()


def test_workbooks_and_names_of_papers_bear_them_too(open_page, monkeypatch):
    monkeypatch.setattr(opening, "current_user", lambda _arrival: READER)
    page = open_page("quality").session_state["frame"]
    answer = answers.ask("files_read", {}, READER, page.snapshot)
    book = openpyxl.load_workbook(io.BytesIO(cards.export_workbook(page, answer)))
    told = [str(cell.value) for sheet in book for row in sheet for cell in row]
    assert any(one.startswith("张三<b> 于 20") and one.endswith("导出") for one in told)
    assert watermark(READER, "en").startswith("exported by 张三<b> at 20")
    assert re.fullmatch(r"_张三-b-_\d{8}T\d{4}", file_marks(READER))
    assert file_marks(LOCAL) == ""
