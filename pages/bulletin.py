"""公报: what everybody may see without sign-in – province and units at the data date."""

from inspection import charts, view

page = view.open_bulletin()
standing = page.ask("bulletin_standing")
page.chart("bulletin.standing", standing, charts.bulletin_bars)
page.rows("bulletin.standing_table", standing)
weeks = page.ask("bulletin_weeks")
page.chart("bulletin.weeks", weeks, charts.bulletin_weeks)
view.draw_weeks(page, "bulletin.weeks_table", weeks)
page.rows("bulletin.results", page.ask("bulletin_results"))
page.rows("bulletin.classes", page.ask("bulletin_classes"))
