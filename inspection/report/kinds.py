"""The kinds of reports: one entry each. A further kind is a further entry."""

from collections.abc import Callable
from typing import NamedTuple

from inspection.report.document import Document
from inspection.report.evaluation import evaluation
from inspection.report.ground import Ground
from inspection.report.meeting import meeting
from inspection.report.monthly import monthly
from inspection.report.problems import Alerts
from inspection.report.reminder import reminder
from inspection.report.yearly import yearly

Build = Callable[[Ground, Alerts], Document]


class Kind(NamedTuple):
    """How a document is made, and whether there is one for the province and for offices."""

    build: Build
    is_for_province: bool = True
    is_for_office: bool = False


KINDS: dict[str, Kind] = {
    "evaluation": Kind(evaluation),
    "yearly": Kind(yearly, is_for_office=True),
    "reminder": Kind(reminder, is_for_province=False),
    "meeting": Kind(meeting),
    "monthly": Kind(monthly),
}
