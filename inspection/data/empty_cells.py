"""Cells without a value hold nothing.

In an Arrow table a missing number has bytes like any other. The database leaves in them what
stood at that place of the memory before, names of firms among it, and who is sent the table
is sent them too.
"""

import numpy as np
import pyarrow as pa


def emptied(rows: pa.Table) -> pa.Table:
    """The same rows, every byte of a missing number, day or yes-or-no zero."""
    for at, column in enumerate(rows.columns):
        if column.null_count and is_of_fixed_width(column.type):
            chunks = [_emptied(chunk) for chunk in column.chunks]
            rows = rows.set_column(at, rows.schema.field(at), pa.chunked_array(chunks))
    return rows


def is_of_fixed_width(kind: pa.DataType) -> bool:
    """Whether each value has its own bytes, also one that is missing; texts have none then."""
    return bool(pa.types.is_primitive(kind) or pa.types.is_decimal(kind))


def _emptied(values: pa.Array) -> pa.Array:
    """Values of a fixed width, made anew from those that are there."""
    is_there = values.is_valid().to_numpy(zero_copy_only=False)
    if pa.types.is_boolean(values.type):
        data = _bits(values.fill_null(False).to_numpy(zero_copy_only=False))
    else:
        width = values.type.bit_width // 8
        begin, end = values.offset * width, (values.offset + len(values)) * width
        cells = np.frombuffer(values.buffers()[1], np.uint8)[begin:end].reshape(-1, width)
        data = pa.py_buffer(np.where(is_there[:, None], cells, np.uint8(0)).tobytes())
    return pa.Array.from_buffers(values.type, len(values), [_bits(is_there), data])


def _bits(values: np.ndarray) -> pa.Buffer:
    return pa.py_buffer(np.packbits(values, bitorder="little").tobytes())
