"""Which card of its page an alert speaks of, by its rule: `landing.csv` beside this."""

import csv
from functools import lru_cache
from pathlib import Path

from inspection.showing.alerts import Alert

TABLE = Path(__file__).with_suffix(".csv")


@lru_cache(maxsize=1)
def cards() -> dict[str, tuple[str, str]]:
    """The card of each rule, and the one of what is overdue, where that is another."""
    with TABLE.open(encoding="utf-8", newline="") as rows:
        return {
            row["alert"]: (row["card"], row["overdue_card"] or row["card"])
            for row in csv.DictReader(rows)
        }


def card_of(alert: Alert) -> str:
    """The key of the card; empty where the rule names none: the tab is all there is."""
    return cards().get(alert.alert, ("", ""))[alert.is_overdue]
