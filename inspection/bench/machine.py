"""Where figures were taken: commit, processor, versions."""

import os
import platform
import subprocess
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from inspection.settings import ROOT

PACKAGES = ("duckdb", "pandas", "plotly", "pyarrow", "streamlit")
CPU_INFO = Path("/proc/cpuinfo")


def describe() -> dict[str, object]:
    """Commit, time, processor, cores, load before measuring, and versions."""
    return {
        "commit": _commit(),
        "measured_at": datetime.now().isoformat(timespec="seconds"),
        "cpu": _cpu(),
        "cores": os.cpu_count(),
        "load_average": os.getloadavg()[0],
        "versions": {"python": platform.python_version()} | {p: version(p) for p in PACKAGES},
    }


def _commit() -> str | None:
    """Short name of the commit, with + where files differ from it; None outside git."""
    command = ["git", "describe", "--always", "--dirty=+"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or None


def _cpu() -> str:
    if not CPU_INFO.exists():
        return platform.processor()
    lines = CPU_INFO.read_text().splitlines()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()
