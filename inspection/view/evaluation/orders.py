"""The tab 复查: what came after a correction was ordered."""

from inspection.showing.answer import Answer
from inspection.showing.arranged import arranged
from inspection.showing.shown import written_row
from inspection.view.page import Page

SAID = ("order_count", "closed_count", "reinspected_count", "open_long_count")
# What is still open, by age.
OPEN = ("open_short_count", "open_middle_count", "open_long_count")
# The same in every line: the sentence above says it.
SAID_ONCE = "long_after_days"


def draw_orders(page: Page) -> None:
    """By unit, then each order with what came after it."""
    units = page.ask("orders_by_unit")
    with page.card("evaluation.orders") as card:
        card.furnish(units)
        say_orders(page, units)
        if units.total()["order_count"] != 0:
            names = arranged(units.question.name, units.rows).column_names
            card.table(units, [one for one in names if one != SAID_ONCE])
    page.named_rows("evaluation.order_rows", "order_rows")


def say_orders(page: Page, units: Answer) -> None:
    """Of all orders: corrected, inspected again, open for long; nothing of what is withheld."""
    total = units.total()
    if any(total[name] is None for name in (*SAID, *OPEN)):
        page.note("evaluation.orders_unknown")
    elif not total["order_count"]:
        page.note("evaluation.orders_none", place=page.where)
    else:
        still_open = sum(units.rows[one][-1].as_py() for one in OPEN)
        told = written_row(total | {"open_count": still_open}, page.lang)
        again = "again" if total["reinspected_count"] else "not_again"
        parts = {
            "place": page.where,
            "unstated": page.say("evaluation.orders_unstated", **told)
            if total["unstated_count"]
            else "",
            "again": page.say(f"evaluation.orders_{again}", **told),
        }
        page.strong("evaluation.orders_said", **{**told, **parts})
