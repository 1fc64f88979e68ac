"""Questions asked of snapshots made by hand."""

from collections.abc import Callable
from typing import Any

import on_demand
import pytest
from shared import shared

from inspection.data import connections, warehouse
from inspection.data.access import LOCAL

from .worlds import Worlds, open_worlds, write_worlds

Row = dict[str, Any]


@pytest.fixture
def is_whole(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Marts are made when a question reads them, but for runs that mutate marts."""
    is_mutated = request.config.pluginmanager.has_plugin("mutants")
    if not is_mutated:
        monkeypatch.setattr(connections, "fetch", on_demand.fetch)
        monkeypatch.setattr(connections, "check", on_demand.check)
    return is_mutated


@pytest.fixture
def ask() -> Callable[..., list[Row]]:
    """`ask("completion_by_unit", as_of="2022-08-31")`: the rows, as the local user."""

    def rows(name: str, **params: object) -> list[Row]:
        return warehouse.answer(name, scope=LOCAL, **params).to_pylist()

    return rows


@pytest.fixture
def ask_one(ask) -> Callable[..., Row]:
    """The one row whose columns equal `where`."""

    def row(name: str, where: Row, **params: object) -> Row:
        found = [one for one in ask(name, **params) if where.items() <= one.items()]
        assert len(found) == 1, found
        return found[0]

    return row


@pytest.fixture(scope="session")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Worlds:
    """Every world, built once for all workers."""
    return open_worlds(shared(tmp_path_factory, "worlds", write_worlds))
