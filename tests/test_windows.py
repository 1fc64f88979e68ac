"""What would break on Windows, as far as it can be tried elsewhere.

Every module is imported where the modules of Linux alone are not, and locks, audit trail and
users work with the locks of Windows: those are held against every other handle of the file, and
give up waiting. A machine with Windows is not among those that the tests run on.
"""

import subprocess
import sys
from pathlib import PureWindowsPath

import pytest

from inspection.ingest.uploads import safe_name
from inspection.settings import ROOT
from inspection.showing.exported import FORBIDDEN

# Run in a process of its own: first everything is imported, so that what others need of this
# system is there; then ours once more as on that system.
AS_THERE = """
import importlib, os, pkgutil, sys, types
from pathlib import Path

import inspection

# Measuring, the start itself (the entry script runs where it is imported), a cluster.
APART = tuple(
    f"inspection.{one}" for one in ("bench", "__main__", "frame", "data.cluster", "data.spark")
)

def ours():
    found = [one.name for one in pkgutil.walk_packages(inspection.__path__, "inspection.")]
    return [one for one in found if not one.startswith(APART)]

for name in ours():
    importlib.import_module(name)

held = {}

def locking(handle, kind, count):
    at = os.fstat(handle).st_ino, os.lseek(handle, 0, os.SEEK_CUR)
    if at[1] < 1 << 20:
        raise AssertionError("locked where others read")
    if kind == "unlock":
        del held[at]
    elif at in held:
        raise OSError(36, "deadlock avoided")
    else:
        held[at] = handle

msvcrt = types.ModuleType("msvcrt")
msvcrt.locking, msvcrt.LK_NBLCK, msvcrt.LK_LOCK, msvcrt.LK_UNLCK = locking, "try", "wait", "unlock"
for name in [one for one in sys.modules if one.split(".")[0] == "inspection"]:
    del sys.modules[name]
for name in ("fcntl", "pwd", "grp", "resource", "termios"):
    sys.modules[name] = None
sys.modules["msvcrt"] = msvcrt
sys.platform = "win32"
for name in ("fork", "getuid", "getgid", "chown", "fchmod", "fchown", "O_DIRECTORY", "O_NOFOLLOW"):
    if hasattr(os, name):
        delattr(os, name)
for name in ours():
    importlib.import_module(name)

from datetime import datetime
from inspection.access import store, tickets, users
from inspection.data import diagnosis, locking as locks, trail
from inspection.settings import settings

now = datetime.now().astimezone()
users.add_user("张三", "省局领导", now)
cookie = tickets.open_invitation(tickets.invite("张三", now).text, now).cookie
assert tickets.of_cookie(cookie, now).user.name == "张三"
for number in range(3):
    trail.append({"event": "view", "who": "张三"})
assert trail.verify().number == 3
assert not held
with open(settings().data / "lock", "a") as one, open(settings().data / "lock", "a") as other:
    with locks.held(one.fileno()):
        assert not locks.is_taken(other.fileno())
    assert locks.is_taken(other.fileno())
found = {one.subject: one for one in diagnosis._folder()}
assert found["权限"].is_well, found
print(len(ours()))
"""


def test_every_module_is_imported_and_locks_hold_without_what_linux_alone_has(tmp_path):
    environment = {"PATH": "/usr/bin:/bin", "INSPECTION_DATA": str(tmp_path), "USERNAME": "甲"}
    ran = subprocess.run(
        [sys.executable, "-c", AS_THERE],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert int(ran.stdout.split()[-1]) > 250


@pytest.mark.parametrize(
    "name",
    [
        "..\\..\\windows\\win.ini",
        "C:\\表\\结果.xlsx",
        "\\\\server\\share\\x.csv",
        "a:b.xlsx",
        "../x",
    ],
)
def test_a_name_from_outside_stays_in_its_folder_there_too(name):
    path = PureWindowsPath("D:/warehouse/.uploads") / safe_name(name)
    assert path.parent == PureWindowsPath("D:/warehouse/.uploads")
    assert not set(path.name) & set('\\/:*?"<>|')


def test_names_of_files_that_leave_are_names_there():
    name = FORBIDDEN.sub("_", 'a\\b/c:d*e?f"g<h>i|j')
    assert PureWindowsPath(name).name == name
    assert not PureWindowsPath(name).drive


def test_every_path_of_the_product_is_one_there():
    listed = ["git", "ls-files", "-z"]
    told = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True).stdout.decode()
    names = [name for name in told.split("\0") if name]
    assert len(names) > 1000
    for name in names:
        parts = PureWindowsPath(name).parts
        assert not PureWindowsPath(name).is_reserved(), name
        assert not any(set(part) & set('\\:*?"<>|') or part != part.rstrip(" .") for part in parts)
    assert len({name.lower() for name in names}) == len(names)
