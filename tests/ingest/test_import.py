"""The clean way through: files in, one snapshot out, every row accounted for."""

from datetime import date

import pytest

from ingest.files import (
    CLASSES,
    COOP,
    FIRM_A,
    FIRM_B,
    FIRM_C,
    PUBLICITY,
    REGISTER,
    RESULTS,
    TASKS,
    write_csv,
)
from inspection.data.snapshots import current
from inspection.errors import BadInput
from inspection.ingest.publish import import_files

FIRST = (FIRM_A, "福州示例一号有限公司", "企业", "鼓楼区")
SECOND = (FIRM_C, "平潭示例二号有限公司", "企业", "平潭县")


def test_one_file_of_each_kind_becomes_a_snapshot(warehouse_folder, export, rows):
    report = import_files(
        [
            export(REGISTER, FIRST, SECOND, name="甲"),
            export(CLASSES, (FIRM_A, "2022-01-01", "A", 120), name="乙"),
            export(
                TASKS,
                ("T1", "第一批", "不定向", "2022-05-06", "协同监管平台", "福州市局"),
                name="丙",
            ),
            export(
                RESULTS,
                ("T1", FIRM_A, "", "鼓楼区市场监管局", "A08", "未发现问题", "2022-06-15"),
                name="丁",
            ),
            export(PUBLICITY, ("T1", FIRM_A, "已公示", "2022-06-28"), name="戊"),
        ]
    )
    assert report["data_date"] == "2022-09-09"
    tables = [file["table"] for file in report["files"]]
    assert tables == ["register", "class_history", "tasks", "inspection_results", "publicity"]
    [row] = rows("task_rows")
    assert (row["unit"], row["county_code"], row["unit_basis"]) == ("福州", "350102", "管辖单位")
    assert row["inspected_on"] == date(2022, 6, 15)
    assert row["published_on"] == date(2022, 6, 28)
    assert [r["result_code"] for r in rows("results")] == ["R1"]
    assert current().marts().stat().st_size > 0


def test_read_is_loaded_duplicate_rejected_and_non_data(take, write, rows):
    report = take(
        write(
            "检查对象.csv",
            [
                ["检查对象名录库 导出日期：2022年9月9日"],
                REGISTER,
                FIRST,
                FIRST,
                ["", "", "企业", "鼓楼区"],
                [],
                ["合计", "2", "", ""],
                SECOND,
                ["注：本表由系统生成"],
                ["  ", "\u3000"],
                [],
            ],
        )
    )
    [file] = report["files"]
    assert (file["read"], file["loaded"], file["duplicate"]) == (9, 2, 1)
    assert (file["rejected"], file["non_data"]) == (1, 5)
    assert file["read"] == file["loaded"] + file["duplicate"] + file["rejected"] + file["non_data"]
    assert file["exported_on"] == "2022-09-09"
    [reject] = rows("rejects")
    assert reject["source_row"] == 5
    assert reject["reason"] == "没有代码也没有名称，无法确定检查对象"
    assert reject["cells"] == [None, None, "企业", "鼓楼区"]


def test_same_file_again_changes_nothing(take, export, published):
    path = export(REGISTER, FIRST)
    first = take(path)
    before = published()
    again = take(path)
    assert again["snapshot"] == first["snapshot"]
    assert again["skipped"] == [str(path)]
    assert again["files"] == []
    assert published() == before


def test_new_file_is_added_to_the_rows_in_service(take, export, rows):
    take(export(REGISTER, FIRST, name="甲"))
    take(export(REGISTER, SECOND, name="乙"))
    assert {r["uscc"] for r in rows("entities")} == {FIRM_A, FIRM_C}
    assert len(rows("files")) == 2


def test_later_export_of_a_key_wins_and_is_counted_in_the_older_file(take, write, rows):
    take(write("甲_20220902.csv", [REGISTER, FIRST, SECOND]))
    renamed = (FIRM_A, "福州改名有限公司", "企业", "台江区")
    take(write("甲_20220909.csv", [REGISTER, renamed]))
    names = {r["uscc"]: r["name"] for r in rows("entities")}
    assert names == {FIRM_A: "福州改名有限公司", FIRM_C: "平潭示例二号有限公司"}
    counts = {f["path"]: (f["loaded_count"], f["superseded_count"]) for f in rows("files")}
    assert counts == {"甲_20220902.csv": (2, 1), "甲_20220909.csv": (1, 0)}


def test_earlier_export_imported_later_does_not_win(take, write, rows):
    take(write("甲_20220909.csv", [REGISTER, (FIRM_A, "新名有限公司", "企业", "台江区")]))
    take(write("甲_20220902.csv", [REGISTER, (FIRM_A, "旧名有限公司", "企业", "鼓楼区")]))
    assert [r["name"] for r in rows("entities")] == ["新名有限公司"]
    assert current().data_date == date(2022, 9, 9)


def test_entity_ids_stay_from_snapshot_to_snapshot(take, export, rows):
    take(export(REGISTER, (FIRM_B, "厦门示例有限公司", "企业", "思明区"), name="甲"))
    [old] = rows("entities")
    take(export(REGISTER, FIRST, (COOP, "顺昌示例合作社", "农民专业合作社", "顺昌县"), name="乙"))
    ids = {r["uscc"]: r["entity_id"] for r in rows("entities")}
    assert ids[FIRM_B] == old["entity_id"]
    assert len(set(ids.values())) == 3


def test_rebuild_without_paths_keeps_rows_and_makes_a_new_snapshot(take, export, rows):
    first = take(export(REGISTER, FIRST))
    again = take()
    assert again["snapshot"] != first["snapshot"]
    assert again["files"] == []
    assert [r["uscc"] for r in rows("entities")] == [FIRM_A]


def test_rebuild_needs_a_snapshot(take):
    with pytest.raises(BadInput, match="还没有快照可以重建"):
        take()


def test_one_bad_file_refuses_the_whole_call(take, export, tmp_path, published):
    bad = write_csv(tmp_path / "空_20220909.csv", [REGISTER])
    with pytest.raises(BadInput, match="只有表头"):
        take(export(REGISTER, FIRST), bad)
    assert published() == [".import.lock"]


def test_skip_bad_imports_the_rest_and_says_so(take, export, tmp_path, rows):
    bad = write_csv(tmp_path / "空_20220909.csv", [REGISTER])
    report = take(export(REGISTER, FIRST), bad, tmp_path / "没有.csv", skip_bad=True)
    assert len(report["files"]) == 1
    assert [refused["path"] for refused in report["refused"]] == [
        str(tmp_path / "没有.csv"),
        str(bad),
    ]
    assert len(rows("entities")) == 1


def test_manifest_names_files_rules_and_versions(take, export):
    take(export(REGISTER, FIRST, name="检查对象_演示数据"))
    manifest = current().manifest
    assert manifest["is_synthetic"] is True
    assert manifest["files"][0]["path"] == "检查对象_演示数据_20220909.csv"
    assert len(manifest["files"][0]["sha256"]) == 64
    assert manifest["reference"]["units"]["version"]
    assert set(manifest["versions"]) >= {"python", "duckdb"}
    assert manifest["rows"]["entities"] == 1
