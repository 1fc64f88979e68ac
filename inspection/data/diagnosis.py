"""What is wrong with the warehouse and the machine, each with the command that mends it."""

import os
import re
import shutil
import stat
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from inspection.data import sealing, snapshots, trail
from inspection.data.snapshots import Snapshot
from inspection.errors import EnvironmentProblem, InspectionError
from inspection.settings import ROOT, settings

REQUIRED = ROOT / "requirements.txt"
# Packages with a condition are for another system.
PINNED = re.compile(r"^([\w.-]+)==([\w.]+)$", re.MULTILINE)
# Rights of others to what only the owner of the warehouse may read.
OTHERS = stat.S_IRWXG | stat.S_IRWXO
# An import needs about as much room as the snapshot it makes, twice while it is made.
TIMES_OF_A_SNAPSHOT = 2
RUN = "python -m inspection"


class Finding(NamedTuple):
    """One thing examined: whether it is well, what was seen, and the command that mends it."""

    subject: str
    is_well: bool
    seen: str
    command: str = ""


def examine() -> list[Finding]:
    """Everything, in the order in which it should be mended; a closed folder tells no more."""
    found = [_packages(), *_folder()]
    if _is_closed(settings().data):
        return found
    return [
        *found,
        _service(),
        *map(_damage, snapshots.damages()),
        *map(_snapshot, snapshots.snapshots()),
        _trail(),
    ]


def _packages() -> Finding:
    pinned = PINNED.findall(REQUIRED.read_text(encoding="utf-8"))
    wrong = [f"{name}（应为 {wanted}）" for name, wanted in pinned if _installed(name) != wanted]
    seen = f"版本不符：{'、'.join(wrong)}" if wrong else f"{len(pinned)} 个依赖包版本相符"
    command = f"{Path(sys.executable).name} -m pip install -r requirements.txt"
    return Finding("依赖包", not wrong, seen, command if wrong else "")


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _folder() -> Iterator[Finding]:
    """The warehouse: there, ours alone, with room."""
    data = settings().data
    if not data.is_dir():
        yield Finding("仓库文件夹", False, f"{data} 不存在", f"{RUN} import 导出文件夹")
        return
    if _is_closed(data):
        yield Finding("仓库文件夹", False, f"{data} 不可读写", f"chown -R 服务用户 {data}")
        return
    yield _rights(data)
    free = shutil.disk_usage(data).free
    needed = TIMES_OF_A_SNAPSHOT * _size_of_newest()
    seen = f"剩余 {free >> 20} MiB，下一次导入约需 {needed >> 20} MiB"
    yield Finding("磁盘空间", free > needed, seen, "" if free > needed else f"{RUN} prune --keep 3")


def _is_closed(data: Path) -> bool:
    """Whether the folder is there and not ours to read and write."""
    return data.is_dir() and not os.access(data, os.R_OK | os.W_OK | os.X_OK)


def _rights(data: Path) -> Finding:
    """Whether others may enter; of Windows, whose rights are no bits, that we cannot tell."""
    if sys.platform == "win32":
        return Finding("权限", True, f"{data} 的权限由本机管理员限定，程序不检查", "")
    is_open = bool(data.stat().st_mode & OTHERS)
    seen = f"{data} {'对其他用户开放' if is_open else '仅服务用户可进入'}"
    return Finding("权限", not is_open, seen, f"chmod -R go-rwx {data}" if is_open else "")


def _size_of_newest() -> int:
    for snapshot in snapshots.snapshots():
        return sum(path.stat().st_size for path in snapshot.folder.rglob("*") if path.is_file())
    return 0


def _service() -> Finding:
    try:
        found = snapshots.standing()
    except EnvironmentProblem as problem:
        return Finding("在用快照", False, problem.what, problem.remedy)
    if found.snapshot is None:
        return Finding("在用快照", False, "还没有快照", f"{RUN} import 导出文件夹")
    if found.problem:
        seen = f"{found.problem.what}；现改用 {found.snapshot.id}"
        return Finding("在用快照", False, seen, f"{RUN} rollback {found.snapshot.id}")
    return Finding("在用快照", True, f"{found.snapshot.id}，数据日期 {found.snapshot.data_date}")


def _damage(damage: snapshots.Damage) -> Finding:
    command = f"{RUN} restore 备份文件，或移走 {settings().data / damage.id}"
    return Finding(f"快照 {damage.id}", False, damage.problem.what, command)


def _snapshot(snapshot: Snapshot) -> Finding:
    subject = f"快照 {snapshot.id}"
    try:
        snapshot.check()
        changed = sealing.verify(snapshot.folder) if sealing.is_sealed(snapshot.folder) else None
    except (InspectionError, OSError) as problem:
        what = problem.what if isinstance(problem, InspectionError) else str(problem)
        command = problem.remedy if isinstance(problem, InspectionError) else ""
        return Finding(subject, False, what, command or f"{RUN} restore 备份文件")
    if changed is None:
        return Finding(subject, True, "可以查询；早先的版本没有留下校验值，无从核对")
    if changed:
        seen = f"与封存时不同的文件：{'、'.join(changed)}"
        return Finding(subject, False, seen, f"{RUN} restore 备份文件")
    return Finding(subject, True, "文件与封存时一致")


def _trail() -> Finding:
    try:
        last = trail.verify()
        trail.append({"event": "doctor"})
    except InspectionError as problem:
        return Finding("审计日志", False, problem.what, f"{RUN} audit verify；{problem.remedy}")
    return Finding("审计日志", True, f"{last.number} 条，哈希链完整，可以写入")
