"""A child process that reads and cleans one file after the other and says what became of each.

Paths come on standard input, one a line; an answer is one JSON object a line. What ends this
process is seen by its parent.
"""

import json
import shutil
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from inspection.errors import BadInput
from inspection.ingest.database import open_database
from inspection.ingest.detection import check_unchanged
from inspection.ingest.intake import header_only, take_in
from inspection.ingest.publish import silent
from inspection.ingest.sources import Way, open_sources
from inspection.ingest.vocabulary import Vocabulary, read_vocabulary

DAY = date(2022, 9, 9)
PARTS = ("loaded_count", "duplicate_count", "rejected_count", "non_data_count")


def outcome(connection: duckdb.DuckDBPyConnection, words: Vocabulary, path: Path) -> dict:
    """The refusal of a file, or the account of its sheets, which must close."""
    scratch = path.parent / "unpacked"
    way = Way(set(), set(), words, DAY, False, False, scratch)
    connection.begin()
    try:
        opened = open_sources([path], way, silent)
        entries = take_in(connection, opened.sources, [], words, silent)
        for source in opened.sources:
            check_unchanged(source.content)
            if error := header_only(source, entries):
                raise error
    except BadInput as error:
        return {
            "refused": str(error),
            "is_told": bool(error.what and (error.where or error.remedy)),
        }
    finally:
        connection.rollback()
        shutil.rmtree(scratch, ignore_errors=True)
    is_closed = all(
        entry.read_count == sum(getattr(entry, part) for part in PARTS) for entry in entries
    )
    return {"sheets": len(entries), "is_closed": is_closed}


def main() -> None:
    words = read_vocabulary(None)
    with TemporaryDirectory() as scratch, open_database(Path(scratch)) as connection:
        for line in sys.stdin:
            print(json.dumps(outcome(connection, words, Path(line.rstrip("\n")))), flush=True)


if __name__ == "__main__":
    main()
