"""总览: are we on course, who is behind and by how much, what changed, what needs a decision?"""

from functools import partial

from inspection import charts, view

TILES = (
    view.Tile("integration", "integration_rate", ("used_count", "task_count")),
    view.Tile("on_time", "on_time_rate", ("overdue_count", "undated_count")),
    view.Tile("findings", "finding_rate", ("problem_count",)),
    view.Tile("duties", "received_count", ("duty_count", "unknown_duty_count")),
)

DUTIES = (
    *("subject", "duty_count", "received_count", "overdue_duty_count", "waiting_duty_count"),
    *("undated_duty_count", "unknown_duty_count"),
    *("overdue_duties", "waiting_duties", "undated_duties"),
)

page = view.open_page("overview")
view.begin(page)
totals = page.ask("pace_totals")
standing = page.ask("standing_by_unit")
indicators = view.enterprises_first(page, "indicator_totals")
duties = page.ask("duties_by_subject")
integration = page.ask("integration_totals")
year = integration.by("period")["year"]

days = page.ask("burn_up")

page.lead(view.lead_sentence(page, totals, standing, days))
row = totals.one() | view.draw_sums(standing) | indicators.row | year
row |= duties.total()
answers = (totals, standing, *indicators.of, integration, duties, days)
tiles = (*view.overview_tiles(row), *TILES)
page.tiles("overview", row, tiles, of=answers, whole=indicators.whole)
view.draw_contribution(page)
view.draw_questions(page)
view.draw_week(page, "overview.week", totals.one())

left, right = view.side_by_side((3, 2))
with left:
    view.draw_places(page, standing, totals)
with right:
    view.draw_decisions(page, "overview.alerts")

events = view.marked_up_rows(page.ask("event_list").rows)
burn_up = partial(charts.burn_up, events=events, as_of=page.filters.as_of)
left, right = view.side_by_side((3, 2))
with left:
    ahead = page.say(f"charts.ahead_{'over' if row['is_over'] else 'paces'}")
    page.chart("overview.burn_up", days, burn_up, ahead=ahead)
with right:
    view.draw_map(page, "overview.map", "standing_by_unit")
with page.card("overview.duties") as card:
    card.furnish(duties)
    view.tell_duties(page, duties)
    card.table(duties, DUTIES, view.whole_height(duties.rows.num_rows))
