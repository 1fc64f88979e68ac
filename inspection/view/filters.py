"""The filters of the frame: values, what a link asked for in vain, and the sidebar.

A filter's key is its name in the URL. Every widget is bound to the URL and is
made in the frame, so that values survive navigation. What the data do not
offer, or the reader may not see, is dropped and named in a notice.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

import streamlit as st

from inspection.data.access import Scope
from inspection.text import text
from inspection.view.language import write_address
from inspection.view.offers import Offer, Offers

# Filters of several values, in the order of the sidebar.
LISTS = ("unit", "county", "office", "kind", "source", "plan", "joint", "draw_kind")
MAIN = ("unit", "county", "office")
MORE = ("kind", "source", "plan", "joint", "draw_kind")
# What a link says once, or it says nothing.
SINGLE = ("tag", "as_of", "snapshot", "one_plus_x")
SWITCH = ("true", "false")
# Name of a list filter among the parameters of a question.
PARAMS = {
    "unit": "units",
    "county": "counties",
    "office": "offices",
    "kind": "kinds",
    "source": "sources",
    "plan": "plans",
    "joint": "joints",
    "draw_kind": "draw_kinds",
}
# Filters that the base can follow; figures on the base are left out under any other.
BASE_FILTERS = ("unit", "county")


@dataclass(frozen=True)
class Filters:
    """What the reader chose. An empty list is all."""

    as_of: date
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    one_plus_x: bool = False
    tag: str | None = None

    def within(self, scope: Scope) -> "Filters":
        """Where nothing is chosen, the reader's own: what is shown is told as what it is."""
        own = {"unit": scope.units, "county": scope.counties, "office": scope.offices}
        missing = {key: one for key, one in own.items() if one and not self.chosen(key)}
        return replace(self, lists={**self.lists, **missing}) if missing else self

    def chosen(self, key: str) -> tuple[str, ...]:
        """Values of one list filter."""
        return self.lists.get(key, ())

    @property
    def params(self) -> dict[str, object]:
        """All filters as parameters of a question; None is all."""
        values: dict[str, object] = {"as_of": self.as_of}
        values |= {PARAMS[key]: list(self.chosen(key)) or None for key in LISTS}
        values["one_plus_x"] = True if self.one_plus_x else None
        values["tag"] = self.tag
        return values

    def in_use(self, last: date) -> tuple[str, ...]:
        """Keys of filters that narrow something; `last` is the day everything is known."""
        used = [key for key in LISTS if self.chosen(key)]
        used += ["one_plus_x"] if self.one_plus_x else []
        used += ["tag"] if self.tag else []
        used += ["as_of"] if self.as_of != last else []
        return tuple(used)

    def unfollowed(
        self, taken: Collection[str], more: Mapping[str, object], last: date
    ) -> tuple[str, ...]:
        """Keys of filters in use that a question does not take, or is asked otherwise in `more`."""
        own = self.params
        asked = {key: PARAMS.get(key, key) for key in self.in_use(last)}
        return tuple(
            key
            for key, name in asked.items()
            if name not in taken or more.get(name, own[name]) != own[name]
        )

    @property
    def beyond_base(self) -> tuple[str, ...]:
        """Keys of filters in use that the base cannot follow."""
        used = [key for key in LISTS if key not in BASE_FILTERS and self.chosen(key)]
        if self.chosen("kind") == (text("value.enterprise"),):
            used.remove("kind")
        used += ["one_plus_x"] if self.one_plus_x else []
        used += ["tag"] if self.tag else []
        return tuple(used)


class Refusal(NamedTuple):
    """A value of a link that cannot be honoured."""

    key: str
    value: str


def refusals(
    asked: Mapping[str, Iterable[str]], offered: Offers, first: date, last: date
) -> list[Refusal]:
    """What a link asks for and nobody offers, in the order of the link."""
    labels: dict[str, Collection[str]] = {
        key: {word for offer in values for word in (offer.label, *offer.also)}
        for key, values in offered.items()
    }
    found = []
    for key, given in asked.items():
        values = list(given)
        if key in SINGLE and values[1:]:
            found += [Refusal(key, value) for value in values]
        elif key in labels:
            found += [Refusal(key, value) for value in values if value not in labels[key]]
        elif key == "as_of":
            found += [Refusal(key, v) for v in values if not is_day_within(v, first, last)]
        elif key == "one_plus_x":
            found += [Refusal(key, value) for value in values if value not in SWITCH]
    return found


