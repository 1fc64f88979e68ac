"""Coded words to the product's values, as the export formats document lists them."""

import re
from functools import cache

from . import reference
from .cells import parts, squeezed

KINDS = {
    "企业": "企业 1",
    "农民专业合作社": "农专社 农民专业合作社 农合 2",
    "个体工商户": "个体户 个体工商户 个体 3",
    "代表机构": "外企代表机构 代表机构 4",
}
STATES = {
    "存续": "存续 在业 在营 开业 正常 K B A X",
    "注销": "注销 XX DX",
    "吊销": "吊销 吊销(未注销) 吊销(已注销) D DA",
    "撤销": "撤销 C",
    "迁出": "迁出 Q QX",
    "停业": "停业",
}
CLASSES = {
    "A": "A A类 A级 低风险 信用风险低 1",
    "B": "B B类 B级 一般风险 信用风险一般 2",
    "C": "C C类 C级 较高风险 信用风险较高 3",
    "D": "D D类 D级 高风险 信用风险高 4",
}
DRAW_KINDS = {"定向": "定向 1", "不定向": "不定向 2"}
OWN_DRAW_KINDS = {"定向": "定向 0", "不定向": "不定向 1"}
JOINT = {
    "否": "否 本部门 1",
    "部门内": "部门内 部门内联合",
    "跨部门": "跨部门 部门联合 跨部门联合 2",
}
SYSTEMS = {
    "协同监管平台": "协同监管平台 H1",
    "新平台": "新平台 H2",
    "自有系统": "自有系统",
}
METHODS = {"分类分层": "分类分层", "等比例": "等比例", "其他": "其他"}
PUBLICITY = {
    "未公示": "未公示 待公示",
    "已公示": "已公示",
    "不予公示": "不予公示 不予公开 依法不予公开",
}
ENTRY_STATES = {
    "未录入": "未录入 待录入",
    "待审核": "待审核",
    "审核退回": "审核退回 审核退回/不通过 不通过",
    "已录入": "已录入",
    "已公示": "已公示",
}
INSPECTOR_STATES = {
    "有效": "有效 白名单 在岗 正常 1",
    "失效": "失效 无效 离岗 停用 2",
    "黑名单": "黑名单",
}
LEVELS = {level: level for level in ("省级", "市级", "县级", "所级")}
DISPOSAL_STATES = {"未完结": "未完结 1", "已完结": "已完结 2"}
CASE_STATES = {state: state for state in ("线索", "起草", "报送", "采用", "已宣传")}
OWN_SYSTEM = "自有系统"
UNKNOWN_RESULT = "RX"
NOT_ENTERED = "R0"


@cache
def _lookup(words: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {squeezed(raw).upper(): value for value, raws in words for raw in raws.split(" ")}


def word(text: str, words: dict[str, str]) -> str:
    """The value of a coded cell; empty where it is blank or not in the list."""
    return _lookup(tuple(words.items())).get(squeezed(text).upper(), "")


def draw_kind(text: str, system: str) -> str:
    """定向 or 不定向: the own system counts from 0."""
    return word(text, OWN_DRAW_KINDS if system == OWN_SYSTEM else DRAW_KINDS)


@cache
def result_codes() -> dict[tuple[str, str], str]:
    """(system, text) to result, of the versions in force."""
    return {
        (row["source_system"], row["raw_value"]): row["result_code"]
        for row in reference.rows("result_codes")
        if row["is_current"] == "true"
    }


@cache
def results(text: str, system: str) -> frozenset[str]:
    """The results a cell lists; a word that no list knows is RX, 未录入 is no result."""
    whole = one_result(text, system)
    found = (
        {whole} if whole else {one_result(part, system) or UNKNOWN_RESULT for part in parts(text)}
    )
    return frozenset(found - {NOT_ENTERED})


def one_result(text: str, system: str) -> str:
    """The result of one word or code; empty where nothing fits."""
    plain = re.sub(r"\s", "", squeezed(text)).upper()
    return result_codes().get((system, plain)) or result_codes().get(("*", plain), "")
