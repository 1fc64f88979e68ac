"""A figure waits for a library that another thread is just importing."""

import sys
from pathlib import Path
from threading import Event, Thread

import pytest

from inspection.charts.figure import await_imports

SLOW = "slowly_made"
# It sleeps in the middle of its import: the test must find it half made.
TEXT = """
import sys, time
sys.modules["threading"].imports_begun.set()
time.sleep(0.3)
DONE = True
"""


@pytest.fixture
def slow_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The name of a library whose import takes a while, and the event that says it has begun."""
    begun = Event()
    (tmp_path / f"{SLOW}.py").write_text(TEXT, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys.modules["threading"], "imports_begun", begun, raising=False)
    yield begun
    sys.modules.pop(SLOW, None)


def test_a_library_half_imported_is_waited_for(slow_library):
    thread = Thread(target=__import__, args=(SLOW,))
    thread.start()
    assert slow_library.wait(10)
    assert not hasattr(sys.modules[SLOW], "DONE")
    await_imports([SLOW, "never_imported_by_anybody"])
    assert sys.modules[SLOW].DONE
    assert "never_imported_by_anybody" not in sys.modules
    thread.join()
