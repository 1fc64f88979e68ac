"""What needs a decision: the rules that fire, in words, each with the page that shows it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import streamlit as st

from inspection.data.columns import written
from inspection.settings import ROOT
from inspection.showing.alerts import Alert
from inspection.showing.answer import Answer
from inspection.showing.decisions import Decision, about, decisions
from inspection.showing.english import grounds, named
from inspection.showing.landing import card_of
from inspection.showing.plain import Marked, plain
from inspection.showing.reports import STATES, Report, Standing, counts, standings
from inspection.showing.spelled import spelled
from inspection.view import links, sentences
from inspection.view.asking import fired
from inspection.view.page import Page
from inspection.view.reports import against, last_report_of
from inspection.view.tiles import Tile

# Parameters that every rule takes; counties and offices narrow what speaks of one.
FOLLOWED = ("as_of", "units", "counties", "offices")
# Lines on the overview; the page of alerts has all.
MOST_LINES = 10
CHOICES = ("unit", "county", "office")


def draw_decisions(page: Page, key: str) -> None:
    """A card with the heaviest kinds of alerts, one line each, and the way to all of them."""
    found = present(page)
    with page.card(key, most=MOST_LINES) as card:
        if found:
            card.furnish_several(asked_by(page, found))
        tell_followed(page, found)
        for decision in decisions(found)[:MOST_LINES]:
            draw_decision(page, decision)
        if not found:
            tell_none(page)
        lead_to(page, "alerts", page.say(f"{key}_more", count=len(found)), page.query)


def draw_alerts(page: Page) -> None:
    """Every alert with its state since the last report, by kind; then those that are settled."""
    now, report = present(page), last_report_of(page)
    page.plain(against(page, report))
    found = standings(now, alerts_at(page, report)) if report else []
    if report:
        page.tiles("alerts", counts(found), [Tile(one, f"{one}_count") for one in STATES], of=())
    tell_followed(page, now)
    if not now:
        tell_none(page)
    states = {one.alert.key: one.state for one in found}
    for place, decision in enumerate(decisions(now)):
        draw_kind(page, decision, states, str(place))
    draw_settled(page, [one for one in found if one.state == "settled"])


def draw_kind(
    page: Page, decision: Decision, states: Mapping[tuple[str, ...], str], place: str
) -> None:
    """The alerts of one line of the overview, one by one, with basis, threshold, rows and SQL."""
    first = decision.first
    values = {
        "title": titled(page, first),
        "count": len(decision.alerts),
        "threshold_text": named(first.rule["threshold_text"], page.lang),
        "threshold": threshold(first.rule["threshold_value"], page.lang),
        "basis": spelled(grounds(first.basis, page.lang), page.lang),
    }
    with page.card("alerts.kind", **values) as card:
        card.furnish_several(asked_by(page, decision.alerts), place)
        for alert in decision.alerts:
            draw_decision(page, Decision((alert,)), states.get(alert.key, ""))


def threshold(value: float, lang: str) -> str:
    """A threshold as its sentences tell it: a part of a whole as a percentage."""
    return written("threshold_rate" if 0 < value < 1 else "threshold_value", value, lang)


def asked_by(page: Page, found: Sequence[Alert]) -> dict[str, Callable[[], Answer]]:
    """The questions of the rules that fired, by title, each asked when it is chosen."""
    return {one.title[page.lang]: partial(page.ask, one.rule["query"]) for one in found}


def draw_settled(page: Page, settled: Sequence[Standing]) -> None:
    """What the last report warned of and holds no more."""
    if not settled:
        return
    with page.card("alerts.settled", count=len(settled)):
        for one in settled:
            sentences.paragraph(marked(page, one.alert, one.alert.say(page.lang), one.state))


def draw_decision(page: Page, decision: Decision, state: str = "") -> None:
    """One line; a rule may name a page that this installation does not have."""
    first = decision.first
    query: dict[str, str | Sequence[str]] = {**page.query, **offered(page, decision.filters)}
    if first.tab:
        query[f"{first.page}.tab"] = page.say(f"{first.page}.tab_{first.tab}")
    if named := card_of(first):
        query[links.CARD] = named
    said = decision.say(page.lang, page.filters.as_of)
    lead_to(page, first.page, marked(page, first, said, state), query)


def titled(page: Page, alert: Alert) -> str:
    """The title of the rule, and whether it is only for reference."""
    title = alert.title[page.lang]
    return title if alert.is_judged else page.say("alerts.reference_title", title=title)


def marked(page: Page, alert: Alert, said: str, state: str) -> str:
    """The sentence with the mark of its colour, and what became of it where that is known."""
    line = page.say(f"alerts.line_{alert.severity}", sentence=plain(said))
    if not state:
        return Marked(line)
    told = plain(page.say(f"alerts.state_{state}"))
    return Marked(page.say("alerts.marked", line=line, state=told))


def lead_to(page: Page, name: str, label: str, query: Mapping[str, str | Sequence[str]]) -> None:
    """A link to a page under these values of the address."""
    file = ROOT / "pages" / f"{name}.py"
    if file.is_file():
        st.page_link(file, label=plain(label), query_params=query)
    else:
        sentences.paragraph(label)


def tell_followed(page: Page, found: Sequence[Alert]) -> None:
    """Which filters in use the alerts do not follow."""
    if told := page.told(page.unfollowed(FOLLOWED, {})):
        page.plain(told)
    if page.filters.chosen("county") and any(alert.county is None for alert in found):
        page.note("alerts.by_unit_only")


def tell_none(page: Page) -> None:
    """Nothing fired: said with how many rules were asked."""
    page.note("alerts.none", count=page.ask("alert_rules").rows.num_rows)


def present(page: Page) -> list[Alert]:
    """Alerts of the day under the chosen units, counties and offices."""
    return chosen(page, fired(page.scope, page.snapshot, page.filters.as_of))


def alerts_at(page: Page, report: Report) -> list[Alert]:
    """Alerts of the last report under the same choice."""
    return chosen(page, fired(page.scope, report.snapshot, report.day))


def chosen(page: Page, found: Sequence[Alert]) -> list[Alert]:
    """Those of what the reader chose."""
    return about(found, {key: page.filters.chosen(key) for key in CHOICES})


def offered(page: Page, filters: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Filters of a link as the URL writes them; one that does not offer all values is left out."""
    labels = {
        name: {offer.value: offer.label for offer in page.offered.get(name, ())} for name in filters
    }
    return {
        name: [labels[name][value] for value in values]
        for name, values in filters.items()
        if labels[name].keys() >= set(values)
    }
