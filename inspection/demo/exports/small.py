"""Exports of the small tables: stock, items, duties, cases, reported figures, events."""

from collections.abc import Iterator

import numpy as np

from inspection.demo.exports.export import Export, from_records
from inspection.demo.exports.plans import planning_offices
from inspection.demo.world import days
from inspection.demo.world.cast import DUTIES
from inspection.demo.world.ledger import Ledger
from inspection.demo.world.lists import items
from inspection.demo.world.places import PINGTAN, PROVINCE_OFFICE, County
from inspection.demo.world.streams import stream
from inspection.demo.world.world import World

CASE_STATES = ("线索", "起草", "报送", "采用", "已宣传")
CASE_STEP = 45
REPORT_METRICS = ("已抽取户数", "已检查户数", "已公示户数")
MISREPORT = 1.08
REPORT_DELAY = np.timedelta64(6, "D")


def small_exports(world: World, until: np.datetime64) -> Iterator[Export]:
    """All small tables as of the day."""
    tables = {
        ("stock_table", "企业实有数"): _stock(world),
        ("items", "抽查事项清单"): _items(),
        ("duties", "应交材料"): duty_records(world, until),
        ("cases", "典型案例"): case_records(world, until),
        ("reported_figures", "单位上报表"): reported_records(world, until),
        ("events", "大事记"): _events(world, until),
    }
    for (kind, title), records in tables.items():
        if records:
            yield Export(kind, title, "xlsx", from_records(records))


def missing_duties(world: World) -> set[tuple[str, int]]:
    """(duty, unit) pairs that are never handed in."""
    rng = stream(world.seed, "missing duties")
    units = rng.permutation(len(world.places.units))
    missing = {("成效评估报告", int(units[0])), ("年度抽查工作情况", int(units[1]))}
    missing |= {("典型案例", unit) for unit in (world.cast.no_case, world.cast.lead_only)}
    return missing | {("个体和合作社已组织", one) for one in world.cast.without_other_kinds}


def duty_records(world: World, until: np.datetime64) -> list[dict]:
    """State of each unit's duties; a duty received later than the day is still open."""
    missing = missing_duties(world)
    records = _office_duties(world, until)
    for at, unit in enumerate(world.places.units):
        for duty in DUTIES:
            rng = stream(world.seed, "duty", duty, unit.name)
            start, spread = world.places.calendar.hand_in[duty]
            day = start + int(rng.integers(spread))
            is_in = (duty, at) not in missing and day <= until
            score = int(rng.integers(70, 98))
            records.append(_duty(duty, unit.name, day if is_in else None, score))
    return records


def _office_duties(world: World, until: np.datetime64) -> list[dict]:
    """Accounts of the offices with a provincial plan; the first of them never hands it in."""
    duty = "年度抽查工作情况"
    start, spread = world.places.calendar.hand_in[duty]
    records = []
    for place, office in enumerate(planning_offices(world.places)):
        day = start + int(stream(world.seed, "duty", duty, office).integers(spread))
        records.append(_duty(duty, office, day if place and day <= until else None, 0))
    return records


def case_records(world: World, until: np.datetime64) -> list[dict]:
    """The furthest state of each unit's case by the day."""
    records = []
    for at, unit in enumerate(world.places.units):
        rng = stream(world.seed, "case", unit.name)
        start = world.places.calendar.cases_from + int(rng.integers(60))
        if at == world.cast.no_case or start > until:
            continue
        step = int((until - start).astype(int) // CASE_STEP)
        state = 0 if at == world.cast.lead_only else min(step, len(CASE_STATES) - 1)
        task = "" if at == world.cast.lead_only else case_task(world, at, until)
        told = start + CASE_STEP * (len(CASE_STATES) - 1) if state == 4 else None
        records.append(_case(world, unit.name, CASE_STATES[state], task, told))
    return records


def case_task(world: World, unit: int, until: np.datetime64) -> str:
    """The first task of the unit that was drawn by class."""
    found = (
        task.number
        for task in world.tasks
        if task.unit == unit and task.style == "led" and task.drawn_on <= until
    )
    return next(found, "")


def reported_records(world: World, until: np.datetime64) -> list[dict]:
    """What units report at each month's end, one of them more than there is."""
    records = []
    for month in range(4, 13):
        day = world.places.calendar.first_of(month - 1) - 1
        if day + REPORT_DELAY > until:
            break
        ledger = Ledger(world, day + REPORT_DELAY)
        for at, unit in enumerate(world.places.units):
            counts = ledger.counts(day, at)
            factor = MISREPORT if at == world.cast.misreporting else 1.0
            for metric, count in zip(REPORT_METRICS, counts, strict=True):
                records.append(_figure(unit.name, day, metric, round(count * factor)))
    return records


def _stock(world: World) -> list[dict]:
    return [
        {
            "年末": str(world.places.calendar.base_on),
            "报告单位": world.places.units[county.unit].name,
            "县（市、区）": county.name,
            "行政区划代码": county.code,
            "主体类型": "企业",
            "企业实有数": county.stock,
            "来源": "演示假设值",
            "核定状态": "已核定" if is_approved(county) else "未核定",
        }
        for county in world.places.counties
    ]


def is_approved(county: County) -> bool:
    """Whether the stock of a county is approved: that of one county is, for a base in part."""
    return county.code == PINGTAN


def _items() -> list[dict]:
    return [
        {
            "事项编码": item.code,
            "发布单位": PROVINCE_OFFICE,
            "事项名称": item.name,
            "检查类别": item.item_class,
            "事项类别": item.level,
        }
        for item in items().values()
    ]


def _duty(duty: str, unit: str, day: np.datetime64 | None, score: int) -> dict:
    is_scored = day is not None and duty == "成效评估报告"
    return {
        "事项": duty,
        "单位或处室": unit,
        "状态": "未收到" if day is None else "已收到",
        "收到日期": "" if day is None else str(day),
        "存放位置": "" if day is None else f"信用监管处归档/{duty}/{unit}",
        "评分": score if is_scored else None,
        "评分项": "报告质量" if is_scored else "",
    }


def _case(world: World, unit: str, state: str, task: str, told: np.datetime64 | None) -> dict:
    calendar = world.places.calendar
    use = "按信用风险分类提高C、D类企业抽查比例" if task else ""
    return {
        "标题": f"{unit}示例案例：{calendar.case_topic}",
        "地区": unit,
        "年份": calendar.year,
        "背景": "示例背景：监管任务重、力量不足",
        "做法": "示例做法：按分类结果确定抽查比例和频次",
        "信用风险分类运用": use,
        "成效": "示例成效：问题发现率提高",
        "可复制性": "示例：流程可在其他县推广",
        "任务编号": task,
        "状态": state,
        "宣传日期": "" if told is None else str(told),
        "宣传载体": "" if told is None else "示例市场监管公众号",
    }


def _figure(unit: str, day: np.datetime64, metric: str, count: int) -> dict:
    return {
        "报告单位": unit,
        "县（市、区）": "",
        "截止日期": str(day),
        "指标": metric,
        "上报数": count,
    }


def _events(world: World, until: np.datetime64) -> list[dict]:
    calendar = world.places.calendar
    switched = calendar.switched_on.items()
    switches = [(str(day), unit, "系统切换：启用新平台") for unit, day in switched]
    return [
        {"日期": day, "单位": unit, "事件": event}
        for day, unit, event in sorted([*calendar.events, *switches])
        if days.day(day) <= until
    ]
