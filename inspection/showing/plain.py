"""Text from outside is text: the only place that makes it harmless for what would read it.

`plain` for whatever reads Markdown – with its HTML, links, mathematics, directives, emoji and
icons –, `marked_up` for the charts, which read a little HTML, `in_address` for links.
"""

import re
from html import escape
from urllib.parse import quote

import pyarrow as pa

# Marks that mean something inside of a line.
INLINE = re.compile(r"([\\`*_\[\]<>~$|&])")
# What makes of a line a heading, a list, a quotation or a rule.
LINE_START = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[-+=](?=[-+=\s]|$))")
NUMBERED = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)")
# A directive (:red, :material/…) begins like this, an emoji ends with a second colon.
DIRECTIVE = re.compile(r":(?=[A-Za-z])")
EMOJI = re.compile(r":(?=[\w+\-/]+:)", re.ASCII)
# What is made a link although nobody marked it as one.
LINKS = re.compile(r"(?i)(https?:|ftp:|mailto:|xmpp:|www|(?<=[\w.+\-])@)(?=[/.\w])", re.ASCII)
# Takes no room, and parts what would be read as one.
JOINER = "\u2060"
UNSAFE_IN_ADDRESS = re.compile(r"[\s&#?%+\"'<>=\\:/]")


class Marked(str):
    """Markdown made of our own marks and of texts that were made harmless before."""


def plain(text: object) -> str:
    """A text as Markdown that shows nothing but this text, in one line.

    >>> plain("**甲** :red[乙] $x$")
    '\\\\*\\\\*甲\\\\*\\\\* \\\\:red\\\\[乙\\\\] \\\\$x\\\\$'
    """
    if isinstance(text, Marked):
        return text
    line = " ".join(str(text).split("\n")).replace("\r", " ").lstrip(" \t")
    line = LINKS.sub(lambda found: found[0] + JOINER, EMOJI.sub(":" + JOINER, line))
    line = DIRECTIVE.sub(r"\\:", INLINE.sub(r"\\\1", line))
    return NUMBERED.sub(r"\1\\\2", LINE_START.sub(r"\1\\\2", line))


def marked_up(text: str) -> str:
    """A text as the small HTML of the charts that shows nothing but this text."""
    return escape(text, quote=False)


def marked_up_rows(rows: pa.Table) -> pa.Table:
    """Rows whose texts a chart shows as they are."""
    for index, field in enumerate(rows.schema):
        if pa.types.is_string(field.type):
            told = [
                value and marked_up(value) if value is not None else None
                for value in rows[field.name].to_pylist()
            ]
            rows = rows.set_column(index, field, pa.array(told, field.type))
    return rows


def in_address(text: str) -> str:
    """A value within an address; letters and digits of any script as they are."""
    return UNSAFE_IN_ADDRESS.sub(lambda found: quote(found[0], safe=""), text)
