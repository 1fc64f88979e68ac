"""The manifest of a snapshot: what it was made of, by which rules, with which software."""

import hashlib
import json
import platform
from collections.abc import Iterable
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from inspection.data import reference
from inspection.ingest.ledger import Entry
from inspection.settings import settings

SOFTWARE = ("duckdb", "pyarrow", "python-calamine", "chinesecalendar")


def snapshot_id(created_at: datetime, entries: Iterable[Entry], before: Path | None) -> str:
    """Time and eight digits of what the snapshot is made of."""
    parts = [before.name if before else ""]
    parts += [entry.sha256 for entry in entries]
    parts += [reference.fingerprint(name) for name in reference.names()]
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return f"{created_at:%Y%m%dT%H%M%S}-{digest[:8]}"


def write_manifest(
    folder: Path, name: str, created_at: datetime, entries: list[Entry], rows: dict[str, int]
) -> None:
    """`manifest.json` in the snapshot's folder."""
    manifest = {
        "id": name,
        "data_date": max(entry.exported_on for entry in entries).isoformat(),
        "created_at": created_at.isoformat(timespec="seconds"),
        "engine": settings().engine,
        "is_synthetic": any(entry.is_synthetic for entry in entries),
        "files": [entry.account(entry.path) for entry in entries],
        "reference": {
            table: {
                "version": reference.header(table)["version"],
                "sha256": reference.fingerprint(table),
            }
            for table in reference.names()
        },
        "versions": {
            "python": platform.python_version(),
            **{package: version(package) for package in SOFTWARE},
        },
        "rows": rows,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")
