"""Settings from the environment, through one typed object.

`INSPECTION_DATA` moves the warehouse, `INSPECTION_ENGINE` names a Spark
Connect server for building marts; limits have defaults that suit a province.
"""

import os
from functools import lru_cache
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """One value per environment variable `INSPECTION_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="INSPECTION_")

    data: Path = ROOT / "data" / "warehouse"
    engine: str = "duckdb:"
    # Set by `serve --lan`: colleagues read over the network, everyone is a visitor.
    lan: bool = False
    # A folder with an office's own templates of reports, <kind>.docx each.
    templates: Path | None = None
    # Limits of one uploaded or imported file, in bytes.
    max_file_bytes: int = 1 << 30
    max_unpacked_bytes: int = 4 << 30
    # Uploads and drafts that nobody publishes are deleted after so many hours.
    keep_hours: int = 24
    # A watched folder is looked at every so many seconds; a file must lie still as long.
    inbox_seconds: float = 10
    # How much larger than packed a part of a file may be, once it is large at all.
    max_unpacked_ratio: int = 300
    # Limits of one table, and the seconds that reading it may take.
    max_rows: int = 20_000_000
    max_columns: int = 1_000
    max_cells: int = 500_000_000
    # A workbook is held in memory as a whole.
    max_book_cells: int = 60_000_000
    max_read_seconds: int = 900
    # A query on marts that runs longer than this is stopped, in milliseconds.
    max_query_ms: int = 10_000


def serve_visitors() -> None:
    """From now on every reader of this process is a visitor, also one on this machine."""
    os.environ["INSPECTION_LAN"] = "true"
    settings.cache_clear()


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The process's settings, read once."""
    return Settings()
