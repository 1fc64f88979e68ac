"""What a page asks under the reader's filters, and the words and warnings that go along."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from inspection.data.access import Scope
from inspection.data.country import called
from inspection.data.warehouse import Snapshot
from inspection.provinces import in_view
from inspection.showing import basis
from inspection.showing.answer import Answer, blank
from inspection.showing.terms import QUESTION, terms
from inspection.text import LANGUAGES, text
from inspection.text import table as words
from inspection.view import foreseen, links
from inspection.view.answers import ask
from inspection.view.filters import BASE_FILTERS, LISTS, Filters
from inspection.view.offers import Offers


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
        shown = in_view()
        place = [("province", called(shown)[self.lang != LANGUAGES[0]])] if shown else []
        own = links.parameters(self.filters, self.offered, lang=self.lang, snapshot=pinned)
        return [*place, *own]

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
        """What sentences name of the year of the as-of date, and filters beyond the base."""
        between = text("frame.between", self.lang)
        beyond = between.join(text(f"filter.{key}", self.lang) for key in self.filters.beyond_base)
        return terms(self.year, self.lang) | {"beyond": beyond}

    @cached_property
    def year(self) -> dict[str, Any]:
        """Notice, deadline, base and floor of that year; what it has not is None."""
        return self.ask(QUESTION).one()

    @property
    def is_over(self) -> bool:
        """Whether the deadline of that year has passed."""
        deadline = self.year["deadline_on"]
        return deadline is not None and self.filters.as_of > deadline

    def ask(self, question: str, **more: object) -> Answer:
        """The answer under the filters of the frame; `more` adds to them or overrides."""
        foreseen.note(question, more)
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
        return self.say("frame.unfollowed", filters=self.names(unfollowed))

    def labels(self, key: str) -> list[str]:
        """What the reader sees for the chosen values of one list filter."""
        known = {offer.value: offer.label for offer in self.offered.get(key, ())}
        return [known.get(value, value) for value in self.filters.chosen(key)]

    def names(self, keys: Sequence[str]) -> str:
        """Filters by the names they have in the sidebar."""
        return self.joined([self.say(f"filter.{key}") for key in keys])

    def joined(self, words: Iterable[str]) -> str:
        """Words one after the other, as the reader's language does it."""
        return text("frame.between", self.lang).join(words)

    @cached_property
    def place(self) -> str:
        """The units and counties chosen; the province where there are none."""
        units, counties = (self.joined(self.labels(key)) for key in ("unit", "county"))
        if units and counties:
            return self.say("frame.place", units=units, counties=counties)
        return units or counties or self.say("frame.province")

    @cached_property
    def where(self) -> str:
        """Exactly what is chosen, the day apart: the place, and every other filter in brackets."""
        told = [
            self.say("frame.chosen", filter=self.say(f"filter.{key}"), values=self.joined(found))
            for key in LISTS
            if key not in BASE_FILTERS and (found := self.labels(key))
        ]
        told += [self.say("filter.one_plus_x")] if self.filters.one_plus_x else []
        tag = self.filters.tag
        told += [self.say("frame.chosen", filter=self.say("filter.tag"), values=tag)] if tag else []
        if not told:
            return self.place
        return self.say("frame.where", place=self.place, more="；".join(told))

    def badge(self) -> dict[str, Any]:
        """How fresh the data are and what they rest on."""
        return self._badge

    @cached_property
    def _badge(self) -> dict[str, Any]:
        whole = {"as_of": self.snapshot.last_day(self.filters.as_of.year), "units": None}
        return self.ask("data_badge", **whole).one()

    @cached_property
    def signature(self) -> list[str]:
        """What a picture says of itself: simulated, the day, demo data, the base, the selection."""
        known = self.badge()
        is_approved = known["approved_county_count"] == known["county_count"]
        mark = f"{self.name}.mark"
        parts = [
            self.say(mark) if mark in words() else "",
            self.say("badge.as_of", day=self.filters.as_of.isoformat()),
            self.say("badge.synthetic_short") if known["is_synthetic"] else "",
            "" if is_approved or not known["notice_on"] else self.say("badge.base_short"),
            self.where,
        ]
        return [part for part in parts if part]

    def carried(self) -> list[str]:
        """Words that every figure carries: the page's own warning, then those of the data."""
        warning = f"{self.name}.warning"
        own = [self.say(warning)] if warning in words() else []
        return own + self.reserves()

    def reserves(self) -> list[str]:
        """Words of the data: demo data, an unapproved base. The page's warning stands below."""
        return basis.notes(self.badge(), self.lang)

    @cached_property
    def called(self) -> dict[str, str]:
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
