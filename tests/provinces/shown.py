"""What the product shows of one province: imports files, opens every page and tab, prints it.

`python tests/provinces/shown.py FILE…` under INSPECTION_PROFILE and INSPECTION_DATA.
"""

import json
import sys
from pathlib import Path
from typing import Any

from opened import opened
from pages_seen import PAGES, everything, tab_links

from inspection.data import access, warehouse
from inspection.data.access import LOCAL
from inspection.ingest.publish import import_files
from inspection.showing.alerts import fired
from inspection.text import text

ASKED = (
    *("completion_by_unit", "class_coverage_by_unit", "class_ratio_by_unit", "year_terms"),
    *("finding_rate_by_class", "class_migration", "effect_by_task", "ratio_schemes", "files_read"),
    *("class_stock_by_unit", "undrawn_d_by_unit", "ratio_moves", "bulletin_classes"),
)


def page(name: str, query: dict[str, str]) -> dict[str, Any]:
    """What went wrong on a page, its texts, the columns of its tables, the values in them."""
    app = opened(name, **query)
    tables = [element.value for element in app.dataframe]
    return {
        "page": name,
        "query": query,
        "wrong": [str(error.value) for error in app.exception],
        "said": everything(app) + [slider.label for slider in app.slider],
        "columns": [str(column) for table in tables for column in table.columns],
    }


def shown() -> dict[str, Any]:
    """Answers, alerts and pages of the snapshot in service."""
    answers = {
        name: warehouse.run(warehouse.prepare(name, {}, LOCAL, None)).to_pylist() for name in ASKED
    }
    pages = [
        page(name, {**link, "lang": lang})
        for name in PAGES
        for lang in ("zh", "en")
        for link in tab_links(name, lang)
    ]
    alerts = [{"alert": one.alert, "said": dict(one.words)} for one in fired(LOCAL)]
    words = {name: text(f"column.{name}") for name in ("a_count", "e_ratio", "high_ratio")}
    return {"answers": answers, "pages": pages, "alerts": alerts, "words": words}


if __name__ == "__main__":
    # A test application has no address; it is read by the person before this machine.
    access.is_this_machine = lambda _address: True
    report = import_files([Path(path) for path in sys.argv[1:]])
    json.dump({"report": report, **shown()}, sys.stdout, ensure_ascii=False, default=str)
