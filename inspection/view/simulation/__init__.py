"""The rooms of the page 抽取模拟: what the reader sets, what is computed and kept, what leaves."""

from inspection.view.simulation.checkroom import draw_check
from inspection.view.simulation.comparing import Comparison, draw_joint
from inspection.view.simulation.desk import Desk, open_desk
from inspection.view.simulation.drawing import DrawRoom
from inspection.view.simulation.outcome import Outcome
from inspection.view.simulation.planning import PlanRoom
from inspection.view.simulation.solving import draw_gaps, draw_solution
from inspection.view.simulation.tiles import DRAWN, GAIN, PLAN

__all__ = [
    "DRAWN",
    "GAIN",
    "PLAN",
    "Comparison",
    "Desk",
    "DrawRoom",
    "Outcome",
    "PlanRoom",
    "draw_check",
    "draw_gaps",
    "draw_joint",
    "draw_solution",
    "open_desk",
]
