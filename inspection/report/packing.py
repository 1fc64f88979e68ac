"""Packed files without a clock: the same parts in order, dated by the day of the report."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# What a part may do: read by all, written by its owner.
RIGHTS = 0o644 << 16


def packed(made: bytes, day: date) -> bytes:
    """The same parts, each dated to a day."""
    out = BytesIO()
    with ZipFile(BytesIO(made)) as found, ZipFile(out, "w", ZIP_DEFLATED) as kept:
        for part in found.infolist():
            info = ZipInfo(part.filename, (day.year, day.month, day.day, 0, 0, 0))
            info.compress_type, info.external_attr = ZIP_DEFLATED, RIGHTS
            kept.writestr(info, found.read(part.filename))
    return out.getvalue()


def bundle(files: Mapping[str, bytes], day: date) -> bytes:
    """Several files as one, by name."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as kept:
        for name in sorted(files):
            info = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            info.compress_type, info.external_attr = ZIP_DEFLATED, RIGHTS
            kept.writestr(info, files[name])
    return out.getvalue()
