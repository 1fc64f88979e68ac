"""Unit and county: the row, else the register, else the inspecting office; 平潭 apart."""

from pathlib import Path

import pytest
from built import without_marts

from ingest.files import FIRM_A, FIRM_B, FIRM_C, write_csv
from inspection.data import engine
from inspection.data.snapshots import current
from inspection.ingest.publish import import_files
from inspection.settings import settings

REGISTER = (
    "统一社会信用代码/注册号",
    "企业名称",
    "登记机关",
    "登记机关代码",
    "管辖单位",
    "县(市、区)",
    "行政区划代码",
    "所属地区",
)
RESULTS = (
    "抽查任务编号",
    "统一社会信用代码/注册号",
    "管辖单位",
    "县(市、区)",
    "登记机关",
    "检查机关",
    "检查结果",
    "检查日期",
)
OFFICE = "福州市鼓楼区市场监督管理局"
# What the row says (管辖单位, 县, 区划代码, 所属地区) and where it belongs.
PLACES = {
    "鼓楼区市场监管局温泉所": (("鼓楼区市场监管局温泉所", "", "", ""), "福州", "350102"),
    "station beside county": (("城关所", "仙游县", "", "莆田"), "莆田", "350322"),
    "county only": (("", "晋江市", "", ""), "泉州", "350582"),
    "code only": (("", "", "350802", ""), "龙岩", "350802"),
    "abolished code": (("", "", "350402", ""), "三明", "350404"),
    "unit code": (("", "", "350600", ""), "漳州", None),
    "city only": (("", "", "", "宁德市"), "宁德", None),
    "pingtan county under fuzhou": (("", "平潭县", "", "福州"), "平潭", "350128"),
    "pingtan code": (("", "", "350128", "福州"), "平潭", "350128"),
    "pingtan office": (("平潭综合实验区市场监督管理局", "", "", ""), "平潭", "350128"),
    "old office name": (("福州市鼓楼区工商行政管理局", "", "", ""), "福州", "350102"),
    "full width": (("", "鼓 楼 区", "", ""), "福州", "350102"),
    "road named like a county": (("上杭路所", "台江区", "", "福州"), "福州", "350103"),
    "city against a bare name": (("上杭路所", "", "", "福州"), "福州", None),
    "province bureau is no jurisdiction": (("福建省市场监督管理局", "", "", "厦门"), "厦门", None),
    "nothing maps": (("某某处", "", "", ""), "未映射", None),
    "registrar does not count": (("", "", "", ""), "未映射", None),
}


@pytest.fixture(scope="module")
def placed(tmp_path_factory):
    """One import for all places: entity name → (unit, county_code)."""
    folder: Path = tmp_path_factory.mktemp("places")
    rows = [
        (f"3501{i:011d}", name, OFFICE, "350102", *cells)
        for i, (name, (cells, _, _)) in enumerate(PLACES.items())
    ]
    path = write_csv(folder / "甲_20220909.csv", [REGISTER, *rows])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSPECTION_DATA", str(folder / "warehouse"))
        patch.setattr(engine, "build_marts", without_marts)
        settings.cache_clear()
        import_files([path])
        import pyarrow.parquet as pq

        table = pq.read_table(current().folder / "entities.parquet").to_pylist()
    settings.cache_clear()
    return {row["name"]: (row["unit"], row["county_code"]) for row in table}


@pytest.mark.parametrize("name", PLACES)
def test_place_of_an_entity(placed, name):
    _, unit, county = PLACES[name]
    assert placed[name] == (unit, county)


def test_row_then_register_then_inspecting_office(take, export, rows):
    take(
        export(REGISTER, (FIRM_A, "甲公司", OFFICE, "350102", "", "思明区", "", ""), name="甲"),
        export(
            RESULTS,
            ("T1", FIRM_A, "", "晋江市", OFFICE, OFFICE, "正常", "2022-06-15"),
            ("T2", FIRM_A, "", "", OFFICE, OFFICE, "正常", "2022-06-15"),
            ("T3", FIRM_B, "", "", OFFICE, "厦门市湖里区市场监督管理局", "正常", "2022-06-15"),
            ("T4", FIRM_C, "", "", OFFICE, "福建省市场监督管理局", "正常", "2022-06-15"),
            ("T5", FIRM_A, "福建省市场监督管理局", "", "", "省局", "正常", "2022-06-15"),
            name="乙",
        ),
    )
    found = {
        r["task_no"]: (r["unit"], r["county_code"], r["unit_basis"], r["is_provincial_check"])
        for r in rows("task_rows")
    }
    assert found == {
        "T1": ("泉州", "350582", "管辖单位", False),
        "T2": ("厦门", "350203", "名录库", False),
        "T3": ("厦门", "350206", "检查机关", False),
        "T4": ("未映射", None, "未映射", True),
        "T5": ("厦门", "350203", "名录库", True),
    }
