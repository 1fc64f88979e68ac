"""What the time since the last report changed, in sentences: firms inspected, and the alerts."""

from collections.abc import Iterator

from inspection.data import warehouse
from inspection.data.columns import written
from inspection.errors import QueryFailed
from inspection.report.document import Second
from inspection.report.ground import LANG, Ground
from inspection.report.problems import Alerts
from inspection.report.second import beside
from inspection.showing.decisions import about
from inspection.showing.reports import Report, counts, last_report, named_day, standings
from inspection.showing.week import COLUMNS, PARTS, QUESTION, can_be_asked, week_changes
from inspection.text import text


def changes(ground: Ground, alerts: Alerts) -> Iterator[str]:
    """With what it is compared, what was inspected since, and what became of the alerts."""
    before = _report_before(ground)
    if before is None:
        yield text("alerts.against_nothing", LANG)
        return
    key = "alerts.against_snapshot" if before.is_snapshot else "alerts.against_day"
    compared = text(key, LANG, day=named_day(before.day, LANG))
    yield compared + _firms(ground, before) + _alerts(ground, alerts, before)


def _report_before(ground: Ground) -> Report | None:
    """The last report that this version can read."""
    known = warehouse.snapshots()
    found = last_report(ground.snapshot, ground.day, known)
    while found and found.is_snapshot and not can_be_asked(found, ground.scope):
        known = [one for one in known if one != found.snapshot]
        found = last_report(ground.snapshot, ground.day, known)
    return found


def _firms(ground: Ground, before: Report) -> str:
    now = Report(ground.snapshot, ground.day, is_snapshot=True)
    chosen = {"units": [ground.unit] if ground.unit else None, "counties": None}
    rows = week_changes(now, before, ground.scope, chosen).to_pylist()
    whole = rows[-1] if rows else dict.fromkeys(COLUMNS, 0)
    asked = {"as_of": ground.day, "is_whole": True, **{n: v for n, v in chosen.items() if v}}
    how, second = _made_of(before, asked)
    values = {}
    for part, name in zip(PARTS, COLUMNS, strict=True):
        values[part] = written(name, whole[name], LANG)
        ground.keep(name, values[part], QUESTION, asked, {}, how, second)
    key = "overview.week_sum" if before.is_snapshot else "overview.week_sum_known"
    return text(key, LANG, **values)


def _made_of(before: Report, asked: dict[str, object]) -> tuple[str, Second | None]:
    """Of a snapshot before its rows; of a look back the day on which each firm was known."""
    if before.is_snapshot:
        return beside(asked, before.day, before.snapshot.id)
    return text("report.how_known", LANG, day=before.day), None


def _alerts(ground: Ground, alerts: Alerts, before: Report) -> str:
    """How many alerts are new, worse, settled; nothing where the day before cannot be asked."""
    try:
        earlier = alerts.every(before.snapshot, before.day)
    except QueryFailed:
        return ""
    chosen = {"unit": [ground.unit]} if ground.unit else {}
    found = standings(alerts.of(ground), about(earlier, chosen))
    return text("overview.week_alerts", LANG, **counts(found))
