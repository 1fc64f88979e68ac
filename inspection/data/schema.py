"""Which programme a marts database is of: a fingerprint of what makes it.

A snapshot's manifest bears the fingerprint of the programme that built it. Marts of another one
would answer with an error of the database, or worse; they are made anew from the snapshot's
tables, which do not change. Which reference tables there are is part of it, what remarks say and
how lines break is none.
"""

import hashlib
from functools import lru_cache

from inspection.data import reference
from inspection.data.macros import COMMENT
from inspection.data.questions import sql_files

# How tables, marts and manifest of a snapshot are laid out; counted up by hand.
VERSION = 1
# Folders whose files make the marts.
MAKING = ("years", "marts", "macros", "forms")
KEY = "schema"


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """Of the marts that this programme makes and asks."""
    parts = [str(VERSION), *reference.names()]
    for folder in MAKING:
        for name, sql in sorted(sql_files(folder).items()):
            parts += [folder, name, " ".join(COMMENT.sub("", sql).split())]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def described() -> dict[str, object]:
    """What a manifest says of it."""
    return {"version": VERSION, "fingerprint": fingerprint()}
