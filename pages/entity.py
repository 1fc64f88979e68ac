"""检查对象: is this firm checked twice, what happened there, and where is it written?"""

from inspection import view

TILES = (
    view.Tile("tasks", "task_count", ("office_count",)),
    view.Tile("inspected", "inspected_count"),
    view.Tile("gap", "shortest_gap_days", ("window_days",), none="entity.tile_gap_none"),
    view.Tile("open", "open_disposal_count"),
)
WHO = ("uscc", "reg_no", "entity_kind", "unit", "county", "station", "reg_status", "established_on")
FACTS = (
    "event_on",
    "stage",
    "detail",
    "task_no",
    "acting_office",
    "source_file",
    "sheet",
    "source_row",
)


def show(page: view.Page, entity_id: int) -> None:
    """One entity: who it is, how often it was visited, and every fact with its place."""
    asked = {"entity_id": entity_id, "units": None}
    summary = page.ask("entity_summary", **asked)
    row = summary.one()
    page.tiles("entity", row, TILES, of=(summary,))
    if row["is_repeated"]:
        page.warn("entity.repeated", days=row["shortest_gap_days"], window=row["window_days"])
    page.rows("entity.summary", summary, WHO, title=row["name"])
    page.rows("entity.timeline", page.ask("entity_timeline", **asked), FACTS)
    page.rows("entity.fields", page.ask("entity_fields", **asked))
    if page.scope.may_name_class:
        page.rows("entity.classes", page.ask("entity_classes", **asked))


page = view.open_page("entity")
if page.scope.may_see_names:
    entity = view.find_entity(page)
    if entity:
        show(page, entity["entity_id"])
else:
    page.note("entity.not_allowed")
    page.tell_unfiltered()
