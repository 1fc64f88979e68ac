"""A folder that is imported unattended: what lies still is taken, moved, and told of beside it.

A file is taken once its size and time have not changed between two looks. It ends in
`done/` or `failed/`, its account beside it as text and as JSON; a bad file stops no other.
"""

import json
import os
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from inspection.data.columns import MISSING, said
from inspection.errors import BadInput
from inspection.ingest.account import in_words as account_in_words
from inspection.ingest.publish import import_files
from inspection.text import text

DONE, FAILED = "done", "failed"
# What programmes leave beside a file while they write it.
UNFINISHED = (".part", ".partial", ".tmp", ".crdownload")
Account = dict[str, Any]


class Outcome(NamedTuple):
    """What became of one file: where it is now, and its account."""

    path: Path
    account: Account

    @property
    def is_done(self) -> bool:
        return self.account["error"] is None


class Inbox:
    """A folder looked at again and again. Raises BadInput where it is none."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise BadInput("没有这个文件夹", str(folder), "先建好再监视")
        self.folder = folder
        self._seen: dict[Path, tuple[int, int]] = {}

    def look(self) -> list[Path]:
        """Files that have not changed since the last look, in the order of their names."""
        before, self._seen = self._seen, {path: _state(path) for path in _files(self.folder)}
        return [path for path, state in sorted(self._seen.items()) if before.get(path) == state]

    def take(self, paths: list[Path], at: datetime, **way: Any) -> list[Outcome]:
        """Import these files, and move those that did not change meanwhile."""
        accounts = _import(paths, way)
        return [
            self._move(path, accounts[path] | {"at": at.isoformat(timespec="seconds")})
            for path in paths
            if _state(path) == self._seen.get(path)
        ]

    def _move(self, path: Path, account: Account) -> Outcome:
        name = DONE if account["error"] is None else FAILED
        place = self.folder / name
        place.mkdir(exist_ok=True)
        target = _free(place / path.name)
        os.replace(path, target)
        shown = json.dumps(account, ensure_ascii=False, indent=1)
        target.with_name(f"{target.name}.json").write_text(shown + "\n", encoding="utf-8")
        told = "\n".join(in_words(account))
        target.with_name(f"{target.name}.txt").write_text(told + "\n", encoding="utf-8")
        return Outcome(target, account)


def watch(
    inbox: Inbox,
    wait: Callable[[], None],
    tell: Callable[[Outcome], None],
    **way: Any,
) -> None:
    """Look, take and wait until `wait` raises."""
    while True:
        if still := inbox.look():
            for outcome in inbox.take(still, datetime.now(), **way):
                tell(outcome)
        wait()


def in_words(account: Mapping[str, Any]) -> list[str]:
    """An account as lines for a reader."""
    if account["is_known"] and not account["error"]:
        return [text("inbox.known", **account)]
    told = [text("inbox.refused", **account)] if account["error"] else []
    told += [text("inbox.published", **account)] if account["sheets"] else []
    for sheet in account["sheets"]:
        told.append(text("inbox.sheet", **sheet | {"table": _title(sheet)}))
        told += [f"  {sentence}" for sentence in account_in_words(sheet)]
    return told


def _title(sheet: Mapping[str, Any]) -> str:
    return said("table_name", sheet["table"], "zh") if sheet["table"] else MISSING


def _import(paths: list[Path], way: Mapping[str, Any]) -> dict[Path, Account]:
    """The account of each file; together, or one by one where together nothing goes."""
    links = [path for path in paths if path.is_symlink()]
    found = {path: _refused(path, BadInput("符号链接不导入", str(path))) for path in links}
    real = [path for path in paths if path not in found]
    return found | (_import_together(real, way) if real else {})


def _import_together(paths: list[Path], way: Mapping[str, Any]) -> dict[Path, Account]:
    try:
        report: dict[str, Any] = import_files(paths, skip_bad=True, **way)
    except BadInput as error:
        if len(paths) == 1:
            return {paths[0]: _refused(paths[0], error)}
        alone = (_import_together([path], way) for path in paths)
        return {path: account for one in alone for path, account in one.items()}
    return {path: _account(path, report) for path in paths}


def _account(path: Path, report: Mapping[str, Any]) -> Account:
    refused = [one["error"] for one in report["refused"] if _is_of(path, one["path"])]
    refused += [
        text("remark.unread", **one)
        for one in report["unread"]
        if one["looks_like_data"] and _is_of(path, one["path"])
    ]
    sheets = [file for file in report["files"] if _is_of(path, file["path"])]
    return {
        "path": path.name,
        "error": "\n".join(refused) or None,
        "is_known": not sheets and any(_is_of(path, one) for one in report["skipped"]),
        "snapshot": report["snapshot"],
        "data_date": report["data_date"],
        "sheets": sheets,
    }


def _is_of(path: Path, told: str) -> bool:
    """Whether a report speaks of this file, or of one in this archive."""
    return told == str(path) or told.startswith(f"{path}/")


def _refused(path: Path, error: BadInput) -> Account:
    return {"path": path.name, "error": str(error), "is_known": False, "sheets": []}


def _files(folder: Path) -> list[Path]:
    ended = [folder / DONE, folder / FAILED]
    return [
        path
        for path in folder.rglob("*")
        if (path.is_file() or path.is_symlink())
        and not any(place in path.parents for place in ended)
        and not path.name.startswith((".", "~$"))
        and path.suffix.lower() not in UNFINISHED
    ]


def _state(path: Path) -> tuple[int, int]:
    """Size and time of a file; of one that is gone nothing."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return (-1, -1)
    return (found.st_size, found.st_mtime_ns)


def _free(path: Path) -> Path:
    """A name that nothing in the folder bears."""
    count, target = 1, path
    while target.exists() or target.is_symlink():
        count += 1
        target = path.with_name(f"{path.stem} ({count}){path.suffix}")
    return target
