"""Rows laid out: what matters first, heavy rows first, totals where they stood, nothing lost."""

import pyarrow as pa
from every import for_each

from inspection.data import warehouse
from inspection.showing.arranged import arranged, arrangements
from inspection.showing.row_cards import FIRST_CARDS, MOST_CARDS, cards

REPEATS = pa.table(
    {
        "unit": ["福州", "厦门", "莆田", "泉州", "合计"],
        "window_days": [90] * 5,
        "repeated_entity_count": [0, 7, None, 7, 14],
    }
)


def test_heavy_rows_first_equal_ones_in_their_order_unknown_last_total_behind():
    laid = arranged("repeats_by_unit", REPEATS)
    assert laid.column_names == ["unit", "repeated_entity_count", "window_days"]
    assert laid["unit"].to_pylist() == ["厦门", "泉州", "福州", "莆田", "合计"]


def test_total_that_stood_first_stays_first():
    laid = arranged(
        "undrawn_d_by_unit", pa.table({"unit": ["合计", "福州"], "undrawn_count": [9, 9]})
    )
    assert laid["unit"].to_pylist() == ["合计", "福州"]


def test_least_first_where_little_is_what_matters():
    rows = pa.table(
        {"unit": ["福州", "厦门", "莆田", "合计"], "plan_making_rate": [1.0, 0.5, 1.0, 0.8]}
    )
    assert arranged("uptake_by_unit", rows)["unit"].to_pylist() == ["厦门", "福州", "莆田", "合计"]


def test_question_of_which_nothing_is_said_stays_as_it_is():
    assert arranged("burn_up", REPEATS) is REPEATS


@for_each("name", arrangements())
def test_arrangement_names_columns_that_its_question_has(name):
    found, question = arrangements()[name], warehouse.describe(name)
    assert not set(found.leading) - set(question.columns)
    assert not found.by or found.by in question.columns
    assert len(set(found.leading)) == len(found.leading) > 1


def test_cards_tell_every_row_and_value_and_how_many_are_left():
    rows = pa.table(
        {
            "unit": [f"<{number}>" for number in range(MOST_CARDS + 2)],
            "is_overdue": [True] + [False] * (MOST_CARDS + 1),
            "entity_code": ["91350100M000100Y43"] * (MOST_CARDS + 2),
        }
    )
    told = cards(rows, "zh", addresses={"entity_code": "entity?find="})
    assert told.count('class="row-card"') == MOST_CARDS
    assert "&lt;0&gt;" in told
    assert "<0>" not in told
    assert told.count("逾期") == 1
    assert 'href="entity?find=91350100M000100Y43"' in told
    assert f"其余{MOST_CARDS - FIRST_CARDS}行" in told
    assert "另有2行" in told


def test_card_is_headed_as_its_question_heads_its_columns():
    rows = pa.table({"reason_code": ["key_missing"], "row_count": [12]})
    assert "<span>行数</span><b>12</b>" in cards(rows, "zh", "rejects_by_reason")
    assert "<span>户次</span><b>12</b>" in cards(rows, "zh")
