"""成效评估: how is each unit's work, on what evidence, what is missing, and why did it change?"""

from inspection import view
from inspection.view import evaluation

page = view.open_page("evaluation")
page.tabs(
    {
        "indicators": evaluation.draw_indicators,
        "total": evaluation.draw_total,
        "duties": evaluation.draw_duties,
        "why": evaluation.draw_causes,
        "ratios": evaluation.draw_ratios,
        "orders": evaluation.draw_orders,
        "papers": evaluation.draw_papers,
    }
)
