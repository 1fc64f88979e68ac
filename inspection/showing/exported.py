"""What an export says of itself: its file name, the lines above its rows, its totals."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pyarrow.compute as pc

from inspection.data.columns import heading
from inspection.data.warehouse import Snapshot
from inspection.showing import workbook as sheets
from inspection.showing.answer import Answer
from inspection.showing.arranged import arranged
from inspection.showing.basis import pairs, parameter_label, parameter_value, title
from inspection.showing.shown import in_language
from inspection.showing.withheld import withheld_cells
from inspection.text import text

# So many places stand in a file name by their own name.
NAMED_PLACES = 3
FORBIDDEN = re.compile(r'[\\/:*?"<>|\s]+')
# Rows of one such column are parts of a whole; of another they are not.
APART = ("clock", "period", "scenario")
PLACES = ("units", "counties")
NAMELESS: Mapping[str, str] = {}


def workbook(
    answer: Answer,
    snapshot: Snapshot,
    carried: Sequence[str],
    lang: str,
    names: Mapping[str, str] = NAMELESS,
) -> bytes:
    """The answer as a workbook with its basis; `names` are those of codes asked for."""
    question = answer.question.name
    laid = arranged(question, answer.rows)
    rows = in_language(laid, lang)
    around = sheets.Sheets(
        text("basis.sheet_rows", lang),
        text("basis.sheet_basis", lang),
        {name: heading(name, lang, question) for name in rows.column_names},
        lang,
        head(answer, snapshot, carried, names, lang),
        text("export.total", lang),
        sums(answer),
        withheld_cells(replace(answer, rows=laid)),
        text("frame.withheld", lang),
    )
    return sheets.workbook(rows, pairs(answer, snapshot, carried, lang), around)


def file_name(
    answer: Answer, snapshot: Snapshot, names: Mapping[str, str], lang: str, ending: str
) -> str:
    """Title, place and day, with nothing that a file system refuses."""
    parts = (
        title(answer, lang),
        place_of(answer, names, lang),
        f"{day_of(answer, snapshot):%Y%m%d}",
    )
    return f"{FORBIDDEN.sub('_', '_'.join(parts))}.{ending}"


def day_of(answer: Answer, snapshot: Snapshot) -> date:
    """The day that the rows speak of."""
    asked = answer.params.get("as_of")
    return asked if isinstance(asked, date) else snapshot.data_date


def place_of(answer: Answer, names: Mapping[str, str], lang: str) -> str:
    """The units or counties asked for; several by their number, none is the province."""
    asked = [_listed(answer.params.get(name)) for name in PLACES]
    places = [names.get(place, place) for place in (asked[1] or asked[0])]
    if not places:
        return text("frame.province", lang)
    if len(places) <= NAMED_PLACES:
        return text("export.between", lang).join(places)
    return text("export.places", lang, first=places[0], count=len(places))


def _listed(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple) else []


def head(
    answer: Answer,
    snapshot: Snapshot,
    carried: Sequence[str],
    names: Mapping[str, str],
    lang: str,
) -> tuple[str, ...]:
    """Title; day, scope and what the rows do not follow; the marks that go with every figure."""
    day = text("export.day", lang, day=f"{day_of(answer, snapshot):%Y-%m-%d}")
    told = [day, text("export.scope", lang, scope=scope_of(answer, names, lang))]
    if answer.unfollowed:
        keys = text("export.between", lang).join(
            text(f"filter.{key}", lang) for key in answer.unfollowed
        )
        told.append(text("frame.unfollowed", lang, filters=keys))
    gap = text("export.gap", lang)
    return title(answer, lang), gap.join(told), gap.join(marks(carried, lang))


def marks(carried: Sequence[str], lang: str) -> list[str]:
    """What the data carry, and that the sheet is for work inside the house where it is real."""
    is_demo = text("badge.synthetic", lang) in carried
    return [*carried] if is_demo else [text("export.internal", lang), *carried]


def scope_of(answer: Answer, names: Mapping[str, str], lang: str) -> str:
    """The parameters that narrow the rows, by name; without any the province."""
    asked = {name: value for name, value in answer.params.items() if name != "as_of"}
    told = [
        text("export.narrowed", lang, name=parameter_label(name, lang), value=said)
        for name, value in asked.items()
        if (said := _said(name, value, names, lang))
    ]
    return text("export.between_parts", lang).join(told) or text("frame.province", lang)


def _said(name: str, value: object, names: Mapping[str, str], lang: str) -> str:
    if isinstance(value, list | tuple):
        value = [names.get(str(one), one) for one in value if one is not None]
        return text("export.between", lang).join(map(str, value))
    told = names.get(str(value), value)
    return "" if told is None else parameter_value(name, told, lang)


def sums(answer: Answer) -> dict[str, int]:
    """Sums of the columns that add up over the rows; of a column with a gap there is none."""
    rows = answer.rows
    apart = [name for name in APART if name in rows.column_names]
    if rows.num_rows < 2 or any(pc.count_distinct(rows[name]).as_py() > 1 for name in apart):
        return {}
    found = [name for name in answer.question.sums if name in rows.column_names]
    return {name: pc.sum(rows[name]).as_py() for name in found if not rows[name].null_count}
