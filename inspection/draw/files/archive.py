"""A package or batch as one archive for auditors: the same package, the same bytes."""

import io
import re
import zipfile
from pathlib import Path

DRAW = Path(__file__).parents[1]
VERIFIER = DRAW / "verify.py"
OUTSIDERS = DRAW / "OUTSIDERS.md"
LISTS = "frame|roster|excluded|roster_reasons|drawn|pairs|unmatched|skips|replacements"
# At most two folders (an outer one, a package of a batch), then a file the draw knows.
MEMBER = re.compile(
    rf"(?:[^/\\:\x00-\x1f]+/){{0,2}}(?:(?:{LISTS})\.csv|(?:plan|proof|batch)\.json|verify\.py|OUTSIDERS\.md)"
)
# What the public gets of a draw in mode A, by package.
PUBLIC_MEMBER = re.compile(
    r"(?:[^/\\:\x00-\x1f]+/){0,2}(?:public_list\.csv|public\.json|说明\.txt)"
)
# Fixed, so that the same package gives the same archive.
TIMESTAMP = (1980, 1, 1, 0, 0, 0)


def pack_for_auditor(folder: Path) -> bytes:
    """A package or batch with verifier and explanation, as a zip."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = path.relative_to(folder).as_posix()
            if MEMBER.fullmatch(name):
                archive.writestr(_entry(name), path.read_bytes())
        for path in (VERIFIER, OUTSIDERS):
            archive.writestr(_entry(path.name), path.read_bytes())
    return sink.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, TIMESTAMP)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
