"""Every safeguard of the queries is held by a test: without it, a named test fails.

Kills by rules of every question and mart are repeated here; kills by other tests were
seen by `make mutants`. What the record no longer says is told at the end of the run.
"""

from every import for_each
from mutants import EQUIVALENT, digest, every_mutant, mutants_of
from record import SURVIVES, Kill, is_known, read_record, standing

from .kills import is_killed, rule_named

MUTANTS = {str(mutant): mutant for mutant in every_mutant()}
RECORD = read_record()
STANDING = standing(RECORD, MUTANTS.values())
RULES = {
    name: rule
    for name, kill in RECORD.items()
    if name in MUTANTS and (rule := rule_named(kill.killer))
}
HERE = "tests/queries/test_mutations.py::test_rule_fails_without_the_safeguard"
# A record of less protects too little to be told as one.
LEAST_SHARE = 0.5
QUERY = "-- 题 | t: a.\nselect count(distinct a) as n\nfrom t\nwhere b <= 1 and c <= 1\n"


def names_in(sql, folder):
    path = folder / "q.sql"
    path.write_text(sql, encoding="utf-8")
    return [f"{one.dropped}: {one.place}" for one in mutants_of(path)]


@for_each("name", RULES)
def test_rule_fails_without_the_safeguard(worlds, name):
    assert is_killed(MUTANTS[name], RULES[name], worlds)


def test_no_mutant_that_was_looked_at_survives():
    assert STANDING.survivors == []


def test_the_record_speaks_of_most_mutants():
    assert STANDING.share >= LEAST_SHARE, STANDING.lines()


def test_a_killer_that_is_gone_kills_no_longer():
    first, *_ = MUTANTS.values()
    assert is_known(first, {str(first): Kill(first.code, HERE)})
    assert not is_known(first, {str(first): Kill(first.code, HERE + "_today")})


def test_equivalent_mutants_are_mutants():
    assert set(EQUIVALENT) <= set(MUTANTS)


def test_comments_commas_in_them_and_the_layout_rename_no_mutant(tmp_path, monkeypatch):
    monkeypatch.setattr("mutants.QUERIES", tmp_path)
    other = QUERY.replace("a.", "a, b.").replace("\nfrom t\nwhere", "  -- x, y\n\nfrom t where")
    assert names_in(QUERY, tmp_path) == names_in(other, tmp_path)
    assert digest(QUERY) == digest(other) != digest(QUERY.replace("c <= 1", "c < 1"))


def test_a_line_above_renames_no_mutant_below(tmp_path, monkeypatch):
    monkeypatch.setattr("mutants.QUERIES", tmp_path)
    added = QUERY.replace("where b", "where d <= 7 and e = 1 and f = 2 and b")
    assert names_in(QUERY, tmp_path)[-1] in names_in(added, tmp_path)


def test_what_no_longer_applies_is_told_and_nothing_else_is_lost():
    first, second, third = list(MUTANTS.values())[:3]
    record = {
        str(first): Kill(first.code, HERE),
        str(second): Kill("other", HERE),
        str(third): Kill(third.code, SURVIVES),
        "gone le: x": Kill("1", HERE),
    }
    found = standing(record, [first, second, third])
    assert found[:1] + found[2:] == ([str(first)], [str(second)], [str(third)], ["gone le: x"])
    assert any("no longer applies: gone le: x" in line for line in found.lines())
