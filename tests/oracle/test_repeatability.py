"""The same seed writes the same bytes."""

import hashlib
import subprocess
import sys
from pathlib import Path

from .product import ROOT

OPTIONS = ["--scale", "0.02", "--seed", "7"]


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of every file by its path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def write(folder: Path) -> dict[str, str]:
    """One demo in a process of its own."""
    command = [sys.executable, "-m", "inspection", "demo", "--out", str(folder), *OPTIONS]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return digests(folder)


def test_two_demos_of_one_seed_are_identical(tmp_path: Path) -> None:
    first = write(tmp_path / "one")
    assert len(first) > 50
    assert first == write(tmp_path / "two")
