"""The clerk's room in a real browser: upload, dry run, publication, seen by somebody else."""

import shutil
import time
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from ingest.files import CLASSES, FIRM_A, REGISTER, RESULTS, write_csv, write_xlsx
from playwright.sync_api import expect
from serving import Server
from waiting import downloaded, settle, visit

from inspection.text import text

OFFICE = "鼓楼区市场监督管理局"
CODES = ("91350100MA00000155", "91350200MA0000015A", "91350128MA0000015P")


@pytest.fixture
def own_server(small_demo: Path, tmp_path: Path, monkeypatch):
    """A server on a copy of the demo, which may be written to."""
    folder = tmp_path / "warehouse"
    shutil.copytree(small_demo, folder)
    server = Server(folder)
    server.folder = folder
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


def test_corrected_reject_file_closes_its_rows(own_server, open_tab, tmp_path):
    """Six mixed files are tried and published; a refused row comes back corrected."""
    page = open_tab()
    visit(page, own_server, "quality?quality.tab=导入与发布")
    publish(page, [*mixed_files(tmp_path), *more_files(tmp_path)])
    visit(page, own_server, "quality?quality.tab=拒收")
    files = page.locator("[class*=st-key-quality-returned_file] input")
    files.click()
    files.press_sequentially("20220908")
    page.get_by_role("option", name="检查结果_20220908.csv").click()
    expect(page.get_by_text(text("quality.open_rows", count=1))).to_be_visible(timeout=30_000)
    settle(page)
    download = downloaded(page, page.get_by_role("button", name="下载待补正的行"))
    path = tmp_path / download.suggested_filename
    download.save_as(path)
    book = openpyxl.load_workbook(path)
    assert book.active.max_row == 2
    book.active["A2"] = "T-9"
    book.save(path)
    before = still_open(own_server)
    visit(page, own_server, "quality?quality.tab=导入与发布")
    publish(page, [path])
    assert still_open(own_server) == before - {("检查结果_20220908.csv", 3)}


def test_a_server_killed_in_an_upload_publishes_nothing_and_keeps_nothing(
    small_demo, open_tab, tmp_path
):
    """Received, not yet published: the next server begins without it, figures as before."""
    folder = tmp_path / "warehouse"
    shutil.copytree(small_demo, folder)
    server, pointer = Server(folder), (folder / "current").read_text()
    page = open_tab()
    visit(page, server, "quality?quality.tab=导入与发布")
    path = write_csv(tmp_path / "检查对象_20220909.csv", [REGISTER, (FIRM_A, "甲", "企业", "")])
    page.locator("input[type=file]").set_input_files(path)
    kept = folder / ".uploads"
    until = time.monotonic() + 30
    while not list(kept.glob("*/*/*.csv")) and time.monotonic() < until:
        time.sleep(0.05)
    assert [one.name for one in kept.glob("*/*/*.csv")] == [path.name]
    server.process.kill()
    server.process.wait()
    assert list(kept.glob("*/*/*.csv"))
    again = Server(folder)
    try:
        assert list(kept.iterdir()) == []
        assert (folder / "current").read_text() == pointer
        assert not list(folder.glob(".building-*"))
    finally:
        again.stop()


def more_files(folder: Path) -> list[Path]:
    """Results of which one row lacks its task, classes, and a workbook of two sheets."""
    row = ("", CODES[1], "示例乙", OFFICE, "A08", "正常", "2022-06-16")
    whole = ("T-8", *row[1:])
    return [
        write_csv(folder / "检查结果_20220908.csv", [RESULTS, whole, row], delimiter="\t"),
        write_csv(folder / "信用风险分类_20220909.csv", [CLASSES, (FIRM_A, "2022-01-01", "A", 1)]),
        write_xlsx(
            folder / "检查对象_20220908.xlsx",
            一=[REGISTER, (CODES[1], "示例乙", "企业", "鼓楼区")],
            二=[REGISTER, (CODES[2], "示例丙", "企业", "鼓楼区")],
        ),
    ]


def publish(page, paths: list[Path]) -> None:
    page.locator("input[type=file]").set_input_files(paths)
    settle(page)
    page.get_by_role("button", name="试算", exact=True).click()
    expect(page.get_by_role("heading", name="发布后的变化")).to_be_visible(timeout=120_000)
    settle(page)
    page.get_by_role("button", name="发布", exact=True).click()
    expect(page.get_by_text("已发布快照")).to_be_visible(timeout=60_000)
    settle(page)


def still_open(server) -> set[tuple[str, int]]:
    """Refused rows that nothing has corrected, of the snapshot in service."""
    current = (server.folder / "current").read_text(encoding="utf-8").strip()
    rows = pq.read_table(server.folder / current / "rejects.parquet").to_pylist()
    return {(row["file"], row["source_row"]) for row in rows if row["corrected_by"] is None}


def checked(page) -> int:
    figure = page.locator("[class*=st-key-tile_overview][class*=_checked] strong").first
    return int(figure.inner_text().replace(",", ""))


def test_upload_try_publish_and_another_browser_follows(own_server, open_tab, tmp_path):
    reader, clerk = open_tab(), open_tab()
    visit(reader, own_server, "")
    before = checked(reader)
    visit(clerk, own_server, "quality?quality.tab=导入与发布")
    publish(clerk, mixed_files(tmp_path))
    assert checked(reader) == before
    reader.get_by_role("link", name="抽查进度").first.click()
    settle(reader)
    reader.get_by_role("link", name="总览").first.click()
    settle(reader)
    assert checked(reader) == before
    expect(reader.get_by_text("已发布新快照")).to_be_visible(timeout=30_000)
    reader.get_by_role("button", name=text("frame.news_move")).click()
    expect(reader.get_by_text("已发布新快照")).to_have_count(0)
    settle(reader)
    assert checked(reader) == before + 1
