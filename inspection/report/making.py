"""Making reports: who may have which, for what day, as which files; and keeping them.

A report is kept with its snapshot in the folder of the warehouse, readable by its owner alone. Made
again of the same snapshot it has the same bytes.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from inspection.data import audit, warehouse
from inspection.data.access import Scope
from inspection.data.warehouse import Snapshot
from inspection.errors import BadInput, NotAllowed
from inspection.report.annex import xlsx
from inspection.report.document import Document
from inspection.report.ground import LANG, Ground
from inspection.report.kinds import KINDS
from inspection.report.portable import pdf
from inspection.report.problems import Alerts
from inspection.report.word import docx_file
from inspection.settings import settings
from inspection.showing.answer import Answer
from inspection.showing.exported import FORBIDDEN
from inspection.text import text

FORMATS = ("docx", "pdf", "xlsx")
# Where reports are kept, below the warehouse.
KEPT = "reports"
FOLDER_RIGHTS, FILE_RIGHTS = 0o700, 0o600
OnReport = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Order:
    """One report: its kind and place – a unit, an office, else the province – and its files."""

    kind: str
    unit: str | None = None
    office: str | None = None
    forms: tuple[str, ...] = FORMATS

    @property
    def place(self) -> str:
        """Whom the report is about."""
        return self.office or self.unit or text("frame.province", LANG)


@dataclass(frozen=True)
class Made:
    """A file of a report."""

    order: Order
    form: str
    name: str
    content: bytes = field(repr=False)


class Maker:
    """Makes reports of one snapshot and day for one reader; what they share is asked once."""

    def __init__(
        self, scope: Scope, snapshot: Snapshot, day: date, template: Path | None = None
    ) -> None:
        self.scope, self.snapshot, self.day = scope, snapshot, day
        self._template = template
        self._alerts = Alerts(scope)
        self._answers: dict[str, Answer] = {}

    def make(self, order: Order) -> list[Made]:
        """The files of a report. Raises BadInput, NotAllowed."""
        self.check(order)
        place = order.unit, order.office
        ground = Ground(self.scope, self.snapshot, self.day, *place, answers=self._answers)
        document = KINDS[order.kind].build(ground, self._alerts)
        write = {
            "docx": lambda: docx_file(document, self._template_of(order.kind)),
            "pdf": lambda: pdf(document),
            "xlsx": lambda: xlsx(document, ground),
        }
        return [
            Made(order, form, file_name(document, order, form), write[form]())
            for form in order.forms
        ]

    def check(self, order: Order) -> None:
        """Raises BadInput where there is no such report, NotAllowed for one of somebody else."""
        kind = text(f"report.kind_{order.kind}", LANG)
        if not self.scope.may_report_on(order.unit, order.office):
            said = text("report.not_allowed", LANG, place=order.place)
            raise NotAllowed(said, remedy=text("report.not_allowed_remedy", LANG))
        if order.unit and order.unit not in self.units():
            raise _unknown("unit", order.unit, self.units())
        if order.office and not KINDS[order.kind].is_for_office:
            said = text("report.office_kind", LANG, kind=kind)
            raise BadInput(said, "--office", text("report.office_kind_remedy", LANG))
        if order.office and order.office not in self.offices():
            raise _unknown("office", order.office, self.offices())
        if not order.unit and not KINDS[order.kind].is_for_province:
            said = text("report.not_for_province", LANG, kind=kind)
            raise BadInput(said, "--unit", text("report.not_for_province_remedy", LANG))

    def units(self) -> list[str]:
        """The units that report, in their order."""
        return self._column("filter_units", "unit")

    def offices(self) -> list[str]:
        """The provincial offices that plan or launch tasks."""
        return self._column("office_duties", "lead_office")

    def every(self, kinds: Sequence[str], forms: tuple[str, ...]) -> list[Order]:
        """Every report of these kinds that is the reader's."""
        places: list[str | None] = [*self.units(), None]
        return [
            Order(kind, unit, forms=forms)
            for unit in places
            for kind in kinds
            if self.scope.may_report_on(unit) and (unit or KINDS[kind].is_for_province)
        ] + self._office_orders(kinds, forms)

    def _office_orders(self, kinds: Sequence[str], forms: tuple[str, ...]) -> list[Order]:
        asked = [kind for kind in kinds if KINDS[kind].is_for_office]
        return [
            Order(kind, None, one, forms)
            for kind in asked
            for one in self.offices()
            if self.scope.may_report_on(None, one)
        ]

    def _template_of(self, kind: str) -> Path | None:
        """The file given, else the one of this kind in the folder of templates."""
        folder = settings().templates
        own = folder / f"{kind}.docx" if folder else None
        return self._template or (own if own and own.exists() else None)

    def _column(self, question: str, column: str) -> list[str]:
        given = {"as_of": self.day}
        prepared = warehouse.prepare(question, given, self.scope, self.snapshot)
        return [str(value) for value in warehouse.run(prepared)[column].to_pylist()]


def _unknown(what: str, name: str, known: Sequence[str]) -> BadInput:
    names = text("export.between", LANG).join(known)
    said = text(f"report.no_{what}", LANG, name=name)
    return BadInput(said, f"--{what}", text(f"report.no_{what}_remedy", LANG, names=names))


def file_name(document: Document, order: Order, form: str) -> str:
    """Kind, place and day, with nothing that a file system refuses."""
    kind = text(f"report.kind_{order.kind}", LANG)
    parts = (kind, order.place, f"{document.day:%Y%m%d}")
    return f"{FORBIDDEN.sub('_', '_'.join(parts))}.{form}"


def make_all(maker: Maker, orders: Sequence[Order], on_report: OnReport) -> Iterator[Made]:
    """The files of several reports, each told before it is made."""
    for place, order in enumerate(orders):
        on_report(place, len(orders), f"{text(f'report.kind_{order.kind}', LANG)} {order.place}")
        yield from maker.make(order)


def keep(made: Made, maker: Maker) -> Path:
    """Keep a file with its snapshot and log that it was taken; where it lies."""
    folder = settings().data / KEPT / maker.snapshot.id
    folder.mkdir(parents=True, exist_ok=True, mode=FOLDER_RIGHTS)
    path = folder / made.name
    draft = path.with_name(f".{path.name}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE_RIGHTS), "wb") as file:
        file.write(made.content)
    os.replace(draft, path)
    asked = {"place": made.order.place, "as_of": maker.day, "format": made.form}
    audit.record_export(f"report_{made.order.kind}", asked, maker.scope, maker.snapshot.id)
    return path
