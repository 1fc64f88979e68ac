"""Writing a folder whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from inspection.errors import BadInput


def reject_existing(out: Path) -> None:
    """Raises BadInput where the target holds anything, or cannot be made."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise BadInput("输出位置已有内容，不会覆盖", str(out), "请换一个新的目录")
    if not out.resolve().parent.is_dir():
        raise BadInput("输出位置的上级目录不存在", str(out), "请先建立上级目录")


def write_folder(out: Path, files: Mapping[str, bytes]) -> None:
    """Writes files (relative path → bytes) beside `out`, then renames: all or nothing."""
    out = out.resolve()
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as holder:
        fresh = Path(holder) / out.name
        fresh.mkdir()
        write_files(fresh, files)
        fresh.replace(out)


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes files under an existing folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def add_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Adds files to a folder: all are on disk before the first takes its name."""
    holder = Path(tempfile.mkdtemp(dir=folder.resolve().parent, prefix=f".{folder.name}-"))
    try:
        write_files(holder, files)
        for name in files:
            os.replace(holder / name, folder / name)
    finally:
        shutil.rmtree(holder)
