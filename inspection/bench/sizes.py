"""What a snapshot costs by its size: built directly at each scale, then served.

Processor seconds beside those of the clock: they tell the same on a busy machine.
"""

import os
import tempfile
from collections.abc import Callable, Sequence
from math import log
from pathlib import Path
from typing import Any

from inspection.bench import machine, processes, visits, wire
from inspection.bench.measures import Measure, summarise
from inspection.data import snapshots
from inspection.errors import EnvironmentProblem

OnStage = Callable[[str, str], None]
MEBIBYTE = 1 << 20
# Ticks of the processor in a second, as the system counts what a process took.
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
# What a page's cost may grow with, as a power of size.
MOST = 0.1


def measure_sizes(scales: Sequence[float], rounds: int, on_stage: OnStage) -> dict[str, Any]:
    """Build, sizes, pages and searches at each scale, and how they grow with size.

    Raises EnvironmentProblem where a disk has no room for one of them.
    """
    place, by_scale = machine.describe(), {}
    for scale in sorted(set(scales)):
        with tempfile.TemporaryDirectory(prefix="inspection-bench-") as folder:
            work = Path(folder)
            built = measure_built(work, scale, on_stage)
            on_stage("pages", f"{scale:g}")
            by_scale[scale] = [*built, *measure_served(work, rounds)]
    return {**place, "scales": sorted(by_scale), "measures": told(by_scale)}


def measure_built(work: Path, scale: float, on_stage: OnStage) -> list[Measure]:
    """A warehouse of canonical tables and marts, written by a process of its own."""
    on_stage("demo", f"{scale:g}")
    out = str(work / "warehouse")
    made = processes.run("demo", "--direct", "--out", out, "--scale", str(scale), data=work)
    return [
        summarise("build", "s", [made.seconds], None),
        summarise("build CPU", "s", [made.cpu_seconds], None),
        summarise("build memory", "MiB", [made.peak_mib], None),
    ]


def measure_served(work: Path, rounds: int) -> list[Measure]:
    """What a snapshot takes on the disk, and what its pages and searches take."""
    snapshot = snapshots.at(in_service(work / "warehouse"))
    tables = sum(path.stat().st_size for path in snapshot.folder.glob("*.parquet"))
    marts = snapshot.marts().stat().st_size
    with processes.served(work) as server, wire.connect(server.address) as session:
        before = _processor_seconds(server.pid)
        pages = visits.measure_pages(session, snapshot.data_date, rounds)
        taken = (_processor_seconds(server.pid) - before) * 1000
    asked = rounds * len(pages)
    return [
        summarise("tables", "MiB", [tables / MEBIBYTE], None),
        summarise("marts", "MiB", [marts / MEBIBYTE], None),
        summarise("an answer, CPU", "ms", [taken / asked], None),
        *pages,
    ]


def told(by_scale: dict[float, list[Measure]]) -> list[Measure]:
    """Every measure at every scale, then the power of size that each cost follows."""
    measures = [
        one | {"measure": f"{one['measure']} at {scale:g}"}
        for scale, found in by_scale.items()
        for one in found
    ]
    least, most = min(by_scale), max(by_scale)
    if least == most:
        return measures
    before = {one["measure"]: float(str(one["median"])) for one in by_scale[least]}
    for one in by_scale[most]:
        first, last = before.get(one["measure"], 0.0), float(str(one["median"]))
        if first > 0 and last > 0:
            power = log(last / first) / log(most / least)
            is_page = str(one["measure"]).startswith("page ")
            name = f"slope of {one['measure']}"
            measures.append(summarise(name, "power", [power], MOST if is_page else None))
    return measures


def in_service(warehouse: Path) -> Path:
    """The folder of the snapshot that a warehouse points to."""
    return warehouse / (warehouse / snapshots.POINTER).read_text(encoding="utf-8").strip()


def _processor_seconds(pid: int) -> float:
    """What a process took so far. Raises EnvironmentProblem where the system does not tell."""
    path = Path(f"/proc/{pid}/stat")
    if not path.exists():
        raise EnvironmentProblem("本机不提供进程的处理器用时", str(path))
    fields = path.read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
