"""Between pages and data: filters, cached questions, cards. The only holder of session state."""

from inspection.view.language import language, language_switch
from inspection.view.opening import open_page, prepare_frame
from inspection.view.page import Page, Tile, side_by_side

__all__ = [
    "Page",
    "Tile",
    "language",
    "language_switch",
    "open_page",
    "prepare_frame",
    "side_by_side",
]
