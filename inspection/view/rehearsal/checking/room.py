"""The room 核验: drop a package, see each check, and what a sceptic would say of the draw."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import streamlit as st

from inspection.draw.files.archive import OUTSIDERS, VERIFIER
from inspection.errors import BadInput
from inspection.rehearsal.checking.uploads import MAX_UPLOAD_MB, Checked, check_upload
from inspection.view import sentences
from inspection.view.controls import download
from inspection.view.page import Page
from inspection.view.rehearsal.computed import computed
from inspection.view.rehearsal.kept import kept
from inspection.view.uploading import take_files

# Failed checks told in one sentence.
MAX_NAMED = 5


def draw_check(page: Page) -> None:
    """Upload, checks, statistics; verifier and explanation for those who check at home."""
    with page.card("simulation.upload"):
        take_files(MAX_UPLOAD_MB << 20)
        upload = st.file_uploader(
            page.say("simulation.upload_label"),
            type="zip",
            key="simulation_package",
            max_upload_size=MAX_UPLOAD_MB,
        )
        with st.container(horizontal=True):
            for path, mime in ((VERIFIER, "text/x-python"), (OUTSIDERS, "text/markdown")):
                download(page, f"simulation.get_{path.stem.lower()}", reader(path), path.name, mime)
    if upload is not None:
        draw_result(page, upload.getvalue())


def reader(path: Path) -> Callable[[], bytes]:
    """The content of a file of the product, read when asked for."""
    return path.read_bytes


def draw_result(page: Page, data: bytes) -> None:
    """The checks of one package, or why it is none."""
    try:
        with st.spinner(page.say("simulation.checking")):
            found = kept(f"check {sha256(data).hexdigest()}", lambda: check_upload(data))
    except BadInput as error:
        sentences.error(str(error))
        return
    draw_verdict(page, found)
    page.rows("simulation.checks", computed("simulation.checks", found.checks, (), {}))
    if found.findings.num_rows:
        page.rows("simulation.sceptic", computed("simulation.sceptic", found.findings, (), {}))


def draw_verdict(page: Page, found: Checked) -> None:
    """All in one sentence; of a public list, what it can prove and what it cannot."""
    if found.is_public:
        page.warn("simulation.public_list")
    if found.failed:
        named = "；".join(found.failed[:MAX_NAMED])
        sentences.error(page.say("simulation.check_failed", count=len(found.failed), checks=named))
    else:
        sentences.success(page.say("simulation.check_passed", count=found.checks.num_rows))
