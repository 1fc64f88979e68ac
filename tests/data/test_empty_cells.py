"""A cell without a value carries nothing of what stood in the memory of the server."""

import pyarrow as pa
import pytest
from empty_slots import held
from readers import NAMELESS

from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.data.empty_cells import emptied

SECRET = "某某某某".encode() * 2
SIX = len(SECRET) // 4
# The cells 0, 2 and 4 have a value; the first of each pair of bits of a truth is one.
THERE = pa.py_buffer(bytes([0b010101]))
MANY_WITHOUT_A_VALUE = ("plan_list", "task_list", "missing_inputs", "duty_list", "ratio_moves")


@pytest.mark.parametrize("kind", [pa.int32(), pa.date32(), pa.bool_(), pa.decimal128(5)])
@pytest.mark.parametrize("begin", [0, 1])
def test_bytes_under_missing_values_are_zero(kind, begin):
    data = SECRET * 4
    size = min(SIX, len(data) * 8 // kind.bit_width)
    whole = pa.Array.from_buffers(kind, size, [THERE, pa.py_buffer(data)])
    rows = pa.table({"beside": range(size - begin), "value": whole.slice(begin)})
    assert held(rows)
    clean = emptied(rows)
    assert clean.equals(rows)
    assert clean.schema == rows.schema
    assert not held(clean)


@pytest.mark.parametrize("scope", [LOCAL, NAMELESS], ids=["local", "nameless"])
def test_no_answer_holds_anything_where_it_has_no_value(demo, scope):
    answers = {name: warehouse.answer(name, scope=scope) for name in MANY_WITHOUT_A_VALUE}
    assert sum(column.null_count for rows in answers.values() for column in rows.columns) > 1_000
    assert {name: held(rows) for name, rows in answers.items() if held(rows)} == {}
