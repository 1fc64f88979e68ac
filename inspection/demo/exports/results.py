"""Exports of results (entity × item) and of publicity (entity), per unit and system."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from inspection.demo.exports.export import Export, dates, looked_up, only, running, same
from inspection.demo.exports.register import registrars, stations
from inspection.demo.world.draws import NOT_MOVED
from inspection.demo.world.inspections import R1, R4, R7, R9, R10, RESULTS, has_problem
from inspection.demo.world.lists import CLASSES, UNCLASSED, campaigns, items
from inspection.demo.world.places import PROVINCE_OFFICE
from inspection.demo.world.population import names_of
from inspection.demo.world.publicity import DISPOSALS, NOT_PUBLIC_REASONS, NOTHING
from inspection.demo.world.tasks import NEW_PLATFORM, OLD_PLATFORM, OWN_SYSTEM
from inspection.demo.world.view_on import Stages, stages_on
from inspection.demo.world.withdrawn import WEEK, withdrawn_rows
from inspection.demo.world.world import World

SYSTEMS = (OLD_PLATFORM, NEW_PLATFORM, OWN_SYSTEM)
# The platforms export workbooks, the city's own system text.
FORMS = {OLD_PLATFORM: "xlsx", NEW_PLATFORM: "xlsx", OWN_SYSTEM: "csv"}
METHODS = ("实地检查", "书面检查", "网络监测", "检验检测")
STATES = ("未录入", "待审核", "审核退回", "已录入", "已公示")
DRAW_METHODS = {
    "led": "分类分层", "inverted": "分类分层", "equal": "等比例", "ticked": "等比例",
    "exempt": "等比例", "blank": "",
}  # fmt: skip
# What each system writes for a result: codes of 2021 on the old platform, else words.
WORDS = {
    "R1": "未发现问题",
    "R2a": "未按规定公示年度报告",
    "R2b": "未按规定公示其他应当公示的信息",
    "R3": "公示信息隐瞒真实情况弄虚作假",
    "R4": "通过登记的住所（经营场所）无法联系",
    "R5": "发现问题已责令改正",
    "R6": "不配合检查情节严重",
    "R7": "未发现开展本次抽查涉及的经营活动",
    "R8": "发现问题待后续处理",
    "R9": "已关闭停业或正在组织清算",
    "R10": "注销/吊销/撤销/迁出",
}
OLD_CODES = {
    "R1": "1", "R2a": "2", "R2b": "2", "R3": "3", "R4": "4", "R5": "5", "R6": "6",
    "R7": "7", "R8": "8", "R9": "9", "R10": "B",
}  # fmt: skip
SEPARATORS = {OLD_PLATFORM: ",", NEW_PLATFORM: "；", OWN_SYSTEM: "；"}
# Results that concern the whole firm: its other items were not checked.
WHOLE_FIRM = sum(1 << one for one in (R4, R7, R9, R10))


def result_exports(world: World, until: np.datetime64) -> Iterator[Export]:
    """Every drawn row of each unit and system, one line per item; withdrawn ones of a week ago."""
    stages, gone = stages_on(world, until), withdrawn_rows(world, until)
    visible = np.setdiff1d(np.flatnonzero(stages.is_visible), gone)
    for unit, system, chosen in groups(world, visible):
        columns = _result_columns(world, stages, chosen, system)
        title, form = f"检查结果_{unit}_{system}", FORMS[system]
        yield Export("inspection_results", title, form, columns, unit, system)
    for unit, system, chosen in groups(world, gone):
        columns = _result_columns(world, stages_on(world, until - WEEK), chosen, system)
        title, days = f"检查结果_{unit}_{system}_上周", int(WEEK.astype(int))
        yield Export("inspection_results", title, "csv", columns, unit, system, days)


def publicity_exports(world: World, until: np.datetime64) -> Iterator[Export]:
    """Every row entered or published so far; the old platform as a workbook."""
    stages = stages_on(world, until)
    shown = stages.is_visible & (stages.is_entered | stages.is_published)
    shown &= ~stages.is_moved
    for unit, system, chosen in groups(world, np.flatnonzero(shown)):
        form = "xlsx" if system == OLD_PLATFORM else "csv"
        columns = _publicity_columns(world, stages, chosen, system)
        yield Export("publicity", f"公示与后处置_{unit}_{system}", form, columns, unit, system)


def raw_results(system: str, results: np.ndarray) -> pa.Array:
    """Result bits as the system writes them, several joined by its separator."""
    known, inverse = np.unique(results, return_inverse=True)
    codes = OLD_CODES if system == OLD_PLATFORM else WORDS
    return looked_up([joined(int(bits), codes, SEPARATORS[system]) for bits in known], inverse)


def joined(bits: int, codes: dict[str, str], separator: str) -> str:
    """The words of all results of the bits."""
    chosen = (codes[name] for at, name in enumerate(RESULTS) if bits >> at & 1)
    return separator.join(dict.fromkeys(chosen))


def groups(world: World, chosen: np.ndarray) -> Iterator[tuple[str, str, np.ndarray]]:
    """The chosen rows of each unit and system that has any."""
    unit = world.places.county_units()[world.rows.county[chosen]]
    system = np.array([SYSTEMS.index(task.system) for task in world.tasks])
    system = system[world.rows.task[chosen]]
    for at, one in enumerate(world.places.units):
        for place, name in enumerate(SYSTEMS):
            mine = chosen[(unit == at) & (system == place)]
            if len(mine):
                yield one.name, name, mine


def _result_columns(
    world: World, stages: Stages, chosen: np.ndarray, system: str
) -> dict[str, pa.Array]:
    """Row columns repeated over the row's items, then the item's own."""
    tasks = world.rows.task[chosen]
    item_counts = np.array([len(campaigns()[task.campaign].items) for task in world.tasks])[tasks]
    repeat = np.repeat(np.arange(len(chosen)), item_counts)
    place = np.arange(len(repeat)) - np.repeat(np.cumsum(item_counts) - item_counts, item_counts)
    row = {
        name: values.take(pa.array(repeat))
        for name, values in _row_columns(world, stages, chosen, system).items()
    }
    item = _item_columns(world, stages, chosen[repeat], place, system)
    before = ("抽查任务编号", "抽查任务名称", "统一社会信用代码/注册号", "企业名称")
    first = {name: row.pop(name) for name in before}
    return {"序号": running(len(repeat)), **first, **item, **row}


def _row_columns(
    world: World, stages: Stages, chosen: np.ndarray, system: str
) -> dict[str, pa.Array]:
    rows, found = world.rows, world.inspections
    is_entered = stages.is_entered[chosen]
    classes = np.where(rows.class_at_draw == UNCLASSED, -1, rows.class_at_draw.astype(int))[chosen]
    return {
        **_who(world, chosen),
        "登记机关": registrars(world.places, world.population.registrar[rows.entity[chosen]]),
        "管辖单位": _jurisdictions(world, chosen),
        "县（市、区）": looked_up([c.name for c in world.places.counties], rows.county[chosen]),
        "检查结果（主体）": only(raw_results(system, found.results[chosen]), is_entered),
        "核查方式": only(looked_up(METHODS, found.method[chosen]), is_entered),
        "检查机关": check_offices(world, chosen),
        "检查人员": _pairs(world, chosen),
        "录入日期": dates(found.entered_on[chosen], is_entered),
        "检查结果状态": looked_up(STATES, stages.state[chosen]),
        "审核时间": dates(found.reviewed_on[chosen], stages.is_reviewed[chosen]),
        "抽取时信用风险分类": looked_up(list(CLASSES), classes),
        "名单生成方式": _draw_methods(world, chosen),
        "指派去向": destinations(world, stages, chosen),
        "来源系统": same(system, len(chosen)),
    }


def _who(world: World, chosen: np.ndarray) -> dict[str, pa.Array]:
    task, entity = world.rows.task[chosen], world.rows.entity[chosen]
    return {
        "抽查任务编号": looked_up([one.number for one in world.tasks], task),
        "抽查任务名称": looked_up([one.name for one in world.tasks], task),
        "统一社会信用代码/注册号": world.population.ids.take(pa.array(entity)),
        "企业名称": names_of(world.population, world.places, entity),
    }


def _item_columns(
    world: World, stages: Stages, rows: np.ndarray, place: np.ndarray, system: str
) -> dict[str, pa.Array]:
    """One line per item: the item with the problem says it, the others found nothing.

    A finding about the whole firm stands at the first item; the others are not checked.
    """
    found = world.inspections
    results = found.results[rows]
    is_whole = ((results & WHOLE_FIRM) > 0) & ((results & (1 << R1)) == 0)
    is_entered = stages.is_entered[rows]
    is_checked = is_entered & (~is_whole | (place == 0))
    says_it = np.where(is_whole, place == 0, place == found.problem_item[rows])
    item_result = np.where(says_it, results, 1 << R1)
    is_earlier = (place == 0) & ~is_whole
    day = np.where(is_earlier, found.first_item_on[rows], found.inspected_on[rows])
    codes = item_codes(world, rows, place)
    has_found = is_checked & says_it & has_problem(results)
    return {
        "检查事项编码": codes,
        "检查事项": looked_up(
            [one.name for one in items().values()],
            pc.index_in(codes, pa.array(list(items()))).to_numpy(),
        ),
        "是否检查": looked_up(("否", "是"), np.where(is_entered, is_checked.astype(int), -1)),
        "检查结果": only(raw_results(system, item_result), is_checked),
        "发现问题情况": looked_up(("存在不规范情形",), np.where(has_found, 0, -1)),
        "处置情况": only(looked_up(DISPOSALS, world.publicity.disposal[rows]), has_found),
        "检查日期": dates(day, is_checked),
    }


def item_codes(world: World, rows: np.ndarray, place: np.ndarray) -> pa.Array:
    """The code of the item at a place of each row."""
    widest = max(len(one.items) for one in campaigns())
    codes = [code for one in campaigns() for code in (*one.items, *[""] * widest)[:widest]]
    campaign = np.array([task.campaign for task in world.tasks])[world.rows.task[rows]]
    return looked_up(codes, campaign * widest + place)


def _jurisdictions(world: World, chosen: np.ndarray) -> pa.Array:
    """Station of the row: the entity's own, or the first where it moved to."""
    entity, county = world.rows.entity[chosen], world.rows.county[chosen]
    is_home = world.population.county[entity] == county
    return stations(world.places, county, np.where(is_home, world.population.station[entity], 0))


