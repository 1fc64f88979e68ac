"""The tab 导入: upload, dry run, publish. Nothing is published before somebody says so."""

from typing import Any

import streamlit as st

from inspection.ingest.uploads import Uploads
from inspection.settings import settings
from inspection.view import sentences
from inspection.view.importing import visit
from inspection.view.importing.outcome import draw_account, draw_changes
from inspection.view.importing.trying import draw_decision, tell_outcome, try_out
from inspection.view.page import Page
from inspection.view.uploading import take_files


def draw_import(page: Page) -> None:
    """The whole tab; a visitor is told where it can be done."""
    if not page.scope.may_import:
        page.note("quality.may_not_import")
        page.tell_unfiltered()
        return
    tell_outcome(page)
    draw_upload(page)
    draft = visit.present_draft()
    if draft:
        draw_account(page, draft)
        draw_changes(page, draft)
        draw_decision(page, draft)


def draw_upload(page: Page) -> None:
    """The files, how they are to be read, and the dry run."""
    with page.card("quality.upload"):
        page.tell_unfiltered()
        take_files(settings().max_file_bytes)
        st.file_uploader(
            page.say("quality.upload_label"),
            accept_multiple_files=True,
            key=visit.uploader_key(),
            on_change=visit.receive,
        )
        files = visit.present_uploads()
        draw_held(page, files)
        way = draw_way(page)
        pressed = st.button(
            page.say("quality.try"), key="quality_try", type="primary", disabled=not files.paths
        )
        if pressed:
            try_out(page, files.paths, way)


def draw_held(page: Page, files: Uploads) -> None:
    """How many files are held, and a way to be rid of them."""
    if not files.paths:
        return
    line = st.container(horizontal=True, vertical_alignment="center")
    names = "、".join(path.name for path in files.paths)
    held = page.say("quality.held", count=len(files.paths), names=names)
    sentences.caption(held, line, width="stretch")
    line.button(page.say("quality.clear"), key="quality_clear", type="tertiary", on_click=clear)


def draw_way(page: Page) -> dict[str, Any]:
    """What the files themselves may not say."""
    line = st.container(horizontal=True, vertical_alignment="bottom")
    day = line.date_input(
        page.say("quality.as_of"),
        value=None,
        max_value="today",
        format="YYYY-MM-DD",
        key="quality_as_of",
        help=page.say("quality.as_of_help"),
        width=220,
    )
    hidden = line.toggle(page.say("quality.hidden_sheets"), key="quality_hidden_sheets")
    return {"as_of": day, "hidden_sheets": hidden}


def clear() -> None:
    """Files and draft go."""
    visit.forget_draft()
    visit.forget_files()
