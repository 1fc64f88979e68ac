"""M10, M30: plans, tasks, rows done; windows and their ends."""

import pytest

FUZHOU = {"part": "福州"}
VISITED = {"inspected_on": "2022-05-06", "results": ["R1"]}
PUBLIC = {"pub_state": "已公示", "published_on": "2022-05-20"}
WITHHELD = {"pub_state": "不予公示", "not_public_reason": "涉及商业秘密"}


def task(number, **more):
    return {"task_no": f"T{number}", **more}


def row(entity, number=1, **more):
    return {"entity_id": entity, "task_no": f"T{number}", **more}


def test_three_rates_have_three_denominators(make_snapshot, ask_one):
    make_snapshot(
        plans=[{"plan_no": "L1"}, {"plan_no": "L2"}],
        tasks=[task(1, plan_no="L1"), task(2, plan_no="L2")],
        task_rows=[row(1, **VISITED, **PUBLIC), row(2, 2, **VISITED), row(3, 2), row(4, 2)],
    )
    found = ask_one("completion_rates", FUZHOU)
    assert (found["known_plan_count"], found["done_plan_count"]) == (2, 1)
    assert (found["task_count"], found["done_task_count"]) == (2, 1)
    assert (found["row_count"], found["inspected_count"]) == (4, 2)
    rates = [found[f"{name}_completion_rate"] for name in ("plan", "task", "inspection")]
    assert rates == [0.5, 0.5, 0.5]


@pytest.mark.parametrize(("as_of", "done"), [("2022-05-19", 0), ("2022-05-20", 1)])
def test_task_is_done_on_the_day_its_last_row_is_published(make_snapshot, ask_one, as_of, done):
    make_snapshot(
        plans=[{"plan_no": "L1"}],
        tasks=[task(1, plan_no="L1")],
        task_rows=[row(1, **VISITED, **PUBLIC)],
    )
    found = ask_one("completion_rates", FUZHOU, as_of=as_of)
    assert (found["done_task_count"], found["done_plan_count"]) == (done, done)


def test_lawfully_not_public_is_done_without_a_reason_it_is_not(make_snapshot, ask_one):
    make_snapshot(
        tasks=[task(1), task(2)],
        task_rows=[
            row(1, 1, **VISITED, **WITHHELD),
            row(1, 2, **VISITED, **WITHHELD | {"not_public_reason": None}),
        ],
    )
    assert ask_one("completion_rates", FUZHOU)["done_task_count"] == 1


@pytest.mark.parametrize(("as_of", "count"), [("2022-03-31", 0), ("2022-04-01", 1)])
def test_task_and_row_count_from_the_draw_on(make_snapshot, ask, as_of, count):
    make_snapshot(task_rows=[row(1)])
    total = ask("completion_rates", as_of=as_of)[-1]
    assert (total["task_count"], total["row_count"]) == (count, count)


@pytest.mark.parametrize(("as_of", "count"), [("2022-05-05", 0), ("2022-05-06", 1)])
def test_row_counts_from_its_inspection_on(make_snapshot, ask_one, as_of, count):
    make_snapshot(task_rows=[row(1, **VISITED)])
    assert ask_one("completion_rates", FUZHOU, as_of=as_of)["inspected_count"] == count


def test_row_inspected_before_the_year_is_no_row_of_it(make_snapshot, ask):
    make_snapshot(
        tasks=[task(1, drawn_on="2021-12-13", window_to="2022-01-31")],
        task_rows=[row(1, inspected_on="2021-12-20", results=["R1"]), row(2)],
    )
    found = ask("completion_rates")[-1]
    assert (found["row_count"], found["overdue_count"]) == (1, 1)


def test_without_plans_tasks_and_rows_the_rates_are_unknown(make_snapshot, ask):
    make_snapshot(plans=[{"plan_no": "L1"}])
    found = ask("completion_rates")[-1]
    assert found["part"] == "合计"
    assert (found["task_completion_rate"], found["inspection_completion_rate"]) == (None, None)
    assert ask("completion_rates", offices=["无"])[-1]["plan_completion_rate"] is None


def test_task_in_two_units_counts_in_each_and_once_in_total(make_snapshot, ask, ask_one):
    there = {"unit": "厦门", "county_code": "350203"}
    make_snapshot(
        tasks=[task(1)],
        task_rows=[row(1, **VISITED, **PUBLIC), row(2, **there)],
    )
    assert ask_one("completion_rates", FUZHOU)["done_task_count"] == 1
    assert ask_one("completion_rates", {"part": "厦门"})["done_task_count"] == 0
    total = ask("completion_rates")[-1]
    assert (total["task_count"], total["done_task_count"], total["row_count"]) == (1, 0, 2)


def test_plan_without_a_task_or_with_one_to_draw_is_not_done(make_snapshot, ask_one):
    make_snapshot(
        plans=[{"plan_no": "L1"}, {"plan_no": "L2"}],
        tasks=[task(1, plan_no="L1"), task(2, plan_no="L1", drawn_on=None)],
        task_rows=[row(1, **VISITED, **PUBLIC)],
    )
    assert ask_one("completion_rates", FUZHOU)["done_plan_count"] == 0


