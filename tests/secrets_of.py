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
    known = _secrets(current().marts())
    sizes = {len(secret) for secret in known}
    parts = {text[at : at + size] for size in sizes for at in range(len(text) - size + 1)}
    return parts & known


@lru_cache(maxsize=1)
def _secrets(marts: Path) -> frozenset[str]:
    rows = connections.fetch(marts, SECRETS, {})["secret"].to_pylist()
    return frozenset(value for value in rows if value)
