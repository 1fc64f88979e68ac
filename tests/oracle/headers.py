"""Which table a sheet holds and which column is which, by the words of its header row.

The words are those of the export formats document, typed out here a second
time so that a slip in the product's synonym table shows.
"""

import re
from typing import NamedTuple

from .cells import squeezed
from .sheets import Sheet

SEARCHED_ROWS = 15
LEAST_MATCHES = 3
REMARK = re.compile(r"[（(\[【][^）)\]】]*[）)\]】]|\*")

IDENTIFIERS = {
    "id_raw": "统一社会信用代码/注册号 注册号/统一社会信用代码 统一信用代码/注册号 统一代码/注册号 "
    "证照号码",
    "uscc": "统一社会信用代码 统一信用代码 社会信用代码 信用代码 TYXYDM UniCode UniSCID usci",
    "reg_no": "注册号 工商注册号 RegNO ZCH",
    "name": "企业名称 企业(机构)名称 市场主体名称 主体名称 单位名称 检查对象 抽查市场主体名称 "
    "被检查单位 当事人 QYMC",
}
TASK_NUMBER = {"task_no": "抽查任务编号 任务编号 raninsTaskId"}
STATION = {
    "station": "管辖单位 属地监管所 属地监管工商所 属地监管机关 监管单位 监管所 LocalAdm",
    "county": "县(市、区) 县（市、区） 区县",
    "city": "所属地区 地区 设区市 地市 所在市",
}
RISK_CLASS = "信用风险分类 信用风险等级 风险等级 信用风险分类结果 企业信用风险类别 RiskClass"

