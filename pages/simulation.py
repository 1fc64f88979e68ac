"""抽取模拟: what ratios meet the floor, what a draw would bring, and whether a draw was fair."""

from inspection import charts, view
from inspection.view import rehearsal


def ratios(page: view.Page) -> None:
    """What ratios meet the floor with my people?"""
    room = rehearsal.RatioRoom(desk)
    tiles = rehearsal.RATIOS if desk.has_findings else rehearsal.UNFOUND
    page.tiles("simulation", room.line, tiles, of=desk.sources)
    rehearsal.draw_gaps(room)
    left, right = view.side_by_side()
    with left:
        page.chart("simulation.ratios_units", room.by_unit, charts.plan_ratios, picks="unit")
        room.draw_own()
    with right:
        draw_finds(page, room)
    if desk.has_findings:
        rehearsal.draw_solution(room)
    room.draw_exports()


def draw_finds(page: view.Page, room: rehearsal.RatioRoom) -> None:
    """What the plan would find; nothing where no inspection tells how often that is."""
    if not desk.has_findings:
        page.note("simulation.no_findings")
        return
    page.chart("simulation.ratios_classes", room.by_class, charts.plan_finds)
    page.chart("simulation.frontier", room.frontier, charts.frontier)


def trial(page: view.Page) -> None:
    """What would a draw bring?"""
    room = rehearsal.TrialRoom(desk)
    page.tell_unfollowed(desk.sources)
    if not page.scope.may_draw:
        page.note("simulation.not_allowed")
        return
    if not room.is_of_the_format:
        page.note("simulation.other_classes")
        return
    room.draw_frame()
    if not room.is_framed:
        return
    room.draw_chance()
    if room.trial:
        run = rehearsal.Outcome(room, room.trial)
        page.tiles("simulation", run.line, rehearsal.DRAWN, of=desk.sources)
        left, right = view.side_by_side()
        with left:
            page.chart("simulation.trial_class", run.by_class, charts.drawn_against_expected)
        with right:
            page.rows("simulation.pairs", run.pairs)
        run.draw_counties()
        page.rows("simulation.sceptic", run.sceptic)
        run.draw_list()
        run.draw_packages()


def comparison(page: view.Page) -> None:
    """Which policy finds more, and what do repeats cost?"""
    if not desk.has_findings:
        page.tell_unfollowed(desk.sources)
        page.note("simulation.no_findings")
        return
    room = rehearsal.Comparison(desk)
    page.tiles("simulation", room.line, rehearsal.GAIN, of=desk.sources)
    left, right = view.side_by_side()
    with left:
        page.chart("simulation.distributions", room.distributions, charts.finds_distribution)
    with right:
        page.chart("simulation.finds", room.finds, charts.finds_by_class)
    room.draw_years()
    page.chart("simulation.skips", room.skips, charts.blind_tail)
    rehearsal.draw_joint(room)


def checking(page: view.Page) -> None:
    """Was a draw fair?"""
    page.tell_unfollowed(desk.sources)
    rehearsal.draw_check(page)


page = view.open_page("simulation")
page.warn("simulation.warning")
desk = rehearsal.open_desk(page)
rooms = (checking,) if desk.is_empty else (ratios, trial, comparison, checking)
page.tabs({room.__name__: room for room in rooms})
