"""The rooms of the page 抽取模拟: what the reader sets, what is computed and kept, what leaves."""

from inspection.view.rehearsal.checking.room import draw_check
from inspection.view.rehearsal.comparison.room import Comparison, draw_joint
from inspection.view.rehearsal.desk import Desk, open_desk
from inspection.view.rehearsal.ratios.room import RatioRoom
from inspection.view.rehearsal.ratios.solving import draw_gaps, draw_solution
from inspection.view.rehearsal.tiles import DRAWN, GAIN, RATIOS, UNFOUND
from inspection.view.rehearsal.trial.outcome import Outcome
from inspection.view.rehearsal.trial.room import TrialRoom

__all__ = [
    "DRAWN",
    "GAIN",
    "RATIOS",
    "UNFOUND",
    "Comparison",
    "Desk",
    "Outcome",
    "RatioRoom",
    "TrialRoom",
    "draw_check",
    "draw_gaps",
    "draw_joint",
    "draw_solution",
    "open_desk",
]
