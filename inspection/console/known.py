"""What `import` knew before: files imported already, and mappings that sheets were read by."""

from typing import Any

from inspection.console import output
from inspection.text import text


def say_known(report: dict[str, Any]) -> None:
    """A line for each sheet read by a mapping and for each file that was passed over."""
    for sheet in report["mappings"]:
        key = "cli.import.by_saved" if sheet["saved_by"] else "cli.import.by_mapping"
        output.say(text(key, **sheet))
    for path in report["skipped"]:
        output.say(text("cli.import.skipped", path=path))
