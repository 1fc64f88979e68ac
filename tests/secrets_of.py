"""What must not leave for a visitor: names and codes of entities, numbers and labels of persons."""

from functools import lru_cache
from pathlib import Path

from inspection.data import connections
from inspection.data.snapshots import current

SECRETS = """
select unnest([name, uscc, reg_no]) as secret from entity_register
union all
select unnest([inspector_id, inspector_label]) as secret from inspector_rows
"""


def secrets_in(text: str) -> set[str]:
    """Names, codes and numbers of the snapshot in service that stand in a text."""
    return found_in(text, _secrets(current().marts()))


def found_in(text: str, secrets: frozenset[str]) -> set[str]:
    """Which of the secrets stand in a text; only where one begins is looked any further."""
    sizes = _sizes(secrets)
    least = min(map(len, secrets), default=0)
    begins = ((at, sizes.get(text[at : at + least], ())) for at in range(len(text) - least + 1))
    parts = {text[at : at + size] for at, whole in begins for size in whole}
    return parts & secrets


@lru_cache(maxsize=4)
def _sizes(secrets: frozenset[str]) -> dict[str, set[int]]:
    """How long the secrets are that begin alike."""
    least = min(map(len, secrets), default=0)
    found: dict[str, set[int]] = {}
    for secret in secrets:
        found.setdefault(secret[:least], set()).add(len(secret))
    return found


@lru_cache(maxsize=1)
def _secrets(marts: Path) -> frozenset[str]:
    rows = connections.fetch(marts, SECRETS, {})["secret"].to_pylist()
    return frozenset(value for value in rows if value)
