"""Plan, draw, download, verify: the way of one trial through a real browser."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from waiting import downloaded, settle, visit

TAB = "simulation.tab={}"
DRAW, CHECK = TAB.format("模拟抽取"), TAB.format("核验")
LAY, EXAMPLE, RUN = "组成名录", "用口令生成一组演示号码", "运行模拟抽取"
ADOPT = "采用此方案"
PACKAGE, PUBLIC = "完整批次 zip", "公开名单 zip"
TILE = "[class*=st-key-tile_] strong"


@pytest.fixture
def open_link(server, open_tab) -> Callable[[str], Page]:
    """`open_link("simulation?…")`: the page in a private window."""

    def open_(link: str) -> Page:
        page = open_tab()
        visit(page, server, link)
        return page

    return open_


@pytest.fixture(scope="module")
def drawn(server, keep_tab) -> Page:
    """A trial of two units, run once; the tests only read it."""
    page = keep_tab()
    trial = "unit=平潭&unit=宁德&simulation.d=50&simulation.seed=0007"
    visit(page, server, f"simulation?{trial}&{DRAW}")
    press(page, LAY)
    press(page, EXAMPLE)
    press(page, RUN)
    page.get_by_role("button", name=PACKAGE).wait_for()
    settle(page)
    return page


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button).click()
    settle(page)


def link_of(page: Page) -> str:
    return page.url.split("/", 3)[3]


def saved(page: Page, button: str, folder: Path) -> Path:
    download = downloaded(page, page.get_by_role("button", name=button))
    path = folder / download.suggested_filename
    download.save_as(path)
    return path


def altered(path: Path, member: str) -> Path:
    """The package with the first line of one file moved to its end."""
    wrong = path.with_name("altered.zip")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(wrong, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in source.namelist():
            data = source.read(name)
            if name == member:
                first, rest = data.split(b"\n", 1)
                data = rest + first + b"\n"
            copy.writestr(name, data)
    return wrong


def drop(page: Page, path: Path) -> None:
    page.locator("input[type=file]").set_input_files(path)
    settle(page)


def test_package_goes_from_draw_to_verification_and_back(drawn, open_link, tmp_path):
    path = saved(drawn, PACKAGE, tmp_path)
    assert "不作为检查依据" in path.name
    page = open_link(f"simulation?{CHECK}")
    drop(page, path)
    expect(page.get_by_text("全部通过")).to_be_visible(timeout=60_000)
    page = open_link(f"simulation?{CHECK}")
    drop(page, altered(path, "平潭/drawn.csv"))
    wrong = page.get_by_text("1 项未通过：平潭 drawn.csv 与重算一致")
    expect(wrong).to_be_visible(timeout=60_000)


def test_bad_upload_is_refused_in_words(open_link, tmp_path):
    page = open_link(f"simulation?{CHECK}")
    path = tmp_path / "bad.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../plan.json", "{}")
    drop(page, path)
    expect(page.get_by_text("越界路径")).to_be_visible()


def test_same_link_shows_the_same_draw_to_another_reader(drawn, open_link):
    figures = drawn.locator(TILE).all_inner_texts()
    page = open_link(link_of(drawn))
    expect(page.get_by_role("button", name=PACKAGE)).to_be_visible(timeout=30_000)
    assert page.locator(TILE).all_inner_texts() == figures
    other = open_link(link_of(drawn).replace("simulation.seed=0007", "simulation.seed=7"))
    expect(other.get_by_text("请重新运行")).to_be_visible()
    assert not other.get_by_role("button", name=PACKAGE).count()


def test_public_list_says_what_it_is_and_what_it_proves(drawn, open_link, tmp_path):
    path = saved(drawn, PUBLIC, tmp_path)
    with zipfile.ZipFile(path) as archive:
        assert "模拟结果，不作为检查依据" in archive.read("说明.txt").decode()
        assert not any("frame" in name or "proof" in name for name in archive.namelist())
    page = open_link(f"simulation?{CHECK}")
    drop(page, path)
    expect(page.get_by_text("全部通过")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("它不能证明：名单是按方案和公开号码抽出来的")).to_be_visible()


def test_solved_ratios_travel_in_the_link(open_link):
    page = open_link("simulation?simulation.solve=true")
    press(page, ADOPT)
    expect(page.get_by_text("单独设定比例、")).to_be_visible()
    again = open_link(link_of(page))
    expect(again.get_by_text("单独设定比例、")).to_be_visible()
    expect(again.get_by_role("button", name=ADOPT)).to_be_disabled()
