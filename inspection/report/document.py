"""What a report is made of, whatever it is written as: headings, paragraphs, tables, figures."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

# What only people know: marked until it is filled.
BLANK = re.compile(r"(【待填[^】]*】)")
# Paragraphs above a signature that stay on its page: the text's last, and what is attached.
SIGNED_LINES = 3
NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Heading:
    """A heading, numbered by its level: 一、（一）1.（1）; one of level 0 has no number."""

    level: int
    words: str
    number: int = 0

    @property
    def numbered(self) -> str:
        """The words behind their number."""
        return f"{numeral(self.level, self.number)}{self.words}" if self.number else self.words


@dataclass(frozen=True)
class Paragraph:
    """Sentences; blanks stand within. Flush: a line without indent, as whom a letter is to."""

    words: str
    is_flush: bool = False


@dataclass(frozen=True)
class AnnexTitle:
    """The title of an annex, in the middle of its line."""

    words: str


@dataclass(frozen=True)
class Signature:
    """Who sends the paper, and its day: at the right, below the text."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Rows as text under headings, with a title and where they come from.

    `widths` are shares of the width of the page.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    is_number: tuple[bool, ...]
    source: str = ""


@dataclass(frozen=True)
class Chart:
    """A figure as SVG, and in words for who does not see it."""

    title: str
    svg: str
    alt: str
    note: str = ""


@dataclass(frozen=True)
class Break:
    """From here on a new page."""


Block = Heading | Paragraph | Table | Chart | Break | AnnexTitle | Signature


class Second(NamedTuple):
    """A second query of the same question: its parameters, and its snapshot where another one."""

    params: tuple[tuple[str, str], ...]
    snapshot: str = ""


@dataclass(frozen=True)
class Figure:
    """A number of the report and how it is found again.

    `params` and `only` are parameters and columns of the question; `how` says what was made of
    the rows where the number is no cell of one: their count, the sum of a column, or what they
    are beside the rows of the `second` query.
    """

    label: str
    value: str
    question: str
    params: tuple[tuple[str, str], ...]
    only: tuple[tuple[str, str], ...]
    column: str
    how: str = ""
    second: Second | None = None


@dataclass(frozen=True)
class Sheet:
    """A sheet of the workbook: an answer's rows with its lines above.

    With `labels` it has these headings, and its columns stay in their order.
    """

    name: str
    answer: Any
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Document:
    """One report: what it says, on what it rests, and the marks that go with it."""

    kind: str
    title: str
    under_title: tuple[str, ...]
    blocks: tuple[Block, ...]
    figures: tuple[Figure, ...]
    marks: tuple[str, ...]
    day: date
    snapshot: str
    place: str
    sheets: tuple[Sheet, ...] = ()
    # Whether it is laid closely, to stay on one page.
    is_one_page: bool = False
    # Words across every page.
    watermark: str = ""
    # Whether it was made for a reader who gets less than the command line.
    is_partial: bool = False

    @property
    def is_draft(self) -> bool:
        """Whether blanks remain that people have to fill."""
        told = [block.words for block in self.blocks if isinstance(block, Paragraph)]
        signed = [block.lines for block in self.blocks if isinstance(block, Signature)]
        return any(BLANK.search(words) for words in (*told, *chain(*signed)))


def numeral(level: int, number: int) -> str:
    """The number of a heading.

    >>> numeral(1, 3), numeral(2, 12), numeral(3, 4), numeral(4, 1)
    ('三、', '（十二）', '4.', '（1）')
    """
    told = in_words(number) if level <= 2 else str(number)
    return {1: "{}、", 2: "（{}）", 3: "{}.", 4: "（{}）"}[level].format(told)


def in_words(number: int) -> str:
    """A number up to 99 in characters."""
    tens, ones = divmod(number, 10)
    if not tens:
        return NUMERALS[ones - 1]
    before = NUMERALS[tens - 1] if tens > 1 else ""
    return f"{before}十{NUMERALS[ones - 1] if ones else ''}"


def numbered(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The same with headings counted, each level anew below the one above it."""
    counts = [0, 0, 0, 0]
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level:
            place = block.level - 1
            counts[place:] = [counts[place] + 1] + [0] * (len(counts) - place - 1)
            block = Heading(block.level, block.words, counts[place])
        found.append(block)
    return tuple(found)
