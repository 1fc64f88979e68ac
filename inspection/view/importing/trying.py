"""A dry run, made and told while it runs; its draft published or let go."""

import time
from pathlib import Path
from typing import Any

import streamlit as st

from inspection.data import audit
from inspection.errors import BadInput, InspectionError
from inspection.ingest import drafts, progress
from inspection.showing.plain import plain
from inspection.view import sentences
from inspection.view.importing import visit
from inspection.view.moving import move_on
from inspection.view.page import Page


def tell_outcome(page: Page) -> None:
    """What the last button brought about, once."""
    published = st.session_state.pop(visit.PUBLISHED, "")
    refused = st.session_state.pop(visit.REFUSED, "")
    if published:
        sentences.success(page.say("quality.published", snapshot=published))
    if refused:
        sentences.error(refused)


def try_out(page: Page, paths: list[Path], way: dict[str, Any]) -> None:
    """Build a draft of the files, or anew of the same rows; tell how far it is, or why not."""
    # Heavy, and needed by those alone who import.
    from inspection.ingest.publish import import_files

    visit.forget_draft()
    done = progress.of_files(paths, time.monotonic())
    bar = st.progress(0.0, page.say("quality.progress_waiting"))

    def show(stage: str, detail: str) -> None:
        share = done.reach(stage, detail)
        bar.progress(share, plain(say_progress(page, stage, detail, done)))

    try:
        report: dict[str, Any] = import_files(
            paths, skip_bad=True, dry_run=True, as_of_last=True, on_stage=show, **way
        )
    except InspectionError as error:
        sentences.error(visit.present_uploads().without_place(str(error)))
        return
    finally:
        bar.empty()
    audit.record_import("dry_run", page.scope, files=len(paths), draft=report.get("draft"))
    if "draft" not in report:
        sentences.info(page.say("quality.nothing_new", count=len(report["skipped"])))
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
    try:
        report = drafts.find(draft_id).report
        drafts.publish(draft_id)
    except BadInput as error:
        st.session_state[visit.REFUSED] = str(error)
        return
    audit.record_import("publish", page.scope, snapshot=draft_id, sheets=len(report["files"]))
    if report["files"]:
        visit.forget_files()
    st.session_state[visit.PUBLISHED] = draft_id
    move_on()
