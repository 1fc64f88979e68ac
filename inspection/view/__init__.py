"""Between pages and data: filters, cached questions, cards. The only holder of session state."""

from inspection.showing.plain import marked_up_rows
from inspection.view.alerts import draw_alerts, draw_decisions
from inspection.view.asking import begin
from inspection.view.auditing import draw_audit
from inspection.view.bulletins import draw_weeks
from inspection.view.candidates import draw_candidates
from inspection.view.case_pages import choose_case, draw_case
from inspection.view.controls import number, switch, toggle
from inspection.view.dictionary import draw_clocks, draw_metrics, draw_question, draw_rules
from inspection.view.entities import find_entity
from inspection.view.filters import places
from inspection.view.gains import class_gains
from inspection.view.headline import draw_sums, duty_sums, lead_sentence
from inspection.view.history import draw_history
from inspection.view.importing.assigning import draw_assigning
from inspection.view.importing.comparing import draw_difference
from inspection.view.importing.returning import draw_doubtful, draw_returned
from inspection.view.importing.room import draw_import
from inspection.view.itemised import tell_more_checked
from inspection.view.language import language_switch
from inspection.view.mapping.room import draw_mapping
from inspection.view.maps import draw_deck, draw_map
from inspection.view.mixed import enterprises_first
from inspection.view.often import draw_questions
from inspection.view.opening import open_bulletin, open_page, prepare_frame, reader
from inspection.view.pace_tiles import overview_tiles, progress_tiles
from inspection.view.page import Page, side_by_side
from inspection.view.people import draw_own_rights, draw_roles, draw_users, tell_reach
from inspection.view.publicity import draw_notice, draw_speed
from inspection.view.reported import draw_reported
from inspection.view.same_period import draw_same_period, note_same_period
from inspection.view.selection import draw_contribution
from inspection.view.standings import draw_places
from inspection.view.tables import whole_height
from inspection.view.tiles import Tile
from inspection.view.totals import tell_draws, tell_duties, tell_overlap, tell_unplanned
from inspection.view.tracing import draw_matrix, draw_trace
from inspection.view.uploading import end_run
from inspection.view.verdicts import (
    draw_draws,
    draw_gone,
    draw_people,
    draw_undrawn,
    draw_what_if,
)
from inspection.view.week import draw_week

__all__ = [
    "Page",
    "Tile",
    "begin",
    "choose_case",
    "class_gains",
    "draw_alerts",
    "draw_assigning",
    "draw_audit",
    "draw_candidates",
    "draw_case",
    "draw_clocks",
    "draw_contribution",
    "draw_decisions",
    "draw_deck",
    "draw_difference",
    "draw_doubtful",
    "draw_draws",
    "draw_gone",
    "draw_history",
    "draw_import",
    "draw_map",
    "draw_mapping",
    "draw_matrix",
    "draw_metrics",
    "draw_notice",
    "draw_own_rights",
    "draw_people",
    "draw_places",
    "draw_question",
    "draw_questions",
    "draw_reported",
    "draw_returned",
    "draw_roles",
    "draw_rules",
    "draw_same_period",
    "draw_speed",
    "draw_sums",
    "draw_trace",
    "draw_undrawn",
    "draw_users",
    "draw_week",
    "draw_weeks",
    "draw_what_if",
    "duty_sums",
    "end_run",
    "enterprises_first",
    "find_entity",
    "language_switch",
    "lead_sentence",
    "marked_up_rows",
    "note_same_period",
    "number",
    "open_bulletin",
    "open_page",
    "overview_tiles",
    "places",
    "prepare_frame",
    "progress_tiles",
    "reader",
    "side_by_side",
    "switch",
    "tell_draws",
    "tell_duties",
    "tell_more_checked",
    "tell_overlap",
    "tell_reach",
    "tell_unplanned",
    "toggle",
    "whole_height",
]
