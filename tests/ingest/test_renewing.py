"""A week's results on top of a snapshot: what did not change is taken over, and every mart holds
the rows that it would hold if all were made from nothing.
"""

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ingest.files import CLASSES, REGISTER, RESULTS, TASKS, write_csv
from inspection.data import engine, pruning, renewing, sealing, snapshots
from inspection.data.snapshots import Snapshot, current
from inspection.ingest.publish import import_files
from inspection.settings import settings

CODES = [f"3501{i:011d}" for i in range(1, 41)]
FIRMS = [(code, f"示例{i}号", "企业", "鼓楼区") for i, code in enumerate(CODES, 1)]
STRANGER = "350100600000019"
TASK = ("T1", "第一批", "不定向", "2022-05-06", "协同监管平台", "福州市局")
FULL = engine.build_marts


def result(code: str, name: str, day: str) -> tuple[str, ...]:
    return ("T1", code, name, "鼓楼区市场监管局", "A08", "正常", day)


class Weeks:
    """The snapshots of two weeks, and how often marts were made from nothing for each."""

    def __init__(self, root: Path, patch: pytest.MonkeyPatch) -> None:
        self.root, self.made = root, list[int]()
        patch.setattr(engine, "build_marts", self.build)
        classes = [(code, "2022-01-01", "A", 90) for code in CODES]
        files = {
            "检查对象": [REGISTER, *FIRMS],
            # Known in advance: in force only at the data date of the second week.
            "信用风险分类": [CLASSES, *classes, (CODES[4], "2022-09-05", "B", 70)],
            "抽查任务": [TASKS, TASK],
            "检查结果": [RESULTS, result(CODES[0], "示例1号", "2022-06-01")],
        }
        paths = [write_csv(root / f"{name}_20220902.csv", rows) for name, rows in files.items()]
        self.first = self.take(*paths)
        self.digest = sealing._digest(self.first.folder / sealing.MANIFEST)
        new = [
            result(CODES[1], "示例2号", "2022-09-06"),
            result(STRANGER, "示例外来商行", "2022-09-07"),
        ]
        self.second = self.take(write_csv(root / "检查结果_20220909.csv", [RESULTS, *new]))

    def build(self, *given: object) -> None:
        self.made[-1] += 1
        FULL(*given)

    def take(self, *paths: Path) -> Snapshot:
        self.made.append(0)
        import_files(list(paths))
        snapshot = current()
        assert snapshot is not None
        return snapshot


@pytest.fixture(scope="module")
def weeks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Weeks]:
    root = tmp_path_factory.mktemp("weeks")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSPECTION_DATA", str(root / "warehouse"))
        patch.setattr(renewing, "LEAST_ENTITIES", 1)
        settings.cache_clear()
        yield Weeks(root, patch)
    settings.cache_clear()


def tables(marts: Path) -> dict[str, list[str]]:
    """Every table of a database, its rows in order of their text."""
    with TemporaryDirectory() as room, duckdb.connect(shutil.copy(marts, room)) as database:
        names = [row[0] for row in database.execute("show tables").fetchall()]
        return {name: sorted(map(repr, database.table(name).fetchall())) for name in names}


def test_the_marts_of_a_week_are_those_made_from_nothing(weeks, tmp_path):
    assert weeks.made == [1, 0], "the second week's marts were made from nothing"
    FULL(weeks.second.folder, tmp_path / "whole.duckdb", 2022)
    made, whole = tables(weeks.second.marts()), tables(tmp_path / "whole.duckdb")
    assert made.keys() == whole.keys()
    assert [name for name in whole if made[name] != whole[name]] == []


def test_what_the_week_changed_is_there(weeks):
    before, after = tables(weeks.first.marts()), tables(weeks.second.marts())
    assert len(after["entity_register"]) == len(before["entity_register"]) + 1 == 41
    assert sum(STRANGER in row for row in after["entity_codes"]) == 1
    [was], [now] = ([r for r in one["entity_register"] if CODES[4] in r] for one in (before, after))
    assert "'A'" in was
    assert "'B'" in now
    assert before["class_spans"] == after["class_spans"]


