"""A table of rules is looked for in the profile of the province, then in those of the nation."""

import hashlib

import pytest

from inspection.data import reference, snapshots
from inspection.errors import BadInput, EnvironmentProblem
from inspection.settings import PROFILE, PROFILES, settings

NATION = "# title: n\n# version: 2022-01-01\nclock,limit_days\nentry,1\nclosure,2\n"


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A nation of one table and a province whose profile is still empty."""
    nation, own = tmp_path / "nation", tmp_path / "own"
    nation.mkdir()
    own.mkdir()
    (nation / "small.csv").write_text(NATION, encoding="utf-8")
    monkeypatch.setattr(reference, "FOLDER", nation)
    monkeypatch.setenv("INSPECTION_PROFILE", str(own))
    settings.cache_clear()
    yield own / "small.csv"
    monkeypatch.undo()
    settings.cache_clear()


def limits() -> dict[str, int]:
    return {row["clock"]: row["limit_days"] for row in reference.load("small").to_pylist()}


def test_without_one_of_its_own_the_nations_table_holds(small):
    assert limits() == {"entry": 1, "closure": 2}
    assert reference.fingerprint("small") == hashlib.sha256(NATION.encode()).hexdigest()


def test_a_table_of_the_profile_replaces_the_nations(small):
    small.write_text("# title: p\nclock,limit_days\nentry,9\n", encoding="utf-8")
    assert limits() == {"entry": 9}


def test_with_a_key_it_adds_rows_and_replaces_those_of_the_same_key(small):
    text = "# title: p\n# version: 2021-01-01\n# key: clock\nclock,limit_days\nentry,9\nother,3\n"
    small.write_text(text, encoding="utf-8")
    assert limits() == {"closure": 2, "entry": 9, "other": 3}
    assert list(limits()) == ["closure", "entry", "other"]
    assert reference.header("small")["title"] == "p"
    assert reference.header("small")["version"] == "2022-01-01"
    assert reference.fingerprint("small") == hashlib.sha256((NATION + text).encode()).hexdigest()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("# key: clock\nclock,due_on\n", "全国表与省级配置的列不同"),
        ("# key: clock, name\nclock,limit_days\n", "没有列“name”"),
    ],
)
def test_parts_that_do_not_fit_are_refused(small, text, told):
    small.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=told):
        reference.load("small")


def test_a_profile_without_a_table_is_told_which(small):
    with pytest.raises(BadInput, match="省级配置“own”没有参考表“units”"):
        reference.load("units")


def test_tables_of_the_province_stand_in_its_profile():
    own = {path.stem for path in (PROFILES / PROFILE).glob("*.csv")}
    both = own & {path.stem for path in reference.FOLDER.glob("*.csv")}
    assert own >= {"units", "counties", "stock", "targets", "duties", "office_aliases"}
    assert both == {"clocks", "result_codes", "value_synonyms"}


def test_a_snapshot_is_not_opened_under_another_profile(make_snapshot, monkeypatch):
    made = make_snapshot()
    assert made.profile == PROFILE
    monkeypatch.setenv("INSPECTION_PROFILE", str(PROFILES / "elsewhere"))
    settings.cache_clear()
    with pytest.raises(
        EnvironmentProblem, match=r"属于省级配置“fujian”.*INSPECTION_PROFILE=fujian"
    ):
        snapshots.at(made.folder)
    monkeypatch.undo()
    settings.cache_clear()
    assert snapshots.at(made.folder) == made
