"""What `import` tells beside its table: mappings used, files passed over, remarks, files unread."""

from typing import Any

from inspection.console import output
from inspection.text import text


def say_known(report: dict[str, Any]) -> None:
    """A line for each sheet read by a mapping, each file passed over or unread, each remark."""
    for sheet in report["mappings"]:
        key = "cli.import.by_saved" if sheet["saved_by"] else "cli.import.by_mapping"
        output.say(text(key, **sheet))
    for path in report["skipped"]:
        output.say(text("cli.import.skipped", path=path))
    for remark in report["remarks"]:
        output.say(remark["text"])
    for one in report["unread"]:
        output.say(text("remark.unread", **one))
