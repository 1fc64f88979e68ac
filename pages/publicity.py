"""公示与处置: what is overdue or due this week, who sits on it, and what became of findings?"""

from inspection import charts, view

TILES = (
    view.Tile("publicity", "publicity_rate", ("published_count", "withheld_count")),
    view.Tile(
        "on_time", "on_time_rate", ("on_time_count", "due_count", "undated_count", "early_count")
    ),
    view.Tile("overdue", "overdue_count", ("due_today_count",)),
    view.Tile("soon", "due_soon_count", ("soon_days", "due_week_count")),
    view.Tile("closure", "closure_rate", ("closed_count", "disposal_count")),
    view.Tile("collection", "collection_rate", ("collected_count", "own_count")),
)
BASIS = ("clock", "start_event", "limit_days", "day_kind", "clock_status", "basis")
ENDED = ("row", "done", "in_time", "done_late", "early", "undated", "waived")
OPEN = ("unfinished", "not_due", "due_today", "overdue", "no_start")
REJECTS = ("file", "table_name", "reason_code", "row_count")
SECTIONS = (
    *("clocks", "speed", "results", "gone", "closure", "collection", "reported"),
    *("platforms", "notice"),
)
CLOCKS = {"publication": "value.clock_publication", "abnormal_list": "value.clock_abnormal_list"}


def clocks(page: view.Page) -> None:
    """What is overdue or falls due this week, and with whom."""
    states = page.ask("clock_states_by_unit")
    shown = (*BASIS, *(f"{state}_count" for state in ENDED + OPEN))
    page.rows("publicity.clocks", states.where("is_total", True), shown)
    clock = view.switch(page, "publicity.clock", CLOCKS)
    by_unit = states.where("is_total", False).where("clock", clock)
    page.chart("publicity.states", by_unit, charts.clock_states, picks="unit")
    days = totals.row["soon_days"]
    page.rows("publicity.offices", page.ask("due_by_office", clock=clock), days=days)
    ages = page.ask("overdue_age_by_unit", clock=clock)
    page.chart("publicity.ages", ages, charts.overdue_ages, picks="unit")
    page.named_rows("publicity.due_rows", "due_rows", clock=clock)


def speed(page: view.Page) -> None:
    """How fast each unit publishes and enters."""
    page.rows("publicity.rates", page.ask("publicity_by_unit"))
    view.draw_speed(page)
    page.rows("publicity.entry", page.ask("entry_delay_by_unit"))


def results(page: view.Page) -> None:
    """What was found, and what the visits yield and cost."""
    page.chart("publicity.results", page.ask("results_by_code"), charts.result_counts)
    page.chart("publicity.composition", page.ask("results_by_unit"), charts.result_shares)
    page.rows("publicity.burden", page.ask("burden_by_unit"))


def closure(page: view.Page) -> None:
    """What became of what was found."""
    page.chart("publicity.closure", page.ask("closure_by_unit"), charts.closure_ages)
    page.rows("publicity.kinds", page.ask("follow_up_by_kind"))
    page.named_rows("publicity.follow_ups", "follow_up_facts")


def collection(page: view.Page) -> None:
    """What own systems hand in."""
    for question in ("collection_by_unit", "collection_by_month"):
        page.rows(f"publicity.{question}", page.ask(question))
    page.rows("publicity.own_system_rejects", page.ask("own_system_rejects"), REJECTS)
    page.named_rows("publicity.uncollected", "uncollected_rows")


def platforms(page: view.Page) -> None:
    """Old and new platform as one series."""
    page.halves("publicity.platforms", page.ask("platform_rows_by_month"), charts.platform_months)
    page.rows("publicity.share", page.ask("new_platform_share_by_unit"))


page = view.open_page("publicity")
totals = view.enterprises_first(page, "indicator_totals", "follow_up_totals")
page.tiles("publicity", totals.row, TILES, of=totals.of, whole=totals.whole)
own = {f.__name__: f for f in (clocks, speed, results, closure, collection, platforms)}
drawn = {"gone": view.draw_gone, "reported": view.draw_reported, "notice": view.draw_notice}
page.tabs({name: (own | drawn)[name] for name in SECTIONS})
