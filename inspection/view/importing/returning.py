"""Refused rows to take away: a file at a time in its own layout, or all as one archive."""

from functools import partial

from inspection.data import audit
from inspection.showing import returned
from inspection.showing.answer import Answer
from inspection.view.cards import XLSX
from inspection.view.controls import choice, download
from inspection.view.page import Page

ZIP = "application/zip"


def draw_returned(page: Page, rejected: Answer) -> None:
    """A file to choose and its open rows; without a choice all of them."""
    rows = returned.open_rows(rejected.rows)
    with page.card("quality.returned"):
        if not rows:
            page.note("quality.nothing_open")
            return
        files = list(dict.fromkeys(row["file"] for row in rows))
        word = "quality.returned_file"
        file = choice(page, word, word, files, index=None, placeholder=page.say("filter.all"))
        wanted = [row for row in rows if file in (None, row["file"])]
        page.note("quality.open_rows", count=len(wanted))
        mime, suffix = (XLSX, "xlsx") if file else (ZIP, "zip")
        name = f"reject_list_{page.snapshot.data_date:%Y%m%d}.{suffix}"
        given = returned.give_back(wanted, page.ask("sheet_layouts").rows, page.lang)
        make = partial(take_away, page, given, bool(file))
        download(page, "quality.take_away", make, given[0].name if file else name, mime)


def take_away(page: Page, files: list[returned.Returned], is_one: bool) -> bytes:
    """The bytes of the file or archive; that it leaves is logged."""
    audit.record_export("reject_list", {}, page.scope, page.snapshot.id)
    return files[0].content if is_one else returned.as_zip(files)
