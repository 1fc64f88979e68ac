"""典型案例: who has no case yet, what evidence is there, what could become one?"""

from inspection import charts, view

TILES = (
    view.Tile("cities", "city_done_count", ("city_count",)),
    view.Tile("extra", "plus_one_done_count", ("plus_one_count",)),
    view.Tile("publicised", "publicised_count", ("counting_count",)),
    view.Tile("clues", "clue_count"),
    view.Tile("duties", "received_count", ("duty_count", "unknown_duty_count")),
)
SHOWN = (
    "unit",
    "title",
    "state",
    "stated_state",
    "task_no",
    "lacks_text",
    "publicised_on",
    "medium",
)


def board(page: view.Page) -> None:
    """Who has no case yet, and the cases there are."""
    page.chart("cases.board", page.ask("cases_by_unit"), charts.case_board, picks="unit")
    cases = page.ask("case_list")
    page.rows("cases.list", cases, SHOWN)
    case = view.choose_case(page, cases)
    if case:
        view.draw_case(page, case)
        findings = page.ask("finding_rate_by_class", units=[case["unit"]])
        page.chart("cases.findings", findings, charts.finding_rates, unit=case["unit"])


def duties(page: view.Page) -> None:
    """What each unit owes, what came in, what is missing."""
    page.rows("cases.duties", page.ask("duties_by_unit"))
    page.rows("cases.duty_list", page.ask("duty_list"))


page = view.open_page("cases")
duty_list, totals = page.ask("duty_list"), page.ask("case_totals")
owed = view.duty_sums(duty_list.rows)
page.tiles("cases", totals.one() | owed, TILES, of=(totals, duty_list))
page.tabs({"board": board, "finder": view.draw_candidates, "duties": duties})
