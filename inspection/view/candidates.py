"""The tab 案例候选: what stands out, a candidate with its rows, and a draft of the case."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from inspection.data import audit
from inspection.showing import candidates
from inspection.view.case_pages import draw_evidence
from inspection.view.controls import choice, download
from inspection.view.page import Page

if TYPE_CHECKING:
    from inspection.report.document import Document

COLUMNS = (
    *("candidate_state", "unit", "candidate_kind", "subject", "excess_points"),
    *("event_count", "row_count", "event_rate", "expected_rate", "excess_low_points"),
    *("excess_high_points", "name", "candidate_z", "other_count", "is_estimated"),
)
# Strong candidates told in words above the table.
MOST_TOLD = 5
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Row = Mapping[str, Any]


def draw_candidates(page: Page) -> None:
    """All candidates, the strong ones in words; then the one the reader opens."""
    found = page.ask(candidates.QUESTION)
    rows = found.rows.to_pylist()
    with page.card("cases.candidates") as card:
        card.furnish(found)
        page.stress(candidates.say_all(rows, page.lang))
        strong = [row for row in rows if row["candidate_state"] == candidates.STRONG]
        for row in strong[:MOST_TOLD]:
            page.plain(candidates.say(candidates.said_keys(row), row, page.lang))
        if found:
            card.table(found, COLUMNS)
    by_label = {candidates.label(row, page.lang): row for row in rows}
    chosen = choice(page, "cases.candidate", "cases.choose_candidate", list(by_label), index=None)
    if chosen:
        draw_candidate(page, by_label[chosen])


def draw_candidate(page: Page, row: Row) -> None:
    """What it did, what makes it weak, the rows behind it, and its draft."""
    with page.card("cases.candidate", label=candidates.label(row, page.lang)):
        page.stress(candidates.say(candidates.said_keys(row), row, page.lang))
        page.plain(candidates.say(candidates.weak_keys(row), row, page.lang))
    draw_draft(page, row)
    page.named_rows(
        "cases.candidate_rows",
        candidates.ROWS,
        candidate=row["candidate_kind"],
        subject=row["subject"],
        units=[row["unit"]] if row["candidate_kind"] == "sector" else None,
    )
    if row["candidate_kind"] == "task_gain":
        draw_evidence(page, row["subject"])


def draw_draft(page: Page, row: Row) -> None:
    """The draft as it is written, and its files."""
    # Heavy, and needed by those alone who open a candidate.
    from inspection.report.case_draft import case_draft, told
    from inspection.report.ground import Ground

    ground = Ground(page.scope, page.snapshot, page.filters.as_of, row["unit"])
    document = case_draft(ground, row)
    with page.card("cases.draft"):
        for line in told(document).splitlines():
            page.plain(line)
        name = f"{document.title.replace(chr(10), '')}_{page.filters.as_of:%Y%m%d}"
        take = partial(_taken, page, row, document)
        download(page, "cases.take_docx", partial(take, "docx"), f"{name}.docx", WORD)
        download(page, "cases.take_txt", partial(take, "txt"), f"{name}.txt", "text/plain")


def _taken(page: Page, row: Row, document: "Document", form: str) -> bytes:
    """The bytes of a file of the draft, once it is logged that it was taken."""
    from inspection.report.case_draft import KIND, told
    from inspection.report.word import docx_file

    asked = {name: row[name] for name in candidates.KEYS} | {"as_of": page.filters.as_of}
    audit.record_export(f"report_{KIND}", asked | {"format": form}, page.scope, page.snapshot.id)
    return docx_file(document) if form == "docx" else told(document).encode("utf-8-sig")
