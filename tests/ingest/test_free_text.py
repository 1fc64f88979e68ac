"""Numbers of persons in names, offices, plans, cases and events end at the door, with a trace."""

import duckdb
import pyarrow.parquet as pq
import pytest

from ingest.files import FIRM_A, write_csv
from inspection.data.snapshots import current
from inspection.ingest.publish import import_files

PHONE, CARD, DESK = "13911112222", "350102199001011234", "0591-11112222"
FREE = f"请联系{PHONE}或{DESK}，证件{CARD}"
FILES = {
    "检查对象": (
        ("统一社会信用代码/注册号", "企业名称", "县(市、区)", "管辖单位", "监管标签"),
        (FIRM_A, f"甲公司{FREE}", "鼓楼区", f"洪山所{FREE}", f"标签{FREE}"),
    ),
    "抽查任务": (
        ("抽查任务编号", "抽查任务名称", "抽查类型", "随机抽取日期", "牵头部门", "实施部门"),
        ("T1", f"任务{FREE}", "不定向", "2022-04-01", f"牵头{FREE}", f"福州市市场监督管理局{FREE}"),
    ),
    "抽查计划": (
        ("抽查计划编号", "抽查计划名称", "计划年度", "牵头部门"),
        ("P1", f"计划{FREE}", "2022", f"处室{FREE}"),
    ),
    "典型案例": (
        ("单位", "标题", "案例年度", "状态", "宣传媒体", "背景"),
        ("福州", f"案例{FREE}", "2022", "线索", f"媒体{FREE}", FREE),
    ),
    "重大事件": (("日期", "事件", "单位"), ("2022-05-01", f"疫情{FREE}", "福州")),
    "检查结果": (
        (
            *("抽查任务编号", "统一社会信用代码/注册号", "企业名称", "管辖单位"),
            *("检查机关", "检查结果", "检查日期", "指派去向"),
        ),
        ("T1", FIRM_A, f"甲公司{FREE}", "鼓楼区", f"机关{FREE}", "正常", "2022-06-15", FREE),
    ),
}


@pytest.fixture
def folder(warehouse_folder, tmp_path):
    paths = [write_csv(tmp_path / f"{name}_20220909.csv", rows) for name, rows in FILES.items()]
    import_files(paths, skip_bad=True)
    return current().folder


def test_no_number_of_a_person_is_in_any_text(folder):
    for path in sorted(folder.rglob("*.parquet")):
        name, content = path.name, str(pq.read_table(path).to_pylist())
        found = [secret for secret in (PHONE, CARD, DESK) if secret in content]
        assert not found, (name, found)


def test_what_was_masked_is_traced(folder):
    with duckdb.connect(":memory:") as connection:
        path = str(folder / "cleaning.parquet")
        rows = connection.execute(
            "select column_name from read_parquet($path) where rule_code = 'number_masked'",
            {"path": path},
        ).fetchall()
    masked = {name for (name,) in rows}
    assert {"name", "title", "tags", "event"} <= masked


def test_the_rest_of_the_text_stays(folder):
    names = pq.read_table(folder / "entities.parquet")["name"].to_pylist()
    assert names == ["甲公司请联系***或***，证件***"]
