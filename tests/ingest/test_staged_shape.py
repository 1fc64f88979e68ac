"""The SQL of each table fits the columns of its exports and the table it fills."""

import pytest

from inspection.ingest import queries, shape
from inspection.ingest.cleaning import show_identity
from inspection.ingest.database import open_database
from inspection.ingest.vocabulary import read_vocabulary

WORDS = read_vocabulary(None)


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    with open_database(tmp_path_factory.mktemp("scratch")) as connection:
        yield connection


@pytest.mark.parametrize("table_name", WORDS.tables)
def test_cleaning_gives_the_columns_of_the_staged_table(bench, table_name):
    bench.register("raw", shape.empty(table_name, WORDS))
    bench.execute(queries.staging("sheet/data"))
    show_identity(bench, WORDS.columns_of(table_name))
    bench.sql(queries.staging(table_name)).create("cleaned")
    bench.execute(queries.staging("sheet/settle"))
    loaded, staged = bench.table("loaded"), bench.table(f"staged_{table_name}")
    bench.execute(queries.staging("sheet/unusual"))
    bench.execute(queries.staging("sheet/trace"))
    found = list(zip(loaded.columns, map(str, loaded.types), strict=True))
    expected = list(zip(staged.columns, map(str, staged.types), strict=True))
    bench.execute(queries.staging("sheet/clear"))
    bench.unregister("raw")
    assert found == expected


def test_every_known_table_has_synonyms_and_its_required_columns():
    for table in WORDS.tables.values():
        columns = WORDS.columns_of(table.name)
        for group in table.required:
            assert set(group) <= set(columns), table.name
    assert set(WORDS.synonyms) == set(WORDS.tables)
