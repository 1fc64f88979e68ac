"""The tab 导入对照: one uploaded file, its columns and words told, tried, saved."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from inspection.data import audit
from inspection.errors import InspectionError
from inspection.ingest.mapping.column_map import ColumnMap, Saved
from inspection.ingest.mapping.documents import dump_document
from inspection.ingest.mapping.drafting import begin, complete
from inspection.ingest.mapping.looking import SourceSheet, look
from inspection.ingest.mapping.saved import find_saved, forget_map, now, save_map
from inspection.ingest.vocabulary import Vocabulary, read_vocabulary
from inspection.view import sentences
from inspection.view.importing import visit
from inspection.view.mapping.columns import draw_columns
from inspection.view.mapping.outcome import draw_outcome
from inspection.view.mapping.place import Place, draw_place
from inspection.view.mapping.words import draw_words
from inspection.view.page import Page

# What was looked at last, of this visit alone: it goes with it.
LOOKED = "mapping_looked"
SAVED = "mapping_saved"


def draw_mapping(page: Page) -> None:
    """The tab, of the files that are uploaded; a visitor is told where it can be done."""
    if not page.scope.may_import:
        page.note("quality.may_not_import")
        page.tell_unfiltered()
        return
    draw_files(page, visit.present_uploads().paths, page.scope.signs_as)


def draw_files(page: Page, paths: Sequence[Path], by: str) -> None:
    """A mapping for one of these private files, saved in this name."""
    with page.card("mapping.file"):
        page.tell_unfiltered()
        if saved := st.session_state.pop(SAVED, ""):
            sentences.success(saved)
        if not paths:
            page.note("mapping.no_file")
            st.session_state.pop(LOOKED, None)
            return
        path = st.selectbox(
            page.say("mapping.path"), paths, format_func=lambda path: path.name, key="mapping_path"
        )
        words = read_vocabulary(None)
        sheets = look_at(page, path, words)
        place = draw_place(page, sheets, words) if sheets else None
    if place:
        draw_told(page, place, words, by)


def look_at(page: Page, path: Path, words: Vocabulary) -> list[SourceSheet]:
    """The sheets of the file, kept while the same file is looked at; why not where it is none."""
    key, sheets = st.session_state.get(LOOKED, ("", []))
    if key == str(path):
        return list(sheets)
    try:
        sheets = look(path, words)
    except InspectionError as error:
        sentences.error(visit.present_uploads().without_place(str(error)))
        return []
    if not sheets:
        page.note("mapping.no_rows")
    st.session_state[LOOKED] = (str(path), sheets)
    return sheets


def draw_told(page: Page, place: Place, words: Vocabulary, by: str) -> None:
    """Columns, words, what comes of it, and the button that saves it."""
    first = begin(place.sheet, place.reading, place.table, words)
    chosen = draw_columns(page, place, first, words)
    chosen = draw_words(page, place, first, chosen)
    told = complete(place.sheet, place.reading, chosen)
    if draw_outcome(page, place, told, words):
        draw_decision(page, place, told, words, by)


def draw_decision(page: Page, place: Place, told: ColumnMap, words: Vocabulary, by: str) -> None:
    """Save it, take it away as a file, or forget the one that is saved."""
    line = st.container(horizontal=True, vertical_alignment="center")
    line.button(
        page.say("mapping.save"),
        key="mapping_save",
        type="primary",
        on_click=save,
        args=(page, place, told, words, by),
    )
    line.download_button(
        page.say("mapping.download"),
        dump_document(told.as_document()),
        file_name=f"{place.table}.yaml",
        mime="application/yaml",
        key="mapping_download",
        on_click="ignore",
    )
    if find_saved(place.reading.names, words):
        line.button(
            page.say("mapping.forget"),
            key="mapping_forget",
            type="tertiary",
            on_click=forget,
            args=(page, place, words),
        )


def save(page: Page, place: Place, told: ColumnMap, words: Vocabulary, by: str) -> None:
    """Keep the mapping for the next file with this header; who did it is logged."""
    saved = Saved(by, now(), place.sheet.path.name)
    path = save_map(told, place.reading.names, words, saved)
    audit.record_import("mapping", page.scope, mapping=path.stem, table=place.table)
    st.session_state[SAVED] = page.say("mapping.done", name=path.name)


def forget(page: Page, place: Place, words: Vocabulary) -> None:
    """No longer read this header by its mapping; who decided it is logged."""
    forget_map(place.reading.names, words)
    audit.record_import("mapping_forgotten", page.scope, table=place.table)
    st.session_state[SAVED] = page.say("mapping.forgotten")
