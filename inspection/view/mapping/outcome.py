"""What a mapping makes of the file: rows before and after, and what is wrong."""

import pyarrow as pa
import streamlit as st

from inspection.errors import BadInput
from inspection.ingest.mapping.checking import check
from inspection.ingest.mapping.column_map import ColumnMap
from inspection.ingest.mapping.naming import title_of
from inspection.ingest.mapping.trying import Problem, before, fits, try_map
from inspection.ingest.vocabulary import Vocabulary
from inspection.view import sentences
from inspection.view.mapping.place import Place
from inspection.view.page import Page

ROWS_SHOWN = 8
OF_COLUMNS = ("missing", "blank")


def draw_outcome(page: Page, place: Place, told: ColumnMap, words: Vocabulary) -> bool:
    """Problems and rows; whether the mapping can be saved."""
    with page.card("mapping.outcome"):
        try:
            check(told, words)
        except BadInput as error:
            sentences.error(str(error))
            return False
        tried = try_map(place.sheet, place.reading, told, words)
        draw_problems(page, tried.problems)
        for column, order in tried.orders.items():
            title, said = title_of(column, page.lang), page.say(f"mapping.order_{order}")
            page.note("mapping.settled", title=title, order=said)
        page.note("mapping.before", name=place.sheet.path.name)
        draw_rows(before(place.sheet, place.reading, place.table, words))
        page.note("mapping.after", table=page.say(f"value.table_name_{place.table}"))
        draw_rows(in_titles(tried.columns, page.lang))
        return tried.is_complete and fits(place.sheet, told, words)


def draw_problems(page: Page, problems: list[Problem]) -> None:
    """One sentence for each; what lets nothing in is an error, the rest is told."""
    if not problems:
        sentences.success(page.say("mapping.no_problem"))
    for problem in problems:
        said = page.say(
            f"mapping.problem_{problem.kind}",
            title=title_of(problem.column_name, page.lang),
            count=f"{problem.row_count:,}",
            samples="、".join(say_sample(problem, name, page.lang) for name in problem.samples),
        )
        (st.error if problem.kind == "missing" else st.warning)(said)


def say_sample(problem: Problem, sample: str, lang: str) -> str:
    """A word as it stands in the file; a column by its title."""
    return title_of(sample, lang) if problem.kind in OF_COLUMNS else sample


def draw_rows(rows: pa.Table) -> None:
    """The first rows as texts."""
    st.dataframe(rows.slice(0, ROWS_SHOWN), hide_index=True, placeholder="—", height="content")


def in_titles(rows: pa.Table, lang: str) -> pa.Table:
    """Our columns under their titles, names beside those that share one."""
    titles = [title_of(name, lang) for name in rows.column_names]
    shown = [
        f"{title} {name}" if titles.count(title) > 1 else title
        for title, name in zip(titles, rows.column_names, strict=True)
    ]
    return rows.rename_columns(shown)
