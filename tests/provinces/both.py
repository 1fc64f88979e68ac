"""What the product answers of a warehouse: every question, asked of province after province.

`python tests/provinces/both.py PROVINCE=FILE… …` under INSPECTION_PROFILE and INSPECTION_DATA:
imports the files of each province, then prints what is answered.
"""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from opened import opened
from pages_seen import everything
from streamlit.testing.v1 import AppTest

from inspection.data import access, warehouse
from inspection.data.access import LOCAL, Scope
from inspection.errors import InspectionError, NotAllowed
from inspection.ingest.publish import import_files
from inspection.provinces import within
from inspection.settings import house
from inspection.showing import country
from inspection.text import LANGUAGES, table

# What is of this import and not of its rows: names of files and snapshots, times.
OF_IMPORT = ("snapshot", "snapshot_id", "imported_at", "read_at", "seconds")

# Pages that name classes, units, deadlines and words of a province.
SEEN = ("overview", "integration")


def answers(scope: Scope = LOCAL) -> dict[str, Any]:
    """Every question that needs no parameter, by its name; refusals by their words."""
    return {one.name: _answer(one.name, scope) for one in warehouse.questions()}


def _answer(name: str, scope: Scope) -> Any:
    try:
        rows = warehouse.answer(name, scope=scope).to_pylist()
    except NotAllowed:
        return "refused"
    except InspectionError as error:
        return error.what
    return [{key: value for key, value in row.items() if key not in OF_IMPORT} for row in rows]


def page(name: str, **query: str) -> dict[str, Any]:
    """A page as a link opens it: what went wrong, and all that it says."""
    return seen(opened(name, **query))


def seen(app: AppTest) -> dict[str, Any]:
    """What went wrong, and all that a page says."""
    return {
        "wrong": [str(error.value) for error in app.exception],
        "said": everything(app),
        "tables": [table.value.to_csv() for table in app.dataframe],
        "filters": [box.label for box in (*app.selectbox, *app.multiselect)],
        "chosen": [box.value for box in app.multiselect],
    }


def told() -> dict[str, Any]:
    """All of it; of two provinces in turns, so that nothing kept of one answers for the other."""
    found: dict[str, Any] = {"answers": {}, "words": {}, "refused": {}, "pages": {}}
    for name in (*house().provinces, *house().provinces):
        with within(name if house().has_several else ""):
            found["answers"][name] = answers()
            found["words"][name] = {key: list(words) for key, words in table().items()}
            elsewhere = replace(LOCAL, role="reader", provinces=("nowhere",))
            found["refused"][name] = answers(elsewhere)
    found["country"] = country.standing(LOCAL)
    own = replace(LOCAL, role="reader", provinces=house().provinces[:1])
    found["own"] = country.standing(own)
    if house().has_several:
        found |= pages(own)
    return found


def pages(own: Scope) -> dict[str, Any]:
    """Pages at each level, after going from one province to another, and of a reader of one."""
    found = {
        f"{name} {lang} {place}": page(name, lang=lang, **({"province": place} if place else {}))
        for name in SEEN
        for lang in LANGUAGES
        for place in ("", *house().provinces)
    }
    first, other = house().provinces
    app = opened(SEEN[0], province=first)
    app.multiselect(key="unit").set_value(app.multiselect(key="unit").options[:1]).run()
    app.selectbox(key="province").set_value(other).run()
    access.LOCAL = own
    return {"pages": found, "moved": seen(app), "reader": page(SEEN[0], province=other)}


def main(said: list[str]) -> None:
    """Import and tell."""
    files: dict[str, list[Path]] = {}
    for one in said:
        name, _, path = one.partition("=")
        files.setdefault(name, []).append(Path(path))
    for name, paths in files.items():
        with within(name if house().has_several else ""):
            import_files(paths)
    print(json.dumps(told(), ensure_ascii=False, default=str))


if __name__ == "__main__":
    # A test application has no address; it is read by the person before this machine.
    access.is_this_machine = lambda _address: True
    main(sys.argv[1:])
