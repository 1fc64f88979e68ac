"""Columns of large sheets in which the same texts stand again and again.

Each of their texts is tidied and judged once, not once per row.
"""

from collections.abc import Iterator
from typing import NamedTuple

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from inspection.ingest import queries

# Fewer rows are cleaned faster than looked through; of these only blank columns are left out.
LEAST_ROWS = 20_000
# Of so many first rows at most so many texts may differ, and of all rows one in so many.
ROWS_SEEN, TEXTS_SEEN, ROWS_PER_TEXT = 4_096, 1_024, 8
# What is told of a row beside its cells.
LEAD = ("sheet_no", "source_row", "first_cell")


_NO_TEXT = pa.array([], pa.string())


class Column(NamedTuple):
    """A column by its name, as places in the list of its texts; without any where all is blank."""

    name: str
    places: pa.Array | None
    texts: pa.Array


def tidied(connection: duckdb.DuckDBPyConnection, raw: pa.Table) -> pa.Table:
    """The rows with columns of few texts tidied; what these held is told to the trace."""
    if raw.num_rows < LEAST_ROWS:
        blank = [name for name in _texts_of(raw) if raw[name].null_count == raw.num_rows]
        connection.execute(queries.staging("sheet/tidied"), {"names": blank})
        return raw
    columns = list(_alike(raw))
    connection.register("raw", raw)
    connection.register("texts", _texts(columns))
    is_data = connection.sql(queries.staging("sheet/data_rows")).to_arrow_table()["is_data"]
    plain = connection.sql(queries.staging("sheet/plain_texts")).to_arrow_table()["plain_text"]
    connection.register("held", _held(raw, columns, is_data.combine_chunks()))
    connection.execute(queries.staging("sheet/alike"))
    connection.execute(queries.staging("sheet/tidied"), {"names": [one.name for one in columns]})
    for name in ("raw", "texts", "held"):
        connection.unregister(name)
    return _with_texts(raw, columns, plain.combine_chunks())


def _texts_of(raw: pa.Table) -> list[str]:
    """The columns of cells."""
    return [one.name for one in raw.schema if one.name not in LEAD and pa.types.is_string(one.type)]


def _alike(raw: pa.Table) -> Iterator[Column]:
    for name in _texts_of(raw):
        column = raw[name]
        if column.null_count == len(column):
            yield Column(name, None, _NO_TEXT)
        elif pc.count_distinct(column.slice(0, ROWS_SEEN)).as_py() <= TEXTS_SEEN:
            found = column.dictionary_encode().unify_dictionaries().combine_chunks()
            if len(found.dictionary) * ROWS_PER_TEXT <= len(column):
                yield Column(name, found.indices, found.dictionary)


def _texts(columns: list[Column]) -> pa.Table:
    """Every text of every column, in order."""
    names = [pa.repeat(pa.scalar(one.name), len(one.texts)) for one in columns]
    texts = [one.texts for one in columns]
    cells = pa.chunked_array(texts, pa.string())
    numbers = pa.array(range(len(cells)), pa.int64())
    return pa.table(
        {"number": numbers, "column_name": pa.chunked_array(names, pa.string()), "cell": cells}
    )


def _held(raw: pa.Table, columns: list[Column], is_data: pa.Array) -> pa.Table:
    """How often each text stands in each sheet, rows that are no data left out."""
    numbers = pc.if_else(is_data, raw["sheet_no"].combine_chunks(), None)
    parts = [_counts(numbers, one) for one in columns if one.places is not None]
    return pa.concat_tables([_NOTHING, *parts])


def _counts(numbers: pa.Array, column: Column) -> pa.Table:
    """How often each text of a column stands in each sheet."""
    found = (
        pa.table({"sheet_no": numbers, "place": column.places})
        .group_by(["sheet_no", "place"])
        .aggregate([([], "count_all")])
    )
    return pa.table(
        {
            "sheet_no": found["sheet_no"],
            "column_name": pa.repeat(pa.scalar(column.name), found.num_rows),
            "cell": column.texts.take(found["place"].combine_chunks()),
            "count_all": found["count_all"],
        }
    )


def _with_texts(raw: pa.Table, columns: list[Column], plain: pa.Array) -> pa.Table:
    """The rows with the texts of these columns replaced by `plain`, in the order of `_texts`."""
    start = 0
    for one in columns:
        own = plain.slice(start, len(one.texts))
        start += len(one.texts)
        if one.places is None:
            continue
        made = pa.DictionaryArray.from_arrays(one.places, own)
        raw = raw.set_column(raw.column_names.index(one.name), one.name, made)
    return raw


_NOTHING = pa.table(
    {
        "sheet_no": pa.array([], pa.int32()),
        "column_name": pa.array([], pa.string()),
        "cell": pa.array([], pa.string()),
        "count_all": pa.array([], pa.int64()),
    }
)
