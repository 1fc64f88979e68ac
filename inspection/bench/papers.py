"""Reports of every unit and of the province at the end of the year: time and memory of one command.

Word, PDF and workbook of each, as a bureau would make them of the whole year.
"""

import json
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from inspection.bench import machine, processes
from inspection.bench.measures import summarise
from inspection.demo import known_years

# Limit of ten units and the province: two cores, scale 1.0.
SECONDS = 90.0
KIND = "evaluation"
OnStage = Callable[[str, str], None]


def measure_reports(scale: float, rounds: int, on_stage: OnStage) -> dict[str, Any]:
    """Seconds, processor seconds and memory of `report --all` on a demo of the whole year.

    Raises EnvironmentProblem where a command fails.
    """
    place = machine.describe()
    with tempfile.TemporaryDirectory(prefix="inspection-bench-") as folder:
        work = Path(folder)
        _import(work, scale, on_stage)
        on_stage("reports", "")
        asked = ("report", "--all", "--kind", KIND, "--json")
        made = [processes.run(*asked, data=work) for _ in range(rounds)]
    measures = [
        summarise("reports", "s", [one.seconds for one in made], SECONDS),
        summarise("reports processor", "s", [one.cpu_seconds for one in made], None),
        summarise("reports memory", "MiB", [one.peak_mib for one in made], None),
    ]
    return {**place, "scale": scale, "files": len(_files(made)), "measures": measures}


def _files(made: Sequence[processes.Done]) -> list[dict[str, str]]:
    """What the last round wrote."""
    return json.loads(made[-1].printed)  # type: ignore[no-any-return]


def _import(work: Path, scale: float, on_stage: OnStage) -> None:
    """A demo of the whole first year in service."""
    on_stage("demo", f"{scale:g}")
    year = known_years()[0]
    until = ("--until", date(year, 12, 31).isoformat())
    processes.run("demo", "--out", str(work / "demo"), "--scale", str(scale), *until, data=work)
    on_stage("import", "")
    processes.run("import", str(work / "demo"), "--json", data=work)
