"""Which window shows an uploader now, and the memory of files that were taken over."""

from collections.abc import Iterable

import streamlit as st
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from inspection.serving import uploads

# Whether the present run of this window drew an uploader.
DREW = "drew_uploader"


def begin_run() -> None:
    """Nothing is drawn yet."""
    st.session_state[DREW] = False


def take_files(most_bytes: int) -> None:
    """This run draws an uploader for files of so many bytes."""
    st.session_state[DREW] = True
    if window := _window():
        uploads.open_for(window, most_bytes)


def end_run() -> None:
    """The page is drawn: a window without uploader sends no files."""
    if not st.session_state.get(DREW) and (window := _window()):
        uploads.close_for(window)


def free(file_ids: Iterable[str]) -> None:
    """The framework keeps names of these files, and no longer their content."""
    window = _window()
    if not window or not runtime.exists():
        return
    manager = runtime.get_instance().uploaded_file_mgr
    if not isinstance(manager, MemoryUploadedFileManager):
        return
    for record in manager.get_files(window, list(file_ids)):
        manager.add_file(window, record._replace(data=b""))


def _window() -> str:
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context else ""
