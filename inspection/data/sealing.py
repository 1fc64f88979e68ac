"""Seals of a snapshot: the hash of every file in its manifest, and of the manifest beside it.

`verify` names every file that is missing, was changed or came in since; a snapshot made
before there were seals has none, and says so.
"""

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from inspection.data import schema

MANIFEST = "manifest.json"
# As `sha256sum -c` reads it.
SEAL = "manifest.sha256"
CONTENT = "content"
OWNER_FILE = 0o600


def seal(folder: Path) -> None:
    """Put hashes of all files and the schema into the manifest, and its own hash beside it."""
    path = folder / MANIFEST
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest[schema.KEY] = schema.described()
    manifest[CONTENT] = {name: _digest(folder / name) for name in _files(folder)}
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    path.write_text(text, encoding="utf-8")
    (folder / SEAL).write_text(f"{_digest(path)}  {MANIFEST}\n", encoding="utf-8")
    for one in folder.rglob("*"):
        one.chmod(0o700 if one.is_dir() else OWNER_FILE)


def is_sealed(folder: Path) -> bool:
    """Whether the snapshot has hashes to compare with."""
    return (folder / SEAL).exists()


def verify(folder: Path) -> list[str]:
    """Files that are not as they were sealed, by name; read anew only where something changed."""
    return list(_verified(folder, _signature(folder)))


@lru_cache(maxsize=64)
def _verified(folder: Path, _signature: tuple[tuple[str, int, int], ...]) -> tuple[str, ...]:
    seal = folder / SEAL
    path = folder / MANIFEST
    if not path.exists() or not seal.exists():
        return (MANIFEST if not path.exists() else SEAL,)
    if seal.read_text(encoding="utf-8", errors="replace").split()[:1] != [_digest(path)]:
        return (MANIFEST,)
    content = json.loads(path.read_text(encoding="utf-8"))[CONTENT]
    found = _files(folder)
    changed = [name for name in found if content.get(name) != _digest(folder / name)]
    return tuple(sorted({*changed, *(content.keys() - set(found))}))


def _signature(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Names, sizes and times of all files."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    stats = [(path, path.stat()) for path in found]
    return tuple((str(path), stat.st_size, stat.st_mtime_ns) for path, stat in stats)


def _files(folder: Path) -> list[str]:
    own = (MANIFEST, SEAL)
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return sorted(
        name for path in paths if (name := path.relative_to(folder).as_posix()) not in own
    )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
