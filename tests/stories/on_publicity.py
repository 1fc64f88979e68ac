"""Stories found on 公示与处置, and in the alerts that lead there."""

from .worlds import World

PARTS_OF_R2 = ("R2a", "R2b")
METRICS = {"已抽取户数": "drawn", "已检查户数": "checked", "已公示户数": "published"}
# small_cell of data/reference/parameters.csv
FEW_FIRMS = 5


def late_publicity(world: World, unit: str, facts: dict) -> None:
    """Due and in time of every unit; the late one among the alerts."""
    shown = {
        row["unit"]: [row["due_count"], row["on_time_count"]]
        for row in world.ask("publicity_by_unit")
    }
    assert shown == facts["due_and_in_time"]
    row = world.alert("late_publicity", unit)
    assert (row["due_count"], row["on_time_count"]) == (facts["due"], facts["in_time"])


def without_date(world: World, unit: str, facts: dict) -> None:
    """Apart on this page; told as 日期缺失 beside the headline."""
    undated = {row["unit"]: row["undated_count"] for row in world.ask("publicity_by_unit")}
    assert undated[unit] == sum(undated.values()) == facts["rows"] > 0
    assert world.by("stage", "undated_facts")["published"]["row_count"] == facts["rows"]


def early_publicity(world: World, unit: str, facts: dict) -> None:
    """Every row published before its inspection stands under 提前公示, none in another unit."""
    clocks = world.ask("clock_states_by_unit")
    early = {row["unit"]: row["early_count"] for row in clocks if row["clock"] == "publication"}
    assert early[unit] == early["合计"] == len(facts["rows"]) > 0
    for task, code in facts["rows"]:
        (entity,) = world.ask("entities_by_code", code=code)
        events = world.ask("entity_timeline", entity_id=entity["entity_id"])
        days = {one["stage"]: one["event_on"] for one in events if one["task_no"] == task}
        assert days["published"] < days["inspected"]


def own_system(world: World, unit: str, facts: dict) -> None:
    """Rows of the own system, what arrived and when; the rest row by row."""
    (row,) = world.ask("collection_by_unit")
    assert (row["unit"], row["own_count"]) == (unit, facts["rows"])
    assert row["collected_count"] == facts["collected"]
    assert row["delay_median"] == facts["median_delay_days"]
    missing = facts["rows"] - facts["collected"]
    assert row["uncollected_count"] == len(world.ask("uncollected_rows")) == missing
    assert missing >= facts["never_collected"] > 0
    fired = world.alert("collection_delays", unit)
    assert (fired["row_count"], fired["collected_count"]) == (facts["rows"], facts["collected"])
    assert fired["waiting_count"] == missing
    assert fired["median_days_value"] == facts["median_delay_days"]


def results(world: World, _unit: str, facts: dict) -> None:
    """Rows once by main result, 未实际查到 apart, and several results of one row each."""
    rows = world.by("result_code", "results_by_code")
    main = {code: rows[code]["main_count"] for code in facts["by_main_result"]}
    main["R2"] += sum(rows[code]["main_count"] for code in PARTS_OF_R2)
    assert main == facts["by_main_result"]
    units = world.ask("results_by_unit")
    gone = {code: sum(row[f"{code.lower()}_count"] for row in units) for code in facts["gone"]}
    assert gone == facts["gone"]
    assert rows["R4"]["main_count"] == facts["unreachable"]
    every = {code: rows[code]["multi_count"] for code in facts["by_every_result"]}
    assert every == facts["by_every_result"]
    several = [row for row in world.ask("result_notice") if "；" in row["result_text"]]
    assert 0 < len(several) <= facts["rows_with_several_results"]


def reported_differs(world: World, unit: str, facts: dict) -> None:
    """Every reported figure of the unit; the latest ones among the alerts where they are large."""
    listed = world.ask("reported_difference", units=[unit])
    for metric, stage in METRICS.items():
        shown = [
            [str(row["reported_on"]), row["reported_value"], row["counted_count"]]
            for row in reversed(listed)
            if row["metric_name"] == metric
        ]
        assert shown == facts[stage], metric
    fired = {
        row["subject"]: [str(row["reported_on"]), row["reported_count"], row["counted_count"]]
        for row in world.fired["reported_differences"]
    }
    assert fired == far_from_counted(facts)


def far_from_counted(facts: dict) -> dict[str, list]:
    """Latest figures a twentieth or more away from the count, and by more than a few."""
    latest = {metric: facts[stage][-1] for metric, stage in METRICS.items()}
    return {
        metric: [day, reported, counted]
        for metric, (day, reported, counted) in latest.items()
        if abs(reported - counted) >= max(FEW_FIRMS, counted / 20)
    }


def old_platform(world: World, unit: str, facts: dict) -> None:
    """Tasks drawn on the old platform after the unit's switch."""
    row = world.by("unit", "new_platform_share_by_unit")[unit]
    assert row["old_count"] == len(facts["tasks"])
    assert row["task_count"] == facts["drawn_after_switch"]
    tasks = world.by("task_no", "task_list")
    late = [tasks[number] for number in facts["tasks"]]
    assert {task["source_system"] for task in late} == {"协同监管平台"}
    assert all(task["drawn_on"] >= row["switched_on"] for task in late)
