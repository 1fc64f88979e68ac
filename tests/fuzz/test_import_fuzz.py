"""Damaged files: each is refused with place and remedy, or every row of it is accounted for.

Small exports of every format are damaged by chance (seeded). Each is read and cleaned in a
child process, so that also what would end the process is seen; a few are imported whole.
`make fuzz EXAMPLES=3000` does it longer and writes the count beside the benchmarks.
"""

import json
import os
import random
import select
import subprocess
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest
from built import without_marts

from fuzz.samples import damage, samples
from inspection.bench import machine
from inspection.data import engine, snapshots
from inspection.errors import BadInput
from inspection.ingest.publish import import_files
from inspection.settings import ROOT

SEED = 2022
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "90"))
IMPORTED_WHOLE = 9
# Where the count of a long run is kept.
RECORD = os.environ.get("FUZZ_RECORD")
SECONDS = 120
WORKER = Path(__file__).with_name("worker.py")


@pytest.fixture
def worker():
    """A child process that answers for one path after the other."""
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    command = [sys.executable, str(WORKER)]
    with subprocess.Popen(command, env=environment, text=True, **pipes) as child:
        yield child
        child.stdin.close()


def answer_of(worker: subprocess.Popen, path: Path) -> dict:
    """What the child says of a file; fails with its last words where it says nothing."""
    worker.stdin.write(f"{path}\n")
    worker.stdin.flush()
    ready, _, _ = select.select([worker.stdout], [], [], SECONDS)
    if not ready:
        worker.kill()
        pytest.fail(f"{path.name}: no answer within {SECONDS} s")
    line = worker.stdout.readline()
    if not line:
        pytest.fail(f"{path.name}: {worker.stderr.read()[-3000:]} (exit {worker.wait()})")
    return json.loads(line)


def damaged(folder: Path, count: int, seed: int):
    """Format and path of one damaged file after the other; each is gone before the next."""
    chance, whole = random.Random(seed), samples()
    for number in range(count):
        kind = sorted(whole)[number % len(whole)]
        name, data = chance.choice(whole[kind])
        path = folder / f"{number}_{name}"
        path.write_bytes(damage(data, chance))
        yield kind, path
        path.unlink()


def test_damaged_file_is_refused_or_accounted_for(worker, tmp_path):
    seen: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for kind, path in damaged(tmp_path, EXAMPLES, SEED):
        said = answer_of(worker, path)
        kinds[kind] += 1
        if "refused" in said:
            assert said["is_told"], (path.name, said)
            seen["refused"] += 1
        else:
            assert said["is_closed"], (path.name, said)
            seen["imported"] += 1
    print(f"fuzz: {EXAMPLES} damaged files, {dict(seen)}, {dict(kinds)}")
    assert sum(seen.values()) == EXAMPLES
    assert set(seen) == {"refused", "imported"}
    if RECORD:
        keep_count(Path(RECORD), seen, kinds)


def keep_count(path: Path, seen: Counter[str], kinds: Counter[str]) -> None:
    """Put the count beside the measures that stand in the file."""
    figures = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    place = machine.describe()
    figures["fuzz"] = {
        "commit": place["commit"],
        "measured_at": datetime.now().isoformat(timespec="seconds"),
        "files": sum(seen.values()),
        **seen,
        "formats": dict(kinds),
    }
    text = json.dumps(figures, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def test_a_damaged_file_imported_whole_publishes_what_it_accounts_for_or_nothing(
    warehouse_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "build_marts", without_marts)
    for _, path in damaged(tmp_path, IMPORTED_WHOLE, SEED + 1):
        before = snapshots.current()
        refusal, report = taken(path)
        if refusal is not None:
            assert refusal.what, path.name
            assert refusal.where or refusal.remedy, path.name
            assert snapshots.current() == before
        for sheet in report.get("files", []):
            parts = (sheet[name] for name in ("loaded", "duplicate", "rejected", "non_data"))
            assert sheet["read"] == sum(parts), sheet


def taken(path: Path) -> tuple[BadInput | None, dict]:
    """What the importer says: its refusal, or nothing and its report."""
    try:
        return None, import_files([path])
    except BadInput as error:
        return error, {}
