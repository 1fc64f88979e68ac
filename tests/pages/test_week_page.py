"""总览 › 本周变化: what a change of rules moved stands apart once it is asked for."""

import json
from contextlib import contextmanager
from datetime import date

import pytest
from rows import write_snapshot

from inspection.data import reference
from inspection.data.snapshots import MANIFEST
from inspection.text import text
from inspection.view import week as page_of_the_week

BEFORE, TODAY = date(2022, 9, 2), date(2022, 9, 9)
GULOU, TAIJIANG = "350102", "350103"


def checked(entity: int, county: str, on: str = "2022-08-01") -> dict:
    more = {"inspected_on": on, "entered_on": on, "results": ["R1"]}
    return {"entity_id": entity, "unit": "福州", "county_code": county, **more}


def named(snapshot, version: str) -> None:
    """The version of the counties that a snapshot holds, as an import writes it."""
    path = snapshot.folder / MANIFEST
    told = json.loads(path.read_text("utf-8")) | {"reference": {"counties": {"sha256": version}}}
    path.write_text(json.dumps(told), encoding="utf-8")


@pytest.fixture
def week(make_snapshot, tmp_path, monkeypatch):
    """Known then: three firms, two of them in a county that is supervised no more; one is new.

    The snapshot between the two is made by hand; how it is made of files, tests/ingest says.
    """
    then = [checked(1, GULOU), checked(2, GULOU), checked(3, TAIJIANG)]
    named(make_snapshot(data_date=BEFORE, task_rows=then), "1")
    counties = reference.load("counties").to_pylist()
    later = [row | {"is_supervised": row["county_code"] != GULOU} for row in counties]
    ruled = write_snapshot(
        tmp_path / "between",
        f"{BEFORE:%Y%m%d}T000000-1",
        BEFORE,
        {"task_rows": then, "ref_counties": later},
    )
    monkeypatch.setattr(
        page_of_the_week, "steps", contextmanager(lambda *_: iter([(ruled, ruled)]))
    )
    rows = [*then, checked(4, TAIJIANG, "2022-09-06")]
    named(make_snapshot(data_date=TODAY, task_rows=rows, ref_counties=later), "2")


def test_what_the_rules_moved_is_told_apart_when_asked_for(week, open_served):
    app = open_served("overview", unit="福州")
    said = " ".join(one.value for one in app.markdown)
    assert "已检查由3户到2户：新查1户，补录0户，更正、撤回减2户。" in said
    assert "1张规则表有变" in said
    label = text("overview.week_rule_apart")
    next(one for one in app.button if one.label == label).click().run()
    said = " ".join(one.value for one in app.markdown)
    assert "已检查由3户到2户：新查1户，补录0户，更正、撤回减0户，口径计入0户、不再计入2户。" in said
    assert "已单列" in said
    assert label not in [one.label for one in app.button]
