"""What surrounds every report: title, marks, watermark, appendix, the list of its numbers."""

from collections.abc import Sequence

from inspection.report.document import (
    AnnexTitle,
    Block,
    Break,
    Document,
    Figure,
    Heading,
    Paragraph,
    Sheet,
    Signature,
    Table,
    numbered,
)
from inspection.report.ground import LANG, Ground
from inspection.showing import basis
from inspection.showing.exported import marks
from inspection.text import text

# Shares of the width that the columns of the list of numbers take.
LIST_WIDTHS = (1.0, 2.3, 2.7, 3.1, 3.4, 2.6)


def finished(
    ground: Ground,
    kind: str,
    blocks: Sequence[Block],
    appendix: Sequence[Table] = (),
    sheets: tuple[Sheet, ...] = (),
    *,
    is_one_page: bool = False,
    is_signed: bool = False,
) -> Document:
    """A document with everything that goes with it; 底稿 while blanks remain.

    On a single page the numbers are listed in the workbook alone. `is_signed`: somebody has to
    sign it.
    """
    carried = marks(basis.notes(ground.badge, LANG), LANG)
    whole = blocks if is_one_page else _whole(ground, blocks, appendix, is_signed=is_signed)
    bare = Document(kind, "", (), tuple(whole), (), (), ground.day, "", "")
    ending = text("report.draft", LANG) if bare.is_draft else ""
    return Document(
        kind,
        text(f"report.title_{kind}", LANG, line="\n", **ground.named),
        (text("report.under", LANG, draft=ending, **ground.named),),
        numbered(whole),
        tuple(ground.figures),
        (*carried, _rests_on(ground)),
        ground.day,
        ground.snapshot.id,
        ground.office or ground.unit or text("frame.province", LANG),
        sheets,
        is_one_page,
        text("report.watermark_demo" if ground.badge["is_synthetic"] else "report.watermark", LANG),
        ground.is_partial,
    )


def _rests_on(ground: Ground) -> str:
    """Data date, snapshot and scope."""
    return text(
        "report.rests_on",
        LANG,
        data_date=ground.snapshot.data_date,
        as_of=ground.day,
        snapshot=ground.snapshot.id,
        where=ground.place,
    )


def _whole(
    ground: Ground, blocks: Sequence[Block], appendix: Sequence[Table], *, is_signed: bool
) -> list[Block]:
    """The text, what is attached, who signs, then each annex on a page of its own."""
    annexes: list[tuple[str, list[Block]]] = [(_short(one.title), [one]) for one in appendix]
    if ground.figures:
        annexes.append((text("report.list_title", LANG), _numbers(ground)))
    found: list[Block] = list(blocks)
    found += _attached([title for title, _ in annexes])
    if is_signed:
        found.append(Signature((text("report.sign", LANG), text("report.sign_day", LANG))))
    for place, (title, own) in enumerate(annexes, start=1):
        number = str(place) if len(annexes) > 1 else ""
        head = text("report.appendix", LANG, number=number)
        found += [Break(), Heading(0, head), AnnexTitle(title), *own]
    return found


def _short(title: str) -> str:
    """The title of a table without what stands in brackets."""
    return title.split(text("report.bracket", LANG))[0]


def _attached(titles: Sequence[str]) -> list[Block]:
    """What is attached, below the text, a line each; several by number."""
    if len(titles) > 1:
        titles = [f"{place}. {title}" for place, title in enumerate(titles, start=1)]
    keys = ["report.attached", *["report.attached_more"] * len(titles)]
    told = zip(keys, titles, strict=False)
    return [Paragraph(text(key, LANG, title=title)) for key, title in told]


def _numbers(ground: Ground) -> list[Block]:
    """Every number with how it is found again, and who can do that."""
    shared = common(ground)
    told = text("report.list_note", LANG, snapshot=ground.snapshot.id, common=" ".join(shared))
    if ground.is_partial:
        told += text("report.list_partial", LANG)
    return [Paragraph(told), list_of(ground.figures, shared)]


def common(ground: Ground) -> list[str]:
    """Conditions that nearly every number has, told once."""
    day = text("report.param_mark", LANG, told=f"as_of={ground.day}")
    own = {"units": ground.unit, "offices": ground.office}
    told = [f"{name}={value}" for name, value in own.items() if value]
    return [day, *(text("report.param_mark", LANG, told=one) for one in told)]


def list_of(figures: Sequence[Figure], shared: Sequence[str] = ()) -> Table:
    """The numbers of a report, one a line."""
    rows = tuple(
        (
            str(place),
            one.label,
            one.value,
            one.question,
            " ".join(told for told in conditions(one) if told not in shared),
            one.column + (f"（{one.how}）" if one.how else ""),
        )
        for place, one in enumerate(figures, start=1)
    )
    heads = tuple(text(f"report.list_{name}", LANG) for name in LISTED)
    is_number = (True, False, True, False, False, False)
    return Table(text("report.list_title", LANG), heads, rows, LIST_WIDTHS, is_number)


LISTED = ("place", "label", "value", "question", "conditions", "column")


def conditions(one: Figure) -> list[str]:
    """Parameters, and columns that choose the row, as the command line takes them."""
    given = [("report.param_mark", pair) for pair in one.params]
    given += [("report.where_mark", pair) for pair in one.only]
    return [text(key, LANG, told=f"{name}={value}") for key, (name, value) in given]
