"""指标口径: what exactly does this number mean?"""

from inspection import view

SECTIONS = {
    "dictionary": view.draw_metrics,
    "questions": view.draw_question,
    "rules": view.draw_rules,
    "clocks": view.draw_clocks,
}

page = view.open_page("metrics")
page.tabs(SECTIONS)
