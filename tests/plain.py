"""Answers counted from the plain rows of a snapshot, row by row: no SQL and no part of the product.

A snapshot's Parquet tables are read as lists of dictionaries; what the metric dictionary says
is done to them with loops and sets.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

Row = Mapping[str, Any]
PPM = 1_000_000


@dataclass(frozen=True)
class Plain:
    """The rows of one snapshot, looked at from one day."""

    folder: Path
    as_of: date

    def rows(self, name: str) -> list[dict[str, Any]]:
        return pq.read_table(self.folder / f"{name}.parquet").to_pylist()

    @cached_property
    def counties(self) -> dict[str, Row]:
        """Supervised counties by code."""
        return {row["county_code"]: row for row in self.rows("ref_counties") if row["is_supervised"]}

    @cached_property
    def enterprises(self) -> set[int]:
        return {
            row["entity_id"] for row in self.rows("entities") if row["entity_kind"] == "企业"
        }

    @cached_property
    def task_rows(self) -> list[dict[str, Any]]:
        """Rows of enterprises that count somewhere, with their unit."""
        kept = [row for row in self.rows("task_rows") if row["moved_to"] is None]
        return [row for row in kept if row["entity_id"] in self.enterprises]

    def counties_without_plan(self) -> list[str]:
        """Names of counties of which no plan of their own level is known."""
        planned = {row["county_code"] for row in self.rows("plans") if row["level"] == "县级"}
        return [row["county"] for code, row in self.counties.items() if code not in planned]


def plain(folder: Path, as_of: date) -> Plain:
    """The rows of a snapshot's folder."""
    return Plain(folder, as_of)
