"""What a page asks under the reader's filters, and the words and warnings that go along."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from inspection.data.access import Scope
from inspection.data.warehouse import Snapshot
from inspection.showing import basis
from inspection.showing.answer import Answer, blank
from inspection.showing.terms import QUESTION, terms
from inspection.text import table as words
from inspection.text import text
from inspection.view import links
from inspection.view.answers import ask
from inspection.view.filters import Filters, Offers


@dataclass(frozen=True)
class Reading:
    """One reader before one page: filters, rights, snapshot."""

    name: str
    lang: str
    filters: Filters
    offered: Offers
    scope: Scope
    snapshot: Snapshot
    # Whether the reader asked for this snapshot, not just for the newest.
    is_pinned: bool = False

    @cached_property
    def view(self) -> list[tuple[str, str]]:
        """The present filters, and the snapshot where it is pinned, as parameters of a link."""
        pinned = self.snapshot.id if self.is_pinned else None
        return links.parameters(self.filters, self.offered, lang=self.lang, snapshot=pinned)

    @cached_property
    def query(self) -> dict[str, list[str]]:
        """The same as values by name."""
        found: dict[str, list[str]] = {}
        for key, value in self.view:
            found.setdefault(key, []).append(value)
        return found

    def say(self, key: str, **values: object) -> str:
        """Words in the reader's language."""
        return text(key, self.lang, **(self.terms | values))

    @cached_property
    def terms(self) -> dict[str, str]:
        """What sentences name of the year of the as-of date."""
        return terms(self.year, self.lang)

    @cached_property
    def year(self) -> dict[str, Any]:
        """Notice, deadline, base and floor of that year; what it has not is None."""
        return self.ask(QUESTION).one()

    def ask(self, question: str, **more: object) -> Answer:
        """The answer under the filters of the frame; `more` adds to them or overrides."""
        answer = ask(question, self.filters.params | more, self.scope, self.snapshot)
        if self.filters.beyond_base and answer.question.is_base_bound:
            return blank(answer)
        return replace(answer, unfollowed=self.unfollowed(answer.question.params, more))

    def unfollowed(self, taken: Collection[str], more: Mapping[str, object]) -> tuple[str, ...]:
        """Filters in use that figures asked like this do not follow."""
        last = self.snapshot.last_day(self.filters.as_of.year)
        return self.filters.unfollowed(taken, more, last)

    def told(self, unfollowed: Sequence[str]) -> str:
        """Which filters in use the figures do not follow, by name; empty where they follow all."""
        if not unfollowed:
            return ""
        names = "、".join(self.say(f"filter.{key}") for key in unfollowed)
        return self.say("frame.unfollowed", filters=names)

    def badge(self) -> dict[str, Any]:
        """How fresh the data are and what they rest on."""
        whole = {"as_of": self.snapshot.last_day(self.filters.as_of.year), "units": None}
        return self.ask("data_badge", **whole).one()

    def carried(self) -> list[str]:
        """Words that every figure carries: the page's own warning, then those of the data."""
        warning = f"{self.name}.warning"
        own = [self.say(warning)] if warning in words() else []
        return own + basis.notes(self.badge(), self.lang)

    @cached_property
    def names(self) -> dict[str, str]:
        """What the reader calls the values that filters offer, where it is not the value."""
        return {
            one.value: one.label
            for offers in self.offered.values()
            for one in offers
            if one.value != one.label
        }

    @property
    def chart_options(self) -> dict[str, Any]:
        """An image of a chart would leave without the page's warning, so there is none."""
        return {"displayModeBar": False} if f"{self.name}.warning" in words() else {}
