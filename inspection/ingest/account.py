"""What an import says of every file: one structure for terminal, page and `import --json`.

`of_sheets` counts, `Told.account` gives the keys of the JSON object, and `in_words`
makes sentences of that object, so that a reader is told the same everywhere.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import duckdb

from inspection.ingest import queries
from inspection.ingest.ledger import RULES
from inspection.text import text

Row = dict[str, Any]
# Kinds of rows of which a reader is told nothing new.
EXPECTED = ("title", "header", "blank")
BETWEEN = {"zh": "、", "en": ", "}
HEADERS_SHOWN = 12
# Where the words of codes stand, where not under value.
AREAS = {"rule_code": "rule.", "reason_code": "reject."}


class Told(NamedTuple):
    """What is told of one sheet beside the account of its rows."""

    unused: list[Row]
    asides: list[Row]
    rejects: list[Row]
    doubts: list[Row]
    unplaced: int

    def account(self) -> Row:
        """The keys that `import --json` adds to the account of the sheet."""
        return {
            "unused_columns": self.unused,
            "set_aside_rows": {row["aside_kind"]: row["row_count"] for row in self.asides},
            "is_like_data": any(row["is_like_data"] for row in self.asides),
            "reject_reasons": {row["reason_code"]: row["row_count"] for row in self.rejects},
            "doubts": {row["rule_code"]: row["cell_count"] for row in self.doubts},
            "unplaced": self.unplaced,
        }


def of_sheets(connection: duckdb.DuckDBPyConnection, wanted: Iterable[int]) -> dict[int, Told]:
    """What is told of these sheets, once every table is filled."""
    unused, asides, rejects, doubts, unplaced = (
        _by_sheet(connection, step)
        for step in ("unused", "asides", "rejects", "doubts", "unplaced")
    )
    return {
        number: Told(
            unused.get(number, []),
            asides.get(number, []),
            rejects.get(number, []),
            doubts.get(number, []),
            sum(row["unplaced_count"] for row in unplaced.get(number, [])),
        )
        for number in wanted
    }


def left_out(report: Mapping[str, Any]) -> list[Row]:
    """Files and sheets of a report that look like data and are not in the snapshot."""
    found = [
        {"path": file["path"], "sheet": "", "reason": "not_read"}
        for file in report["unread"]
        if file["looks_like_data"]
    ]
    found += [{"path": one["path"], "sheet": "", "reason": "refused"} for one in report["refused"]]
    told = {(one["path"], one["sheet"]) for one in report["remarks"] if one["is_left_out"]}
    for file in report["files"]:
        is_told = (file["path"], file["sheet"]) in told
        if file["table"] is None and (file["is_like_data"] or is_told):
            reason = "hidden_sheet" if file["set_aside"] else "no_table"
            found.append({"path": file["path"], "sheet": file["sheet"], "reason": reason})
        elif "other_table" in file["set_aside_rows"]:
            found.append({"path": file["path"], "sheet": file["sheet"], "reason": "other_table"})
    return found


def in_words(file: Mapping[str, Any], lang: str = "zh") -> list[str]:
    """Sentences about one file of a report: what it is, its date, what was not used and why."""
    if file["table"] is None:
        foreign = "foreign_sheet" if file.get("kind") else "no_table"
        reason = "hidden_sheet" if file["set_aside"] else foreign
        return [text(f"account.{reason}", lang, **file)] if file["read"] else []
    return [
        text("account.taken_for", lang, table=_word("table_name", file["table"], lang))
        + (text("account.by_mapping", lang, **file) if file.get("mapping") else "")
        + _because(file, lang),
        text(f"account.date_{file['date_basis']}", lang, **file),
        *_unused(file["unused_columns"], lang),
        *_counted("account.rows", file["set_aside_rows"], "aside_kind", lang),
        *_counted("account.rejects", file["reject_reasons"], "reason_code", lang),
        *_counted("account.doubts", file["doubts"], "rule_code", lang),
        *([text("account.unplaced", lang, count=file["unplaced"])] if file["unplaced"] else []),
    ]


def _by_sheet(connection: duckdb.DuckDBPyConnection, step: str) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in connection.sql(queries.staging(f"account/{step}")).to_arrow_table().to_pylist():
        found.setdefault(row.pop("sheet_no"), []).append(row)
    return found


def _because(file: Mapping[str, Any], lang: str) -> str:
    if file["table"] == RULES or not file["deciding_headers"]:
        return ""
    headers = BETWEEN[lang].join(file["deciding_headers"][:HEADERS_SHOWN])
    return text("account.because", lang, headers=headers, row=file["header_row"])


def _unused(columns: list[Row], lang: str) -> list[str]:
    told = [
        text("account.unused_column", lang, **{**column, "samples": _samples(column, lang)})
        for column in columns
        if column["unused_kind"] in ("unknown", "repeated", "without_header")
    ]
    sentences = [text("account.unused", lang, columns=BETWEEN[lang].join(told))] if told else []
    for kind in ("not_needed", "personal"):
        headers = [column["header"] for column in columns if column["unused_kind"] == kind]
        if headers:
            sentences.append(text(f"account.{kind}", lang, columns=BETWEEN[lang].join(headers)))
    return sentences


def _samples(column: Row, lang: str) -> str:
    if not column["samples"]:
        return ""
    return text("account.samples", lang, samples=BETWEEN[lang].join(column["samples"]))


def _counted(key: str, counts: Mapping[str, int], kind: str, lang: str) -> list[str]:
    parts = [
        text("account.counted", lang, what=_word(kind, name, lang), count=count)
        for name, count in counts.items()
        if name not in EXPECTED
    ]
    return [text(key, lang, parts=BETWEEN[lang].join(parts))] if parts else []


def _word(kind: str, code: str, lang: str) -> str:
    return text(f"{AREAS.get(kind, f'value.{kind}_')}{code}", lang)
