"""Two years of one world: who goes on, what is new, and that one year is what it was."""

import csv
import hashlib
import json
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

from inspection.demo import known_years, write_demo
from inspection.settings import ROOT

from .exported import read_kind, truth

TINY = 0.001
# Of the year 2022 at scale 0.001, seed 7, 9 September, as it was before there was a second year.
ONE_YEAR = "4bb3857616bb05f419f97021dfedec98511056b79a7416ef7388b41e6009aa17"
CODE, CLASS = "统一社会信用代码/注册号", "信用风险分类"
LOWER = 30_000
HIGHER = {"莆田", "三明", "南平", "龙岩"}


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Clean exports of both years."""
    folder = tmp_path_factory.mktemp("years")
    write_demo(folder, scale=0.005, seed=7, years=[2022, 2023], clean=True)
    return folder


@pytest.fixture(scope="module")
def first(years: Path) -> Path:
    """The year before."""
    return years / "2022"


@pytest.fixture(scope="module")
def second(years: Path) -> Path:
    """The year that goes on from it."""
    return years / "2023"


def test_one_year_is_what_it_was(tmp_path: Path) -> None:
    write_demo(tmp_path, scale=TINY, seed=7)
    assert content_hash(tmp_path) == ONE_YEAR


def test_a_year_is_the_same_whichever_others_are_written(tmp_path: Path) -> None:
    write_demo(tmp_path / "both", scale=TINY, seed=7, years=[2023, 2022, 2023])
    write_demo(tmp_path / "2022", scale=TINY, seed=7, until=date(2022, 12, 31))
    write_demo(tmp_path / "2023", scale=TINY, seed=7, years=[2023])
    for year in ("2022", "2023"):
        assert bytes_of(tmp_path / "both" / year) == bytes_of(tmp_path / year)


def test_entities_keep_code_and_name(first: Path, second: Path) -> None:
    before, now = registered(first), registered(second)
    assert before.keys() < now.keys()
    for kept in ("企业名称", "主体类型", "成立日期", "县（市、区）"):
        assert all(now[code][kept] == record[kept] for code, record in before.items())


def test_new_in_the_register_is_who_was_founded_since(first: Path, second: Path) -> None:
    before, now = registered(first), registered(second)
    founded = [now[code] for code in now.keys() - before.keys()]
    assert {record["主体类型"] for record in founded} == {"企业"}
    assert not {one["企业名称"] for one in founded} & {one["企业名称"] for one in before.values()}
    assert {record["成立日期"][:4] for record in founded} == {"2023"}
    assert 0.004 < len(founded) / sum(one["主体类型"] == "企业" for one in now.values()) < 0.02


def test_who_ended_is_not_drawn_again(first: Path, second: Path) -> None:
    ended = {code for code, one in registered(first).items() if not is_alive(one)}
    drawn = {record[CODE] for record in read_kind(second, "检查结果")}
    assert len(ended) > 50
    assert ended & {record[CODE] for record in read_kind(first, "检查结果")}
    assert not ended & drawn
    assert not any(is_alive(registered(second)[code]) for code in ended)


def test_some_end_in_the_second_year(first: Path, second: Path) -> None:
    before, now = registered(first), registered(second)
    ended = [code for code, one in before.items() if is_alive(one) and not is_alive(now[code])]
    assert 0.004 < len(ended) / len(before) < 0.02


def test_classes_move_and_none_is_lost(first: Path, second: Path) -> None:
    last = {r[CODE]: r[CLASS] for r in sorted(read_kind(first, "信用风险分类"), key=classed_on)}
    anew = {r[CODE]: r[CLASS] for r in read_kind(second, "信用风险分类") if is_new_year(r)}
    assert last.keys() <= anew.keys()
    moved = sum(anew[code] != one for code, one in last.items())
    assert 0.07 < moved / len(last) < 0.2


def test_the_second_year_has_facts_of_its_own(second: Path) -> None:
    tasks = read_kind(second, "抽查任务")
    assert {task["设置日期"][:4] for task in tasks} == {"2023"}
    assert {plan["年度"] for plan in read_kind(second, "抽查计划")} == {"2023"}
    assert max(plan["计划结束日期"] for plan in read_kind(second, "抽查计划")) == "2023-11-15"
    assert {case["年份"] for case in read_kind(second, "典型案例")} == {"2023"}
    duties = [duty for duty in read_kind(second, "应交材料") if duty["收到日期"]]
    assert {duty["收到日期"][:4] for duty in duties} == {"2023"}
    assert {row["年末"] for row in read_kind(second, "企业实有数")} == {"2022-12-31"}
    inspected = {r["检查日期"][:4] for r in read_kind(second, "检查结果") if r["检查日期"]}
    assert inspected == {"2023"}


def test_base_is_who_existed_at_the_end_of_the_year_before(first: Path, second: Path) -> None:
    alive = sum(one["主体类型"] == "企业" and is_alive(one) for one in registered(first).values())
    absent = stories_of(first, "absent_from_register")["entities"]
    assert truth(second)["counts"]["province"]["stock"] - alive in range(len(absent) + 1)


def test_roster_keeps_who_stays_and_has_newcomers(first: Path, second: Path) -> None:
    before, now = inspectors(first), inspectors(second)
    assert before.keys() < now.keys()
    assert all(now[key]["姓名"] == record["姓名"] for key, record in before.items())
    assert len({record["姓名"] for record in now.values()}) == len(now)
    left = [key for key in before if before[key]["人员状态"] == "有效" != now[key]["人员状态"]]
    assert 0 < len(left) < 0.06 * len(before)


def test_rule_files_hold_another_notice(second: Path) -> None:
    (notice,) = rules(second, "notices")
    assert (notice["year"], notice["issued_on"]) == ("2023", "2023-03-15")
    assert "演示" in notice["title"]
    assert "演示" in notice["document_no"]
    periods = {row["period"]: (row["from_on"], row["until_on"]) for row in rules(second, "periods")}
    assert periods["campaign"] == ("2023-03-15", "2023-11-15")
    assert periods["base"] == ("2022-12-31", "2022-12-31")
    floors = {row["scope"]: int(row["floor_ppm"]) for row in rules(second, "targets")}
    assert floors.pop("全省") == LOWER
    assert {unit for unit, floor in floors.items() if floor == 35_000} == HIGHER
    assert set(floors.values()) == {LOWER, 35_000}
    plans = read_kind(second, "抽查计划")
    assert {one["发文文号"] for one in plans if one["发文文号"]} == {notice["document_no"]}


def test_rule_files_have_the_columns_of_data_reference(second: Path) -> None:
    for path in second.glob("规则_*_2023.csv"):
        table = path.name.split("_", 1)[1].removesuffix("_2023.csv")
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines[0] == f"# table: {table}"
        assert [line.split(":")[0] for line in lines[1:5]] == [
            "# title", "# source", "# version", "# note",
        ]  # fmt: skip
        assert "演示" in lines[1]
        assert {row["year"] for row in rules(second, table)} == {"2023"}
        stated = truth(second)["files"][path.name]
        assert (stated["table"], stated["rows"]) == (table, len(rules(second, table)))
        held = ROOT / "data" / "profiles" / "fujian" / f"{table}.csv"
        if held.exists():
            header = next(line for line in held.open(encoding="utf-8") if not line.startswith("#"))
            assert {*header.strip().split(","), "year"} == set(rules(second, table)[0])


def test_targets_follow_the_floors_of_the_year(second: Path) -> None:
    floors = {row["scope"]: int(row["floor_ppm"]) for row in rules(second, "targets")}
    counts = truth(second)["counts"]
    for unit, one in counts["units"].items():
        assert one["target"] == -(-one["stock"] * floors[unit] // 1_000_000)
    whole = counts["province"]
    assert whole["target"] == -(-whole["stock"] * LOWER // 1_000_000)


def test_truth_of_all_years_is_that_of_each(years: Path) -> None:
    whole = json.loads((years / "truth.json").read_text(encoding="utf-8"))
    assert whole["until"] == "2023-09-09"
    assert whole["years"] == {year: truth(years / year) for year in ("2022", "2023")}
    assert whole["years"]["2022"]["until"] == "2022-12-31"


def test_before_its_notice_a_year_has_no_rules(tmp_path: Path) -> None:
    write_demo(tmp_path, scale=TINY, years=[2023], until=date(2023, 3, 14))
    assert not list(tmp_path.glob("规则_*"))
    assert not list(tmp_path.glob("抽查计划_*"))
    assert (tmp_path / "企业实有数_演示数据_20230314.xlsx").exists()


def test_a_year_that_is_not_known_is_refused(tmp_path: Path) -> None:
    assert known_years() == (2022, 2023)
    with pytest.raises(ValueError, match="no demo"):
        write_demo(tmp_path, scale=TINY, years=[2022, 2024])


def test_only_data_lists_name_days() -> None:
    named = re.compile(r"202\d-\d\d|202\d年|〔202\d〕|\b202\d, \d")
    modules = sorted((ROOT / "inspection" / "demo").rglob("*.py"))
    found = [
        (path.name, line)
        for path in modules
        for line in path.read_text(encoding="utf-8").splitlines()
        if named.search(line)
    ]
    assert len(modules) > 30
    assert found == []


def registered(folder: Path) -> dict[str, dict[str, str]]:
    return {record[CODE]: record for record in read_kind(folder, "检查对象")}


def is_alive(record: dict[str, str]) -> bool:
    return record["登记状态"] == "存续"


def inspectors(folder: Path) -> dict[tuple[str, str], dict[str, str]]:
    records = read_kind(folder, "执法检查人员")
    return {(record["地区"], record["单位工号"]): record for record in records}


def classed_on(record: dict[str, str]) -> str:
    return record["分类日期"]


def is_new_year(record: dict[str, str]) -> bool:
    return record["分类日期"] == "2023-01-01"


def stories_of(folder: Path, name: str) -> dict:
    (story,) = [one for one in truth(folder)["stories"] if one["id"] == name]
    return story["facts"]


def rules(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"规则_{table}_2023.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def content_hash(folder: Path) -> str:
    """SHA-256 over all files, workbooks unpacked: how they are compressed is the machine's."""
    whole = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        whole.update(path.name.encode("utf-8"))
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    whole.update(name.encode("utf-8") + archive.read(name))
        else:
            whole.update(path.read_bytes())
    return whole.hexdigest()
