"""The demo of two years: 2022 with and without 2023, 同期, the truth, and the pages."""

from datetime import date

from every import for_each
from pages_seen import PAGES, everything

from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.data.questions import questions
from inspection.showing.terms import said_day

DAYS = ("2022-06-30", "2022-10-31", "2022-12-31")
FILTERS = (
    {},
    {"units": ["龙岩", "平潭"], "kinds": ["个体工商户"], "sources": ["新平台"]},
    {"counties": ["350102", "350128"], "joints": ["跨部门"], "draw_kinds": ["定向"]},
    {"kinds": ["农民专业合作社", "个体工商户"], "one_plus_x": False},
)
SAME_DAYS = (("2023-06-30", "2022-06-30"), ("2023-09-09", "2022-09-09"))
COUNTS = ("stock", "target", "drawn", "checked", "published")


def ask(name, snapshot, **params):
    return warehouse.answer(name, scope=LOCAL, snapshot=snapshot, **params)


def bytes_of(name, snapshot, **params):
    """An answer as its schema and its rows are written."""
    rows = ask(name, snapshot, **params)
    return str(rows.schema), repr(rows.to_pylist())


def subjects(snapshot):
    """A task, a firm and its code that the year knows; tasks with a case, firms without a code."""
    tasks = ask("task_list", snapshot, as_of=DAYS[-1]).to_pylist()
    cases = ask("case_list", snapshot, as_of=DAYS[-1]).to_pylist()
    firms = ask("entities_by_name", snapshot, part="示例", as_of=DAYS[-1]).to_pylist()
    firms.sort(key=lambda firm: firm["entity_code"] is not None)
    numbers = (tasks[0]["task_no"], cases[0]["task_no"])
    for number, firm in zip(numbers, (firms[0], firms[-1]), strict=True):
        code = firms[-1]["entity_code"]
        own = {"entity_id": firm["entity_id"], "part": firm["name"][:4], "code": code}
        yield own | {"task_no": number}


def taken(question, values):
    return {name: value for name, value in values.items() if name in question.params}


def every_view(snapshot):
    """Every question at three days of the year, and at its end through filters."""
    values = list(subjects(snapshot))
    for question in questions():
        for day in DAYS:
            yield question.name, {"as_of": day} | taken(question, values[0])
        for chosen in filter(None, (taken(question, one) for one in FILTERS)):
            yield question.name, {"as_of": DAYS[-1]} | chosen | taken(question, values[1])


def test_2022_is_byte_for_byte_the_same_with_2023_on_top(both_years):
    alone, both = both_years.alone, both_years.both
    assert (alone.years, both.years) == ((2022,), (2022, 2023))
    views = list(every_view(alone))
    differing = [
        (name, params)
        for name, params in views
        if bytes_of(name, alone, **params) != bytes_of(name, both, **params)
    ]
    assert not differing
    assert len(views) > 500


def test_the_same_period_is_the_earlier_years_own_answer(both_years):
    dated = [question.name for question in questions() if "as_of" in question.params]
    differing = [
        (name, now)
        for name in dated
        for now, before in SAME_DAYS
        if bytes_of(name, both_years.both, as_of=now, years_back=1)
        != bytes_of(name, both_years.both, as_of=before)
    ]
    assert not differing
    assert len(dated) > 80


@for_each("year", (2022, 2023))
def test_completion_is_the_true_count_of_each_year(both_years, year):
    truth = both_years.truth["years"][str(year)]
    rows = ask("completion_by_unit", both_years.both, as_of=truth["until"]).to_pylist()
    shown = {row["unit"]: {name: row[f"{name}_count"] for name in COUNTS} for row in rows}
    true = truth["counts"]["units"]
    assert shown == {unit: {name: one[name] for name in COUNTS} for unit, one in true.items()}


def deadline(snapshot, day):
    (row,) = ask("data_badge", snapshot, as_of=day).to_pylist()
    return row["deadline_on"]


@for_each("page", PAGES)
def test_pages_open_in_either_year_and_name_its_own_deadline(open_years, both_years, page):
    days = ("2022-06-30", "2023-06-30")
    deadlines = [deadline(both_years.both, day) for day in days]
    assert deadlines == [date(2022, 10, 31), date(2023, 11, 15)]
    for day, own, other in zip(days, deadlines, reversed(deadlines), strict=True):
        app = open_years(page, as_of=day)
        assert not app.exception
        assert not app.error
        said = " ".join(everything(app))
        assert said_day(other, "zh", with_year=True) not in said
        if page == "overview":
            assert said_day(own, "zh", with_year=True) in said


def test_the_filter_offers_the_days_of_both_years(open_years, both_years):
    (chosen,) = open_years("overview").date_input
    assert (chosen.min, chosen.max) == (date(2022, 1, 1), date(2023, 9, 9))
    assert chosen.value == both_years.both.data_date
