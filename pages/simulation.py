"""抽取模拟: what ratios meet the floor, what a draw would bring, and whether a draw was fair."""

from inspection import charts, view
from inspection.view import rehearsal


def plan(page: view.Page) -> None:
    """What ratios meet the floor with my people?"""
    room = rehearsal.PlanRoom(desk)
    page.tiles("simulation", room.line, rehearsal.PLAN)
    rehearsal.draw_gaps(room)
    left, right = view.side_by_side()
    with left:
        page.chart("simulation.plan_units", room.by_unit, charts.plan_ratios, picks="unit")
        room.draw_own()
    with right:
        page.chart("simulation.plan_classes", room.by_class, charts.plan_finds)
        page.chart("simulation.frontier", room.frontier, charts.frontier)
    rehearsal.draw_solution(room)
    room.draw_exports()


def draw(page: view.Page) -> None:
    """What would a draw bring?"""
    room = rehearsal.DrawRoom(desk)
    if not page.scope.may_draw:
        page.note("simulation.not_allowed")
        return
    room.draw_frame()
    if not room.is_framed:
        return
    room.draw_chance()
    if room.trial:
        trial = rehearsal.Outcome(room, room.trial)
        page.tiles("simulation", trial.line, rehearsal.DRAWN)
        left, right = view.side_by_side()
        with left:
            page.chart("simulation.trial_class", trial.by_class, charts.drawn_against_expected)
        with right:
            page.rows("simulation.pairs", trial.pairs)
        trial.draw_counties()
        page.rows("simulation.sceptic", trial.sceptic)
        trial.draw_list()
        trial.draw_packages()


def compare(page: view.Page) -> None:
    """Which policy finds more, and what do repeats cost?"""
    room = rehearsal.Comparison(desk)
    page.tiles("simulation", room.line, rehearsal.GAIN)
    left, right = view.side_by_side()
    with left:
        page.chart("simulation.distributions", room.distributions, charts.finds_distribution)
    with right:
        page.chart("simulation.finds", room.finds, charts.finds_by_class)
    room.draw_years()
    page.chart("simulation.skips", room.skips, charts.blind_tail)
    rehearsal.draw_joint(room)


def check(page: view.Page) -> None:
    """Was a draw fair?"""
    rehearsal.draw_check(page)


page = view.open_page("simulation")
page.warn("simulation.warning")
desk = rehearsal.open_desk(page)
rooms = (check,) if desk.is_empty else (plan, draw, compare, check)
page.tabs({room.__name__: room for room in rooms})
