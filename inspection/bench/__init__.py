"""What the product costs: demo, import and every page, measured and written down.

Each measure keeps its raw samples; the file says on which machine, commit and
versions they were taken. Times of pages are server times: from the message that
changes a filter until the script has finished, with values not used before.
"""

import json
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from inspection.bench import machine, processes, wire
from inspection.errors import CheckFailed

# Limits of the performance table: two cores, scale 1.0.
LIMITS = {"demo": 120.0, "import": 90.0, "import_memory": 4096.0, "page": 120.0}
UNITS = ("龙岩", "福州", "厦门", "平潭", "泉州", "南平", "三明", "宁德", "莆田", "漳州")

OnStage = Callable[[str, str], None]
Measure = dict[str, object]


def measure(scale: float, rounds: int, out: Path, on_stage: OnStage) -> dict[str, Any]:
    """Measure everything at `scale`, write `out`, and give the figures.

    Raises EnvironmentProblem where a command or the server fails.
    """
    place = machine.describe()
    with tempfile.TemporaryDirectory(prefix="inspection-bench-") as folder:
        work = Path(folder)
        on_stage("demo", f"{scale:g}")
        demo = processes.run("demo", "--out", str(work / "demo"), "--scale", str(scale), data=work)
        on_stage("import", "")
        imported = processes.run("import", str(work / "demo"), "--json", data=work)
        data_date = date.fromisoformat(json.loads(imported.printed)["data_date"])
        measures = [
            summarise("demo", "s", [demo.seconds], LIMITS["demo"]),
            summarise("import", "s", [imported.seconds], LIMITS["import"]),
            summarise("import_memory", "MiB", [imported.peak_mib], LIMITS["import_memory"]),
        ]
        on_stage("pages", "")
        with processes.serving(work) as address:
            measures += measure_pages(address, data_date, rounds)
    figures = {**place, "scale": scale, "data_date": data_date, "measures": measures}
    out.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(figures, ensure_ascii=False, indent=1, default=str)
    out.write_text(text + "\n", encoding="utf-8")
    return figures


def measure_pages(address: str, data_date: date, rounds: int) -> list[Measure]:
    """Server time in milliseconds of each page of the menu after a filter change."""
    fresh = unused_filters(data_date)
    measured = []
    with wire.connect(address) as session:
        for page in session.pages():
            session.open(page)
            samples = [_change_filters(session, *next(fresh)) for _ in range(rounds)]
            measured.append(summarise(f"page {page.name}", "ms", samples, LIMITS["page"]))
    return measured


def unused_filters(data_date: date) -> Iterator[tuple[date, str]]:
    """As-of date and unit, both other than before, no pair twice, back to 1 January."""
    first = date(data_date.year, 1, 1)
    days = [first + timedelta(n) for n in range((data_date - first).days)][::-1]
    for lap in range(len(UNITS)):
        for number, day in enumerate(days):
            yield day, UNITS[(number + lap) % len(UNITS)]


def summarise(name: str, unit: str, samples: list[float], limit: float) -> Measure:
    """Median, worst and raw samples of one measure, beside its limit."""
    rounded = [round(sample, 1) for sample in samples]
    return {
        "measure": name,
        "unit": unit,
        "median": round(median(samples), 1),
        "worst": max(rounded),
        "limit": limit,
        "samples": rounded,
    }


def _change_filters(session: wire.Session, day: date, unit: str) -> float:
    """Milliseconds of one change. Raises CheckFailed where the page did not follow it."""
    run = session.rerun({"as_of": day.isoformat(), "unit": unit})
    if day.isoformat() not in run.dates:
        raise CheckFailed(f"页面没有采用截止日期 {day}", run.page)
    return run.seconds * 1000
