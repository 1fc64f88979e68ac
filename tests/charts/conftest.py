"""Figures of tests are checked property by property."""

import pytest

from inspection.charts import figure


@pytest.fixture(autouse=True)
def checked_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """A property that Plotly does not know is an error here."""
    monkeypatch.setattr(figure, "VALIDATES", True)
