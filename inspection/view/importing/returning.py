"""Rows to take away and correct: a file at a time in its own layout, or all as one archive."""

from functools import partial

import pyarrow as pa

from inspection.data import audit
from inspection.ingest.doubtful import doubtful_rows
from inspection.showing import returned
from inspection.showing.answer import Answer
from inspection.view.cards import XLSX
from inspection.view.controls import choice, download
from inspection.view.page import Page

ZIP = "application/zip"


def draw_returned(page: Page, rejected: Answer) -> None:
    """Refused rows that are open: of a file, or without a choice of all."""
    rows = returned.open_rows(rejected.rows, page.lang)
    with page.card("quality.returned"):
        if not rows:
            page.note("quality.nothing_open")
            return
        files = list(dict.fromkeys(row["file"] for row in rows))
        word = "quality.returned_file"
        file = choice(page, word, word, files, index=None, placeholder=page.say("filter.all"))
        wanted = [row for row in rows if file in (None, row["file"])]
        page.note("quality.open_rows", count=len(wanted))
        layouts = page.ask("sheet_layouts").rows
        if file:
            name, mime = returned.file_name(file, layouts, "rejects"), XLSX
        else:
            name, mime = f"reject_list_{page.snapshot.data_date:%Y%m%d}.zip", ZIP
        make = partial(take_away, page, wanted, layouts, bool(file))
        download(page, "quality.take_away", make, name, mime)


def draw_doubtful(page: Page) -> None:
    """Doubtful rows of one file."""
    if not page.scope.may_import:
        return
    with page.card("quality.doubtful"):
        layouts = page.ask("sheet_layouts").rows
        files = sorted(set(layouts["file"].to_pylist()))
        word = "quality.doubtful_file"
        file = choice(page, word, word, files, index=None, placeholder=page.say("quality.one"))
        if not file:
            return
        rows = returned.with_doubts(doubtful_rows(page.snapshot.folder, file), page.lang)
        page.note("quality.doubtful_rows", count=len(rows))
        if rows:
            make = partial(take_away, page, rows, layouts, True, "doubts")
            name = returned.file_name(file, layouts, "doubts")
            download(page, "quality.take_away_doubts", make, name, XLSX)


def take_away(
    page: Page, rows: list[returned.Row], layouts: pa.Table, is_one: bool, kind: str = "rejects"
) -> bytes:
    """The bytes of the file or archive; that it leaves is logged."""
    audit.record_export("reject_list", {"kind": kind}, page.scope, page.snapshot.id)
    files = returned.give_back(rows, layouts, kind)
    return files[0].content if is_one else returned.as_zip(files)
