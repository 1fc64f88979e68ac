"""The class of each task row at its draw: as exported, else in force on the day of the draw."""

import pandas as pd


def with_classes_at_draw(rows: pd.DataFrame, classes: pd.DataFrame) -> pd.DataFrame:
    """Rows whose blank class is filled from the history where the day of the draw is known."""
    is_blank = rows["class_at_draw"].fillna("") == ""
    histories = {
        entity: list(zip(mine["valid_from"], mine["risk_class"], strict=True))
        for entity, mine in classes[classes["entity"].isin(rows["entity"][is_blank])].groupby(
            "entity"
        )
    }
    inferred = [
        class_on(histories.get(entity, []), day) if blank else None
        for entity, day, blank in zip(rows["entity"], rows["drawn_on"], is_blank, strict=True)
    ]
    filled = pd.Series(inferred, rows.index, dtype=object)
    return rows.assign(
        class_at_draw=rows["class_at_draw"].where(~is_blank, filled),
        is_class_inferred=filled.notna(),
    )


def class_on(history: list[tuple[object, str]], day: object) -> str | None:
    """The class last given on or before a day; none for a day that is not known."""
    if day is None or day != day:
        return None
    given = [(since, one) for since, one in history if since <= day]
    return max(given)[1] if given else None
