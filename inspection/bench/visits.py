"""Server time of every page and tab, of a slider and of a search, with unused values."""

from collections.abc import Iterator
from datetime import date, timedelta

from inspection.bench.measures import Measure, summarise
from inspection.bench.wire import Page, Session
from inspection.errors import CheckFailed

# Milliseconds.
PAGE, SLIDER, SEARCH, PREFIX = 100.0, 150.0, 150.0, 30.0
UNITS = ("龙岩", "福州", "厦门", "平潭", "泉州", "南平", "三明", "宁德", "莆田", "漳州")
# Pieces that names are made of; two neighbours make a search.
SYLLABLES = "安邦诚达恩丰广海嘉凯朗铭诺鹏启瑞盛泰旺新易泽宏景隆润顺悦正致"


def measure_pages(session: Session, data_date: date, rounds: int) -> list[Measure]:
    """Every page with each of its tabs, then what readers move and type."""
    fresh = unused_filters(data_date)
    pages = session.pages()
    measured = [
        _measure_view(session, page, tab, fresh, rounds)
        for page in pages
        for tab in session.open(page).tabs or [""]
    ]
    by_name = {page.name: page for page in pages}
    measured.append(_measure_slider(session, by_name["simulation"], rounds))
    return measured + _measure_search(session, by_name["entity"], rounds)


def unused_filters(data_date: date) -> Iterator[tuple[date, str]]:
    """As-of date and unit, both other than before, no pair twice, back to 1 January."""
    first = date(data_date.year, 1, 1)
    days = [first + timedelta(n) for n in range((data_date - first).days)][::-1]
    for lap in range(len(UNITS)):
        for number, day in enumerate(days):
            yield day, UNITS[(number + lap) % len(UNITS)]


def _measure_view(
    session: Session, page: Page, tab: str, fresh: Iterator[tuple[date, str]], rounds: int
) -> Measure:
    where = {f"{page.name}.tab": tab} if tab else {}
    session.open(page, where)
    samples = [change_filters(session, where, *next(fresh)) for _ in range(rounds)]
    return summarise(f"page {page.name} {tab}".rstrip(), "ms", samples, PAGE)


def change_filters(session: Session, where: dict[str, str], day: date, unit: str) -> float:
    """Milliseconds of one change. Raises CheckFailed where the page did not follow it."""
    run = session.rerun(where | {"as_of": day.isoformat(), "unit": unit})
    if day.isoformat() not in run.dates:
        raise CheckFailed(f"页面没有采用截止日期 {day}", run.page)
    return run.seconds * 1000


def _measure_slider(session: Session, page: Page, rounds: int) -> Measure:
    """The ratio of class C, a tenth of a percent higher each time."""
    session.open(page)
    values = [f"{10 + number / 10:.1f}" for number in range(rounds)]
    samples = [session.rerun({"simulation.c": value}).seconds * 1000 for value in values]
    return summarise("slider", "ms", samples, SLIDER)


def _measure_search(session: Session, page: Page, rounds: int) -> list[Measure]:
    """A code's beginning, a piece from within a code, a piece of a name."""
    session.open(page)
    # Four districts that exist: what no code begins with is searched as a piece and a name.
    prefixes = [f"91350{102 + number % 4}MA{number // 4}" for number in range(rounds)]
    pieces = [f"{number:02d}X" for number in range(rounds)]
    names = [SYLLABLES[number : number + 2] for number in range(rounds)]
    searches = (
        ("search code prefix", prefixes, PREFIX),
        ("search code part", pieces, SEARCH),
        ("search name part", names, SEARCH),
    )
    return [
        summarise(
            name,
            "ms",
            [session.rerun({"entity.find": typed}).seconds * 1000 for typed in asked],
            limit,
        )
        for name, asked, limit in searches
    ]
