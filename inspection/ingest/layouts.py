"""The headers of every sheet as its file has them, so that rows can be given back in its layout."""

from collections.abc import Mapping

import duckdb
import pyarrow as pa

from inspection.ingest.headers import Header
from inspection.ingest.vocabulary import Vocabulary

SCHEMA = pa.schema(
    [
        ("sheet_no", pa.int32()),
        ("headers", pa.list_(pa.string())),
        ("column_names", pa.list_(pa.string())),
    ]
)


def keep(
    connection: duckdb.DuckDBPyConnection, headers: Mapping[int, Header], words: Vocabulary
) -> None:
    """Append the headers of these sheets, by number."""
    rows = [
        {
            "sheet_no": number,
            "headers": _known_texts(header, words),
            "column_names": header.columns,
        }
        for number, header in headers.items()
    ]
    connection.from_arrow(pa.Table.from_pylist(rows, SCHEMA)).insert_into("staged_layouts")


def _known_texts(header: Header, words: Vocabulary) -> list[str]:
    """The headers in one row: where two rows make one, the part by which it is known alone.

    A mapping knows them whole.
    """
    if header.placed:
        return list(header.texts)
    return [
        _known_text(header.table.name, text, column, words)
        for text, column in zip(header.texts, header.columns, strict=True)
    ]


def _known_text(table_name: str, text: str, column: str, words: Vocabulary) -> str:
    said = (text, text.rpartition("/")[2])
    return next((one for one in said if words.column(table_name, one) == column), text)
