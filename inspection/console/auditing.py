"""`audit verify`: whether the audit trail is whole, and what its last line is."""

from typing import Any

from inspection.console import output
from inspection.text import text

ACTIONS = ("verify",)


def audit(action: str, as_json: bool) -> None:
    """Check the chain of all files. Raises CheckFailed that names the first broken line."""
    from inspection.data import trail

    last = trail.verify()
    said: dict[str, Any] = {"lines": last.number, "hash": last.hash, "folder": str(trail.folder())}
    output.say(output.format_json(said) if as_json else text(f"cli.audit.{action}_done", **said))
