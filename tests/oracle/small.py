"""The small tables that travel with an export: duties and cases."""

import pandas as pd

from . import words
from .areas import locate
from .assignments import task_key
from .cells import day, whole
from .tables import latest, texts


def read_duties(raw: pd.DataFrame) -> pd.DataFrame:
    """State of each duty by subject."""
    frame = pd.DataFrame(
        {
            "duty": texts(raw, "duty"),
            "subject": texts(raw, "subject"),
            "unit": [locate(text).unit for text in texts(raw, "subject")],
            "county": [locate(text).county for text in texts(raw, "subject")],
            "state": texts(raw, "state"),
            "received_on": [day(text) for text in texts(raw, "received_on")],
            "exported_on": raw["exported_on"],
        }
    )
    return latest(frame, ["duty", "subject"])


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
