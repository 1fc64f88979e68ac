"""`import --watch`: a folder is imported unattended until somebody stops it."""

import time
from pathlib import Path
from typing import Any

from inspection.console import output
from inspection.errors import BadInput
from inspection.settings import settings
from inspection.text import text


def watch(folder: Path, paths: tuple[Path, ...], as_json: bool, **way: Any) -> None:
    """Take what comes into `folder`, a line for each file; Ctrl-C ends it."""
    from inspection.ingest import inbox

    if paths or way.pop("dry_run"):
        raise BadInput(text("cli.import.watch_alone"), "--watch", text("cli.import.watch_remedy"))
    way.pop("skip_bad")
    seconds = settings().inbox_seconds
    watched = inbox.Inbox(folder)
    if not as_json:
        output.say(text("cli.import.watching", folder=folder, seconds=seconds))

    def tell(outcome: inbox.Outcome) -> None:
        said = inbox.in_words(outcome.account)
        lines = f"{outcome.path}\n" + "\n".join(f"  {line}" for line in said)
        output.say(output.format_json(outcome.account) if as_json else lines)

    try:
        inbox.watch(watched, lambda: time.sleep(seconds), tell, **way)
    except KeyboardInterrupt:
        if not as_json:
            output.say(text("cli.import.watch_ended"))
