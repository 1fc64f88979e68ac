"""Plans, tasks, classes, roster and the small tables, from their free text."""

from datetime import date

from ingest.files import CLASSES, FIRM_A, FIRM_B, REGISTER, RESULTS, write_csv

PLANS = (
    "抽查计划编号",
    "抽查计划名称",
    "计划年度",
    "抽查比例",
    "抽查目标数",
    "抽查时间段",
    "抽查主体（层级）",
    "编制单位",
    "抽查类型",
    "计划类型",
    "事项类别",
    "专业领域",
)


def plan(number, *, ratio="", count="", period="", level="县级", made_by="鼓楼区市场监管局"):
    return (
        number,
        f"计划{number}",
        "2022年度",
        ratio,
        count,
        period,
        level,
        made_by,
        "不定向",
        "部门联合",
        "一般检查事项\n",
        "否",
    )


def test_plan_texts_become_numbers_and_dates_and_stay_beside_them(take, export, rows):
    take(
        export(
            PLANS,
            plan("01", ratio="不低于3％", count="约0.39万户", period="5月—8月"),
            plan(
                "02", ratio="5％－10％", count="1户（以实际抽查数为准）", period="2022年11月10日前"
            ),
            plan("03", ratio="按A类1%、B类3%", count="若干", period="全年"),
        )
    )
    first, second, third = sorted(rows("plans"), key=lambda r: r["plan_no"])
    assert (first["ratio"], first["ratio_qualifier"], first["ratio_text"]) == (
        0.03,
        "不低于",
        "不低于3%",
    )
    assert (first["planned_count"], first["count_qualifier"]) == (3900, "约")
    assert (first["window_from"], first["window_to"]) == (date(2022, 5, 1), date(2022, 8, 31))
    assert (second["ratio"], second["ratio_qualifier"]) == (0.05, "不低于")
    assert (second["planned_count"], second["count_qualifier"]) == (1, "约")
    assert (second["window_from"], second["window_to"]) == (None, date(2022, 11, 10))
    assert (third["ratio"], third["planned_count"]) == (None, None)
    assert (third["window_from"], third["window_to"]) == (date(2022, 1, 1), date(2022, 12, 31))
    assert {w["rule_code"] for w in rows("warnings")} == {"ratio_free_text", "count_unreadable"}
    assert (first["level"], first["unit"], first["county_code"]) == ("县级", "福州", "350102")
    assert (first["joint"], first["item_level"], first["is_professional"]) == (
        "跨部门",
        "一般",
        False,
    )


def test_provincial_plan_has_no_unit(take, export, rows):
    take(export(PLANS, plan("01", level="省级", made_by="福建省市场监督管理局")))
    [row] = rows("plans")
    assert (row["level"], row["unit"], row["county_code"]) == ("省级", None, None)


TASKS = (
    "抽查任务编号",
    "抽查任务名称",
    "抽查计划编号",
    "发起处室",
    "实施部门",
    "抽查类型",
    "来源系统",
    "是否运用信用风险分类",
    "抽取方式",
    "检查对象类型",
    "随机抽取日期",
    "名录库A户数",
    "1+X",
    "重抽次数",
)


KINDS = [
    ("协同监管平台", "1", "定向"),
    ("自有系统", "1", "不定向"),
    ("自有系统", "0", "定向"),
    ("", "不定向抽查", "不定向"),
    ("", "1", None),
]


def test_draw_kind_by_system(take, export, rows):
    take(
        export(
            TASKS,
            *(
                (f"T{i}", "甲", "", "", "", raw, system, *[""] * 7)
                for i, (system, raw, _) in enumerate(KINDS)
            ),
        )
    )
    found = {r["task_no"]: r["draw_kind"] for r in rows("tasks")}
    assert found == {f"T{i}": kind for i, (_, _, kind) in enumerate(KINDS)}


