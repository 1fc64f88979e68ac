"""What the product costs: demo, import, pages, draw and simulation, measured and written down.

Each measure keeps its raw samples; the file says on which machine, commit and
versions they were taken. Times of pages are server times: from the message that
changes a filter until the script has finished, with values not used before.
"""

import json
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from inspection.bench import (
    browser,
    computing,
    crowd,
    machine,
    processes,
    registers,
    rivals,
    visits,
    wire,
)
from inspection.bench.measures import Measure, summarise
from inspection.bench.slopes import slopes
from inspection.data import snapshots

# Limits of the performance table: two cores, scale 1.0.
DEMO_SECONDS, IMPORT_SECONDS, IMPORT_MIB = 120.0, 90.0, 4096.0

# Readers at once, seconds that they read, seconds at most between two acts of one.
READERS, SECONDS, PAUSE = 50, 60.0, 10.0
# Filter changes of a page at the scale that costs are compared with.
FEW_ROUNDS = 5

OnStage = Callable[[str, str], None]


def measure(
    scale: float, rounds: int, out: Path, on_stage: OnStage, against: float | None = None
) -> dict[str, Any]:
    """Measure everything at `scale`, write `out`, and give the figures.

    With `against`, demo, import and pages at that scale too, and how cost grows with size.
    Raises EnvironmentProblem where a command, the server or Chromium fails.
    """
    place = machine.describe()
    with tempfile.TemporaryDirectory(prefix="inspection-bench-") as folder:
        work = Path(folder)
        measures, data_date = measure_import(work, scale, on_stage)
        measures += registers.measure_registers(work, on_stage)
        on_stage("first_tile", "")
        measures += browser.measure_first_tile(work)
        on_stage("pages", "")
        with processes.rested(work) as server, wire.connect(server.address) as session:
            measures += visits.measure_pages(session, data_date, rounds)
            measures.append(crowd.measure_crawl(session, server.pid, data_date))
        on_stage("readers", "")
        with processes.rested(work) as server:
            measures += crowd.measure_crowd(*server, data_date, READERS, SECONDS, PAUSE)
        on_stage("peers", "")
        measures += measure_peers(work, measures, rounds)
        on_stage("draw", "")
        measures += computing.measure_province(work)
    if against is not None:
        measures += slopes(scale, measures, against, measure_smaller(against, on_stage))
    figures = {**place, "scale": scale, "data_date": data_date, "measures": measures, **_kept(out)}
    out.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(figures, ensure_ascii=False, indent=1, default=str)
    out.write_text(text + "\n", encoding="utf-8")
    return figures


def measure_smaller(scale: float, on_stage: OnStage) -> list[Measure]:
    """Demo, import and pages alone, with as many filter changes as tell a median."""
    with tempfile.TemporaryDirectory(prefix="inspection-bench-") as folder:
        work = Path(folder)
        measures, data_date = measure_import(work, scale, on_stage)
        on_stage("pages", f"{scale:g}")
        with processes.serving(work) as address, wire.connect(address) as session:
            return measures + visits.measure_pages(session, data_date, FEW_ROUNDS)


def measure_peers(work: Path, measures: list[Measure], rounds: int) -> list[Measure]:
    """Other ways to the same figures and to the same screen, beside what was measured of ours."""
    pointer = work / "warehouse" / snapshots.POINTER
    snapshot = snapshots.at(pointer.with_name(pointer.read_text(encoding="utf-8").strip()))
    own = next(one for one in measures if one["measure"] == "page /")
    naive = rivals.measure_naive(snapshot, own, rounds, work)
    return naive + rivals.measure_rivals(snapshot)


def _kept(out: Path) -> dict[str, Any]:
    """What `make fuzz` has written into the same file."""
    figures = json.loads(out.read_text(encoding="utf-8")) if out.exists() else {}
    return {"fuzz": figures["fuzz"]} if "fuzz" in figures else {}


def measure_import(work: Path, scale: float, on_stage: OnStage) -> tuple[list[Measure], date]:
    """Demo and import in processes of their own, and the data date of the snapshot."""
    on_stage("demo", f"{scale:g}")
    demo = processes.run("demo", "--out", str(work / "demo"), "--scale", str(scale), data=work)
    on_stage("import", "")
    imported = processes.run("import", str(work / "demo"), "--json", data=work)
    measures = [
        summarise("demo", "s", [demo.seconds], DEMO_SECONDS),
        summarise("import", "s", [imported.seconds], IMPORT_SECONDS),
        summarise("import memory", "MiB", [imported.peak_mib], IMPORT_MIB),
    ]
    return measures, date.fromisoformat(json.loads(imported.printed)["data_date"])
