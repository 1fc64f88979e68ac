"""`geo`: reviewed map files take the place of our schematic, or the schematic is drawn anew."""

from datetime import datetime
from getpass import getuser
from pathlib import Path
from typing import Any

from inspection.console import output
from inspection.errors import BadInput
from inspection.text import text

INSTALL, SKETCH = ACTIONS = ("install", "sketch")
COLUMNS = {
    "layer": "cli.column.layer",
    "review_number": "cli.column.review_number",
    "file_name": "cli.column.file_name",
    "turned_count": "cli.column.turned_count",
}


def geo(
    action: str, files: tuple[Path, ...], review_number: str | None, by: str | None, as_json: bool
) -> None:
    """Keep reviewed files for the next snapshot, or write our schematic into a folder."""
    if not files:
        raise BadInput(text(f"cli.geo.no_{action}"), remedy=text(f"cli.geo.no_{action}_remedy"))
    if action == SKETCH:
        _sketch(files, as_json)
        return
    if not review_number:
        raise BadInput(text("cli.geo.no_number"), remedy=text("cli.geo.no_number_remedy"))
    _install(list(files), review_number, by or getuser(), as_json)


def _install(files: list[Path], review_number: str, by: str, as_json: bool) -> None:
    from inspection.ingest import reviewed

    noted = reviewed.install(files, review_number, by, datetime.now().replace(microsecond=0))
    rows: list[dict[str, Any]] = [{"layer": layer, **one} for layer, one in noted.items()]
    if as_json:
        output.say(output.format_json(rows))
        return
    shown = [row | {"layer": text(f"cli.geo.layer_{row['layer']}")} for row in rows]
    output.say(output.format_table(shown, COLUMNS))
    output.say(text("cli.geo.installed"))


def _sketch(folders: tuple[Path, ...], as_json: bool) -> None:
    from inspection.geo import sketch

    if len(folders) > 1 or not folders[0].is_dir():
        raise BadInput(text("cli.geo.no_sketch"), remedy=text("cli.geo.no_sketch_remedy"))
    made = [str(path) for path in sketch.write(folders[0])]
    said = text("cli.geo.drawn", first=made[0], second=made[1])
    output.say(output.format_json({"files": made}) if as_json else said)
