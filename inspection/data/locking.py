"""One process at a time: a lock on an open file that ends with the process, on any system."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

if sys.platform == "win32":
    import msvcrt

    def take(handle: int) -> None:
        """Wait for the lock of this open file; it lasts until the file is closed."""
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)

    def is_taken(handle: int) -> bool:
        """Whether the lock was free and is this process's now."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def release(handle: int) -> None:
        """Give the lock up before the file is closed."""
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

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