def is_day_within(value: str, first: date, last: date) -> bool:
    """Whether a date, written as a link writes it, lies between two days, both included."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return False
    return first <= day <= last and day.isoformat() == value


class Places(NamedTuple):
    """Parts of the sidebar, from top to foot: the four filters, the rest, the language."""

    main: Any
    more: Any
    foot: Any


def places() -> Places:
    """The parts in their order, before anything is drawn into them."""
    return Places(*(st.sidebar.container(gap="small") for _ in Places._fields))


def snapshot_choice(more: Any, known: list[str], lang: str) -> str | None:
    """The snapshot a reader pins; None is the newest."""
    return more.selectbox(
        text("filter.snapshot", lang),
        known,
        index=None,
        key="snapshot",
        bind="query-params",
        placeholder=text("filter.current", lang),
    )


def day_choice(main: Any, days: tuple[date, date], lang: str) -> date:
    """The day of the sidebar, of all days held; the last where none stands there."""
    first, last = days
    is_said = st.query_params.get_all("as_of") == [last.isoformat()]
    as_of = main.date_input(
        text("filter.as_of", lang),
        value=last,
        min_value=first,
        max_value=last,
        format="YYYY-MM-DD",
        key="as_of",
        bind="query-params",
        help=text("filter.as_of_help", lang),
    )
    if is_said and as_of == last:
        # The framework leaves a default out; a link that said the day must go on saying it.
        write_address("as_of", last.isoformat())
    return as_of or last


def sidebar(main: Any, more: Any, offered: Offers, as_of: date, lang: str) -> Filters:
    """Draw the filters other than the day, and return what the reader chose."""
    with main:
        lists = {key: choice(key, offered, lang) for key in MAIN}
    with more:
        lists |= {key: choice(key, offered, lang) for key in MORE}
        one_plus_x = st.toggle(
            text("filter.one_plus_x", lang),
            key="one_plus_x",
            bind="query-params",
            help=text("filter.one_plus_x_help", lang),
        )
        tag = one_of("tag", offered, lang)
    return Filters(as_of, lists, one_plus_x, tag)


def held_day(day: date, years: Sequence[int]) -> date:
    """The day itself, or where its year is not held the last day before it that is."""
    year = max(year for year in years if year <= day.year)
    return day if year == day.year else date(year, 12, 31)


def choice(key: str, offered: Offers, lang: str) -> tuple[str, ...]:
    """A list filter; counties and offices follow the units chosen above them."""
    labels = {offer.value: offer.label for offer in narrowed(key, offered)}
    with rewritten(key, offered):
        chosen = st.multiselect(
            text(f"filter.{key}", lang),
            list(labels),
            format_func=lambda value: labels.get(value, value),
            key=key,
            bind="query-params",
            placeholder=text("filter.all", lang),
        )
    return tuple(chosen)


@contextmanager
def rewritten(key: str, offered: Offers, is_single: bool = False) -> Iterator[None]:
    """Take values that a link writes otherwise, in another language or whole, and write ours."""
    found = asked_for(key, offered)
    labels = [offer.label for offer in found]
    if not found or labels == st.query_params.get_all(key):
        yield
        return
    values = [offer.value for offer in found]
    st.session_state[key] = values[0] if is_single else values
    yield
    write_address(key, labels[0] if is_single else labels)


def asked_for(key: str, offered: Offers) -> list[Offer]:
    """What the address asks of this filter and somebody offers, in whatever words."""
    words = {word: offer for offer in offered.get(key, ()) for word in (offer.label, *offer.also)}
    return [words[word] for word in st.query_params.get_all(key) if word in words]


def narrowed(key: str, offered: Offers) -> tuple[Offer, ...]:
    """Values of one filter: those of the chosen units where they have any, and what is chosen."""
    values = offered.get(key, ())
    units = st.session_state.get("unit")
    if not units:
        return values
    kept = {*(st.session_state.get(key) or ()), *(one.value for one in asked_for(key, offered))}
    return tuple(
        offer
        for offer in values
        if not offer.units or set(offer.units) & set(units) or offer.value in kept
    )


def one_of(key: str, offered: Offers, lang: str) -> str | None:
    """A filter of at most one value."""
    labels = {offer.value: offer.label for offer in offered.get(key, ())}
    with rewritten(key, offered, is_single=True):
        return st.selectbox(
            text(f"filter.{key}", lang),
            list(labels),
            index=None,
            format_func=lambda value: labels.get(value, value),
            key=key,
            bind="query-params",
            placeholder=text("filter.all", lang),
        )
