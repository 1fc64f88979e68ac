"""Personal data end at the door: nothing of them is in any file of a snapshot."""

import duckdb
import pyarrow.parquet as pq

from ingest.files import COOP, FIRM_A, write_csv
from inspection.data import connections
from inspection.data.snapshots import current
from inspection.ingest.publish import import_files

REGISTER = (
    "统一社会信用代码/注册号",
    "企业名称",
    "县(市、区)",
    "法定代表人",
    "联系电话",
    "身份证号",
    "家庭住址电话",
)
PERSON = ("欧阳不存", "13911112222", "350102199001011234", "13933334444")
RESULTS = (
    "抽查任务编号",
    "统一社会信用代码/注册号",
    "管辖单位",
    "检查结果",
    "发现问题情况",
    "处置情况",
    "检查人员",
    "检查日期",
)
ROSTER = ("单位工号", "姓名", "地区", "手机号", "身份证号", "回避事由")
SECRETS = ("欧阳不存", "13911112222", "350102199001011234", "13933334444", "0591-11112222")


def everything_in(folder):
    """Every byte and every cell, compressed or not, as text."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.name, path.read_bytes().decode("utf-8", "replace")
    for path in sorted(folder.rglob("*.parquet")):
        yield path.name, str(pq.read_table(path).to_pylist())
    connections.forget()
    with duckdb.connect(str(folder / "marts.duckdb"), read_only=True) as marts:
        names = marts.execute("select table_name from duckdb_tables()").fetchall()
        for (name,) in names:
            yield name, str(marts.table(name).to_arrow_table().to_pylist())


def test_no_personal_data_in_any_file_of_the_snapshot(warehouse_folder, tmp_path):
    free = "联系人电话13911112222，证件350102199001011234，座机0591-11112222"
    paths = [
        write_csv(
            tmp_path / "甲_20220909.csv",
            [
                REGISTER,
                (FIRM_A, "甲公司", "鼓楼区", *PERSON),
                (FIRM_A, "甲公司", "鼓楼区", *PERSON),
                ("", "", "鼓楼区", *PERSON),
            ],
        ),
        write_csv(
            tmp_path / "乙_20220909.csv",
            [
                RESULTS,
                ("T1", FIRM_A, "鼓楼区", "发现问题", free, free, "测试甲", "2022-06-15"),
                ("", COOP, "鼓楼区", "发现问题", free, free, "欧阳不存", "2022-06-15"),
                ("T1", COOP, "鼓楼区", free, free, "", "", free),
            ],
        ),
        write_csv(
            tmp_path / "丙_20220909.csv",
            [ROSTER, ("01", "测试甲", "福州", "13911112222", PERSON[2], free)],
        ),
    ]
    report = import_files(paths)
    assert sum(file["rejected"] for file in report["files"]) == 2
    for name, content in everything_in(current().folder):
        found = [secret for secret in SECRETS if secret in content]
        assert not found, (name, found)


def test_refused_row_shows_stars_for_personal_and_unknown_columns(take, export, rows):
    take(
        export(REGISTER, ("", "", "鼓楼区", *PERSON), (FIRM_A, "甲公司", "鼓楼区", *PERSON)),
    )
    [reject] = rows("rejects")
    assert reject["cells"] == [None, None, "鼓楼区", "***", "***", "***", "***"]