TABLES = {
    "register": IDENTIFIERS
    | STATION
    | {
        "kind": "主体类型 主体类别 市场主体类型 检查对象类型 QYLX_ZL",
        "enterprise_type": "企业类型名称 企业类型",
        "status": "登记状态 经营状态 企业状态 主体状态 ZT",
        "established": "成立日期 创建日期 核准设立日期 EstDate CLRQ",
        "registrar": "登记机关 登记机关名称 RegOrgName",
        "registrar_code": "登记机关代码 RegOrg",
        "risk_class": RISK_CLASS,
        "industry": "行业 行业门类 行业类型 行业代码",
        "loaded": "入库日期 设置日期",
    },
    "class_history": IDENTIFIERS
    | {
        "class_on": "分类日期 评价时间 分类更新月份",
        "risk_class": RISK_CLASS,
        "score": "风险得分",
    },
    "stock": {
        "year_end": "年末",
        "unit": "报告单位",
        "county": "县（市、区） 县(市、区) 区县",
        "kind": "主体类型",
        "stock_count": "企业实有数 企业实有户数",
        "source": "来源",
        "approval": "核定状态",
    },
    "inspectors": {
        "number": "单位工号 工号 人员编号 执法编号",
        "person": "姓名 执法人员姓名 检查人员 执法姓名",
        "certificate": "工商执法证编号 省执法证编号 执法证编号",
        "valid_to": "执法证有效期 有效期 有效期至",
        "state": "人员状态 执法人员状态 岗位状态",
        "posts": "岗位大类 从事岗位 执法类别 专管类型",
        "employer": "工作单位",
        "city": "地区 所属地区 设区市 地市 报告单位",
        "county": "县（市、区） 县(市、区) 区县",
        "office": "所在业务部门 所属部门 所在业务部门(机构)",
    },
    "recusals": {
        "person": "执法人员",
        "target": "检查对象或管辖单位",
        "reason": "事由",
        "valid_from": "起",
        "valid_to": "止",
    },
    "plans": {
        "plan_year": "年度 计划年度",
        "plan_no": "抽查计划编号 计划编号 raninsPlanId",
        "plan_name": "抽查计划名称 年度计划名称 抽查活动名称",
        "root_no": "对应省级计划编号 省级计划编号 承接省级计划编号",
        "plan_kind": "计划类型",
        "draw_kind": "抽查类型",
        "items": "抽查事项 抽查内容 检查内容",
        "item_level": "事项类别",
        "ratio": "抽查比例",
        "target": "抽查目标数 拟抽查户数 抽查数量",
        "period": "抽查时间段 计划活动期限 起止时间 计划开展时间 完成时间",
        "lead_office": "责任单位 发起处室 责任股室 发起主体",
        "level": "抽查主体 检查主体 组织实施层级 实施单位",
        "state": "计划执行状态",
        "object_scope": "抽查对象 抽查对象范围",
        "city": "报告单位",
        "county": "县(市、区) 县（市、区） 区县",
        "window_from": "计划开始日期",
        "window_to": "计划结束日期",
    },
    "tasks": TASK_NUMBER
    | {
        "task_name": "抽查任务名称 任务名称",
        "plan_no": "抽查计划编号 计划编号 raninsPlanId",
        "origin": "任务来源",
        "task_kind": "任务类型",
        "draw_kind": "抽查类型",
        "lead_office": "任务组织部门 发起处室",
        "exec_office": "任务参与部门 实施部门",
        "level": "层级 组织实施层级",
        "city": "报告单位",
        "county": "县(市、区) 县（市、区） 区县",
        "window_from": "任务期限始 检查日期自",
        "window_to": "任务期限止 检查日期至",
        "object_kinds": "检查对象类型 抽查对象",
        "pool_count": "抽取库总户数 抽查基数",
        "target_count": "抽取目标总户数 应抽取数 抽查户数",
        "drawn_count": "实抽取数 检查对象数量",
        "drawn_on": "随机抽取日期 抽取时间 企业抽取日期",
        "class_used": "是否运用信用风险分类",
        "draw_method": "抽取方式",
        "pool_a": "名录库A类户数 名录库A户数",
        "pool_b": "名录库B类户数 名录库B户数",
        "pool_c": "名录库C类户数 名录库C户数",
        "pool_d": "名录库D类户数 名录库D户数",
        "drawn_a": "A类抽取数 各类抽取数A",
        "drawn_b": "B类抽取数 各类抽取数B",
        "drawn_c": "C类抽取数 各类抽取数C",
        "drawn_d": "D类抽取数 各类抽取数D",
        "exempt_field": "免融合领域",
        "exempt_reason": "免融合理由",
        "exempt_office": "批准处室",
        "exempt_on": "批准日期",
        "risk_fields": "风险领域",
        "one_plus_x": "1+X",
        "source_system": "来源系统",
        "redraws": "重抽次数",
        "state": "任务执行状态",
    },
    "inspection_results": TASK_NUMBER
    | IDENTIFIERS
    | STATION
    | {
        "item_code": "检查事项编码 事项代码",
        "item_name": "检查事项 检查事项名称 抽查事项 raninsItemName",
        "checked": "是否检查",
        "item_result": "检查结果 事项结果 raninsCheckResName 抽查检查结果",
        "object_result": "检查结果（主体） 检查结果(主体)",
        "problem": "发现问题情况 存在问题",
        "methods": "核查方式 检查方式",
        "check_office": "检查部门 检查机关 检查执行部门 抽查机关 insAuth",
        "inspectors": "检查人员 执法检查人员",
        "inspected_on": "检查日期 检查完成日期 检查时间 insDate",
        "entered_on": "录入日期",
        "reviewed_on": "审核时间 审核日期",
        "entry_state": "检查结果状态 状态",
        "class_at_draw": "抽取时信用风险分类",
        "list_method": "名单生成方式",
        "drawn_on": "随机抽取日期 抽取时间 企业抽取日期 抽取日期",
        "verified_on": "查实日期",
        "moved_to": "指派去向",
        "source_system": "来源系统",
        "registrar": "登记机关 登记机关名称",
    },
    "publicity": TASK_NUMBER
    | IDENTIFIERS
    | {
        "pub_state": "公示状态",
        "published_on": "公示日期",
        "not_public_reason": "不予公示原因",
        "disposal": "后续处置措施",
        "disposal_state": "后续处置状态",
        "closed_on": "完结日期",
        "case_filed": "立案 是否立案",
        "collected_on": "归集日期",
        "collected": "归集状态",
        "verified_on": "查实日期",
    },
    "duties": {
        "duty": "事项",
        "subject": "单位或处室 报送单位",
        "state": "状态",
        "received_on": "收到日期",
        "filed_at": "存放位置",
        "score": "评分",
        "score_item": "评分项",
    },
    "cases": {
        "title": "标题 案例名称",
        "unit": "地区",
        "case_year": "年份",
        "background": "背景",
        "practice": "做法",
        "class_use": "信用风险分类运用",
        "outcome": "成效",
        "replicability": "可复制性",
        "task_no": "任务编号",
        "state": "状态",
        "publicised_on": "宣传日期",
        "medium": "宣传载体",
    },
    "reported_figures": {
        "unit": "报告单位",
        "county": "县 县(市、区) 县（市、区） 区县",
        "as_of": "截止日期",
        "metric": "指标",
        "reported_count": "上报数",
    },
    "events": {"happened_on": "日期", "unit": "单位", "event": "事件"},
    "items": {
        "item_code": "事项编码 检查事项编码 事项代码",
        "item_name": "事项名称 检查事项名称 检查事项",
        "issuer": "发布单位 发布机构",
        "item_class": "检查类别",
        "item_level": "事项类别",
    },
}
SYNONYMS = {
    table: {
        squeezed(header): column
        for column, headers in columns.items()
        for header in headers.split(" ")
    }
    for table, columns in TABLES.items()
}


class Header(NamedTuple):
    """Where the header row stands (from 0) and which column each position holds."""

    table: str
    row: int
    columns: dict[int, str]


def find_header(sheet: Sheet) -> Header | None:
    """The header row that names the most columns of one table; the first of equals."""
    candidates = [
        Header(table, number, match_columns(row, SYNONYMS[table]))
        for number, row in enumerate(sheet.rows[:SEARCHED_ROWS])
        for table in TABLES
    ]
    best = max(candidates, key=lambda header: len(set(header.columns.values())), default=None)
    return best if best and len(best.columns) >= LEAST_MATCHES else None


def match_columns(row: list[str], synonyms: dict[str, str]) -> dict[int, str]:
    """Position to column, the header taken whole first and without remarks second."""
    found: dict[int, str] = {}
    for position, cell in enumerate(row):
        whole = squeezed(cell)
        column = synonyms.get(whole) or synonyms.get(REMARK.sub("", whole))
        if column and column not in found.values():
            found[position] = column
    return found
