"""The planted stories of a world with the facts a test can look for.

Each story is {"id", "unit", "facts"}; the unit is empty where the story is the
province's. Facts are what an export of the day can show.
"""

from collections.abc import Callable

from inspection.demo.stories import classes, entities, pace, people, plans, publicity
from inspection.demo.world.ledger import Ledger

Teller = Callable[[Ledger, bool], list[dict]]
TELLERS: tuple[Teller, ...] = (
    pace.tell,
    plans.tell,
    classes.tell,
    publicity.tell,
    entities.tell,
    people.tell,
)


def tell_stories(ledger: Ledger, effects: bool) -> list[dict]:
    """All stories, in a fixed order."""
    return [story for tell in TELLERS for story in tell(ledger, effects)]
