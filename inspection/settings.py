"""Settings from the environment, through one typed object.

`INSPECTION_DATA` moves the warehouse, `INSPECTION_PROFILE` names the province, or several by
commas; `INSPECTION_ENGINE` a Spark Connect server for building marts; limits have defaults that
suit a province. A warehouse of several provinces has a folder for each, and whoever asks for the
settings is given those of the province in view.
"""

import os
from functools import lru_cache
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

from inspection.provinces import in_view

ROOT = Path(__file__).resolve().parent.parent
# Provinces, and the one that is meant where nothing is said; it shows what a profile holds.
PROFILES = ROOT / "data" / "profiles"
PROFILE = "fujian"
# So many provinces have a level above them.
SEVERAL = 2


class Settings(BaseSettings):
    """One value per environment variable `INSPECTION_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="INSPECTION_")

    data: Path = ROOT / "data" / "warehouse"
    # The province: a folder of `data/profiles/`, or the whole path of one that stands elsewhere;
    # several by commas.
    profile: str = PROFILE
    engine: str = "duckdb:"
    # A folder or bucket that this machine and such a server both read and write; empty where
    # the server sees our folders under our paths. And the seconds that one table may take.
    engine_data: str = ""
    engine_seconds: float = 3600
    # Memory that this machine takes for building marts, as 8GB; empty is four fifths of what it
    # has. What does not fit is spilled beside the marts.
    build_memory: str = ""
    # Set by `serve --lan`: colleagues read over the network, everyone is a visitor.
    lan: bool = False
    # How readers sign in, by commas: invitation, oidc, gateway. Empty is local mode.
    sign_in: str = ""
    # A TOML file with the section [auth] of Streamlit's sign-in, beside `.streamlit/secrets.toml`.
    oidc_file: Path | None = None
    # Sign-in over http without TLS: passes and figures can be read on the way.
    plain_http: bool = False
    # Names under which this server may be addressed, by commas, beside those of this machine.
    allowed_hosts: str = ""
    # The address under which readers know this server: what links of invitations begin with.
    public_url: str = ""
    # The gateway whose headers are believed: its addresses by commas, or `unix`; the file with
    # the secret that it sends along; the headers with the person and the groups.
    gateway_from: str = ""
    gateway_secret_file: Path | None = None
    gateway_user_header: str = "X-Remote-User"
    gateway_groups_header: str = "X-Remote-Groups"
    gateway_secret_header: str = "X-Gateway-Secret"
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
    # After an import all but so many newest snapshots go, and those of so many days; 0 keeps all.
    keep_snapshots: int = 0
    keep_days: int = 400
    # A file of the audit trail that has grown to so many bytes is followed by the next one.
    audit_file_bytes: int = 16 << 20
    # Requests of one token to `/api/` in a minute.
    api_per_minute: int = 60
    # Name and time of the reader across the pages of everybody but the one at this machine.
    watermark: bool = True
    # Whether a server that rests packs its scripts smaller and asks what readers mostly look at.
    prepare_ahead: bool = True

    @property
    def provinces(self) -> tuple[str, ...]:
        """The names of the provinces of the warehouse, in the order of the setting."""
        return tuple(_folders(self.profile))

    @property
    def has_several(self) -> bool:
        """Whether there is a level above the province."""
        return len(self.provinces) >= SEVERAL

    @property
    def profile_folder(self) -> Path:
        """The folder of the profile chosen."""
        return PROFILES / self.profile

    @property
    def profile_name(self) -> str:
        """The name by which snapshots remember the profile."""
        return self.profile_folder.name


def serve_visitors() -> None:
    """From now on who has not signed in is a visitor of this process, also on this machine."""
    change(lan="true")


def change(**values: str) -> None:
    """Settings of this process from now on, and of those that it starts."""
    os.environ |= {f"INSPECTION_{name.upper()}": value for name, value in values.items()}
    settings.cache_clear()


class Asked:
    """The settings in force: where there are several provinces those of the one in view."""

    def __call__(self) -> Settings:
        whole = house()
        if not whole.has_several:
            return whole
        return _of_province(in_view() or whole.provinces[0])

    def cache_clear(self) -> None:
        """Read them anew when they are next asked for."""
        house.cache_clear()
        _of_province.cache_clear()


settings = Asked()


@lru_cache(maxsize=64)
def _folders(profiles: str) -> dict[str, str]:
    """The profile of each province by its name, the last part of it."""
    listed = (one.strip() for one in profiles.split(","))
    return {Path(one).name: one for one in listed if one}


@lru_cache(maxsize=1)
def house() -> Settings:
    """The process's settings, read once: the whole warehouse, whatever province is in view."""
    return Settings()


@lru_cache(maxsize=64)
def _of_province(name: str) -> Settings:
    """The same, with the profile of one province and its folder of the warehouse."""
    whole = house()
    own = {"profile": _folders(whole.profile)[name], "data": whole.data / name}
    return whole.model_copy(update=own)
