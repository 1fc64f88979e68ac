"""The batch 抽取批次: one package per reporting unit, each with rates of its own.

`batch.json` lists the folders with the hash of each plan; it is published
before the randomness exists, so no package can be added, left out or swapped.
"""

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from inspection.draw.files.canonical import sha256_of
from inspection.draw.files.folders import add_files, reject_existing, write_folder
from inspection.draw.packages.package import (
    DRAWN,
    FRAME,
    PLAN,
    ROSTER,
    Inputs,
    Summary,
    draw_files,
    read_bytes,
    read_inputs,
)
from inspection.draw.ssj1.plan import SPEC
from inspection.errors import BadInput

BATCH = "batch.json"
# DuckDB ranks one package while Python pairs another.
PACKAGES_AT_ONCE = 2


def format_batch(plans: Mapping[str, str]) -> bytes:
    """The bytes of batch.json: SHA-256 of the plan by folder name."""
    return (
        json.dumps({SPEC: dict(plans)}, ensure_ascii=False, sort_keys=True, indent=1).encode()
        + b"\n"
    )


def write_batch(out: Path, packages: Mapping[str, Inputs]) -> None:
    """Writes the inputs of a batch, a folder per name, with batch.json. Raises BadInput."""
    reject_existing(out)
    files = {BATCH: format_batch({name: package.plan.sha256 for name, package in packages.items()})}
    for name, (frame, roster, plan, attachments) in packages.items():
        inputs = {FRAME: frame.data, ROSTER: roster.data, PLAN: plan.data, **attachments}
        files |= {f"{name}/{file}": data for file, data in inputs.items()}
    write_folder(out, files)


def draw_batch(folder: Path, secret: str, public: str, out: Path | None = None) -> list[Summary]:
    """Draws every package of a batch; without `out` the results join their inputs.

    Raises BadInput for anything wrong with any input, and then writes nothing.
    """
    plans = read_batch(folder)
    _reject_target(folder, plans, out)
    with ThreadPoolExecutor(PACKAGES_AT_ONCE) as pool:
        jobs = {
            name: pool.submit(_draw_one, folder / name, secret, public)
            for name in sorted(plans, key=lambda name: _frame_bytes(folder / name), reverse=True)
        }
        packages = [jobs[name].result() for name in plans]
    files = {
        f"{name}/{file}": data
        for name, (package, _) in zip(plans, packages, strict=True)
        for file, data in package.items()
    }
    _write(folder, out, files)
    return [summary for _, summary in packages]


def read_batch(folder: Path) -> dict[str, str]:
    """Hash of the plan by folder name. Raises BadInput unless the folders are just these."""
    where, remedy = str(folder / BATCH), "请使用公布方案时生成的批次目录"
    try:
        plans: Any = json.loads(read_bytes(folder / BATCH))[SPEC]
    except (ValueError, TypeError, KeyError) as error:
        raise BadInput("批次文件无法读取", where, remedy) from error
    present = {path.name for path in folder.iterdir() if path.is_dir()}
    if not isinstance(plans, dict) or not plans or plans.keys() != present:
        raise BadInput("批次文件所列与目录中的抽取包不一致", where, remedy)
    for name, sha256 in plans.items():
        if sha256_of(read_bytes(folder / name / PLAN)) != sha256:
            raise BadInput("方案与批次文件所载散列不符", str(folder / name / PLAN), remedy)
    return plans


def _draw_one(folder: Path, secret: str, public: str) -> tuple[dict[str, bytes], Summary]:
    return draw_files(
        read_inputs(*(folder / name for name in (FRAME, ROSTER, PLAN))), secret, public
    )


def _frame_bytes(folder: Path) -> int:
    """Size of a frame: the largest is drawn first, so that none is waited for at the end."""
    path = folder / FRAME
    return path.stat().st_size if path.exists() else 0


def _reject_target(folder: Path, plans: Mapping[str, str], out: Path | None) -> None:
    if out is not None and out.resolve() != folder.resolve():
        reject_existing(out)
        return
    for name in plans:
        if (folder / name / DRAWN).exists():
            remedy = "同一方案只抽取一次；如需复算，请用 --out 指定新目录"
            raise BadInput("该抽取包已有抽取结果", str(folder / name / DRAWN), remedy)


def _write(folder: Path, out: Path | None, files: dict[str, bytes]) -> None:
    if out is not None and out.resolve() != folder.resolve():
        write_folder(out, {BATCH: read_bytes(folder / BATCH), **files})
    else:
        add_files(folder, {p: data for p, data in files.items() if not (folder / p).exists()})
