"""The command `demo` where it writes a warehouse instead of exports, and what room it takes."""

import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from inspection.demo import DIRECT_FROM, last_day, one_world, write_canonical, write_small
from inspection.errors import BadInput, EnvironmentProblem
from inspection.ingest.direct import Large, Part, publish_direct
from inspection.ingest.publish import OnStage
from inspection.settings import change, settings
from inspection.text import text

# Bytes on the disk at scale 1, rounded up: exports; a warehouse, its marts and what is
# spilled meanwhile (docs/operating.md says how they were measured).
EXPORT_BYTES, DIRECT_BYTES = 600 << 20, 1 << 30
MEBIBYTE = 1 << 20


def is_direct(scale: float, is_wished: bool) -> bool:
    """Whether `demo` writes no exports."""
    return is_wished or scale >= DIRECT_FROM


def check_imported(scales: Iterable[float]) -> None:
    """Raises BadInput for a scale from which on there are no exports to import."""
    if any(scale >= DIRECT_FROM for scale in scales):
        said = text("cli.bench.no_exports", scale=f"{DIRECT_FROM:g}")
        raise BadInput(said, "--scale", text("cli.bench.no_exports_remedy"))


def check_room(out: Path, scale: float, without_exports: bool) -> None:
    """Raises EnvironmentProblem where the disk has less room than a demo of `scale` takes."""
    needed = int(scale * (DIRECT_BYTES if without_exports else EXPORT_BYTES))
    place = next(one for one in (out.absolute(), *out.absolute().parents) if one.exists())
    free = shutil.disk_usage(place).free
    if free < needed:
        most, least = -(-needed // MEBIBYTE), free // MEBIBYTE
        said = text("cli.demo.no_room", scale=f"{scale:g}", needed=most, free=least)
        raise EnvironmentProblem(said, str(place), text("cli.demo.no_room_remedy"))


def write_direct(
    out: Path,
    scale: float,
    seed: int,
    effects: bool,
    years: list[int],
    until: date | None,
    on_stage: OnStage,
) -> str:
    """A warehouse in `out` with the snapshot of one year; its id."""
    if len(years) > 1:
        said = text("cli.demo.direct_years", count=len(years))
        raise BadInput(said, "--year", text("cli.demo.direct_years_remedy"))
    day = until or last_day(years)
    before = settings().data

    def write(folder: Path, small: Path) -> Large:
        world = one_world(scale, seed, effects, years[0])
        written = write_canonical(world, folder, day)
        parts = [Part(*part) for part in written.parts]
        paths = write_small(world, written.named, small, day)
        return Large(parts, written.rows, written.numbers, paths)

    change(data=str(out))
    try:
        return publish_direct(write, on_stage)
    finally:
        change(data=str(before))
