"""Mappings kept with the warehouse: found again by the header of the file they were made for."""

import hashlib
import os
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from inspection.data.columns import heading
from inspection.errors import BadInput
from inspection.ingest.mapping.checking import check
from inspection.ingest.mapping.column_map import ColumnMap, Saved
from inspection.ingest.mapping.documents import dump_document
from inspection.ingest.mapping.reading import read_map
from inspection.ingest.vocabulary import CORRECTS, NOTE, Vocabulary, header_key

SUFFIX = ".yaml"
DIGITS = 16


def fingerprint(texts: Sequence[str]) -> str:
    """What a header is known by: its cells as headers are compared, in their order.

    The two columns of a file that was given back to be corrected do not belong to it.
    """
    ours = {header_key(heading(name)) for name in (CORRECTS, NOTE)}
    keys = [key for key in map(header_key, texts) if key not in ours]
    while keys and not keys[-1]:
        keys.pop()
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()[:DIGITS]


def find_saved(texts: Sequence[str], words: Vocabulary) -> ColumnMap | None:
    """The mapping saved for a header, or None. Raises BadInput where it no longer can be read."""
    if words.saved is None or not words.saved.is_dir():
        return None
    path = _path(texts, words)
    if path is None or not path.is_file():
        return None
    return read_map(path, words)


def save_map(told: ColumnMap, texts: Sequence[str], words: Vocabulary, saved: Saved) -> Path:
    """Keep a mapping for files with this header; whole or not at all. Raises BadInput."""
    path = _path(texts, words)
    if path is None:
        raise BadInput("这个表头没有文字", saved.file, "核对表头所在的行")
    kept = told._replace(saved=saved, where=str(path))
    check(kept, words)
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, dump_document(kept.as_document()))
    return path


def forget_map(texts: Sequence[str], words: Vocabulary) -> None:
    """Files with this header are read by the synonyms again."""
    path = _path(texts, words)
    if path:
        path.unlink(missing_ok=True)


def now() -> str:
    """The time that is noted with a mapping."""
    return datetime.now().isoformat(sep=" ", timespec="seconds")


def _path(texts: Sequence[str], words: Vocabulary) -> Path | None:
    if words.saved is None or not any(header_key(text) for text in texts):
        return None
    return words.saved / f"{fingerprint(texts)}{SUFFIX}"


def _write(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".saving-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
