"""The tab 导入: upload, dry run, publish. Nothing is published before somebody says so."""

import time
from typing import Any

import streamlit as st

from inspection.data import audit
from inspection.errors import BadInput, InspectionError
from inspection.ingest import drafts, progress
from inspection.ingest.uploads import Uploads
from inspection.view.importing import visit
from inspection.view.importing.outcome import draw_account, draw_changes
from inspection.view.page import Page


def draw_import(page: Page) -> None:
    """The whole tab; a visitor is told where it can be done."""
    if not page.scope.may_import:
        page.note("quality.import_here_only")
        return
    tell_outcome(page)
    draw_upload(page)
    draft = visit.present_draft()
    if draft:
        draw_account(page, draft)
        draw_changes(page, draft)
        draw_decision(page, draft)


def tell_outcome(page: Page) -> None:
    """What the last button brought about, once."""
    published = st.session_state.pop(visit.PUBLISHED, "")
    refused = st.session_state.pop(visit.REFUSED, "")
    if published:
        st.success(page.say("quality.published", snapshot=published))
    if refused:
        st.error(refused)


def draw_upload(page: Page) -> None:
    """The files, how they are to be read, and the dry run."""
    with page.card("quality.upload"):
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
            try_out(page, files, way)


def draw_held(page: Page, files: Uploads) -> None:
    """How many files are held, and a way to be rid of them."""
    if not files.paths:
        return
    line = st.container(horizontal=True, vertical_alignment="center")
    names = "、".join(path.name for path in files.paths)
    line.caption(page.say("quality.held", count=len(files.paths), names=names), width="stretch")
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


def try_out(page: Page, files: Uploads, way: dict[str, Any]) -> None:
    """Build a draft of the files and keep its id; tell how far it is, or why it cannot be."""
    # Heavy, and needed by those alone who import.
    from inspection.ingest.publish import import_files

    visit.forget_draft()
    done = progress.of_files(files.paths, time.monotonic())
    bar = st.progress(0.0, page.say("quality.progress_waiting"))

    def show(stage: str, detail: str) -> None:
        share = done.reach(stage, detail)
        bar.progress(share, say_progress(page, stage, detail, done))

    try:
        report: dict[str, Any] = import_files(
            files.paths, skip_bad=True, dry_run=True, on_stage=show, **way
        )
    except InspectionError as error:
        st.error(files.without_place(str(error)))
        return
    finally:
        bar.empty()
    audit.record_import("dry_run", page.scope, files=len(files.paths), draft=report.get("draft"))
    if "draft" not in report:
        st.info(page.say("quality.nothing_new", count=len(report["skipped"])))
        return
    st.session_state[visit.DRAFT] = report["draft"]


def say_progress(page: Page, stage: str, detail: str, done: progress.Progress) -> str:
    """The stage, its file where it has one, and what remains."""
    left = done.seconds_left(time.monotonic())
    told = page.say("quality.left", seconds=left) if left is not None else ""
    name = detail if stage in ("reading", "cleaning") else ""
    return page.say("quality.progress", stage=page.say(f"cli.stage.{stage}"), name=name, left=told)


def draw_decision(page: Page, draft: drafts.Draft) -> None:
    """Publish or let go."""
    line = st.container(horizontal=True, vertical_alignment="center")
    line.button(
        page.say("quality.publish"),
        key="quality_publish",
        type="primary",
        on_click=publish,
        args=(page, draft.snapshot.id),
    )
    line.button(page.say("quality.discard"), key="quality_discard", on_click=visit.forget_draft)


def publish(page: Page, draft_id: str) -> None:
    """Put the draft in service; its files are not needed any more."""
    files = visit.present_uploads()
    try:
        drafts.publish(draft_id)
    except BadInput as error:
        st.session_state[visit.REFUSED] = str(error)
        return
    audit.record_import("publish", page.scope, snapshot=draft_id, files=len(files.paths))
    visit.forget_files()
    st.session_state[visit.PUBLISHED] = draft_id


def clear() -> None:
    """Files and draft go."""
    visit.forget_draft()
    visit.forget_files()
