"""The manifest of a snapshot: what it was made of, by which rules, with which software."""

import hashlib
import json
import platform
from collections.abc import Iterable, Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from inspection.data import engine, reference
from inspection.ingest.ledger import Entry, data_date
from inspection.ingest.rules import RuleFile, summary
from inspection.settings import settings

SOFTWARE = ("duckdb", "pyarrow", "python-calamine", "lxml", "chinesecalendar")


def snapshot_id(created_at: datetime, entries: Iterable[Entry], before: Path | None) -> str:
    """Time and eight digits of what the snapshot is made of."""
    parts = [before.name if before else ""]
    parts += [entry.sha256 for entry in entries]
    parts += [reference.fingerprint(name) for name in reference.names()]
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return f"{created_at:%Y%m%dT%H%M%S}-{digest[:8]}"


class Made(NamedTuple):
    """What a snapshot was made of, and when."""

    name: str
    created_at: datetime
    years: Sequence[int]
    entries: list[Entry]
    rules: list[RuleFile]
    rows: dict[str, int]


def write_manifest(folder: Path, made: Made) -> None:
    """`manifest.json` in the snapshot's folder."""
    manifest = {
        "id": made.name,
        "data_date": data_date(made.entries).isoformat(),
        "years": list(made.years),
        "created_at": made.created_at.isoformat(timespec="seconds"),
        "engine": engine.address(),
        "profile": settings().profile_name,
        "is_synthetic": any(entry.is_synthetic for entry in made.entries),
        "files": [entry.account(entry.path) for entry in made.entries],
        "rules": summary(made.rules),
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
        "rows": made.rows,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")
