"""Which sheet is mapped, where its header stands, and which table it is."""

from typing import NamedTuple

import streamlit as st

from inspection.ingest.mapping.looking import Reading, SourceSheet, saved_for
from inspection.ingest.mapping.proposing import rank_tables
from inspection.ingest.mapping.saved import find_saved, fingerprint
from inspection.ingest.vocabulary import Vocabulary
from inspection.view.page import Page

NAMES_SHOWN = 4


class Place(NamedTuple):
    """A sheet under one reading of its header, as one of our tables."""

    sheet: SourceSheet
    reading: Reading
    table: str

    def key(self, part: object) -> str:
        """Key of a control: another header or table has other controls."""
        return f"mapping_{fingerprint(self.reading.names)}_{self.table}_{part}"


def draw_place(page: Page, sheets: list[SourceSheet], words: Vocabulary) -> Place:
    """Sheet, header and table, the best guess of each first."""
    left, middle, right = st.columns(3, gap="small")
    sheet = left.selectbox(
        page.say("mapping.sheet"),
        sheets,
        format_func=lambda sheet: sheet.name or sheet.path.name,
        key=f"mapping_sheet_{sheets[0].path}",
    )
    reading = middle.selectbox(
        page.say("mapping.header"),
        sheet.readings,
        format_func=lambda reading: say_reading(page, reading),
        key=f"mapping_header_{sheet.path}_{sheet.name}",
    )
    saved = find_saved(reading.names, words)
    tables = rank_tables(sheet, reading, words)
    if saved and saved.table in tables:
        tables = [saved.table, *(name for name in tables if name != saved.table)]
    table = right.selectbox(
        page.say("mapping.table"),
        tables,
        format_func=lambda name: page.say(f"value.table_name_{name}"),
        key=f"mapping_table_{sheet.path}_{fingerprint(reading.names)}",
    )
    if saved and saved.saved:
        page.note("mapping.has_saved", by=saved.saved.by, at=saved.saved.at)
    elif saved_for(sheet, words) is None:
        page.note("mapping.has_none")
    return Place(sheet, reading, table)


def say_reading(page: Page, reading: Reading) -> str:
    """The rows of a header and its first words."""
    names = [name for name in reading.names if name.strip()]
    shown = "、".join(names[:NAMES_SHOWN]) + ("…" if len(names) > NAMES_SHOWN else "")
    key = "mapping.header_row" if reading.first == reading.last else "mapping.header_rows"
    return page.say(key, first=reading.first + 1, last=reading.last + 1, names=shown)