def test_provincial_plans_belong_to_the_bureau(make_snapshot, ask_one):
    make_snapshot(plans=[{"plan_no": "P1", "level": "省级", "unit": None}])
    assert ask_one("completion_rates", {"part": "省局本级"})["known_plan_count"] == 1


def test_filter_of_rows_keeps_plans_with_such_rows(make_snapshot, ask_one):
    make_snapshot(
        plans=[{"plan_no": "L1"}, {"plan_no": "L2"}],
        tasks=[task(1, plan_no="L1"), task(2, plan_no="L2", source_system="自有系统")],
        task_rows=[row(1), row(2, 2)],
    )
    found = ask_one("completion_rates", FUZHOU, sources=["自有系统"])
    assert (found["known_plan_count"], found["task_count"]) == (1, 1)


def test_office_is_judged_on_its_own_and_most_overdue_stands_first(make_snapshot, ask):
    make_snapshot(
        plans=[{"plan_no": "L1", "lead_office": "广告处"}],
        tasks=[
            task(1, lead_office="广告处"),
            task(2, lead_office="计量处", window_to="2022-04-30"),
            task(3, lead_office=None),
        ],
        task_rows=[row(1, 1, **VISITED), row(1, 2), row(1, 3)],
    )
    rows = ask("completion_rates", by="office")
    assert [one["part"] for one in rows] == ["计量处", "广告处", "未注明处室", "合计"]
    assert (rows[1]["inspection_completion_rate"], rows[1]["known_plan_count"]) == (1, 1)


@pytest.mark.parametrize(("as_of", "overdue"), [("2022-06-30", 0), ("2022-07-01", 1)])
def test_row_is_overdue_after_the_last_day_of_the_window(make_snapshot, ask_one, as_of, overdue):
    make_snapshot(tasks=[task(1, window_to="2022-06-30")], task_rows=[row(1)])
    assert ask_one("completion_rates", FUZHOU, as_of=as_of)["overdue_count"] == overdue
    assert ask_one("task_list", {"task_no": "T1"}, as_of=as_of)["overdue_count"] == overdue


@pytest.mark.parametrize(
    ("own", "rows", "state"),
    [
        ({"drawn_on": None}, [], "待抽取"),
        ({"drawn_on": "2022-10-01"}, [], "待抽取"),
        ({"window_from": "2022-10-01"}, [row(1)], "待开始"),
        ({"window_from": "2022-10-01"}, [row(1, **VISITED), row(2)], "进行中"),
        ({"window_to": "2022-08-31"}, [row(1, **VISITED), row(2)], "超期"),
        ({"window_to": "2022-08-31"}, [row(1, **VISITED)], "待公示"),
        ({}, [row(1, **VISITED, **PUBLIC)], "已完成"),
    ],
)
def test_state_of_a_task(make_snapshot, ask, own, rows, state):
    make_snapshot(tasks=[task(1, **own)], task_rows=rows)
    (found,) = ask("task_list")
    assert found["state"] == state
    assert len(ask("task_list", is_open=True)) == (state != "已完成")


def test_task_says_last_inspection_days_left_and_share(make_snapshot, ask):
    make_snapshot(
        tasks=[task(1, window_from="2022-04-06", window_to="2022-09-19")],
        task_rows=[row(1, **VISITED), row(2), row(3, **VISITED | {"inspected_on": "2022-06-01"})],
    )
    (found,) = ask("task_list", as_of="2022-05-31")
    assert (found["row_count"], found["inspected_count"]) == (3, 1)
    assert (str(found["last_inspected_on"]), found["inspection_rate"]) == ("2022-05-06", 1 / 3)
    assert ask("task_list")[0]["days_left_count"] == 10


def test_task_not_drawn_yet_follows_the_filters_of_tasks(make_snapshot, ask):
    waiting = task(1, drawn_on=None, county_code="350102", one_plus_x=True, plan_no="L1")
    make_snapshot(tasks=[waiting])
    assert ask("task_list")[0]["inspection_rate"] is None
    kept = {
        "units": ["福州"],
        "counties": ["350102"],
        "offices": ["信用监管处"],
        "sources": ["新平台"],
        "plans": ["L1"],
        "joints": ["否"],
        "draw_kinds": ["不定向"],
        "one_plus_x": True,
    }
    for name, value in kept.items():
        assert len(ask("task_list", **{name: value})) == 1, name
        other = False if value is True else ["别的"]
        assert ask("task_list", **{name: other}) == [], name
    assert ask("task_list", kinds=["企业"]) == []
    assert ask("task_list", tag="自贸片区") == []


def test_task_without_rows_that_was_drawn_is_no_row_of_the_list(make_snapshot, ask):
    make_snapshot(tasks=[task(1)])
    assert ask("task_list") == []


def test_published_rows_of_a_task_are_counted_by_their_day(make_snapshot, ask):
    make_snapshot(task_rows=[row(1, **VISITED, **PUBLIC), row(2, **VISITED)])
    assert ask("task_list", as_of="2022-05-20")[0]["published_count"] == 1
    assert ask("task_list", as_of="2022-05-19")[0]["published_count"] == 0
