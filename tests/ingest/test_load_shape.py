"""Every canonical table is filled in its own order of columns."""

import pytest

from inspection.ingest import queries
from inspection.ingest.assembly import LOAD_ORDER, assemble
from inspection.ingest.database import open_database
from inspection.ingest.retention import load_identity


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    with open_database(tmp_path_factory.mktemp("scratch")) as connection:
        load_identity(connection, None)
        assemble(connection, [])
        yield connection


def test_every_canonical_table_is_loaded():
    assert sorted(LOAD_ORDER) == sorted(queries.canonical())


@pytest.mark.parametrize("name", LOAD_ORDER)
def test_load_gives_the_columns_and_types_of_the_table(bench, name):
    loaded, table = bench.sql(queries.staging(f"load/{name}")), bench.table(name)
    assert loaded.columns == table.columns
    differing = {
        column: (str(found), str(wanted))
        for column, found, wanted in zip(table.columns, loaded.types, table.types, strict=True)
        if str(found) != str(wanted)
    }
    # A number or a null literal is cast on the way in; nothing else may differ.
    castable = {"INTEGER", "BIGINT", "HUGEINT", "DOUBLE", '"NULL"', "NULL"}
    assert all(found in castable for found, _ in differing.values()), differing
