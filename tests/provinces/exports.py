"""Exports of the invented province 示例省 (`data/profiles/example/`), small enough to count.

Every county has fifty firms in the register, ten of each class, and a hundred in the base. Of
each class so many are drawn by the one task of the unit, of these the first half is inspected;
the worst class is found with problems, no other.
"""

import csv
from pathlib import Path

LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
ORGANISATION = (3, 7, 9, 10, 5, 8, 4, 2)
UNITS = tuple(f"{sign}城" for sign in "甲乙丙丁戊己庚辛壬癸子丑")
# As the platform writes the classes, best first; how many of ten are drawn.
CLASSES = ("一级", "良", "3", "四级", "5级")
DRAWN = (2, 2, 4, 6, 8)
OF_A_CLASS = 10
DRAWN_ON = "2022-04-01"
# Firms drawn and inspected in one unit of two counties.
DRAWN_OF_UNIT = 2 * sum(DRAWN)
CHECKED_OF_UNIT = DRAWN_OF_UNIT // 2
Rows = list[tuple[object, ...]]


def code(area: str, number: int) -> str:
    """A code whose two check digits are right."""
    body = f"MA{number:06d}"
    left = -sum(LETTERS.index(s) * w for s, w in zip(body, ORGANISATION, strict=True)) % 11
    plain = f"91{area}{body}{'X' if left == 10 else left}"
    rest = -sum(SIGNS.index(s) * w for s, w in zip(plain, WEIGHTS, strict=True)) % 31
    return plain + SIGNS[rest]


def counties() -> list[tuple[str, str, str]]:
    """Unit, county and its code."""
    return [
        (unit, f"{unit[0]}{place}", f"99{number:02d}{end}")
        for number, unit in enumerate(UNITS, 1)
        for place, end in (("东区", "01"), ("西县", "02"))
    ]


def firms() -> list[tuple[str, str, str, str, int, int]]:
    """Unit, county, code and name of each firm with a class; the class and its place in it."""
    return [
        (
            unit,
            county,
            code(area, 100 * level + place),
            f"{county}示例{level}{place}公司",
            level,
            place,
        )
        for unit, county, area in counties()
        for level in range(len(CLASSES))
        for place in range(OF_A_CLASS)
    ]


def write(folder: Path) -> list[Path]:
    """The files of one export of the day 2022-08-31."""
    return [
        _file(folder, "检查对象", _register()),
        _file(folder, "抽查任务", _tasks()),
        _file(folder, "检查结果", _results()),
        _file(folder, "公示与后处置", _publicity()),
    ]


def _register() -> Rows:
    head = ("统一社会信用代码", "企业名称", "主体类型", "登记状态", "成立日期", "县(市、区)")
    rows = [
        (uscc, name, "企业", "存续", "2020-05-06", county, CLASSES[level], "2022-01-10")
        for _, county, uscc, name, level, _ in firms()
    ]
    return [(*head, "信用风险分类", "分类日期"), *rows]


def _tasks() -> Rows:
    head = ("抽查任务编号", "抽查任务名称", "抽查类型", "随机抽取日期", "来源系统", "任务参与部门")
    more = ("报告单位", "是否运用信用风险分类", "任务期限始", "任务期限止", "检查对象类型")
    return [head + more, *map(_draw, UNITS)]


def _draw(unit: str) -> tuple[object, ...]:
    office, system = f"{unit}市场监管局", "示例省统一平台"
    told = (f"{unit}年度抽查", "不定向", DRAWN_ON, system, office, unit, "是", DRAWN_ON)
    return (_task(unit), *told, "2022-10-31", "企业")


def _results() -> Rows:
    head = ("抽查任务编号", "统一社会信用代码", "企业名称", "县(市、区)", "抽取时信用风险分类")
    more = ("抽取日期", "检查事项编码", "检查结果", "检查日期", "录入日期", "检查机关")
    return [head + more, *map(_row, _drawn())]


def _row(firm: tuple[str, str, str, str, int, int]) -> tuple[object, ...]:
    unit, county, uscc, name, level, place = firm
    result = "查有问题" if level == len(CLASSES) - 1 else "查无问题"
    found = (result, "2022-05-10", "2022-05-11") if _is_checked(level, place) else ("", "", "")
    drawn = (name, county, CLASSES[level], DRAWN_ON, "A01")
    return (_task(unit), uscc, *drawn, *found, f"{unit}市{county}市场监督管理局")


def _publicity() -> Rows:
    rows = [
        (_task(unit), uscc, "已公示", "2022-05-20")
        for unit, _, uscc, _, level, place in _drawn()
        if _is_checked(level, place)
    ]
    return [("抽查任务编号", "统一社会信用代码", "公示状态", "公示日期"), *rows]


def _drawn() -> list[tuple[str, str, str, str, int, int]]:
    return [firm for firm in firms() if firm[5] < DRAWN[firm[4]]]


def _is_checked(level: int, place: int) -> bool:
    return place < DRAWN[level] // 2


def _task(unit: str) -> str:
    return f"990000202204{UNITS.index(unit) + 1:06d}"


def _file(folder: Path, name: str, rows: Rows) -> Path:
    path = folder / f"{name}_20220831.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path
