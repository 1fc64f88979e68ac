"""From a plan to the blocks of a document: paragraphs, headings, and parts made by a call."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from inspection.report.document import Block, Heading, Paragraph
from inspection.report.ground import LANG, Ground
from inspection.report.plan import Line, each, paragraph, parts
from inspection.text import text

LEVELS = {"chapter": 1, "section": 2}
Calls = Mapping[str, Callable[[], Iterable[Block | None]]]


def compose(name: str, ground: Ground, calls: Calls) -> list[Block]:
    """The blocks of a plan for the place; nothing where a part has nothing."""
    return [
        block
        for lines in parts(name, ground)
        for block in _made(lines, ground, calls)
        if block is not None
    ]


def _made(lines: list[Line], ground: Ground, calls: Calls) -> Iterator[Block | None]:
    form = lines[0].form
    if form in LEVELS:
        yield from (Heading(LEVELS[form], line.words) for line in lines)
    elif form == "call":
        yield from (block for line in lines for block in calls[line.para]())
    elif form == "each":
        yield from (Paragraph(said) for said in each(lines, ground))
    elif form == "to":
        yield Paragraph(paragraph(lines, ground), is_flush=True)
    else:
        said = paragraph(lines, ground) if form == "say" else joined(each(lines, ground))
        yield Paragraph(said) if said else None


def joined(sentences: list[str]) -> str:
    """Sentences as one, part by part."""
    full = text("report.full_stop", LANG)
    parts = text("report.between", LANG).join(said.removesuffix(full) for said in sentences)
    return f"{parts}{full}" if parts else ""
