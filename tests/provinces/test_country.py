"""Two provinces in one warehouse: each answers as alone, the whole is their sum, none leaks.

福建省 (four classes) and 示例省 (five, other floors, another deadline) are imported into one
warehouse, and each into one of its own; processes of their own ask every question of both.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from inspection.console.cli import main
from inspection.settings import ROOT, settings
from provinces import exports

FIRST, SECOND = PROVINCES = ("fujian", "example")
SAMPLE = sorted(path for path in (ROOT / "data" / "sample").iterdir() if path.suffix != ".md")
# Counted in the sample and in `exports.py`: stock, target, drawn, inspected, published.
STANDS = {"福建省": (846, 30, 23, 18, 16), "示例省": (2400, 120, 528, 264, 264)}
WHOLE = (3246, 150, 551, 282, 280)
COUNTS = ("stock_count", "target_count", "drawn_count", "checked_count", "published_count")
# The last day of 示例省, the first of the two to end.
DAY = "2022-08-31"


class Warehouses(NamedTuple):
    """What is told of both provinces in one warehouse and of each alone, and where they lie."""

    both: dict[str, Any]
    alone: dict[str, dict[str, Any]]
    folder: Path


@pytest.fixture(scope="module")
def held(tmp_path_factory) -> Warehouses:
    folder: Path = tmp_path_factory.mktemp("country")
    files = {FIRST: SAMPLE, SECOND: exports.write(folder)}
    both = told(folder / "both", PROVINCES, files)
    alone = {name: told(folder / name, (name,), {name: files[name]}) for name in PROVINCES}
    return Warehouses(both, alone, folder / "both")


def told(data: Path, names: tuple[str, ...], files: dict[str, list[Path]]) -> dict[str, Any]:
    """What `both.py` prints of a warehouse of these provinces."""
    own = {"INSPECTION_PROFILE": ",".join(names), "INSPECTION_DATA": str(data)}
    run = subprocess.run(
        [
            *(sys.executable, str(Path(__file__).with_name("both.py"))),
            *(f"{name}={path}" for name, paths in files.items() for path in paths),
        ],
        env={**os.environ, **own, "PYTHONPATH": f"{ROOT / 'tests'}{os.pathsep}{ROOT}"},
        cwd=ROOT,
        capture_output=True,
        timeout=400,
    )
    assert run.returncode == 0, run.stderr.decode()[-2_000:]
    return json.loads(run.stdout)


@pytest.mark.parametrize("name", PROVINCES)
def test_a_province_answers_as_in_a_warehouse_of_its_own(held: Warehouses, name: str):
    """Every question and every word, asked in turns with those of the other province."""
    own, shared = held.alone[name], held.both
    assert len(own["answers"][name]) > 150
    differing = [
        question
        for question, rows in own["answers"][name].items()
        if rows != shared["answers"][name][question]
    ]
    assert not differing
    assert own["words"][name] == shared["words"][name]


def test_the_provinces_have_classes_and_deadlines_of_their_own(held: Warehouses):
    answers = held.both["answers"]
    assert [answers[name]["year_terms"][0]["deadline_on"] for name in PROVINCES] == [
        "2022-10-31",
        "2022-11-15",
    ]
    classes = [
        {row["risk_class"] for row in answers[name]["bulletin_classes"]} for name in PROVINCES
    ]
    assert {"A", "D"} <= classes[0]
    assert {"1级", "5级"} <= classes[1]
    assert classes[0] & classes[1] <= {"未分类", "合计"}


def test_the_whole_is_the_sum_on_a_day_that_every_province_knows(held: Warehouses):
    *provinces, whole = held.both["country"]
    for row in provinces:
        assert tuple(row[name] for name in COUNTS) == STANDS[row["province"]]
    assert tuple(whole[name] for name in COUNTS) == WHOLE
    assert whole["completion_rate"] == pytest.approx(282 / 150)
    assert whole["check_ratio"] == pytest.approx(282 / 3246)


def test_a_reader_of_one_province_is_answered_by_it_alone(held: Warehouses):
    """No question of another province answers; its level has one row and no total."""
    refused = held.both["refused"]
    assert {told for name in PROVINCES for told in refused[name].values()} == {"refused"}
    assert [row["profile"] for row in held.both["own"]] == [FIRST]
    page = held.both["reader"]
    assert not page["wrong"]
    assert "省" not in page["filters"]
    assert "示例" not in json.dumps(page, ensure_ascii=False)
    assert "厦门" in json.dumps(page, ensure_ascii=False)


def test_pages_open_at_the_level_of_the_country_and_of_a_province(held: Warehouses):
    pages = held.both["pages"]
    assert not [name for name, page in pages.items() if page["wrong"]]
    of_country = pages["overview zh "]
    assert f"截至{DAY}，2个省共检查282户，为目标150户的188.0%" in of_country["said"]
    assert "全国" in of_country["tables"][0]
    assert "3246" in of_country["tables"][0]
    assert of_country["filters"] == ["省"]
    assert pages["overview en "]["filters"] == ["Province"]
    for name, page in pages.items():
        said = json.dumps(page, ensure_ascii=False)
        if name.endswith(FIRST):
            assert not any(word in said for word in ("甲城", "Jiacheng", "5级", "Grade 5"))
        if name.endswith(SECOND):
            assert not any(word in said for word in ("福州", "厦门", "Xiamen", "A类", "Class A"))


def test_another_province_begins_without_the_filters_of_the_one_before(held: Warehouses):
    moved = held.both["moved"]
    assert not moved["wrong"]
    assert not any(moved["chosen"])
    assert "甲城" in json.dumps(moved["tables"], ensure_ascii=False)


@pytest.fixture
def of_both(held: Warehouses, monkeypatch) -> Warehouses:
    monkeypatch.setenv("INSPECTION_PROFILE", ",".join(PROVINCES))
    monkeypatch.setenv("INSPECTION_DATA", str(held.folder))
    settings.cache_clear()
    yield held
    monkeypatch.undo()
    settings.cache_clear()


def test_commands_say_which_province(of_both: Warehouses, capsys, tmp_path):
    assert main(["country", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["checked_count"] for row in rows] == [18, 264, 282]
    for province in (SECOND, "示例省", "Example Province"):
        assert main(["query", "year_terms", "--province", province, "--json"]) == 0
        assert json.loads(capsys.readouterr().out)[0]["deadline_on"] == "2022-11-15"
    assert main(["query", "year_terms"]) == 2
    assert "fujian、example" in capsys.readouterr().err
    assert main(["query", "year_terms", "--province", "nowhere"]) == 2


def test_files_are_imported_into_the_province_of_their_folder(of_both, capsys, tmp_path):
    """Where it says nothing of the province the import is refused, and nothing is published."""
    nameless, named = tmp_path / "files", tmp_path / "示例省"
    for folder in (nameless, named):
        folder.mkdir()
    written = exports.write(named)
    before = sorted(path.name for path in (of_both.folder / FIRST).iterdir())
    assert main(["import", str(SAMPLE[0]), "--dry-run"]) == 2
    assert "省" in capsys.readouterr().err
    assert main(["import", str(written[0]), str(SAMPLE[0])]) == 2
    capsys.readouterr()
    assert main(["import", *map(str, written), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (of_both.folder / SECOND / "current").read_text().strip() == report["snapshot"]
    assert sorted(path.name for path in (of_both.folder / FIRST).iterdir()) == before


def test_a_user_of_a_unit_is_one_of_a_province(of_both, capsys):
    add = ["user", "add", "甲", "--role", "地市人员", "--unit", "甲城", "--json"]
    assert main(add) == 2
    assert "--province" in capsys.readouterr().err
    assert main([*add, "--province", "nowhere"]) == 2
    assert main([*add, "--province", FIRST]) == 2
    capsys.readouterr()
    assert main([*add, "--province", SECOND]) == 0
    from inspection.access.users import find_user, scope_for

    scope = scope_for(find_user("甲"))
    assert scope.provinces == (SECOND,)
    assert scope.reads_province(SECOND)
    assert not scope.reads_province(FIRST)
    assert not scope.may_manage_users
