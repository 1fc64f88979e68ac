"""典型案例: who has no case yet, what evidence is there, has it been publicised?"""

from inspection import charts, view

PARTS = ("background", "practice", "class_use", "outcome", "replicability")

page = view.open_page("cases")
page.chart("cases.board", page.ask("cases_by_unit"), charts.case_board, picks="unit")

cases = page.ask("case_list")
shown = ("case_id", "unit", "title", "state", "task_no", "has_evidence", "publicised_on", "medium")
page.rows("cases.list", cases, shown)

by_title = cases.by("title")
title = page.choice("cases.case", "cases.choose", list(by_title), index=None)
if title:
    case = by_title[title]
    with page.card("cases.case", title=title) as card:
        card.facts(case, PARTS)
    findings = page.ask("finding_rate_by_class", units=[case["unit"]])
    page.chart("cases.findings", findings, charts.finding_rates, unit=case["unit"])
