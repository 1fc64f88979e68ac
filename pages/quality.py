"""数据质量: what came in, what was refused, what is doubtful, and the way back."""

from inspection import charts, view

# The reason is told by its code, in the reader's language.
REASONS = (
    *("table_name", "reason_code", "row_count", "cumulative_share"),
    *("corrected_count", "refused_again_count", "uncorrected_count"),
)
REJECTS = (
    *("file", "sheet", "source_row", "table_name", "reason_code", "column_name", "cells"),
    *("corrected_by", "corrected_row", "is_refused_again"),
)


def files(page: view.Page) -> None:
    """What was read, file by file."""
    page.rows("quality.files", page.ask("files_read"))
    page.rows("quality.sent", page.ask("sent_by_unit"))
    page.rows("quality.file_doubts", page.ask("doubts_by_file"))
    page.rows("quality.unused", page.ask("unused_columns"))
    page.rows("quality.set_aside", page.ask("set_aside_by_kind"))
    page.named_rows("quality.set_aside_list", "set_aside_list")


def rejects(page: view.Page) -> None:
    """What was refused, and why."""
    reasons = page.ask("rejects_by_reason")
    page.chart("quality.pareto", reasons, charts.reject_reasons)
    page.rows("quality.reasons", reasons, REASONS)
    if page.scope.may_see_names:
        rejected = page.ask("reject_list")
        view.draw_returned(page, rejected)
        page.rows("quality.rejects", rejected, REJECTS)


def doubts(page: view.Page) -> None:
    """What was loaded with a changed or doubtful meaning, and what no rule knows."""
    page.rows("quality.doubts", page.ask("warnings_by_rule"))
    page.named_rows("quality.doubt_list", "doubt_list")
    page.rows("quality.base", page.ask("base_differences"))
    page.rows("quality.source_totals", page.ask("source_totals"))
    page.rows("quality.reported", page.ask("reported_difference"))
    if page.scope.may_see_names:
        page.rows("quality.contradicted", page.ask("contradicted_rows"))
        unmapped = page.ask("unmapped_values")
        page.rows("quality.unmapped", unmapped)
        view.draw_assigning(page, unmapped)
        view.draw_doubtful(page)
    page.rows("quality.undated", page.ask("undated_facts"))


def withdrawn(page: view.Page) -> None:
    """What the sources no longer export, counted until somebody decides."""
    page.rows("quality.withdrawn", page.ask("withdrawn_by_task"))
    if page.scope.may_see_names:
        page.rows("quality.withdrawn_list", page.ask("withdrawn_list"))


def cleaning(page: view.Page) -> None:
    """What was only reformatted."""
    page.rows("quality.cleaned", page.ask("cleaned_cells"))


SECTIONS = {
    "files": files,
    "import": view.draw_import,
    "mapping": view.draw_mapping,
    "rejects": rejects,
    "doubts": doubts,
    "withdrawn": withdrawn,
    "cleaning": cleaning,
    "difference": view.draw_difference,
    "snapshots": view.draw_history,
}

page = view.open_page("quality")
view.tell_reach(page)
page.tiles(
    "quality",
    page.badge(),
    (
        view.Tile("files", "file_count"),
        view.Tile("read", "read_count"),
        view.Tile("loaded", "loaded_count"),
        view.Tile("duplicate", "duplicate_count"),
        view.Tile("rejected", "rejected_count"),
        view.Tile("non_data", "non_data_count"),
    ),
    of=(),
)
page.tabs(SECTIONS)
