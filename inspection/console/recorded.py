"""Every command leaves its trace: that it began, and how what changes something or fails ends.

Values that a reader typed to find somebody, and secrets, are not in it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from inspection.errors import InspectionError

# Commands of whose end the trail tells as well.
CHANGES = ("import", "withdraw", "geo", "rollback", "prune", "rebuild", "restore", "backup", "user")
# Commands that want the warehouse empty: only their end is told, and where they fail nothing.
INTO_EMPTY = ("restore",)
# Commands that work on one province of a warehouse of several.
PROVINCIAL = (
    *("import", "withdraw", "geo", "status", "rollback", "prune", "backup", "restore"),
    *("rebuild", "doctor", "query", "report"),
)
# Options that take `name=value`: what is told are the names, of parameters the values too.
PAIRS, CONDITIONS = "param", "where"


def recorded(name: str, run: Callable[..., None]) -> Callable[..., None]:
    """The command with its trace."""

    @wraps(run)
    def act(**given: Any) -> None:
        said = given.pop("province", None) if name in PROVINCIAL else None
        if name not in PROVINCIAL:
            recording(**given)
            return
        from inspection.console import placing

        with placing.placed(name, said, given):
            recording(**given)

    def recording(**given: Any) -> None:
        from inspection.data import audit, trail

        told = _told(given)
        # A trail would be the first thing in an empty folder.
        is_told = name not in INTO_EMPTY or trail.folder().is_dir()
        if name not in INTO_EMPTY:
            audit.record_command(name, told)
        try:
            run(**given)
        except InspectionError as error:
            if is_told:
                audit.record_command(name, told | {"error": error.what}, error.exit_code)
            raise
        except click.exceptions.Exit as end:
            audit.record_command(name, told, end.exit_code)
            raise
        if name in CHANGES:
            audit.record_command(name, told, 0)

    return act


def _told(given: dict[str, Any]) -> dict[str, object]:
    apart = ("as_json", PAIRS, CONDITIONS)
    told: dict[str, object] = {key: value for key, value in given.items() if key not in apart}
    pairs = [one.partition("=") for one in given.get(PAIRS) or ()]
    names = [one.partition("=")[0] for one in given.get(CONDITIONS) or ()]
    return told | {key: value for key, _, value in pairs} | ({CONDITIONS: names} if names else {})
