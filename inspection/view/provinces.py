"""The level above the province: which one a window shows, or 全国, where there are several."""

from datetime import date
from typing import Any

import pyarrow as pa
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from inspection import provinces
from inspection.data.access import Scope
from inspection.data.country import called, read_by
from inspection.settings import house
from inspection.showing import country
from inspection.text import text
from inspection.view import filters, sentences
from inspection.view.offers import Offer
from inspection.view.tables import draw_table

# Keys of the choice, and of the province that the window at hand shows.
KEY, SHOWN = "province", "province_shown"
# What stays when a reader goes from one province to another.
STAYS = (KEY, "lang")


def shown() -> str:
    """The province that this window shows; empty outside of windows and where there is but one."""
    if not house().has_several or get_script_run_ctx(suppress_warning=True) is None:
        return ""
    return st.session_state.get(SHOWN, "")


provinces.windows.append(shown)


def choose_province(scope: Scope, place: Any, lang: str) -> bool:
    """Draw the choice where the reader has one; False where all are looked at: 全国."""
    own = read_by(scope)
    if not house().has_several:
        return True
    if not own:
        sentences.warning(text("country.none", lang))
        return False
    chosen = _chosen(own, place, lang, is_first=scope.reads_bulletin)
    st.session_state[SHOWN] = chosen or ""
    return chosen is not None


def _chosen(own: tuple[str, ...], place: Any, lang: str, is_first: bool) -> str | None:
    if len(own) == 1:
        return own[0]
    names = {one: called(one) for one in own}
    offered = {
        KEY: tuple(Offer(one, both[lang != "zh"], also=(one, *both)) for one, both in names.items())
    }
    with filters.rewritten(KEY, offered, is_single=True):
        return place.selectbox(
            text("country.province", lang),
            own,
            index=0 if is_first else None,
            format_func=lambda one: names[one][lang != "zh"],
            key=KEY,
            bind="query-params",
            on_change=start_anew,
            placeholder=text("country.all", lang),
        )


def start_anew() -> None:
    """Another province: filters, tabs and tables of the one before mean nothing there."""
    for key in [one for one in st.session_state if one not in STAYS]:
        del st.session_state[key]
    for key in [one for one in st.query_params if one not in STAYS]:
        del st.query_params[key]


def draw_country(scope: Scope, lang: str) -> None:
    """Where each province stands, and all of them together."""
    rows = country.standing(scope, None, lang)
    sentences.title(text("country.all", lang))
    day = country.known_day(scope)
    if day is None:
        sentences.warning(text("country.empty", lang))
        return
    sentences.header(lead(rows, day, lang))
    sentences.caption(text("country.about", lang))
    draw_table(table(rows, lang), lang, alt=text("country.all", lang), view=[])
    for row in rows:
        if row.get("unknown"):
            told = {"province": row["province"], "why": row["unknown"]}
            sentences.warning(text("country.unknown", lang, **told))


def lead(rows: list[country.Row], day: date, lang: str) -> str:
    """The whole in a sentence."""
    whole = rows[-1]
    if whole["completion_rate"] is None:
        return text("country.lead_unknown", lang, day=day.isoformat(), count=len(rows) - 1)
    return text(
        "country.lead",
        lang,
        day=day.isoformat(),
        count=len(rows) - 1,
        checked=f"{whole['checked_count']:,}",
        target=f"{whole['target_count']:,}",
        rate=f"{whole['completion_rate']:.1%}",
    )


def table(rows: list[country.Row], lang: str) -> pa.Table:
    """The rows as a table; the whole is named as it is chosen."""
    named = [row | {"province": row["province"] or text("country.all", lang)} for row in rows]
    return pa.Table.from_pylist(
        [{name: row[name] for name in country.COLUMNS} for row in named], schema=SCHEMA
    )


SCHEMA = pa.schema(
    [
        ("province", pa.string()),
        *((name, pa.int64()) for name in country.COUNTS),
        *((name, pa.float64()) for name in (*country.RATES, "floor_rate")),
        ("deadline_on", pa.date32()),
        ("data_date", pa.date32()),
    ]
)
