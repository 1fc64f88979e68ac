"""Who looks at a page or took a file away, and when: across the page, and in the file."""

from datetime import datetime
from html import escape

import streamlit as st

from inspection.data.access import NOT_SIGNED_IN, Scope
from inspection.settings import settings
from inspection.showing.exported import FORBIDDEN
from inspection.text import text
from inspection.view.reading import Reading

# When this window was opened: a picture that stood a while is not drawn anew for its time.
OPENED = "opened_at"
# So many times that a cut-out of a screen still shows it.
TIMES = 40


def watermark(scope: Scope, lang: str) -> str:
    """The sentence of a file: by whom it was taken, and when."""
    return text("frame.taken_by", lang, reader=called(scope, lang), at=_now())


def called(scope: Scope, lang: str) -> str:
    """The reader by name; who has not signed in by a word of the reader's language."""
    return text("frame.not_signed_in", lang) if scope.known_as == NOT_SIGNED_IN else scope.known_as


def draw_watermark(page: Reading) -> None:
    """Name and minute faintly across the page, where the settings say so."""
    if settings().watermark and page.scope.is_watermarked:
        mark = f"<span>{escape(called(page.scope, page.lang))} {_now()}</span>"
        st.html(f'<div class="watermark" aria-hidden="true">{mark * TIMES}</div>')


def picture_marks(page: Reading) -> list[str]:
    """What a picture of a chart bears: its reader and when the window was opened."""
    if not (settings().watermark and page.scope.is_watermarked):
        return []
    return [f"{called(page.scope, page.lang)} {st.session_state.setdefault(OPENED, _now())}"]


def file_marks(scope: Scope) -> str:
    """What the name of a file bears where its content may not: reader and minute."""
    if not scope.is_watermarked:
        return ""
    return FORBIDDEN.sub("-", f"_{scope.known_as}_{datetime.now():%Y%m%dT%H%M}")


def _now() -> str:
    return f"{datetime.now():%Y-%m-%d %H:%M}"
