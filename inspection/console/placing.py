"""`--province`: which province of a warehouse of several a command works on."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from inspection.data.access import LOCAL
from inspection.data.country import by_folder, named
from inspection.provinces import within
from inspection.settings import house

OPTION = "--province"


@contextmanager
def placed(command: str, said: str | None, given: dict[str, Any]) -> Iterator[None]:
    """Within the province said, or in whose folder the files lie. Raises BadInput."""
    paths = [one for one in (*given.get("paths", ()), given.get("watch")) if one]
    if command == "import" and not said and paths and house().has_several:
        province = by_folder(paths)
    else:
        province = named(said or "", OPTION, LOCAL)
    with within(province):
        yield