def test_a_table_without_new_rows_is_the_same_file(weeks):
    def number(snapshot: Snapshot, name: str) -> int:
        return (snapshot.folder / "staged" / f"{name}.parquet").stat().st_ino

    same = {
        name: number(weeks.first, name) == number(weeks.second, name)
        for name in ("register", "class_history", "tasks", "inspection_results")
    }
    expected = dict.fromkeys(same, True) | {"inspection_results": False}
    assert same == expected


def test_the_snapshot_before_stays_as_it_was_and_may_go(weeks, tmp_path, monkeypatch):
    shutil.copytree(weeks.root / "warehouse", tmp_path / "warehouse")
    monkeypatch.setenv("INSPECTION_DATA", str(tmp_path / "warehouse"))
    settings.cache_clear()
    assert sealing.verify(tmp_path / "warehouse" / weeks.first.id) == []
    snapshots.rollback(weeks.first.id)
    assert current() == weeks.first
    snapshots.rollback(weeks.second.id)
    assert pruning.prune(1) == [weeks.first.id]
    assert sealing.verify(tmp_path / "warehouse" / weeks.second.id) == []
    settings.cache_clear()


def altered(snapshot: Snapshot, place: Path, table: str, column: str, value: object) -> Path:
    """The tables of a snapshot, every row of 2022 or of 鼓楼区 with another value in a column."""
    shutil.copytree(snapshot.folder, place, ignore=shutil.ignore_patterns("*.duckdb"))
    path = place / f"{table}.parquet"
    rows = pq.read_table(path)
    meant = {2022, "350102"}
    cells = [value if meant & {*row.values()} else row[column] for row in rows.to_pylist()]
    kind = rows.schema.field(column).type
    at = rows.column_names.index(column)
    pq.write_table(rows.set_column(at, column, pa.array(cells, kind)), path)
    return place


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("ref_counties", "county", "另一区"),
        ("ref_counties", "unit", "另一单位"),
        # The day on which the stock of all firms rests.
        ("ref_periods", "until_on", date(2022, 1, 31)),
    ],
)
def test_a_rule_that_changed_reaches_every_mart(weeks, tmp_path, table, column, value):
    folder = altered(weeks.second, tmp_path / "tables", table, column, value)
    weeks.made.append(0)
    renewing.make_marts(weeks.second, folder, tmp_path / "made.duckdb", 2022)
    assert weeks.made.pop() == 0
    FULL(folder, tmp_path / "whole.duckdb", 2022)
    made, whole = tables(tmp_path / "made.duckdb"), tables(tmp_path / "whole.duckdb")
    assert [name for name in whole if made[name] != whole[name]] == []
    assert made[table] != tables(weeks.second.marts())[table]


@pytest.mark.parametrize("reason", ["few firms", "many changed", "damaged", "version", "no year"])
def test_where_nothing_can_be_taken_over_all_is_made_from_nothing(
    weeks, tmp_path, monkeypatch, reason
):
    before, year = weeks.first, 2022
    if reason == "few firms":
        monkeypatch.setattr(renewing, "LEAST_ENTITIES", 42)
    if reason == "many changed":
        monkeypatch.setattr(renewing, "FEW", 42)
    if reason in ("damaged", "version"):
        folder = shutil.copytree(weeks.first.folder, tmp_path / weeks.first.id)
        if reason == "damaged":
            with (folder / snapshots.MARTS).open("ab") as file:
                file.write(b"x")
        else:
            manifest = json.loads((folder / sealing.MANIFEST).read_text(encoding="utf-8"))
            manifest["versions"]["duckdb"] = "0.1"
            (folder / sealing.MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
        before = snapshots.at(folder)
    if reason == "no year":
        year = 2021
    asked = list[int]()
    monkeypatch.setattr(engine, "build_marts", lambda *given: asked.append(given[-1]))
    renewing.make_marts(before, weeks.second.folder, tmp_path / "made.duckdb", year)
    assert asked == [year]
