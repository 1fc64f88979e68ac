"""Who looks at a page or took a file away, and when: across the page, and in the file."""

from datetime import datetime
from html import escape

import streamlit as st

from inspection.data.access import Scope
from inspection.settings import settings
from inspection.text import text
from inspection.view.reading import Reading

# So many times that a cut-out of a screen still shows it.
TIMES = 40


def watermark(scope: Scope, lang: str) -> str:
    """The sentence of a file: by whom it was taken, and when."""
    return text("frame.taken_by", lang, reader=scope.known_as, at=_now())


def draw_watermark(page: Reading) -> None:
    """Name and minute faintly across the page, where the settings say so."""
    if settings().watermark and page.scope.is_watermarked:
        mark = f"<span>{escape(page.scope.known_as)} {_now()}</span>"
        st.html(f'<div class="watermark" aria-hidden="true">{mark * TIMES}</div>')


def _now() -> str:
    return f"{datetime.now():%Y-%m-%d %H:%M}"
