"""Tables are recognised by their headers, wherever and however these are written."""

import json

import pytest

from ingest.files import CLASSES, PUBLICITY, REGISTER, RESULTS, TASKS
from inspection.errors import BadInput
from inspection.ingest.headers import find_header, unknown_table
from inspection.ingest.vocabulary import header_key, read_vocabulary, without_remarks

DATA = ["91350100MA00000155", "福州示例一号有限公司", "企业", "鼓楼区"]


@pytest.fixture(scope="module")
def words():
    return read_vocabulary(None)


@pytest.mark.parametrize(
    ("header", "table"),
    [
        (REGISTER, "register"),
        (CLASSES, "class_history"),
        (RESULTS, "inspection_results"),
        (PUBLICITY, "publicity"),
        (TASKS, "tasks"),
        (("年末", "报告单位", "企业实有数"), "stock_table"),
        (("单位工号", "姓名", "地区"), "inspectors"),
        (("执法人员", "检查对象或管辖单位", "事由", "起", "止"), "recusals"),
        (("抽查计划编号", "抽查计划名称", "抽查比例"), "plans"),
        (("事项", "单位或处室", "状态"), "duties"),
        (("标题", "地区", "年份", "状态"), "cases"),
        (("报告单位", "县", "截止日期", "指标", "上报数"), "reported_figures"),
        (("日期", "单位", "事件"), "events"),
        (("事项编码", "事项名称", "发布单位"), "items"),
    ],
)
def test_every_table_is_known_by_its_header(words, header, table):
    assert find_header([list(header), ["x"] * len(header)], words).table.name == table


def test_headers_in_traditional_characters_name_the_same_columns(words):
    simplified = ("抽查任务编号", "统一社会信用代码", "企业名称", "县", "检查结果", "检查时间")
    traditional = ("抽查任務編號", "統一社會信用代碼", "企業名稱", "縣", "檢查結果", "檢查時間")
    told = [find_header([list(row), ["x"] * 6], words) for row in (simplified, traditional)]
    assert told[0].table.name == told[1].table.name == "inspection_results"
    assert told[0].columns == told[1].columns
    assert all(told[1].columns)


def test_a_foreign_list_in_traditional_characters_is_told_as_what_it_is(words):
    head = [["企業名稱", "統一社會信用代碼", "許可證編號", "許可內容", "許可機關"], ["x"] * 5]
    assert find_header(head, words) is None
    assert "行政许可名单" in str(unknown_table([head], words, "甲.csv"))


def test_header_is_found_below_titles_and_hints_are_no_data(words):
    head = [
        ["检查对象名录库（演示数据）", "", "", ""],
        ["填表说明：红色为必填项"],
        list(REGISTER),
        ["18位代码", "全称", "详见参数表", "YYYY-MM-DD"],
        ["案例（请删除）", "某公司", "企业", "鼓楼区"],
        DATA,
    ]
    header = find_header(head, words)
    assert header.columns == ("id_raw", "name", "entity_kind", "county")
    assert header.data_row == 5
    assert header.titles == ("检查对象名录库（演示数据）", "填表说明：红色为必填项")


def test_line_breaks_remarks_and_marks_do_not_matter(words):
    head = [["统一社会信用\n代码/注册号*", "企 业\n名\n称（必填全称）", "登记状态（下拉）"], DATA]
    assert find_header(head, words).columns == ("id_raw", "name", "reg_status")


def test_bracket_that_tells_two_columns_apart_is_kept(words):
    head = [[*RESULTS, "检查结果（主体）"], ["x"] * 8]
    columns = find_header(head, words).columns
    assert columns[5] == "item_result"
    assert columns[7] == "object_result"


def test_two_row_header_is_joined(words):
    head = [
        ["抽查任务编号", "抽查任务名称", "随机抽取日期", "名录库", "", "", ""],
        ["", "", "", "A户数", "B户数", "C户数", "D户数"],
        ["T1", "第一批", "2022-05-06", "1", "2", "3", "4"],
    ]
    header = find_header(head, words)
    assert header.columns[3:] == ("pool_a", "pool_b", "pool_c", "pool_d")
    assert header.columns[:3] == ("task_no", "name", "drawn_on")
    assert header.data_row == 2


