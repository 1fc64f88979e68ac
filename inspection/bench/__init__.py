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

from inspection.bench import browser, computing, machine, processes, registers, visits, wire
from inspection.bench.measures import Measure, summarise

# Limits of the performance table: two cores, scale 1.0.
DEMO_SECONDS, IMPORT_SECONDS, IMPORT_MIB = 120.0, 90.0, 4096.0

OnStage = Callable[[str, str], None]


def measure(scale: float, rounds: int, out: Path, on_stage: OnStage) -> dict[str, Any]:
    """Measure everything at `scale`, write `out`, and give the figures.

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
        with processes.serving(work) as address, wire.connect(address) as session:
            measures += visits.measure_pages(session, data_date, rounds)
        on_stage("draw", "")
        measures += computing.measure_province(work)
    figures = {**place, "scale": scale, "data_date": data_date, "measures": measures, **_kept(out)}
    out.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(figures, ensure_ascii=False, indent=1, default=str)
    out.write_text(text + "\n", encoding="utf-8")
    return figures


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
