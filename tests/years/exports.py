"""The exports of two years and the rules of the second; every name and code is invented."""

from pathlib import Path

from ingest.files import CLASSES, FIRM_A, FIRM_B, FIRM_C, Rows, write_csv

REGISTER = (
    *("统一社会信用代码/注册号", "企业名称", "主体类型", "登记状态", "成立日期"),
    *("管辖单位", "所属地区", "县（市、区）"),
)
TASKS = (
    *("抽查任务编号", "抽查任务名称", "抽查类型", "随机抽取日期", "来源系统", "实施部门"),
    *("是否运用信用风险分类", "检查对象类型", "报告单位"),
)
# No place: the jurisdiction is the register's.
RESULTS = (
    *("抽查任务编号", "统一社会信用代码/注册号", "企业名称", "检查事项编码", "检查结果"),
    *("检查日期", "检查机关", "执法检查人员"),
)
INSPECTORS = ("工号", "姓名", "执法单位", "县（市、区）", "人员状态")
STOCK = ("年末", "报告单位", "县（市、区）", "主体类型", "企业实有数", "来源", "核定状态")
DUTIES = ("应交材料", "报送单位", "状态", "收到日期")
GULOU = "福州市鼓楼区市场监督管理局"
GULOU_FIRMS = ("福州", "鼓楼区", "企业")


def firm(code: str, name: str, county: str = "鼓楼区", state: str = "存续") -> tuple[str, ...]:
    return (code, name, "企业", state, "2015-01-01", "", "福州", county)


def task(number: str, drawn_on: str) -> tuple[str, ...]:
    return (number, number, "不定向", drawn_on, "新平台", GULOU, "是", "企业", "福州")


def result(task_no: str, code: str, name: str, day: str, *people: str) -> tuple[str, ...]:
    return (task_no, code, name, "A01", "未发现问题", day, GULOU, "、".join(people))


SHOP_CODE = "92350102MA2XN3P84K"
ALIKE_CODES = "92350102MA2XN4Q62A", "92350102MA2XN5R47B"


def shop(code: str) -> tuple[str, ...]:
    """One shop whose code only the later export knows."""
    return (code, "示例无码店", "个体工商户", "存续", "2015-01-01", "", "福州", "鼓楼区")


def alike(code: str) -> tuple[str, ...]:
    """One of the shops that bear one name in one county."""
    return (code, "示例同名店", "个体工商户", "存续", "2015-01-01", "", "福州", "鼓楼区")


# In 2022 all three are in 鼓楼区; 甲 is of class B; 丁 is on the roster.
YEAR_2022: dict[str, Rows] = {
    "检查对象_20220909": [
        REGISTER,
        firm(FIRM_A, "甲"),
        firm(FIRM_B, "乙"),
        firm(FIRM_C, "丙"),
        shop(""),
        alike(ALIKE_CODES[0]),
    ],
    "信用风险分类_20220909": [
        CLASSES,
        (FIRM_A, "2022-02-01", "B", ""),
        (FIRM_C, "2022-02-01", "C", ""),
    ],
    "抽查任务_20220909": [TASKS, task("T22", "2022-05-10")],
    "检查结果_20220909": [
        RESULTS,
        result("T22", FIRM_A, "甲", "2022-06-10", "张丁", "李戊"),
        result("T22", FIRM_B, "乙", "", "张丁"),
        result("T22", FIRM_C, "丙", "2022-08-10", "张丁", "李戊"),
        result("T22", "", "示例同名店", "2022-08-12", "张丁"),
        # Refused for want of a task; 2023 says the firm again.
        result("", FIRM_B, "乙", "", "张丁"),
    ],
    "执法检查人员_20220909": [
        INSPECTORS,
        ("01", "张丁", GULOU, "鼓楼区", "有效"),
        ("02", "李戊", GULOU, "鼓楼区", "有效"),
    ],
    "企业实有数_20220909": [
        STOCK,
        ("2021-12-31", "福州", "鼓楼区", "企业", "100", "测试", "已核定"),
    ],
    "应交材料_20220909": [DUTIES, ("本级计划", "福州", "已收到", "2022-03-20")],
}
# In 2023 甲 has moved to 台江区 and is of class D, 丙 is gone, 丁 has left the roster.
YEAR_2023: dict[str, Rows] = {
    "检查对象_20230630": [
        REGISTER,
        firm(FIRM_A, "甲", "台江区"),
        firm(FIRM_B, "乙"),
        firm(FIRM_C, "丙", state="注销"),
        shop(SHOP_CODE),
        alike(ALIKE_CODES[0]),
        alike(ALIKE_CODES[1]),
    ],
    "信用风险分类_20230630": [CLASSES, (FIRM_A, "2023-03-01", "D", "")],
    "抽查任务_20230630": [TASKS, task("T23", "2023-04-10")],
    "检查结果_20230630": [
        RESULTS,
        result("T23", FIRM_A, "甲", "2023-05-10", "张丁", "王己"),
        result("T23", FIRM_B, "乙", "2023-06-10", "王己"),
    ],
    "执法检查人员_20230630": [
        INSPECTORS,
        ("01", "张丁", GULOU, "鼓楼区", "失效"),
        ("03", "王己", GULOU, "鼓楼区", "有效"),
    ],
    "企业实有数_20230630": [
        STOCK,
        ("2022-12-31", "福州", "鼓楼区", "企业", "200", "测试", "已核定"),
        ("2022-12-31", "福州", "台江区", "企业", "0", "测试", "已核定"),
    ],
    "应交材料_20230630": [DUTIES, ("本级计划", "福州", "未收到", "")],
}
RULES_2023 = {
    "notices": """year,document_no,title,title_en,issued_on,source,source_en
2023,测试〔2023〕1号,测试通知,Test notice,2023-02-20,测试,Test
""",
    "periods": """year,period,name_en,from_on,until_on,source
2023,campaign,Campaign,2023-02-20,2023-09-30,测试
2023,base,Base,2022-12-31,2022-12-31,测试
""",
    "targets": """year,scope,floor_ppm,is_judged,valid_from_on,source,note,note_en
2023,全省,30000,true,2023-02-20,测试,测试,Test
""",
}


def write_year(folder: Path, tables: dict[str, Rows]) -> Path:
    """The exports as CSV files of a folder."""
    folder.mkdir()
    for name, rows in tables.items():
        write_csv(folder / f"{name}.csv", rows)
    return folder


def write_rules(folder: Path, rules: dict[str, str], version: str = "2023-02-20") -> Path:
    """The rules as files of a folder."""
    folder.mkdir(exist_ok=True)
    for table, rows in rules.items():
        text = f"# table: {table}\n# version: {version}\n{rows}"
        (folder / f"规则_{table}_2023.csv").write_text(text, encoding="utf-8")
    return folder
