"""Whether a disk had no room left, and the error that says so."""

import errno
import os
from pathlib import Path

import duckdb

from inspection.errors import EnvironmentProblem

# What a system says that has no room left for a file.
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def is_full(error: OSError | duckdb.Error) -> bool:
    """Whether there was no room; the database gives the words of the system, no number."""
    if isinstance(error, OSError):
        return error.errno in FULL
    return any(os.strerror(number) in str(error) for number in FULL)


def no_memory(folder: Path) -> EnvironmentProblem:
    """The error for a machine whose memory did not suffice. Nothing in service has changed."""
    what = "内存不足，没有完成，在用的快照没有变"
    return EnvironmentProblem(what, str(folder), "关闭其他程序或增加内存；也可把文件分几次导入")


def no_room(folder: Path) -> EnvironmentProblem:
    """The error for a disk that is full. Nothing that is in service has changed."""
    what = "磁盘已满，没有完成，在用的快照没有变"
    return EnvironmentProblem(what, str(folder), "腾出空间后重试")