def test_task_columns(take, export, rows):
    take(
        export(
            TASKS,
            (
                "闽市监抽查[2022]1号",
                "第一批",
                "35000020221001.0",
                "信用监管处",
                "福州市鼓楼区市场监督管理局,福州市局",
                "不定向",
                "新系统",
                "是",
                "按类分层",
                "企业、农专社",
                "2022-05-06 10:00",
                "1,200",
                "√",
                "0",
            ),
            ("T2", "第二批", "", "", "", "", "", "", "", "", "", "", "", ""),
        )
    )
    row, blank = sorted(rows("tasks"), key=lambda r: r["name"])
    assert row["task_no"] == "闽市监抽查〔2022〕1号"
    assert row["plan_no"] == "35000020221001"
    assert (row["unit"], row["county_code"], row["level"]) == ("福州", "350102", "县级")
    assert (row["source_system"], row["class_used"], row["draw_method"]) == (
        "新平台",
        True,
        "分类分层",
    )
    assert row["object_kinds"] == ["企业", "农民专业合作社"]
    assert (row["drawn_on"], row["pool_a"]) == (date(2022, 5, 6), 1200)
    assert (row["one_plus_x"], row["redraw_count"]) == (True, 0)
    assert (blank["class_used"], blank["one_plus_x"], blank["unit"]) == (None, None, "未映射")


def test_class_led_is_the_row_or_the_task(take, export, rows):
    take(
        export(
            TASKS,
            ("T1", "甲", "", "", "", "", "", "", "分类分层", "", "", "", "", ""),
            name="甲",
        ),
        export(
            (*RESULTS, "名单生成方式", "抽取时信用风险分类"),
            ("T1", FIRM_A, "", "鼓楼区", "A08", "正常", "2022-06-15", "", "Ａ类"),
            ("T1", FIRM_B, "", "鼓楼区", "A08", "正常", "2022-06-15", "等比例抽取", "高风险"),
            ("T2", FIRM_A, "", "鼓楼区", "A08", "正常", "2022-06-15", "", ""),
            name="乙",
        ),
    )
    found = {(r["class_led"], r["class_at_draw"]) for r in rows("task_rows")}
    assert found == {(True, "A"), (False, "D"), (None, None)}


def test_class_periods_keep_changes_only(take, export, rows):
    take(
        export(REGISTER, (FIRM_A, "甲公司", "企业", "鼓楼区"), name="甲"),
        export(
            CLASSES,
            (FIRM_A, "2022-03-01", "B类", "300"),
            (FIRM_A, "2022-01-01", "A", "100"),
            (FIRM_A, "2022-02-01", "A级", "110"),
            (FIRM_A, "2022年4月", "２", "310"),
            (FIRM_A, "2022-05-01", "高风险", "700"),
            (FIRM_A, "", "A", "100"),
            (FIRM_A, "2022-06-01", "", "100"),
            (FIRM_A, "2022-06-01", "E", "100"),
            name="乙",
        ),
    )
    found = sorted((str(r["valid_from"]), r["risk_class"]) for r in rows("class_periods"))
    assert found == [("2022-01-01", "A"), ("2022-03-01", "B"), ("2022-05-01", "D")]
    assert sorted(r["reason_code"] for r in rows("rejects")) == ["class_missing", "date_unreadable"]
    assert [(w["rule_code"], w["raw_value"]) for w in rows("warnings")] == [("value_unknown", "E")]


def test_class_column_of_the_register_counts_from_its_date_or_the_export(take, export, rows):
    header = (*REGISTER, "信用风险分类", "分类日期")
    take(
        export(
            header,
            (FIRM_A, "甲公司", "企业", "鼓楼区", "A", "2022-06"),
            (FIRM_B, "乙公司", "企业", "思明区", "B", ""),
        )
    )
    found = {(str(r["valid_from"]), r["risk_class"]) for r in rows("class_periods")}
    assert found == {("2022-06-01", "A"), ("2022-09-09", "B")}


ROSTER = ("单位工号", "姓名", "地区", "县(市、区)", "人员状态", "执法证有效期", "岗位资质资格")


