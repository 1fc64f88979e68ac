"""What a server prepares beside its first readers: a snapshot, the pages' code, packed files."""

from contextlib import suppress
from importlib import import_module

from inspection.serving.bootstrap import ensure_snapshot
from inspection.serving.packing import shelf


def prepare_serving(pages: str) -> None:
    """In this order; `pages` is the room that the first page would wait for.

    A folder that cannot be written leaves files plain.
    """
    import_module(pages)
    ensure_snapshot()
    with suppress(OSError):
        shelf.fill()
