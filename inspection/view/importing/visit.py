"""One visit of somebody who imports: which files are uploaded, which draft stands.

Session state holds ids alone: the token of the upload folder and the id of the draft.
The keys have no dot, so that no link carries them.
"""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from inspection.errors import BadInput
from inspection.ingest import drafts, uploads
from inspection.ingest.uploads import Uploads
from inspection.view.uploading import free

TOKEN = "quality_visit"
DRAFT = "quality_draft"
ROUND = "quality_round"
SEEN = "quality_seen"
REFUSED = "quality_refused"
PUBLISHED = "quality_published"


def present_uploads() -> Uploads:
    """The uploaded files of this visit; `paths` lists them."""
    if TOKEN not in st.session_state:
        st.session_state[TOKEN] = uploads.begin().token
    return uploads.resume(st.session_state[TOKEN])


def present_draft() -> drafts.Draft | None:
    """The draft of this visit, as long as it is there."""
    draft_id = st.session_state.get(DRAFT)
    try:
        return drafts.find(draft_id) if draft_id else None
    except BadInput:
        return None


def uploader_key() -> str:
    """The key of the uploader: a new one once its files are done with."""
    return f"quality_files_{st.session_state.get(ROUND, 0)}"


def receive() -> None:
    """Keep what the uploader holds now, and drop what was taken out of it."""
    held: Sequence[Any] = st.session_state[uploader_key()]
    kept, seen = present_uploads(), st.session_state.get(SEEN, "").split()
    for gone in set(seen) - {file.file_id for file in held}:
        kept.drop(gone)
    for file in held:
        kept.add(file.file_id, file.name, file.getbuffer())
    st.session_state[SEEN] = " ".join(file.file_id for file in held)
    free(file.file_id for file in held)
    forget_draft()


def forget_draft() -> None:
    """Delete the draft of this visit: its files have changed, or nobody wants it."""
    draft = present_draft()
    st.session_state[DRAFT] = ""
    if draft:
        drafts.discard(draft.snapshot.id)


def forget_files() -> None:
    """Delete the uploaded files and empty the uploader."""
    present_uploads().remove()
    st.session_state[SEEN] = ""
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