def test_headers_in_letters_are_known(words):
    head = [["TYXYDM", "QYMC", "ZT", "LXDH"], DATA]
    header = find_header(head, words)
    assert header.columns == ("uscc", "name", "reg_status", "drop_personal")


def test_second_column_of_a_kind_is_left_out(words):
    head = [[*REGISTER, "单位名称"], [*DATA, "别名"]]
    assert find_header(head, words).columns[-1] == ""


def test_mapping_file_wins_over_synonyms(tmp_path):
    path = tmp_path / "对照.csv"
    path.write_text("表头,列名\n主体码,uscc\n单位称谓,name\n", encoding="utf-8")
    words = read_vocabulary(path)
    assert find_header([["主体码", "单位称谓"], ["a", "b"]], words).columns == ("uscc", "name")
    path = tmp_path / "对照.json"
    path.write_text(json.dumps({"企业名称": "心情", "主体码": "uscc"}), encoding="utf-8")
    with pytest.raises(BadInput, match="没有列“心情”"):
        read_vocabulary(path)


def test_mapping_file_that_cannot_be_read(tmp_path):
    with pytest.raises(BadInput, match="对照文件不存在"):
        read_vocabulary(tmp_path / "没有.csv")
    path = tmp_path / "对照.json"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(BadInput, match="对照文件读不通"):
        read_vocabulary(path)


def test_unknown_table_says_what_was_found_missing_and_to_do(words):
    head = [["企业名称", "心情"], ["甲", "好"]]
    assert find_header(head, words) is None
    error = unknown_table([head], words, "表.csv")
    assert "企业名称" in error.what
    assert "缺少：统一社会信用代码或注册号或统一社会信用代码/注册号" in error.what
    assert "表.csv 第1行" in error.where
    assert "--mapping" in error.remedy


def test_table_without_any_known_header(words):
    error = unknown_table([[["天气", "心情"], ["晴", "好"]]], words, "表.csv")
    assert "天气、心情" in error.what


def test_keys_of_headers():
    assert header_key(" 企业（机构）名称* ") == "企业(机构)名称"
    assert header_key("UniCode") == "unicode"
    assert without_remarks("许可证名称(选填)") == "许可证名称"


FOREIGN = {
    "通讯录": (
        "企业名称 统一社会信用代码 联系人 电话",
        "企业名称 统一社会信用代码 姓名 职务 手机号",
        "姓名 部门 职务 手机 邮箱",
    ),
    "行政许可名单": (
        "企业名称 统一社会信用代码 主体类型 登记机关 所属区县 行业 许可文件编号 许可内容",
        "企业名称 统一社会信用代码 许可证名称 许可证编号 批准日期 有效期至 发证机关 经营范围",
        "行政相对人名称 统一社会信用代码 行政许可决定文书号 许可类别 许可机关",
    ),
    "投诉举报清单": (
        "标题 地区 状态 投诉内容 举报人",
        "企业名称 统一社会信用代码 诉求内容 登记时间 所属区县 办结时间",
    ),
    "荣誉或认定名单": (
        "企业名称 统一社会信用代码 所属地区 公示年度",
        "企业名称 统一社会信用代码 信用等级 评定机构",
    ),
    "信用评级名单": (
        "企业名称 统一社会信用代码 信用等级",
        "企业名称 统一社会信用代码 信用等级 评价时间",
        "企业名称 统一社会信用代码 环保信用等级 评价时间",
    ),
    "权责清单或办事指南": ("事项编码 事项名称 事项类型 行使层级 办理流程",),
    "司法执行名单": ("企业名称 统一社会信用代码 案号 执行法院 立案时间 未履行金额",),
    "纳税名单": ("企业名称 统一社会信用代码 税种 欠税余额 法定代表人",),
    "其他名单或清单": (
        # Every list of firms has these, a register has more.
        "企业名称 统一社会信用代码",
        "序号 注册号 企业名称",
        "企业名称 统一社会信用代码 颜色 大小",
        "标题 地区 状态 来电人 来电时间 办结时间 满意度",
        # The key of a small table of ours, and nothing else of it.
        "任务编号 任务名称 进度 说明",
        "任务编号 任务名称 姓名 工号 单位",
        "计划编号 计划名称 预算金额 科目",
        "工号 姓名 工资 奖金",
        "日期 事件 经办人 费用",
        "事项 单位 数量 金额",
        "标题 地区 状态 发布日期",
    ),
    "检查结果": (
        "序号 企业名称 统一社会信用代码 检查结果",
        "执法人员 检查对象 检查日期 检查结果",
        "任务编号 任务名称 检查对象 检查人员",
    ),
    "消防检查台账": (
        "单位名称 统一社会信用代码 检查日期 检查结果 消防设施情况 隐患数量",
        "单位名称 检查日期 检查结果 检查机关 消防安全责任人 火灾隐患",
    ),
}