def check_offices(world: World, chosen: np.ndarray) -> pa.Array:
    """Who inspects each row."""
    offices = [world.places.county_office(at) for at in range(len(world.places.counties))]
    is_provincial = np.array([task.role == "province_checks" for task in world.tasks])
    place = np.where(
        is_provincial[world.rows.task[chosen]], len(offices), world.rows.county[chosen]
    )
    return looked_up([*offices, PROVINCE_OFFICE], place)


def _pairs(world: World, chosen: np.ndarray) -> pa.Array:
    first, second = world.pairs[chosen].T
    names = world.people.name
    return pc.binary_join_element_wise(looked_up(names, first), looked_up(names, second), "，")


def _draw_methods(world: World, chosen: np.ndarray) -> pa.Array:
    words = [DRAW_METHODS[task.style] or None for task in world.tasks]
    return looked_up(words, world.rows.task[chosen])


def destinations(world: World, stages: Stages, chosen: np.ndarray) -> pa.Array:
    """The task to which each row was handed."""
    target = np.where(stages.is_moved, world.rows.moved_to, NOT_MOVED)[chosen]
    return looked_up([task.number for task in world.tasks], target)


def _publicity_columns(
    world: World, stages: Stages, chosen: np.ndarray, system: str
) -> dict[str, pa.Array]:
    after = world.publicity
    is_public = stages.is_published[chosen]
    refused = stages.is_refused[chosen]
    who = _who(world, chosen)
    state = np.where(is_public, 1, np.where(refused, 2, 0))
    reason = np.where(refused, after.not_public[chosen], -1)
    columns = {
        **who,
        "公示状态": looked_up(("未公示", "已公示", "不予公示"), state),
        "公示日期": dates(after.published_on[chosen], is_public & ~after.is_undated[chosen]),
        "不予公示原因": looked_up(NOT_PUBLIC_REASONS, reason),
        **_follow_up(world, stages, chosen),
        "来源系统": same(system, len(chosen)),
    }
    if system == OWN_SYSTEM:
        collected = stages.is_collected[chosen]
        columns["归集状态"] = looked_up(("未归集", "已归集"), collected.astype(int))
        columns["归集日期"] = dates(after.collected_on[chosen], collected)
    return {"序号": running(len(chosen)), **columns}


def _follow_up(world: World, stages: Stages, chosen: np.ndarray) -> dict[str, pa.Array]:
    after, entered = world.publicity, stages.is_entered[chosen]
    disposal = after.disposal[chosen]
    has_work = entered & (disposal != NOTHING)
    closed = stages.is_closed[chosen]
    verified = stages.is_entered & (after.verified_on <= stages.until)
    filed = np.where(entered, after.is_case_filed[chosen].astype(int), -1)
    return {
        "后续处置措施": only(looked_up(DISPOSALS, disposal), entered),
        "后续处置状态": looked_up(("未完结", "已完结"), np.where(has_work, closed.astype(int), -1)),
        "完结日期": dates(after.closed_on[chosen], has_work & closed),
        "查实日期": dates(after.verified_on[chosen], verified[chosen]),
        "立案": looked_up(("否", "是"), filed),
    }
