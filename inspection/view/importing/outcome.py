"""What a dry run found, file by file, and which figures its publication would move."""

from pathlib import Path
from typing import Any

import pyarrow as pa

from inspection.data import warehouse
from inspection.errors import BadInput
from inspection.ingest import headline
from inspection.ingest.account import in_words
from inspection.ingest.drafts import Draft
from inspection.view import sentences
from inspection.view.importing import visit
from inspection.view.page import Page

ACCOUNT = ("read", "loaded", "duplicate", "rejected", "non_data")


def draw_account(page: Page, draft: Draft) -> None:
    """Per sheet what became of its rows; files that were not read, by name."""
    report, files = draft.report, visit.present_uploads()
    with page.card("quality.account", day=report["data_date"]) as card:
        for refusal in report["refused"]:
            sentences.error(files.without_place(refusal["error"]))
        for unread in report["unread"]:
            sentences.warning(files.without_place(page.say("remark.unread", **unread)))
        for remark in report["remarks"]:
            sentences.info(files.without_place(remark["text"]))
        if report["skipped"]:
            names = "、".join(Path(path).name for path in report["skipped"])
            sentences.info(page.say("quality.skipped", names=names))
        for sheet in report["mappings"]:
            told = {
                "table": page.say(f"value.table_name_{sheet['table']}"),
                "by": sheet["saved_by"],
            }
            page.note("mapping.used", name=Path(sheet["path"]).name, at=sheet["saved_at"], **told)
        card.sheet(pa.Table.from_pylist([account_row(file) for file in report["files"]]))
        if report["left_out"]:
            sentences.warning(files.without_place(_left_out(page, report["left_out"])))
        for file in report["files"]:
            lines = [files.without_place(one) for one in in_words(file, page.lang)]
            if lines:
                name = f"{Path(file['path']).name} {file['sheet']}".rstrip()
                sentences.labelled_caption(name, "　".join(lines))


def _left_out(page: Page, left_out: list[dict[str, Any]]) -> str:
    """What looks like data and was not imported, each with its reason."""
    lines = [
        page.say(
            "account.left_out_line",
            **one | {"reason": page.say(f"value.aside_kind_{one['reason']}")},
        )
        for one in left_out
    ]
    return page.say("account.left_out", count=len(left_out)) + "；".join(lines)


def account_row(file: dict[str, Any]) -> dict[str, Any]:
    """One sheet of the report under the names of columns."""
    return {
        "path": Path(file["path"]).name,
        "sheet": file["sheet"],
        "table_name": file["table"],
        "exported_on": file["exported_on"],
        **{f"{name}_count": file[name] for name in ACCOUNT},
        "is_set_aside": file["set_aside"],
    }


def draw_changes(page: Page, draft: Draft) -> None:
    """Ten figures and those of the units, now and after publication."""
    before = served(draft)
    with page.card("quality.changes") as card:
        card.sheet(as_texts(page, headline.changes(before, draft.snapshot, page.scope)))
        units = headline.unit_changes(before, draft.snapshot, page.scope)
        if units:
            page.note("quality.changes_by_unit", count=len({row["unit"] for row in units}))
            card.sheet(as_texts(page, units), "units")
        else:
            page.note("quality.no_unit_changes")


def served(draft: Draft) -> warehouse.Snapshot | None:
    """The snapshot that the draft was built on; None where it is gone or was none."""
    before = draft.report["snapshot"]
    try:
        return warehouse.find(before) if before else None
    except BadInput:
        return None


def as_texts(page: Page, rows: list[headline.Row]) -> pa.Table:
    """Rows of figures as texts."""
    return pa.Table.from_pylist(headline.in_words(rows, page.lang))
