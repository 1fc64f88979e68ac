"""How long a provincial draw takes: a synthetic province, drawn and verified.

Every number here is invented from a seed; numpy's generator serves the making
of test data only, never a draw.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from inspection.draw.files.archive import VERIFIER
from inspection.draw.files.canonical import format_rows
from inspection.draw.files.ids import ALPHABET, WEIGHTS
from inspection.draw.packages.batch import draw_batch, write_batch
from inspection.draw.packages.package import Inputs
from inspection.draw.ssj1.commitment import commit_to
from inspection.draw.ssj1.frame import Frame, frame_of
from inspection.draw.ssj1.plan import format_plan, parse_plan
from inspection.draw.ssj1.roster import Roster, parse_roster

SECRET, PUBLIC = f"{2022:064x}", "3.8.14.21.27.33./5./7.11.19./"
# Short name, first region code, regions, share of the stock in ppm, floor in ppm.
UNITS = (
    ("福州", 350102, 13, 210_000, 40_000),
    ("厦门", 350203, 6, 190_000, 40_000),
    ("莆田", 350302, 5, 60_000, 35_000),
    ("三明", 350402, 11, 55_000, 35_000),
    ("泉州", 350502, 12, 245_000, 40_000),
    ("漳州", 350602, 11, 95_000, 35_000),
    ("南平", 350702, 10, 50_000, 35_000),
    ("龙岩", 350802, 7, 45_000, 35_000),
    ("宁德", 350902, 9, 40_000, 35_000),
    ("平潭", 350128, 1, 10_000, 40_000),
)
# One letter per percent of the stock.
CLASSES = np.array(list("A" * 55 + "B" * 34 + "C" * 9 + "D" * 2))
RATES = {
    40_000: {"A": 20_000, "B": 50_000, "C": 100_000, "D": 200_000},
    35_000: {"A": 15_000, "B": 45_000, "C": 90_000, "D": 200_000},
}
STATIONS, RECUSED_SHARE = 8, 0.02


class Spent(NamedTuple):
    """Seconds on the clock, and of processors by this process and its finished children."""

    clock: float
    processors: float


class Measured(NamedTuple):
    """Seconds on the clock and of processors, and what they were spent on."""

    entities: int
    drawn: int
    pairs: int
    draw_seconds: float
    draw_cpu_seconds: float
    verify_seconds: float
    verify_cpu_seconds: float
    passed: bool


def measure_draw(folder: Path, entities: int = 1_700_000, inspectors: int = 10_000) -> Measured:
    """Draws and verifies a province of ten packages under an empty `folder`.

    The draw is timed from canonical files to files on disk, the verifier from
    the start of its own process to its last line.
    """
    prepared, drawn = folder / "prepared", folder / "drawn"
    write_province(prepared, entities, inspectors)
    started = _spent()
    summaries = draw_batch(prepared, SECRET, PUBLIC, drawn)
    finished = _spent()
    verified = subprocess.run([sys.executable, str(VERIFIER), str(drawn)], capture_output=True)
    ended = _spent()
    return Measured(
        sum(summary.stock_count for summary in summaries),
        sum(summary.drawn_count for summary in summaries),
        sum(summary.pair_count for summary in summaries),
        finished.clock - started.clock,
        finished.processors - started.processors,
        ended.clock - finished.clock,
        ended.processors - finished.processors,
        verified.returncode == 0,
    )


def _spent() -> Spent:
    times = os.times()
    processors = times.user + times.system + times.children_user + times.children_system
    return Spent(times.elapsed, processors)


def write_province(folder: Path, entities: int, inspectors: int, seed: int = 2022) -> None:
    """Writes the inputs of a batch: a folder per unit with frame, roster and plan."""
    generator = np.random.default_rng(seed)
    regions = sum(unit[2] for unit in UNITS)
    packages = {}
    for name, first, count, share, floor in UNITS:
        codes = [f"{first + step:06d}" for step in range(count)]
        frame = make_frame(codes, entities * share // 1_000_000, generator)
        roster = make_roster(codes, max(2, inspectors // regions), frame, generator)
        plan = parse_plan(make_plan(name, frame, roster, floor))
        packages[name] = Inputs(frame, roster, plan, {})
    write_batch(folder, packages)


def make_frame(regions: list[str], stock_count: int, generator: np.random.Generator) -> Frame:
    """A frame of invented codes with right check digits, spread evenly over regions."""
    numbers = np.arange(stock_count)
    region = np.array(regions)[numbers % len(regions)]
    bodies = [f"91{code}MA{number:07d}" for code, number in zip(region, numbers, strict=True)]
    classes = CLASSES[generator.permutation(stock_count) % len(CLASSES)]
    stations = generator.integers(STATIONS, size=stock_count)
    return frame_of(
        pa.table(
            {
                "id": with_check_digits(bodies),
                "region": region,
                "unit": np.char.add("所", stations.astype(str)),
                "class": classes,
                "group": np.zeros(stock_count, dtype=np.int64),
            }
        )
    )


def with_check_digits(bodies: list[str]) -> list[str]:
    """Codes of 18 characters from their first 17, upper-case letters of GB 32100."""
    letters = np.frombuffer("".join(bodies).encode(), dtype=np.uint8).reshape(len(bodies), 17)
    value = np.zeros(256, dtype=np.int32)
    value[np.frombuffer(ALPHABET.encode(), dtype=np.uint8)] = np.arange(len(ALPHABET))
    digits = -(value[letters] @ WEIGHTS[:17]) % 31
    return [body + ALPHABET[digit] for body, digit in zip(bodies, digits, strict=True)]


def make_roster(
    regions: list[str], per_region: int, frame: Frame, generator: np.random.Generator
) -> Roster:
    """Inspectors of every station of every region; some are recused from one entity."""
    ids = frame.table["id"]
    rows = []
    for region in regions:
        for number in range(per_region):
            is_recused = generator.random() < RECUSED_SHARE
            recusal = ids[int(generator.integers(len(ids)))].as_py() if is_recused else ""
            rows.append((f"{region}-{number:04d}", region, f"所{number % STATIONS}", recusal))
    return parse_roster(format_rows(rows))


def make_plan(name: str, frame: Frame, roster: Roster, floor_ppm: int) -> bytes:
    """A plan whose rates keep the floor."""
    return format_plan(
        {
            "draw_id": f"演示-{name}",
            "frame_sha256": frame.sha256,
            "roster_sha256": roster.sha256,
            "rate_ppm": RATES[floor_ppm],
            "floor_ppm": floor_ppm,
            "rounding": "random",
            "cross_unit": True,
            "commit": commit_to(SECRET),
            "public_source": "演示数据",
            "reveal_by": "2022-06-30",
        }
    )
