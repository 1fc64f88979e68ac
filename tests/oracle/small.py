"""The small tables that travel with an export: duties, cases, items, reported figures."""

import pandas as pd

from . import reference, words
from .areas import PROVINCE_OFFICE, locate
from .assignments import task_key
from .cells import code, day, squeezed, whole
from .tables import latest, texts


def read_duties(raw: pd.DataFrame) -> pd.DataFrame:
    """State of each duty by subject: a unit, a county or an office under any of its names."""
    frame = pd.DataFrame(
        {
            "duty": texts(raw, "duty"),
            "subject": [whose(text) for text in texts(raw, "subject")],
            "unit": [locate(text).unit for text in texts(raw, "subject")],
            "county": [locate(text).county for text in texts(raw, "subject")],
            "state": texts(raw, "state"),
            "received_on": [day(text) for text in texts(raw, "received_on")],
            "exported_on": raw["exported_on"],
        }
    )
    return latest(frame, ["duty", "subject"])


def whose(text: str) -> str:
    """The unit or county that a name means, else the office of the province."""
    area = locate(text)
    if area.unit and area.unit != PROVINCE_OFFICE:
        names = {row["county_code"]: row["county"] for row in reference.rows("counties")}
        whole = {row["unit_code"] for row in reference.rows("units")}
        is_unit = area.county in whole and squeezed(text) != names[area.county]
        return area.unit if is_unit else names.get(area.county, area.unit)
    return office(text)


def office(text: str) -> str:
    """The name of an office of the province without that of the bureau."""
    plain = squeezed(text)
    bureau = [
        squeezed(row["alias"])
        for row in reference.rows("office_aliases")
        if row["level"] == "省级" and plain.startswith(squeezed(row["alias"]))
    ]
    return plain.removeprefix(max(bureau, key=len, default="")) or plain


def read_reported(raw: pd.DataFrame) -> pd.DataFrame:
    """Figures that units report themselves."""
    counties = texts(raw, "county")
    frame = pd.DataFrame(
        {
            "unit": [locate(text).unit for text in texts(raw, "unit")],
            "county": counties,
            "county_code": [locate(text).county for text in counties],
            "reported_on": [day(text) for text in texts(raw, "as_of")],
            "metric": texts(raw, "metric"),
            "reported": [whole(text) for text in texts(raw, "reported_count")],
            "exported_on": raw["exported_on"],
        }
    )
    return latest(frame, ["unit", "county", "reported_on", "metric"])


def read_listed(raw: pd.DataFrame) -> pd.DataFrame:
    """The list of items: one row per code."""
    frame = pd.DataFrame(
        {
            "item": [code(text) for text in texts(raw, "item_code")],
            "name": texts(raw, "item_name"),
            "exported_on": raw["exported_on"],
        }
    )
    return latest(frame, ["item"])


def read_cases(raw: pd.DataFrame) -> pd.DataFrame:
    """Typical cases; whether one counts follows from its task number and class use."""
    frame = pd.DataFrame(
        {
            "title": texts(raw, "title"),
            "unit": [locate(text).unit for text in texts(raw, "unit")],
            "case_year": [whole(text) for text in texts(raw, "case_year")],
            "class_use": texts(raw, "class_use"),
            "task": [task_key(text) for text in texts(raw, "task_no")],
            "state": [words.word(text, words.CASE_STATES) for text in texts(raw, "state")],
            "publicised_on": [day(text) for text in texts(raw, "publicised_on")],
            "exported_on": raw["exported_on"],
        }
    )
    frame = latest(frame, ["unit", "title"])
    has_evidence = (frame["task"] != "") & (frame["class_use"] != "")
    frame["state"] = frame["state"].where(has_evidence, "线索")
    return frame
