"""One process at a time: a lock on an open file that ends with the process, on any system."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

if sys.platform == "win32":
    import msvcrt
    import os
    import time

    # What is locked there nobody else reads or writes: a byte that no file of ours has.
    BEYOND = 1 << 30
    # That system gives up waiting after ten tries of a second; we look again after so many.
    SECONDS = 0.1

    def take(handle: int) -> None:
        """Wait for the lock of this open file; it lasts until the file is closed."""
        while not is_taken(handle):
            time.sleep(SECONDS)

    def is_taken(handle: int) -> bool:
        """Whether the lock was free and is this process's now."""
        try:
            _lock(handle, msvcrt.LK_NBLCK)
        except OSError:
            return False
        return True

    def release(handle: int) -> None:
        """Give the lock up before the file is closed."""
        _lock(handle, msvcrt.LK_UNLCK)

    def _lock(handle: int, kind: int) -> None:
        """Where the file is read or written next stays as it is."""
        place = os.lseek(handle, 0, os.SEEK_CUR)
        try:
            os.lseek(handle, BEYOND, os.SEEK_SET)
            msvcrt.locking(handle, kind, 1)
        finally:
            os.lseek(handle, place, os.SEEK_SET)

else:
    import fcntl

    def take(handle: int) -> None:
        """Wait for the lock of this open file; it lasts until the file is closed."""
        fcntl.flock(handle, fcntl.LOCK_EX)

    def is_taken(handle: int) -> bool:
        """Whether the lock was free and is this process's now."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def release(handle: int) -> None:
        """Give the lock up before the file is closed."""
        fcntl.flock(handle, fcntl.LOCK_UN)


@contextmanager
def held(handle: int) -> Iterator[None]:
    """Wait for the lock of this open file, and hold it."""
    take(handle)
    try:
        yield
    finally:
        release(handle)
