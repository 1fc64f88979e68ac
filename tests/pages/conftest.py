"""Readers of pages that are run from the entry script, without a browser."""

import pytest

from inspection.data import access


@pytest.fixture
def visitor(monkeypatch: pytest.MonkeyPatch) -> None:
    """`open_page` as a reader who comes over the network."""
    monkeypatch.setattr(access, "is_this_machine", lambda _address: False)
