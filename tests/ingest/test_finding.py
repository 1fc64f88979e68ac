"""Folders and archives: what is opened, what is left aside and named, and nothing outside."""

import os
import stat
import zipfile

import pytest

from ingest.files import FIRM_A, REGISTER, csv_text, write_csv, write_xlsx
from ingest.parts import write_zip
from inspection.errors import BadInput
from inspection.ingest.finding import find_files

GOOD = csv_text([REGISTER, (FIRM_A, "福州示例一号有限公司", "企业", "鼓楼区")])


@pytest.fixture
def search(tmp_path):
    """Names of what is found below a path and of what is not read, with its reason."""

    def find(path):
        found, unread = find_files([path], tmp_path / "scratch")
        names = [one.path.relative_to(tmp_path).as_posix() for one in found]
        return names, {one.path.name: (one.what, one.looks_like_data) for one in unread}

    return find


def test_a_folder_is_searched_by_content_and_the_rest_is_named(search, tmp_path):
    folder = tmp_path / "导出"
    folder.mkdir()
    write_csv(folder / "甲.csv", [REGISTER])
    write_xlsx(folder / "乙", 表=[REGISTER])
    (folder / "丙.xml").write_text('<Workbook xmlns="urn:…:office:spreadsheet"/>', encoding="utf-8")
    (folder / "丁.xml").write_text("<config/>", encoding="utf-8")
    (folder / "说明.pdf").write_bytes(b"%PDF-1.7")
    (folder / "包.xls").write_bytes(b"Rar!\x1a\x07\x01")
    (folder / "truth.json").write_text("{}", encoding="utf-8")
    (folder / "~$甲.xlsx").write_bytes(b"lock")
    (folder / "Thumbs.db").write_bytes(b"\xd0\xcf\x11\xe0")
    found, unread = search(folder)
    assert found == ["导出/丙.xml", "导出/乙", "导出/甲.csv"]
    assert unread == {
        "丁.xml": ("不是表格文件", False),
        "说明.pdf": ("PDF", True),
        "包.xls": ("RAR 压缩包", True),
        "truth.json": ("不是表格文件", False),
    }


def test_symbolic_links_of_a_folder_are_named_and_not_followed(search, tmp_path):
    outside = write_csv(tmp_path / "外.csv", [REGISTER])
    folder = tmp_path / "导出"
    folder.mkdir()
    write_csv(folder / "甲.csv", [REGISTER])
    (folder / "链.csv").symlink_to(outside)
    (folder / "夹").symlink_to(tmp_path)
    os.mkfifo(folder / "管.csv")
    found, unread = search(folder)
    assert found == ["导出/甲.csv"]
    assert unread == {"链.csv": ("符号链接，不跟随", True), "夹": ("符号链接，不跟随", False)}


def named_in(path, name, flag, encoding):
    """An archive with one member, its name in these bytes."""
    stand_in = "x" * len(name.encode(encoding))
    write_zip(path, {stand_in: GOOD})
    data = path.read_bytes().replace(stand_in.encode(), name.encode(encoding))
    if flag:
        local, central = data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8
        data = bytearray(data)
        data[local + 1] |= 0x08
        data[central + 1] |= 0x08
    path.write_bytes(bytes(data))
    return path


@pytest.mark.parametrize(("encoding", "flag"), [("utf-8", True), ("utf-8", False), ("gbk", False)])
def test_an_archive_is_a_folder_whatever_encoding_its_names_have(search, tmp_path, encoding, flag):
    path = named_in(tmp_path / "甲.zip", "导出/检查对象_厦门.csv", flag, encoding)
    assert search(path) == (["甲.zip/导出/检查对象_厦门.csv"], {})


def test_members_that_leave_the_archive_or_lead_elsewhere_are_named(search, tmp_path):
    path = tmp_path / "甲.zip"
    link = zipfile.ZipInfo("链.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("甲.csv", GOOD)
        archive.writestr("../外.csv", GOOD)
        archive.writestr("/etc/外二.csv", GOOD)
        archive.writestr("C:\\外三.csv", GOOD)
        archive.writestr(link, "/etc/passwd")
        archive.writestr("__MACOSX/._甲.csv", "x")
        archive.writestr("乙.rar", b"Rar!\x1a\x07\x01")
    write_zip(tmp_path / "内.zip", {"乙.csv": GOOD})
    with zipfile.ZipFile(path, "a") as archive:
        archive.write(tmp_path / "内.zip", "内.zip")
    found, unread = search(path)
    assert found == ["甲.zip/甲.csv"]
    assert [what for what, _ in unread.values()] == [
        *["压缩包里的路径越出压缩包"] * 3,
        "符号链接，不跟随",
        "RAR 压缩包",
        "压缩包里的压缩包",
    ]
    assert all(is_data for _, is_data in unread.values())
    assert not list(tmp_path.parent.glob("外*.csv"))


def test_an_archive_without_a_table_is_refused_with_what_it_holds(search, tmp_path):
    path = write_zip(tmp_path / "甲.zip", {"说明.pdf": b"%PDF-1.7", "a.txt.json": "{}"})
    with pytest.raises(BadInput, match=r"压缩包里没有表格文件：说明\.pdf（PDF）"):
        search(path)


def test_a_locked_archive_is_named_with_the_remedy(search, tmp_path):
    path = write_zip(tmp_path / "甲.zip", {"甲.csv": GOOD})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x03\x04") + 6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))
    with pytest.raises(BadInput) as error:
        search(path)
    assert "压缩包已加密" in error.value.what
    assert "输入密码" in error.value.remedy


def test_a_broken_archive_is_refused(search, tmp_path):
    path = write_zip(tmp_path / "甲.zip", {"甲.csv": GOOD * 99})
    data = bytearray(path.read_bytes())
    data[60:70] = b"\xff" * 10
    path.write_bytes(bytes(data))
    with pytest.raises(BadInput, match="压缩结构损坏"):
        search(path)


def test_an_archive_that_is_a_bomb_is_refused_before_it_is_unpacked(search, tmp_path):
    path = write_zip(tmp_path / "甲.zip", {"甲.csv": bytes(80 << 20)})
    with pytest.raises(BadInput, match="压缩炸弹"):
        search(path)
    assert not (tmp_path / "scratch").exists()


def test_files_of_an_archive_are_imported_under_its_name(take, tmp_path, rows):
    other = GOOD.replace(FIRM_A, "91350200MA0000015A").replace("一号", "二号")
    parts = {"乙_20220909.csv": GOOD, "夹/丙_20220909.csv": other, "说明.pdf": "%PDF"}
    path = write_zip(tmp_path / "甲.zip", parts)
    report = take(path)
    names = ["甲.zip/乙_20220909.csv", "甲.zip/夹/丙_20220909.csv"]
    assert [file["path"] for file in report["files"]] == [f"{tmp_path}/{name}" for name in names]
    assert report["unread"] == [
        {
            "path": f"{tmp_path}/甲.zip/说明.pdf",
            "what": "PDF",
            "remedy": "从平台导出 CSV 或 XLSX",
            "looks_like_data": True,
        }
    ]
    assert sorted(row["path"] for row in rows("files")) == names
    assert sorted(row["source_file"] for row in rows("entities")) == names
    assert take(path)["skipped"] == [f"{tmp_path}/{name}" for name in names]
