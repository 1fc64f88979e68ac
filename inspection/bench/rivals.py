"""Peers on raw rows beside the product: the same days, each in a process under limits.

Out of memory, out of time and not installed are results, and stand in the name of the measure.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from inspection.bench import processes, visits, wire
from inspection.bench.measures import Measure, summarise
from inspection.bench.peers.asking import PEERS
from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.data.snapshots import Snapshot
from inspection.errors import CheckFailed
from inspection.settings import ROOT

# Bytes of a process, and seconds that it may take.
MOST_BYTES, PATIENCE = 4 * 2**30, 300
DAYS = 5
NAIVE = Path(__file__).with_name("naive") / "entry.py"
QUESTION = "completion_by_unit"
OUTCOMES = {"memory": "out of memory", "time": "out of time", "absent": "not installed"}


def measure_rivals(snapshot: Snapshot) -> list[Measure]:
    """Milliseconds of an answer by each peer, and how many times those of the product.

    Raises CheckFailed where two peers answer differently.
    """
    days = [snapshot.data_date - timedelta(7 * number) for number in range(DAYS)]
    own = [_own(snapshot, day) for day in days]
    measures = [summarise("answer by marts", "ms", own, None)]
    answers: dict[str, Sequence[object]] = {}
    for peer in PEERS:
        told = ask(peer, snapshot.folder, days)
        if isinstance(told, str):
            measures.append(summarise(f"answer by {peer}: {told}", "", [0], None))
            continue
        answers[peer] = told["answers"]
        taken = [seconds * 1000 for seconds in told["seconds"]]
        measures.append(summarise(f"answer by {peer}", "ms", taken, None))
        times = median(taken) / median(own)
        measures.append(summarise(f"times faster than {peer}", "", [times], None))
    check(answers)
    return measures


def measure_naive(snapshot: Snapshot, own: Measure, rounds: int, cwd: Path) -> list[Measure]:
    """Milliseconds of a filter change of the naive 总览, and how many times `own`, the product's.

    Raises CheckFailed where it does not follow the filters.
    """
    given = {"SNAPSHOT": str(snapshot.folder), "LAST_DAY": snapshot.data_date.isoformat()}
    fresh = islice(visits.unused_filters(snapshot.data_date), rounds)
    with (
        processes.serving_script(NAIVE, cwd, given) as server,
        wire.connect(server.address) as session,
    ):
        session.open(session.pages()[0])
        taken = [visits.change_filters(session, {}, *pair) for pair in fresh]
    times = median(taken) / float(str(own["median"]))
    return [
        summarise("page / written naively", "ms", taken, None),
        summarise("times faster than written naively", "", [times], None),
    ]


def check(answers: Mapping[str, Sequence[object]]) -> None:
    """Raises CheckFailed where the peers do not agree."""
    different = [peer for peer, told in answers.items() if told != next(iter(answers.values()))]
    if different:
        raise CheckFailed(f"逐行统计的结果不一致：{'、'.join([next(iter(answers)), *different])}")


def _own(snapshot: Snapshot, day: date) -> float:
    """Milliseconds of the product for what the peers count, and all else that it tells by unit."""
    began = perf_counter()
    warehouse.answer(QUESTION, scope=LOCAL, snapshot=snapshot, as_of=day)
    return (perf_counter() - began) * 1000


def ask(
    peer: str, folder: Path, days: Sequence[date], most_bytes: int = MOST_BYTES
) -> dict[str, Any] | str:
    """What a peer tells of these days; why it did not."""
    if find_spec(peer if peer != "sqlite" else "sqlite3") is None:
        return OUTCOMES["absent"]
    command = [sys.executable, "-m", "inspection.bench.peers.asking", peer, str(folder)]
    try:
        done = subprocess.run(
            [*command, *map(str, days)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (most_bytes, most_bytes)),
        )
    except subprocess.TimeoutExpired:
        return OUTCOMES["time"]
    if done.returncode:
        return OUTCOMES["memory"]
    told: dict[str, Any] = json.loads(done.stdout)
    return told
