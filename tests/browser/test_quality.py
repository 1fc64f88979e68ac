"""数据质量 in a real browser: what came in, what was refused, and the way back."""

import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from cells_seen import below_head
from playwright.sync_api import expect
from serving import Server
from waiting import downloaded, settle, visit

from inspection.data import warehouse
from inspection.data.access import LOCAL

CARDS = {
    "来源文件": [
        "来源文件逐个对账",
        "各单位报送情况",
        "逐文件存疑",
        "未使用的列",
        "未载入的行、工作表和文件",
        "未载入明细",
    ],
    "拒收": ["拒收原因", "拒收明细"],
    "存疑与未映射": ["存疑单元格", "存疑明细", "未映射的取值", "日期缺失"],
    "清洗痕迹": ["只改格式的清洗"],
    "快照与恢复": ["快照"],
}


@pytest.fixture
def two_snapshots(small_demo: Path, tmp_path: Path) -> Path:
    """A warehouse of its own with the demo twice, the later one in service."""
    folder = tmp_path / "warehouse"
    only = (small_demo / "current").read_text(encoding="utf-8").strip()
    shutil.copytree(small_demo / only, folder / only)
    earlier = "20220902T000000-00000000"
    shutil.copytree(small_demo / only, folder / earlier)
    (folder / "current").write_text(only, encoding="utf-8")
    return folder


def test_every_tab_shows_its_cards_and_the_tiles_count_every_row(small_demo, server, open_tab):
    page = open_tab()
    for tab, titles in CARDS.items():
        visit(page, server, f"quality?quality.tab={tab}")
        for title in titles:
            expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()
    badge = warehouse.answer("data_badge", scope=LOCAL).to_pylist()[0]
    parts = ("loaded_count", "duplicate_count", "rejected_count", "non_data_count")
    assert badge["read_count"] == sum(badge[name] for name in parts)
    for tile in ("read", "rejected"):
        figure = page.locator(f"[class*=st-key-tile_quality][class*=_{tile}] strong")
        expect(figure).to_have_text(f"{badge[f'{tile}_count']:,}")


def test_rejected_rows_are_downloaded_with_personal_cells_masked(
    small_demo, server, open_tab, tmp_path
):
    page = open_tab()
    visit(page, server, "quality?quality.tab=拒收")
    path = tmp_path / "rejects.xlsx"
    downloaded(page, page.locator(".st-key-quality_rejects_download button")).save_as(path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    rows = [[cell.value for cell in row] for row in below_head(sheet)]
    listed = warehouse.answer("reject_list", scope=LOCAL)
    assert len(rows) == listed.num_rows + 1
    assert all(row[5] for row in rows)
    assert any("***" in str(row[7]) for row in rows)


def test_earlier_snapshot_is_put_back_and_the_log_says_so(two_snapshots, open_tab):
    server = Server(two_snapshots)
    page = open_tab()
    visit(page, server, "quality?quality.tab=快照与恢复")
    button = page.get_by_role("button", name="恢复此快照")
    expect(button).to_be_disabled()
    page.get_by_label("恢复到").click()
    page.get_by_role("option").first.click()
    settle(page)
    button.click()
    current = "20220902T000000-00000000"
    expect(page.get_by_text(f"快照 {current}").first).to_be_visible(timeout=20_000)
    assert (two_snapshots / "current").read_text(encoding="utf-8").strip() == current
    lines = [json.loads(line) for line in server.stop().splitlines() if line.startswith("{")]
    assert [(one["snapshot"], one["role"]) for one in lines if one["event"] == "rollback"] == [
        (current, "local")
    ]


def test_visitor_has_no_way_back(two_snapshots, open_tab):
    page = open_tab()
    server = Server(two_snapshots, INSPECTION_LAN="true")
    try:
        visit(page, server, "quality?quality.tab=快照与恢复")
        expect(page.get_by_role("heading", name="公报", exact=True)).to_be_visible()
        expect(page.get_by_role("button", name="恢复此快照")).to_have_count(0)
    finally:
        server.stop()
