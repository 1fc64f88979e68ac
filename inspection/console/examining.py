"""`doctor`: what is wrong with the warehouse and the machine, and the command that mends it."""

from typing import Any

import click

from inspection.console import output
from inspection.text import text

WRONG = 1


def doctor(as_json: bool) -> None:
    """Examine everything; exit code 1 where something is wrong."""
    from inspection.data import diagnosis

    findings = diagnosis.examine()
    rows: list[dict[str, Any]] = [one._asdict() for one in findings]
    if as_json:
        output.say(output.format_json(rows))
    else:
        for one in findings:
            key = "cli.doctor.well" if one.is_well else "cli.doctor.wrong"
            output.say(text(key, **one._asdict()))
    if not all(one.is_well for one in findings):
        raise click.exceptions.Exit(WRONG)
