"""One process at a time: a lock on an open file that ends with the process, on any system."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

if sys.platform == "win32":
    import msvcrt

    @contextmanager
    def held(handle: int) -> Iterator[None]:
        """Wait for the lock of this open file, and hold it."""
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
        try:
            yield
        finally:
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    @contextmanager
    def held(handle: int) -> Iterator[None]:
        """Wait for the lock of this open file, and hold it."""
        fcntl.flock(handle, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(handle, fcntl.LOCK_UN)
