"""计划任务 and the alerts of 总览, run from the entry script on the small demo."""

from pages_seen import charts, everything, tiles
from readers import NAMELESS

from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.showing.alerts import fired
from inspection.showing.decisions import decisions
from inspection.text import text
from inspection.view import answers


def ask(name: str, **params) -> list[dict]:
    return warehouse.answer(name, scope=LOCAL, **params).to_pylist()


def tab(name: str, lang: str = "zh") -> dict[str, str]:
    return {"plan__tab": text(f"plan.tab_{name}", lang)}


def columns(app) -> list[list[str]]:
    return [list(table.value.columns) for table in app.dataframe]


def test_tiles_are_the_totals(open_page):
    values = {tile.label: tile.value for tile in tiles(open_page("plan"))}
    uptake, rates = ask("uptake_by_unit")[-1], ask("completion_rates", kinds=["企业"])[-1]
    assert values["计划制定率"] == f"{uptake['plan_making_rate']:.1%}"
    assert values["检查完成率（企业）"] == f"{rates['inspection_completion_rate']:.1%}"
    assert values["超任务期限户次（企业）"] == f"{rates['overdue_count']:,}"


def test_tiles_follow_the_filters(open_page):
    values = {tile.label: tile.value for tile in tiles(open_page("plan", unit="龙岩"))}
    total = ask("completion_rates", units=["龙岩"], kinds=["企业"])[-1]
    assert values["任务完成率（企业）"] == f"{total['task_completion_rate']:.1%}"


def test_only_the_open_tab_asks(open_page, monkeypatch):
    asked = []
    ask_once = answers.warehouse.run

    def run(prepared):
        asked.append(prepared.question.name)
        return ask_once(prepared)

    monkeypatch.setattr(answers.warehouse, "run", run)
    open_page("plan", **tab("duties"))
    assert "office_duties" in asked
    assert not {"overlap_totals", "pair_concentration", "field_coverage"} & set(asked)


def test_missing_ones_are_listed(open_page):
    app = open_page("plan", **tab("uptake"))
    assert len(app.dataframe[1].value) == len(ask("uptake_grid", is_missing=True))


def test_overlap_is_told_in_one_sentence(open_page):
    (total,) = ask("overlap_totals")
    said = everything(open_page("plan", **tab("overlap")))
    assert any(f"{total['entity_count']}户同时在两个及以上" in sentence for sentence in said)


def test_trace_of_a_chosen_task_is_that_tasks(open_page):
    number = ask("field_tasks")[1]["task_no"]
    app = open_page("plan", **tab("fields"), plan__task=number)
    items = next(table.value for table in app.dataframe if "handled_count" in table.value)
    assert set(items["task_no"]) == {number}
    rows = next(table.value for table in app.dataframe if "check_state" in table.value)
    assert len(rows) == len(ask("task_trace", task_no=number))


def test_workforce_shows_labels_and_says_what_it_is_not_for(open_page):
    app = open_page("plan", **tab("workforce"))
    assert "不用于个人考核" in app.warning[0].value
    shown = {name for table in columns(app) for name in table}
    assert not {"inspector_id", "name"} & shown
    specs = " ".join(chart.spec for chart in charts(app))
    numbers = {one["inspector"] for one in ask("draw_roster")}
    assert not [number for number in numbers if f'"{number}"' in specs]


def test_chosen_team_is_drawn(open_page):
    first, second = (charts(open_page("plan", **tab("workforce"), **own)) for own in ({}, other()))
    assert first[-1].spec != second[-1].spec


def other() -> dict[str, str]:
    team = ask("pair_concentration")[0]
    return {"plan__team": team["county_code"]}


def test_reader_without_names_sees_aggregates_only(open_page, visitor):
    for name in ("overlap", "fields"):
        app = open_page("plan", **tab(name))
        assert not app.exception
        assert not {"uscc", "reg_no"} & {name for table in columns(app) for name in table}


def test_overview_says_the_heaviest_kinds_and_leads_to_all_alerts(open_page):
    app = open_page("overview")
    found = fired(LOCAL)
    day = warehouse.current().data_date
    links = [link.proto.label for link in app.get("page_link")]
    said = [one.say("zh", day) for one in decisions(found)]
    assert [label.split(maxsplit=1)[1] for label in links if label[0] in ":·"] == said[:10]
    assert f"全部{len(found)}条提醒，带新、持续、已消除" in links
    assert len(said) > 10


def test_alerts_say_that_they_do_not_follow_a_filter(open_page):
    app = open_page("overview", source="新平台")
    assert [link for link in app.get("page_link") if "■" in link.proto.label]
    assert any(caption.value == "未随来源系统筛选" for caption in app.caption)


def test_visitor_is_told_of_the_same_alerts(open_page):
    open_page("overview")
    told = [(one.alert, one.severity, one.filters) for one in fired(LOCAL)]
    assert told == [(one.alert, one.severity, one.filters) for one in fired(NAMELESS)]
    assert any("（依规隐去）人执法证过期后仍检查" in one.say("zh") for one in fired(NAMELESS))
    assert not [one for one in fired(NAMELESS) if "—" in one.say("zh")]
