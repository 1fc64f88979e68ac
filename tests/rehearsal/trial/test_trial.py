"""A trial draw over two units: frames, plans, randomness, lists."""

import pytest

from inspection.draw.making.framing import HistoryRules
from inspection.errors import BadInput
from inspection.rehearsal.ratio_table import RatioTable
from inspection.rehearsal.trial import results
from inspection.rehearsal.trial.frames import excluded_totals, frame_counts, make_frames, preview
from inspection.rehearsal.trial.randomness import SOURCES, example_numbers, secret_of
from inspection.rehearsal.trial.running import fingerprint, make_plans, run_trial, typed_entropy

from ..conftest import AS_OF, RECUSALS, entity


def test_frame_counts_unit_class_and_group(frames):
    rows = frame_counts(frames).to_pylist()
    assert rows[0] == {
        "unit": "福州",
        "risk_class": "A",
        "history_group": "0",
        "entity_count": 60,
    }
    assert sum(row["entity_count"] for row in rows) == 150


def test_excluded_and_people_are_counted_with_reasons(frames):
    first = preview(frames).to_pylist()[0]
    assert (first["a_count"], first["excluded_count"], first["left_out_count"]) == (60, 1, 1)
    assert excluded_totals(frames) == [{"reason": "统一社会信用代码校验位不符", "count": "1"}]
    assert list(frames.by_unit) == ["福州", "龙岩"]


def test_recently_inspected_are_put_behind_not_left_out(register, staff):
    row = entity(register["uscc"][0].as_py(), "福州", "350102", "A", inspected_on=AS_OF)
    late = [*register.slice(1).to_pylist(), row]
    table = type(register).from_pylist(late, register.schema)
    made = make_frames(table, staff, HistoryRules(AS_OF, recent_days=90), False, ["福州"])
    assert preview(made)["behind_count"].to_pylist() == [1]
    assert preview(made)["entity_count"].to_pylist() == [100]


def test_unit_with_one_inspector_is_named_with_the_reason(register, staff):
    alone = type(staff)(staff.roster.slice(0, 1), staff.recusals, staff.task_ends_on)
    made = make_frames(register, alone, HistoryRules(AS_OF), False, ["福州"])
    assert not made.by_unit
    assert "检查人员不足两人" in made.refused["福州"]


def test_recusals_of_all_three_kinds_are_kept(register, staff, terms):
    drawn = register["uscc"].to_pylist()
    rows = [
        {"inspector": "福州-0", "id": None, "station": "所0", "basis": "回避登记"},
        {"inspector": "福州-1", "id": drawn[0], "station": None, "basis": "回避登记"},
        {"inspector": "福州-2", "id": drawn[0], "station": None, "basis": "上次检查过该对象"},
    ]
    kept = type(staff)(staff.roster, type(register).from_pylist(rows, RECUSALS), staff.task_ends_on)
    made = make_frames(register, kept, HistoryRules(AS_OF), False, ["福州"])
    people = {one.inspector: one.recusals for one in made.by_unit["福州"].staff.roster.inspectors}
    assert drawn[0] in people["福州-1"]
    assert drawn[0] in people["福州-2"]
    # Every third of the 100 entities stands at 所0; 福州-0 keeps away from them.
    assert len(people["福州-0"]) == 34


def test_seed_is_a_text(run):
    assert secret_of("0007") != secret_of("7")
    seven, padded = (results.drawn_list(run(seed=seed)) for seed in ("7", "0007"))
    assert seven["id"] != padded["id"]


def test_same_settings_give_the_same_draw(run):
    one, two = run(), run()
    assert fingerprint(one.plans, one.public) == fingerprint(two.plans, two.public)
    assert results.drawn_list(one).equals(results.drawn_list(two))


def test_every_setting_changes_the_mark_of_the_link(frames, terms):
    changes = ({}, {"seed": "7"}, {"draw_id": "T-2"}, {"rounding": "ceil"}, {"cross_unit": True})
    marks = {fingerprint(make_plans(frames, terms(**change), {}), "1./") for change in changes}
    marks.add(fingerprint(make_plans(frames, terms(), {}), "2./"))
    assert len(marks) == len(changes) + 1


@pytest.mark.parametrize("source", SOURCES)
def test_example_numbers_are_complete_and_the_same_for_the_same_seed(source):
    numbers = example_numbers(source, "a")
    assert numbers == example_numbers(source, "a") != example_numbers(source, "b")
    assert typed_entropy(source, numbers)[2]


def test_entropy_grows_group_by_group():
    groups, bits, is_complete = typed_entropy("lottery", "1.2.3.4.5.6./")
    assert bits == pytest.approx(20.08, abs=0.01)
    assert (groups[0]["problem"], is_complete) == ("", False)
    assert groups[1]["problem"]


@pytest.mark.parametrize("public", ["", "1./", "0007./", "１./"])
def test_numbers_that_do_not_fit_the_source_are_refused(frames, terms, public):
    plans = make_plans(frames, terms(), {})
    with pytest.raises(BadInput):
        run_trial(frames, plans, terms(), public)


def test_floor_is_checked_before_anything_is_drawn_and_names_the_unit(frames, terms):
    low = terms(ratios=RatioTable((10_000,) * 4))
    with pytest.raises(BadInput, match="龙岩：方案至少抽取"):
        make_plans(frames, low, {"龙岩": (40_000, 50)})


def test_drawn_counts_lie_within_what_rounding_allows(run):
    rows = results.drawn_by(run(), "risk_class").to_pylist()
    assert [row["stock_count"] for row in rows] == [90, 45, 12, 3]
    assert [row["expected_value"] for row in rows] == pytest.approx([9, 9, 6, 3])
    assert all(row["is_within"] for row in rows)
    assert [row["drawn_count"] for row in rows] == [9, 9, 6, 3]


def test_rounding_up_draws_no_less_than_expected(run):
    ratios = RatioTable((110_000, 210_000, 510_000, 1_000_000))
    rows = results.drawn_by(run(rounding="ceil", ratios=ratios), "region").to_pylist()
    assert all(row["least_count"] == row["drawn_count"] >= row["expected_value"] for row in rows)


def test_draw_without_classes_has_one_ratio(register, staff, terms):
    blind = make_frames(register, staff, HistoryRules(AS_OF), True, ["福州", "龙岩"])
    asked = terms(blind_ppm=100_000)
    trial = run_trial(
        blind, make_plans(blind, asked, {}), asked, example_numbers("dice", asked.seed)
    )
    rows = results.drawn_by(trial, "risk_class").to_pylist()
    assert [(row["risk_class"], row["drawn_count"]) for row in rows] == [("-", 15)]


def test_pairs_and_loads_add_up(run):
    trial = run()
    for row in results.pairs_by_unit(trial).to_pylist():
        assert row["inspector_count"] == 4
        assert row["most_load_count"] - row["least_load_count"] <= 1
    total = results.drawn_total(trial)
    assert total["drawn_count"] == total["pair_count"] + total["unmatched_count"] == 27
    by_class = results.drawn_by(trial, "risk_class")["expected_value"].to_pylist()
    assert total["expected_value"] == pytest.approx(sum(by_class))


def test_sceptic_has_nothing_to_say_of_a_fair_draw(run):
    rows = results.sceptic_of_trial(run()).to_pylist()
    assert {row["pass_fail"] for row in rows} == {"PASS"}
    assert {row["unit"] for row in rows} == {"福州", "龙岩"}
