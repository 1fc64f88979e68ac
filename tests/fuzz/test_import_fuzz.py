"""Damaged files: each is refused with place and remedy, or every row of it is accounted for.

The sample exports are damaged by chance (seeded) and imported one at a time;
`make fuzz EXAMPLES=2000` does it longer. The count of runs is printed.
"""

import os
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from inspection.data import engine, snapshots
from inspection.errors import BadInput
from inspection.ingest.publish import import_files
from inspection.settings import ROOT

SEED = 2022
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))
SAMPLES = {
    kind: sorted((ROOT / "data" / "sample").glob(f"*_20220909.{kind}")) for kind in ("csv", "xlsx")
}
GARBAGE = (b"\x00", b"\xff\xfe", b'"', b"\r", b",,,,", "合计".encode(), b"=1+1", b"9" * 40)


def truncate(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def cut_span(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    del data[start : start + chance.randint(1, 200)]


def flip_byte(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def insert_garbage(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    data[at:at] = chance.choice(GARBAGE)


def repeat_span(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    data[start:start] = data[start : start + chance.randint(1, 400)]


DAMAGES: tuple[Callable[[bytearray, random.Random], None], ...] = (
    truncate,
    cut_span,
    flip_byte,
    insert_garbage,
    repeat_span,
)


def damage(original: bytes, chance: random.Random) -> bytes:
    """The file with one to three wounds; never empty before a wound."""
    data = bytearray(original)
    for wound in chance.choices(DAMAGES, k=chance.randint(1, 3)):
        if data:
            wound(data, chance)
    return bytes(data)


def take(path: Path) -> tuple[BadInput | None, dict]:
    """What the importer says: its refusal, or nothing and its report."""
    try:
        return None, import_files([path])
    except BadInput as error:
        return error, {}


def outcome(path: Path) -> str:
    """`refused` or `imported`; asserts what each of them promises."""
    before = snapshots.current()
    refusal, report = take(path)
    if refusal is not None:
        assert refusal.what, path.name
        assert refusal.where or refusal.remedy, path.name
        assert snapshots.current() == before
        return "refused"
    for sheet in report["files"]:
        parts = (sheet[name] for name in ("loaded", "duplicate", "rejected", "non_data"))
        assert sheet["read"] == sum(parts), sheet
    return "imported"


def test_damaged_file_is_refused_or_accounted_for(
    warehouse_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "build_marts", lambda folder, path, year: path.touch())
    chance = random.Random(SEED)
    seen: Counter[str] = Counter()
    for number in range(EXAMPLES):
        sample = chance.choice(SAMPLES[chance.choice(("csv", "csv", "xlsx"))])
        path = tmp_path / f"{number}_{sample.name}"
        path.write_bytes(damage(sample.read_bytes(), chance))
        seen[outcome(path)] += 1
        path.unlink()
    print(f"fuzz: {EXAMPLES} damaged files, {dict(seen)}")
    assert sum(seen.values()) == EXAMPLES
    assert set(seen) == {"refused", "imported"}