def test_inspectors_are_known_by_unit_and_number_with_its_zeros(take, export, rows):
    take(
        export(
            ROSTER,
            ("0010", "测试甲", "福州", "鼓楼区", "白名单", "2025-12-31", "特种设备安全监察员"),
            ("0010", "测试乙", "厦门", "思明区", "2", "长期", "无"),
            name="甲",
        ),
        export(
            ("执法人员", "报告单位", "检查对象或管辖单位", "事由", "起", "止"),
            ("0010", "福州", "温泉所", "亲属", "2022-01-01", ""),
            ("测试乙", "厦门", FIRM_A, "投资", "", ""),
            name="乙",
        ),
        export(
            (*RESULTS, "检查机关", "检查人员"),
            (
                "T1",
                FIRM_A,
                "",
                "",
                "A08",
                "正常",
                "2022-06-15",
                "鼓楼区市场监管局",
                "测试甲、测试丁",
            ),
            name="丙",
        ),
    )
    found = {r["inspector_id"]: r for r in rows("inspectors")}
    assert set(found) == {"福州-0010", "厦门-0010"}
    assert found["福州-0010"]["cert_valid_to"] == date(2025, 12, 31)
    assert (found["厦门-0010"]["cert_valid_to"], found["厦门-0010"]["state"]) == (None, "失效")
    assert found["厦门-0010"]["qualifications"] == []
    recusals = {r["inspector_id"]: r for r in rows("recusals")}
    assert recusals["福州-0010"]["station"] == "温泉所"
    assert recusals["厦门-0010"]["entity_id"] == rows("task_rows")[0]["entity_id"]
    assert rows("task_rows")[0]["inspector_ids"] == ["福州-0010"]


def test_small_tables(take, tmp_path, rows):
    tables = {
        "基数": [
            ("年末", "报告单位", "县", "主体类型", "企业实有数", "来源", "核定状态"),
            ("2021年末", "福州", "鼓楼区", "企业", "3.5万户", "统计", "已核定"),
            ("2021-12-31", "平潭", "", "企业", "16,000", "统计", "未核定"),
            ("2021年末", "合计", "", "", "", "", ""),
        ],
        "材料": [
            ("事项", "单位或处室", "状态", "收到日期"),
            ("年度抽查工作情况", "福州市市场监督管理局", "已收到", "2022-10-30"),
            ("年度抽查工作情况", "信用监管处", "未收到", ""),
        ],
        "案例": [
            ("标题", "地区", "年份", "状态", "任务编号"),
            ("示例案例", "福州市", "2022年", "已采用", "T1"),
        ],
        "上报": [
            ("报告单位", "县", "截止日期", "指标", "上报数"),
            ("福州", "鼓楼区", "2022-08-31", "已检查", "1,234"),
        ],
        "大事": [("日期", "单位", "事件"), ("2022-03-13", "全省", "疫情"), ("x", "", "无日期")],
        "事项": [
            ("事项编码", "事项名称", "发布单位", "事项类别"),
            ("A08", "登记", "省局", "一般事项"),
        ],
    }
    take(*(write_csv(tmp_path / f"{n}_20220909.csv", t) for n, t in tables.items()))
    stock = {r["unit"]: r for r in rows("stock")}
    assert (stock["福州"]["county_code"], stock["福州"]["stock_count"]) == ("350102", 35000)
    assert (stock["平潭"]["county_code"], stock["平潭"]["stock_count"]) == ("350128", 16000)
    assert [stock[u]["is_approved"] for u in ("福州", "平潭")] == [True, False]
    assert {(r["subject"], r["unit"]) for r in rows("duties")} == {
        ("福州", "福州"),
        ("信用监管处", None),
    }
    [case] = rows("cases")
    assert (case["unit"], case["case_year"], case["state"]) == ("福州", 2022, "采用")
    assert [(r["unit"], r["reported_count"]) for r in rows("reported_figures")] == [("福州", 1234)]
    assert [(str(r["happened_on"]), r["unit"]) for r in rows("events")] == [("2022-03-13", "全省")]
    assert [(r["item_code"], r["item_level"]) for r in rows("items")] == [("A08", "一般")]
    assert [r["reason_code"] for r in rows("rejects")] == ["date_unreadable"]
