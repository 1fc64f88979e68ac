"""`withdraw`: rows that their source has withdrawn leave the figures, by a decision of somebody."""

from getpass import getuser
from typing import Any

from inspection.console import output
from inspection.text import text


def withdraw(task: str, by: str | None, as_json: bool) -> None:
    """Take the withdrawn rows of a task out; who decided it, and when, is kept."""
    from inspection.ingest import publish

    with output.stages() as on_stage:
        made: dict[str, Any] = publish.withdraw(task, by or getuser(), on_stage)
    output.say(output.format_json(made) if as_json else text("cli.withdraw.done", **made))
