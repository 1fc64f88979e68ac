"""Keys, sizes, tickets and pairs follow the specification literally."""

from hashlib import sha256

import pytest
from draw_makers import (
    PUBLIC,
    SECRET,
    VECTOR,
    codes,
    frame_of_rows,
    plain_frame,
    plan_of,
    roster_of,
    vector_proof,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from inspection.draw.files.canonical import format_rows
from inspection.draw.ssj1 import tickets
from inspection.draw.ssj1.drawing import draw, draw_counts, draw_table
from inspection.draw.ssj1.frame import Stratum, read_frame
from inspection.draw.ssj1.key import derive_keys, open_keys
from inspection.draw.ssj1.pairs import Assignment, Drawn
from inspection.draw.ssj1.plan import read_plan
from inspection.draw.ssj1.roster import Inspector, Roster, parse_roster
from inspection.draw.ssj1.sizes import ceil_size, guaranteed_count, random_sizes
from inspection.draw.ssj1.tickets import NO_LIMIT, rank_tickets, ticket_limit


def hex_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def test_key_of_the_vector():
    proof = vector_proof()
    keys = derive_keys(proof["plan_sha256"], proof["secret"], proof["public"])
    assert keys.master == proof["key"]


def test_public_numbers_are_text_and_leading_zeros_count():
    plan = read_plan(VECTOR / "plan.json")
    assert open_keys(plan, SECRET, "0007./") != open_keys(plan, SECRET, "7./")


def test_ceil_rounds_up_in_integers():
    assert [ceil_size(n, 35_000) for n in (0, 1, 28, 29, 200, 201)] == [0, 1, 1, 2, 7, 8]
    assert ceil_size(10**15 + 1, 1) == 10**9 + 1


def test_random_sizes_round_the_running_sum():
    assert random_sizes([10, 10, 10], 250_000, 0) == [2, 3, 2]
    assert random_sizes([10, 10, 10], 250_000, 999_999) == [3, 2, 3]


@given(
    stocks=st.lists(st.integers(0, 5000), min_size=1, max_size=12),
    ppm=st.integers(0, 1_000_000),
    offset=st.integers(0, 999_999),
)
@settings(deadline=None)
def test_random_sizes_are_within_one_of_exact(stocks, ppm, offset):
    sizes = random_sizes(stocks, ppm, offset)
    assert all(abs(n * 10**6 - stock * ppm) < 10**6 for n, stock in zip(sizes, stocks, strict=True))
    assert abs(sum(sizes) * 10**6 - sum(stocks) * ppm) < 10**6
    assert all(0 <= n <= stock for n, stock in zip(sizes, stocks, strict=True))


def test_guaranteed_count_is_what_no_offset_undercuts():
    strata = [Stratum(f"{region}", "A", 10, False) for region in range(3)]
    least = min(sum(random_sizes([10, 10, 10], 250_000, u)) for u in range(0, 10**6, 1000))
    assert guaranteed_count(strata, {"A": 250_000}, "random") == least == 7
    assert guaranteed_count(strata, {"A": 250_000}, "ceil") == 9


def test_counts_match_the_drawn_list():
    frame, plan, proof = (
        read_frame(VECTOR / "frame.csv"),
        read_plan(VECTOR / "plan.json"),
        vector_proof(),
    )
    counts = draw_counts(frame, plan, proof["secret"], proof["public"])
    drawn = draw_table(frame, plan, proof["secret"], proof["public"])
    assert counts["drawn_count"].to_pylist() == [1, 1, 3, 5, 1, 2, 2, 5]
    assert counts["expected_value"].to_pylist() == [1.0, 1.5, 2.5, 5.0] * 2
    assert drawn.num_rows == 20
    assert drawn.column_names == ["region", "class", "rank", "id", "ticket"]


def by_hand(frame, key, wanted):
    rows = frame.table.to_pylist()
    picked = []
    for (region, risk_class), count in sorted(wanted.items()):
        stratum = [row for row in rows if (row["region"], row["class"]) == (region, risk_class)]
        order = sorted((row["group"], hex_of(f"{key}|{row['id']}"), row["id"]) for row in stratum)
        picked += [one for _, _, one in order[:count]]
    return picked


@given(
    groups=st.lists(st.integers(0, 2), min_size=1, max_size=60),
    share=st.floats(0, 1),
    key=st.integers(0, 10**9),
)
@settings(max_examples=40, deadline=None)
def test_smaller_groups_are_exhausted_first(groups, share, key):
    ids = codes(len(groups))
    rows = [(one, "350102", "u", "B", group) for one, group in zip(ids, groups, strict=True)]
    frame, wanted = frame_of_rows(rows), {("350102", "B"): int(share * len(groups))}
    ranked = rank_tickets(frame, f"{key:032x}", wanted)
    assert ranked["id"].to_pylist() == by_hand(frame, f"{key:032x}", wanted)
    taken = [dict(zip(ids, groups, strict=True))[one] for one in ranked["id"].to_pylist()]
    assert taken == sorted(groups)[: len(taken)]


def test_limit_never_changes_the_result(monkeypatch):
    frame, wanted = plain_frame(3000), {("350102", "-"): 105}
    assert ticket_limit(frame.strata[0], 105) != NO_LIMIT
    limited = rank_tickets(frame, "k", wanted)
    monkeypatch.setattr(tickets, "ticket_limit", lambda *_: NO_LIMIT)
    assert rank_tickets(frame, "k", wanted).equals(limited)
    assert limited["id"].to_pylist() == by_hand(frame, "k", wanted)


def test_stratum_that_comes_back_short_is_ranked_whole(monkeypatch):
    frame, wanted = plain_frame(300), {("350102", "-"): 30}
    whole = rank_tickets(frame, "k", wanted)
    monkeypatch.setattr(tickets, "ticket_limit", lambda *_: "0")
    assert rank_tickets(frame, "k", wanted).equals(whole)


def test_stratum_with_history_is_ranked_whole():
    assert ticket_limit(Stratum("350102", "A", 10**6, has_history=True), 10) == NO_LIMIT
    assert ticket_limit(Stratum("350102", "A", 10**6, has_history=False), 10**6) == NO_LIMIT


def test_everybody_behind_leaves_the_order_as_it_was():
    front, behind = plain_frame(200, group=0), plain_frame(200, group=3)
    wanted = {("350102", "-"): 20}
    assert rank_tickets(front, "k", wanted).equals(rank_tickets(behind, "k", wanted))
    assert not behind.strata[0].has_history


def naive_pairs(entities, inspectors, key, cross_unit):
    """draw.md 4, word for word."""
    load = dict.fromkeys((one.inspector for one in inspectors), 0)
    pairs, unmatched = {}, []
    for entity in sorted(entities, key=lambda one: (hex_of(f"{key}|T|{one.id}"), one.id)):
        eligible = [
            one.inspector
            for one in inspectors
            if one.region == entity.region
            and entity.id not in one.recusals
            and not (cross_unit and one.unit == entity.unit)
        ]
        eligible.sort(key=lambda name: (load[name], hex_of(f"{key}|{entity.id}|{name}"), name))
        if len(eligible) < 2:
            unmatched.append(entity.id)
            continue
        for name in eligible[:2]:
            load[name] += 1
        pairs[entity.id] = tuple(sorted(eligible[:2]))
    return pairs, unmatched, load


@st.composite
def assignments(draw):
    ids = [f"E{number}" for number in range(draw(st.integers(1, 40)))]
    regions = st.sampled_from(["350102", "350128"])
    units = st.sampled_from(["u0", "u1", ""])
    recusals = st.frozensets(st.sampled_from(ids), max_size=6)
    inspectors = [
        Inspector(f"检查员{number}", draw(regions), draw(units), draw(recusals))
        for number in range(draw(st.integers(2, 14)))
    ]
    return [Drawn(one, draw(regions), draw(units)) for one in ids], inspectors


@given(assignments(), st.booleans(), st.integers(0, 99))
@settings(max_examples=150, deadline=None)
def test_fast_pairing_equals_the_naive_definition(case, cross_unit, key):
    entities, inspectors = case
    assignment = Assignment(Roster(b"", tuple(inspectors)), f"{key}", cross_unit)
    assignment.assign_all(entities)
    pairs, unmatched, load = naive_pairs(entities, inspectors, f"{key}", cross_unit)
    assert assignment.pairs == pairs
    assert assignment.unmatched == unmatched
    assert assignment.loads() == load


@given(assignments(), st.booleans(), st.integers(0, 99))
@settings(max_examples=100, deadline=None)
def test_recusal_is_never_broken(case, cross_unit, key):
    entities, inspectors = case
    assignment = Assignment(Roster(b"", tuple(inspectors)), f"{key}", cross_unit)
    assignment.assign_all(entities)
    person = {one.inspector: one for one in inspectors}
    for entity in entities:
        for name in assignment.pairs.get(entity.id, ()):
            assert entity.id not in person[name].recusals
            assert entity.region == person[name].region
            assert not (cross_unit and entity.unit == person[name].unit)


@pytest.mark.parametrize("inspectors", [2, 3, 7, 40])
def test_loads_differ_by_at_most_one_without_recusals(inspectors):
    frame, roster = plain_frame(200), roster_of(inspectors)
    result = draw(frame, roster, plan_of(frame, roster, rate_ppm={"-": 700_000}), SECRET, PUBLIC)
    loads = result.assignment.loads().values()
    assert sum(loads) == 2 * 140
    assert max(loads) - min(loads) <= 1


def test_region_with_one_inspector_leaves_its_entities_unmatched():
    frame = plain_frame(10, "350128")
    roster = parse_roster(format_rows([("F1", "350128", "", ""), ("F2", "350102", "", "")]))
    result = draw(frame, roster, plan_of(frame, roster, rate_ppm={"-": 500_000}), SECRET, PUBLIC)
    assert result.assignment.pairs == {}
    assert len(result.assignment.unmatched) == 5
    assert set(result.assignment.loads().values()) == {0}


def test_cross_unit_compares_units_as_they_are_written():
    roster = parse_roster(format_rows([(f"F{n}", "350102", "", "") for n in range(4)]))
    homeless = frame_of_rows([(one, "350102", "", "-", 0) for one in codes(10)])
    plan = plan_of(homeless, roster, rate_ppm={"-": 500_000}, cross_unit=True)
    assert len(draw(homeless, roster, plan, SECRET, PUBLIC).assignment.unmatched) == 5
