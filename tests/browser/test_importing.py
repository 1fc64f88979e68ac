"""The clerk's room in a real browser: upload, dry run, publication, seen by somebody else."""

import shutil
from pathlib import Path

import pytest
from ingest.files import FIRM_A, REGISTER, RESULTS, write_csv, write_xlsx
from playwright.sync_api import expect
from serving import Server
from waiting import settle, visit

OFFICE = "鼓楼区市场监督管理局"
CODES = ("91350100MA00000155", "91350200MA0000015A", "91350128MA0000015P")


@pytest.fixture
def own_server(small_demo: Path, tmp_path: Path, monkeypatch):
    """A server on a copy of the demo, which may be written to."""
    folder = tmp_path / "warehouse"
    shutil.copytree(small_demo, folder)
    server = Server(folder)
    yield server
    server.stop()


def mixed_files(folder: Path) -> list[Path]:
    """A register as CSV, results as a workbook, and a file that is no export."""
    note = folder / "说明.txt"
    note.write_text("这不是导出文件", encoding="utf-8")
    firm = (FIRM_A, "示例甲", "企业", "鼓楼区")
    row = ("T-9", FIRM_A, "示例甲", OFFICE, "A08", "正常", "2022-06-15")
    return [
        write_csv(folder / "检查对象_20220909.csv", [REGISTER, firm], "gb18030"),
        write_xlsx(folder / "检查结果_20220909.xlsx", 结果=[RESULTS, row]),
        note,
    ]


def checked(page) -> int:
    figure = page.locator("[class*=st-key-tile_overview][class*=_checked] strong").first
    return int(figure.inner_text().replace(",", ""))


def test_upload_try_publish_and_another_browser_follows(own_server, open_tab, tmp_path):
    reader, clerk = open_tab(), open_tab()
    visit(reader, own_server, "")
    before = checked(reader)
    visit(clerk, own_server, "quality?quality.tab=导入与发布")
    clerk.locator("input[type=file]").set_input_files(mixed_files(tmp_path))
    settle(clerk)
    clerk.get_by_role("button", name="试算", exact=True).click()
    expect(clerk.get_by_role("heading", name="发布后的变化")).to_be_visible(timeout=120_000)
    settle(clerk)
    expect(clerk.get_by_text("说明.txt").last).to_be_visible()
    clerk.get_by_role("button", name="发布", exact=True).click()
    expect(clerk.get_by_text("已发布快照")).to_be_visible(timeout=60_000)
    settle(clerk)
    assert checked(reader) == before
    reader.get_by_text("抽查进度").first.click()
    settle(reader)
    reader.get_by_text("总览").first.click()
    settle(reader)
    assert checked(reader) == before + 1
