"""Readers of pages that are run from the entry script, without a browser."""

import pytest
from readers import NAMELESS

from inspection.data import access


@pytest.fixture
def visitor(monkeypatch: pytest.MonkeyPatch) -> None:
    """`open_page` as a reader who signed in and may see neither names nor classes."""
    monkeypatch.setattr(access, "VISITOR", NAMELESS)
    monkeypatch.setattr(access, "is_this_machine", lambda _address: False)
