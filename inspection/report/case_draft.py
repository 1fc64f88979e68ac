"""A typical case drafted from a candidate: figures of its question, blanks for what people know."""

from collections.abc import Iterator

from inspection.report.document import Block, Document, Heading, Paragraph
from inspection.report.ground import LANG, Ground, Row, as_text, words_of
from inspection.report.marking import finished
from inspection.showing import candidates
from inspection.text import text

KIND = "case_draft"
CHAPTERS = ("background", "practice", "class_use", "outcome", "replicability", "evidence")


def case_draft(ground: Ground, row: Row) -> Document:
    """The whole draft of one candidate."""
    return finished(ground, KIND, list(_blocks(ground, row)))


def told(document: Document) -> str:
    """The draft as plain text, the appendix left out."""
    lines = [document.title.replace("\n", ""), *document.under_title]
    for block in document.blocks:
        if isinstance(block, Heading) and block.level:
            lines.append(block.numbered)
        elif isinstance(block, Paragraph):
            lines.append(block.words)
        else:
            break
    return "\n".join(lines) + "\n"


def _blocks(ground: Ground, row: Row) -> Iterator[Block]:
    only = {name: as_text(row[name]) for name in candidates.KEYS}
    for chapter in CHAPTERS:
        yield Heading(1, text(f"report.case_{chapter}", LANG))
        said = "".join(_say(ground, key, row, only) for key in _keys(chapter, row))
        yield Paragraph(said)


def _keys(chapter: str, row: Row) -> list[str]:
    """Words of a chapter: what the rows say, then what only people know."""
    told: dict[str, list[str]] = {
        "practice": [f"report.case_did_{row['candidate_kind']}"],
        "outcome": candidates.said_keys(row),
        "evidence": candidates.weak_keys(row),
    }
    return [*told.get(chapter, []), f"report.case_{chapter}_blank"]


def _say(ground: Ground, key: str, row: Row, only: dict[str, str]) -> str:
    return ground.say(words_of(key), candidates.QUESTION, row, only)
