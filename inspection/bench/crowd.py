"""Many readers at once, each with pauses: how long they wait, and what the server holds after.

A reader opens a page, goes to others, changes unit, day and tab; most look at the last day
known, as readers do. Every wait is that of the reader, on the wire, with all others there.
"""

import random
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from statistics import median, quantiles

from websockets.exceptions import WebSocketException

from inspection.bench.measures import Measure, summarise
from inspection.bench.visits import UNITS
from inspection.bench.wire import Page, Session, connect
from inspection.errors import CheckFailed

# Milliseconds that half and nineteen of twenty waits may take, MiB that the server may grow by.
HALF, MOST, GROWTH = 60.0, 300.0, 50.0
# MiB that the server may hold after a crawl of all filters.
HELD = 600.0
# What a reader does next, and how often of ten.
ACTS = ("unit",) * 5 + ("day",) * 2 + ("page",) * 2 + ("back",)
# Days that readers go back to.
DAYS = 30


@dataclass
class Crowd:
    """What the readers saw: milliseconds of each wait, and what went wrong."""

    waits: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def half(self) -> float:
        """The wait that every second one is below."""
        return median(self.waits)

    @property
    def most(self) -> float:
        """The wait that nineteen of twenty are below."""
        return quantiles(self.waits, n=20)[-1]

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.waits) / self.seconds


def crowd(
    address: str, last: date, sessions: int, seconds: float, pause: float, seed: int = 2022
) -> Crowd:
    """`sessions` readers for `seconds`, each with up to `pause` seconds between two acts."""
    seen = Crowd(seconds=seconds)
    until = time.monotonic() + seconds
    readers = [
        threading.Thread(
            target=_read, args=(address, last, until, pause, random.Random(seed + number), seen)
        )
        for number in range(sessions)
    ]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return seen


def _read(
    address: str, last: date, until: float, pause: float, chance: random.Random, seen: Crowd
) -> None:
    """One reader until the time is over; what fails is noted and ends the reader."""
    try:
        # They do not all arrive in the same second.
        time.sleep(chance.uniform(0, pause))
        with connect(address) as session:
            _walk(session, last, until, pause, chance, seen)
    except (CheckFailed, WebSocketException, OSError) as problem:
        seen.errors.append(f"{type(problem).__name__}: {problem}")


def _walk(
    session: Session, last: date, until: float, pause: float, chance: random.Random, seen: Crowd
) -> None:
    pages = session.pages()
    page = pages[0]
    filters: dict[str, str] = {}
    while time.monotonic() < until:
        time.sleep(min(chance.uniform(0, pause), max(until - time.monotonic(), 0)))
        page, filters = _next(pages, page, filters, last, chance)
        seen.waits.append(session.open(page, filters).seconds * 1000)


def _next(
    pages: Sequence[Page], page: Page, filters: dict[str, str], last: date, chance: random.Random
) -> tuple[Page, dict[str, str]]:
    """Where a reader goes from here."""
    match chance.choice(ACTS):
        case "unit":
            return page, {**filters, "unit": chance.choice(UNITS)}
        case "day":
            day = last - timedelta(chance.randrange(DAYS))
            return page, {**filters, "as_of": day.isoformat()}
        case "page":
            return chance.choice(pages), filters
        case _:
            return page, {}


def memory_mib(pid: int) -> float:
    """What a process holds in memory now. Raises OSError where the system does not tell."""
    told = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    line = next(line for line in told.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


def measure_crowd(
    address: str, pid: int, last: date, sessions: int, seconds: float, pause: float
) -> list[Measure]:
    """Waits of a crowd and what the server grew by. Raises CheckFailed where a reader failed."""
    # What the first readers of a process bring along is no growth.
    crowd(address, last, sessions, min(seconds, pause), pause)
    before = memory_mib(pid)
    seen = crowd(address, last, sessions, seconds, pause, seed=1)
    if seen.errors:
        raise CheckFailed(f"{len(seen.errors)} 个会话出错", seen.errors[0])
    return [
        summarise(f"wait of {sessions} readers, median", "ms", [seen.half], HALF),
        summarise(f"wait of {sessions} readers, 95 %", "ms", [seen.most], MOST),
        summarise(f"answers a second to {sessions} readers", "", [seen.rate], None),
        summarise("memory grown by readers", "MiB", [memory_mib(pid) - before], GROWTH),
    ]


def measure_crawl(session: Session, pid: int, last: date) -> Measure:
    """MiB held after every page and tab was seen under every unit on two days."""
    for page in session.pages():
        for tab in session.open(page).tabs or [""]:
            where = {f"{page.name}.tab": tab} if tab else {}
            session.open(page, where)
            for unit in UNITS:
                for day in (last, last - timedelta(UNITS.index(unit) + 1)):
                    session.rerun(where | {"unit": unit, "as_of": day.isoformat()})
    return summarise("memory after a crawl", "MiB", [memory_mib(pid)], HELD)