@pytest.mark.parametrize(
    ("kind", "header"), [(kind, header) for kind, found in FOREIGN.items() for header in found]
)
def test_a_list_of_another_kind_is_told_by_its_headers(words, kind, header):
    head = [header.split(), ["x"] * len(header.split())]
    assert find_header(head, words) is None
    assert f"看表头是{kind}，不是" in unknown_table([head], words, "表.csv").what


@pytest.mark.parametrize(
    ("header", "table"),
    [
        ("企业名称 统一社会信用代码 法定代表人 地址 联系电话 县(市、区)", "register"),
        ("企业名称 统一社会信用代码 县(市、区) 家庭住址电话", "register"),
        # One deciding word beside six columns of the register's own.
        ("企业名称 注册号 主体类型 登记状态 成立日期 行业 登记机关 县 许可内容", "register"),
        ("企业名称 注册号 主体类型 登记状态 成立日期 行业 县 处罚机关 处罚日期", "penalties"),
        ("企业名称 主体类型 登记状态 成立日期 行业 登记机关 县 处罚机关 处罚日期", "penalties"),
        ("企业名称 统一社会信用代码 移出日期 移出原因", "listings"),
        ("个体工商户名称 注册号 标记经营异常状态原因 标记日期 恢复日期", "listings"),
        ("当事人名称 注册号 列入严重违法失信名单日期 列入依据 列入机关 处罚文书号", "listings"),
        ("企业名称 统一社会信用代码 县区 信用等级", "register"),
        ("名称 社会信用代码/注册号 组织形式 所属监管所 信用风险分类等级", "register"),
        ("抽查任务编号 抽查任务名称 检查对象 检查人员 检查时间 检查结论", "inspection_results"),
        ("执法人员 检查对象 统一社会信用代码 检查日期 检查结果", "inspection_results"),
        ("抽查计划名称 抽查事项 事项类别 抽查对象 抽查比例 抽查时间段 责任单位", "plans"),
        ("序号 姓名 性别 工作单位 行政执法证号", "inspectors"),
        ("随机抽查对象 随机抽查检查人员 抽查事项 抽查时间 抽查结果 检查部门", "inspection_results"),
        ("任务编号 任务名称 抽查类型 开始时间 结束时间 抽取比例", "tasks"),
        ("企业名称 注册号 分类日期 信用风险分类 通用分 专业分 扣分项 加分项", "class_history"),
        (
            "企业名称 检查结果 检查日期 检查机关 依据 过程 复核人 公示日期",
            "inspection_results",
        ),
        ("抽查事项 事项类别 抽查类别 检查流程 牵头部门 层级 是否联合", "items"),
        ("序号 企业名称 检查结果 检查日期 检查机关", "inspection_results"),
        ("任务编号 企业名称 注册号 检查结果 处罚决定书文号 检查日期", "inspection_results"),
        ("抽查任务编号 统一社会信用代码 公示状态 处罚决定书文号 罚没金额", "publicity"),
        ("抽查类别 抽查事项 检查对象 事项类别 检查方式 检查主体 检查依据", "items"),
    ],
)
def test_a_table_stays_what_it_is(words, header, table):
    head = [header.split(), ["x"] * len(header.split())]
    assert find_header(head, words).table.name == table
