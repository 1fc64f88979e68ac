"""Exports of tasks, one workbook per source system."""

from collections.abc import Iterator

import numpy as np

from inspection.demo.exports.export import Export, from_records
from inspection.demo.exports.plans import plan_number
from inspection.demo.exports.results import DRAW_METHODS, SYSTEMS
from inspection.demo.world.lists import KINDS, campaigns
from inspection.demo.world.places import PROVINCE, PROVINCE_OFFICE
from inspection.demo.world.streams import stream
from inspection.demo.world.tasks import NOWHERE, Task, lead_office
from inspection.demo.world.view_on import Stages, stages_on
from inspection.demo.world.world import World

FLAGS = {"led": "是", "inverted": "是", "ticked": "是", "equal": "否", "exempt": "否", "blank": ""}
EXEMPT_FIELDS = {"P09": "食品", "P10": "特种设备"}
EXEMPT_REASON = "专业领域按风险分级单独实施"
# The first exemption is approved after its draw, the second names a field that is not listed.
APPROVED_LATE, UNLISTED = 0, 1
UNLISTED_FIELD = "价格"
EVERY_OFFICE = "各设区市市场监督管理局"
INCOMPLETE_SHARE, ONE_PLUS_X_SHARE = 0.3, 0.1
# A task is set up this many days before its draw.
SET_UP = 7


def task_exports(world: World, until: np.datetime64) -> Iterator[Export]:
    """Tasks set up by the day; those not yet drawn wait without a draw date."""
    stages = stages_on(world, until)
    is_done = done_tasks(world, stages)
    for system in SYSTEMS:
        records = [
            _record(world, at, until, bool(is_done[at]))
            for at, task in enumerate(world.tasks)
            if task.system == system and task.drawn_on - SET_UP <= until
        ]
        if records:
            columns = from_records(records)
            yield Export("tasks", f"抽查任务_{system}", "xlsx", columns, system=system)


def done_tasks(world: World, stages: Stages) -> np.ndarray:
    """Tasks whose rows are all published or lawfully not public."""
    stays = stages.is_visible & ~stages.is_moved
    is_open = stays & ~(stages.is_published | stages.is_refused)
    return np.bincount(world.rows.task[is_open], minlength=len(world.tasks)) == 0


def exemption_of(world: World, at: int) -> dict[str, str]:
    """What a task's export says about its exemption; some leave a part out, two do not hold."""
    task = world.tasks[at]
    key = campaigns()[task.campaign].key
    names = ("免融合领域", "免融合理由", "批准处室", "批准日期")
    if task.style != "exempt":
        return dict.fromkeys(names, "")
    office = f"省局{campaigns()[task.campaign].office}处"
    day = str(task.drawn_on - SET_UP)
    full = dict(zip(names, (EXEMPT_FIELDS[key], EXEMPT_REASON, office, day), strict=True))
    fault = invalid_exemption(world, at)
    if fault == APPROVED_LATE:
        return full | {"批准日期": str(task.drawn_on + SET_UP)}
    if fault == UNLISTED:
        return full | {"免融合领域": UNLISTED_FIELD}
    rng = stream(world.seed, "exemption", at)
    if rng.random() < INCOMPLETE_SHARE:
        full[str(rng.choice(names[1:]))] = ""
    return full


def invalid_exemption(world: World, at: int) -> int | None:
    """Which of the exemptions that do not hold a task has: among the first two in all."""
    number = sum(task.style == "exempt" for task in world.tasks[:at])
    is_planted = world.tasks[at].style == "exempt" and number in (APPROVED_LATE, UNLISTED)
    return number if is_planted else None


def is_one_plus_x(world: World, at: int) -> bool:
    """Whether the task is marked 1+X."""
    return bool(stream(world.seed, "1+X", at).random() < ONE_PLUS_X_SHARE)


def _record(world: World, at: int, until: np.datetime64, is_done: bool) -> dict:
    task, campaign = world.tasks[at], campaigns()[world.tasks[at].campaign]
    is_drawn = bool(task.drawn_on <= until)
    return {
        "抽查任务编号": task.number,
        "抽查任务名称": task.name,
        "抽查计划编号": plan_number(world, task),
        "任务来源": "年度抽查工作计划" if task.has_plan else "临时任务",
        "任务类型": {"否": "本部门"}.get(campaign.joint, campaign.joint),
        "抽查类型": campaign.draw_kind,
        "发起处室": lead_office(world.places, task),
        "实施部门": _executing_office(world, task),
        "层级": task.level,
        "报告单位": PROVINCE if task.level == "省级" else world.places.units[task.unit].name,
        "县（市、区）": _county_name(world, task),
        "任务期限始": str(task.window_from),
        "任务期限止": str(task.window_to),
        "检查对象类型": KINDS[campaign.kind],
        "抽查事项": "，".join(campaign.items),
        **_draw_cells(world, at, is_drawn),
        "设置日期": str(task.drawn_on - SET_UP),
        "任务执行状态": ("已完成" if is_done else "执行中") if is_drawn else "待执行",
        "抽取名单是否公示": "是",
        "来源系统": task.system,
        **exemption_of(world, at),
        "风险领域": campaign.risk_field,
        "1+X": "是" if is_one_plus_x(world, at) else "否",
    }


def _draw_cells(world: World, at: int, is_drawn: bool) -> dict:
    """What the draw left behind; class counts only where the list was drawn by class."""
    task, pool = world.tasks[at], world.pools[at]
    has_classes = is_drawn and task.style in ("led", "inverted", "ticked")
    cells = {
        "抽取库总户数": int(pool.counts.sum()) if is_drawn else None,
        "抽取目标总户数": task.quota,
        "实抽取数": int(pool.drawn.sum()) if is_drawn else None,
        "随机抽取日期": str(task.drawn_on) if is_drawn else "",
        "每户检查人员数": 2,
        "重抽次数": _redraws(world, at) if is_drawn else None,
        "是否运用信用风险分类": FLAGS[task.style],
        "抽取方式": DRAW_METHODS[task.style],
    }
    for place, letter in enumerate("ABCD"):
        cells[f"各类抽取数{letter}"] = int(pool.drawn[place]) if has_classes else None
        cells[f"名录库{letter}户数"] = int(pool.counts[place]) if has_classes else None
    return cells


def _redraws(world: World, at: int) -> int:
    return int(stream(world.seed, "redraws", at).choice([0, 1, 2, 4], p=[0.94, 0.04, 0.01, 0.01]))


def _executing_office(world: World, task: Task) -> str:
    if task.level == "省级":
        return PROVINCE_OFFICE if task.role == "province_checks" else EVERY_OFFICE
    if task.county == NOWHERE:
        return world.places.units[task.unit].office
    return world.places.county_office(task.county)


def _county_name(world: World, task: Task) -> str:
    return "" if task.county == NOWHERE else world.places.counties[task.county].name
