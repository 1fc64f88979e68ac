"""The planted stories of a world with the facts a test can look for.

Each story is {"id", "unit", "facts"}; the unit is empty where the story is the
province's. Facts are what an export of the day can show.
"""

from collections.abc import Callable

from inspection.demo import (
    stories_of_classes,
    stories_of_entities,
    stories_of_pace,
    stories_of_people,
    stories_of_plans,
    stories_of_publicity,
)
from inspection.demo.ledger import Ledger

Teller = Callable[[Ledger, bool], list[dict]]
TELLERS: tuple[Teller, ...] = (
    stories_of_pace.tell,
    stories_of_plans.tell,
    stories_of_classes.tell,
    stories_of_publicity.tell,
    stories_of_entities.tell,
    stories_of_people.tell,
)


def tell_stories(ledger: Ledger, effects: bool) -> list[dict]:
    """All stories, in a fixed order."""
    return [story for tell in TELLERS for story in tell(ledger, effects)]
