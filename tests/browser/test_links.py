"""Links, filters and clicks in a real browser."""

import json
import re
import shutil
from urllib.parse import parse_qs, urlsplit

import pytest
from cells_seen import below_head
from playwright.sync_api import expect
from secrets_of import secrets_in
from serving import Server
from waiting import downloaded, settle, visit

from inspection.data import warehouse
from inspection.data.access import LOCAL

TILE = "[class*=st-key-tile_] strong"


def query(page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def click_mark(page, mark) -> None:
    """Click in the middle of a mark; the chart's own layer lies above it."""
    mark.wait_for(timeout=20_000)
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def totals(**params) -> dict:
    return warehouse.answer("pace_totals", scope=LOCAL, **params).to_pylist()[0]


def test_deep_link_as_first_request_of_a_fresh_process_shows_the_senders_numbers(
    small_demo, start_server, open_tab
):
    page = open_tab()
    visit(page, start_server(), "progress?unit=龙岩&as_of=2022-08-31")
    expected = totals(units=["龙岩"], as_of="2022-08-31")
    expect(page.locator(TILE).first).to_have_text(f"{expected['checked_count']:,}")
    assert query(page) == {"unit": ["龙岩"], "as_of": ["2022-08-31"]}


def test_value_that_nobody_offers_is_named_and_the_others_stay(server, open_tab):
    page = open_tab()
    visit(page, server, "progress?unit=龙岩&office=无此处室")
    expect(page.get_by_text("处室/部门“无此处室”")).to_be_visible()
    assert query(page)["unit"] == ["龙岩"]


def test_click_on_a_unit_filters_and_changes_the_link(small_demo, server, open_tab):
    page = open_tab()
    visit(page, server, "progress")
    click_mark(page, page.locator(".st-key-progress_gap_chart .trace.bars .point path").last)
    expect(page).to_have_url(re.compile("unit="))
    settle(page)
    unit = query(page)["unit"]
    expected = totals(units=unit)
    expect(page.locator(TILE).first).to_have_text(f"{expected['checked_count']:,}")


def test_click_on_the_map_filters_and_changes_the_figures(small_demo, server, open_tab):
    page = open_tab(height=2400)
    visit(page, server, "")
    click_mark(page, page.locator(".st-key-overview_map_map path.choroplethlocation").nth(4))
    expect(page).to_have_url(re.compile("unit="))
    settle(page)
    expected = totals(units=query(page)["unit"])
    expect(page.locator(TILE).first).to_have_text(f"{expected['checked_count']:,}")


def test_filters_survive_a_change_of_page_and_the_way_back(server, open_tab):
    page = open_tab()
    visit(page, server, "progress?unit=龙岩&as_of=2022-08-31")
    page.get_by_role("link", name="风险分类融合").click()
    expect(page).to_have_url(re.compile("integration"))
    settle(page)
    assert query(page) == {"unit": ["龙岩"], "as_of": ["2022-08-31"]}
    page.go_back()
    expect(page).to_have_url(re.compile("progress"))
    settle(page)
    assert query(page) == {"unit": ["龙岩"], "as_of": ["2022-08-31"]}


@pytest.mark.parametrize(
    ("lang", "button", "only_here"),
    [("", "复制链接", "此链接仅本机可用"), ("&lang=en", "Copy link", "this computer only")],
)
def test_copied_link_shows_the_same_figures_in_a_private_window(
    server, open_tab, lang, button, only_here
):
    sender = open_tab()
    visit(sender, server, f"progress?unit=龙岩{lang}")
    sender.get_by_role("button", name=button).click()
    settle(sender)
    box = sender.locator('[data-testid="stPopoverBody"]')
    link = box.locator("code").first.inner_text()
    assert "as_of=2022-09-09" in link
    assert lang in link
    assert only_here in box.inner_text()
    reader = open_tab()
    visit(reader, server, link.split("/", 3)[3])
    assert reader.locator(TILE).all_inner_texts() == sender.locator(TILE).all_inner_texts()
    assert reader.get_by_role("button", name=button).is_visible()


def test_english_link_speaks_english_and_says_so_to_the_browser(server, open_tab):
    page = open_tab()
    visit(page, server, "progress?unit=龙岩&lang=en")
    expect(page.get_by_role("heading", name="Inspections")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "en"
    page.get_by_role("link", name="Risk classes").click()
    expect(page).to_have_url(re.compile("integration"))
    settle(page)
    assert query(page) == {"unit": ["Longyan"], "lang": ["en"]}


def test_furniture_opens_with_table_definition_and_workbook(server, open_tab, tmp_path):
    page = open_tab()
    visit(page, server, "progress?unit=龙岩")
    page.locator(".st-key-progress_gap_furniture button").click()
    settle(page)
    body = page.locator('[data-testid="stPopoverBody"]')
    expect(body.get_by_text("standing_by_unit").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(body).to_have_count(0)
    settle(page)
    download = downloaded(page, page.locator(".st-key-progress_gap_download button"))
    assert download.suggested_filename.endswith("_龙岩_20220909.xlsx")
    path = tmp_path / "rows.xlsx"
    download.save_as(path)
    assert_workbook_gives_its_command(path)


def assert_workbook_gives_its_command(path) -> None:
    import openpyxl

    book = openpyxl.load_workbook(path)
    basis = {row[0].value: row[1].value for row in book["口径"].rows}
    assert basis["复核命令"].startswith("python -m inspection query standing_by_unit")
    assert "units=龙岩" in basis["复核命令"]
    assert below_head(book["数据"])[1][0].value == "龙岩"


def received(page) -> list[str]:
    """What the server will send this page over its sockets."""
    frames: list[str] = []

    def note(data: bytes | str) -> None:
        frames.append(data if isinstance(data, str) else data.decode("utf-8", "ignore"))

    page.on("websocket", lambda socket: socket.on("framereceived", note))
    return frames


def a_firm_that_is_overdue() -> dict:
    return warehouse.answer("due_rows", scope=LOCAL).to_pylist()[0]


def test_visitor_sees_no_row_data_from_the_first_request_on(small_demo, start_server, open_tab):
    firm = a_firm_that_is_overdue()
    server = start_server("--lan")
    links = [f"entity?entity.find={firm['entity_code']}", "publicity", "quality?quality.tab=拒收"]
    for link in links:
        page = open_tab()
        frames = received(page)
        visit(page, server, link)
        expect(page.get_by_text("访客也可查看").first).to_be_visible()
        shown = "\n".join([*frames, page.inner_text("body")])
        assert secrets_in(shown) - {firm["entity_code"]} == set(), link
        assert firm["entity_code"] not in page.inner_text("body")
    expect(page.get_by_role("button", name="复制链接")).to_have_count(0)


def test_same_link_shows_the_firm_to_who_sits_at_this_machine(small_demo, server, open_tab):
    firm = a_firm_that_is_overdue()
    page = open_tab()
    frames = received(page)
    visit(page, server, f"entity?entity.find={firm['entity_code']}")
    expect(page.get_by_text(firm["name"]).first).to_be_visible()
    assert firm["name"] in secrets_in("\n".join(frames))


def test_failure_shows_a_number_that_the_log_holds(small_demo, tmp_path, open_tab):
    served = warehouse.current()
    shutil.copytree(served.folder, tmp_path / served.id)
    told = json.dumps({name: fact for name, fact in served.manifest.items() if name != "files"})
    (tmp_path / served.id / "manifest.json").write_text(told, encoding="utf-8")
    (tmp_path / "current").write_text(served.id, encoding="utf-8")
    server = Server(tmp_path)
    page = open_tab()
    page.goto(f"{server.origin}/quality?quality.tab=快照与恢复", wait_until="commit")
    panel = page.locator('[data-testid="stAlert"]').first
    expect(panel).to_contain_text("事件编号", timeout=30_000)
    number = re.search(r"[0-9A-F]{8}", panel.inner_text())[0]
    assert "Traceback" not in page.inner_text("body")
    assert number in server.stop()


def test_health_answers_with_the_data_date(server, open_tab):
    page = open_tab()
    answer = page.goto(f"{server.origin}/healthz")
    assert json.loads(answer.text()) == {"status": "ok", "data_date": "2022-09-09"}
