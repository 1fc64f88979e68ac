"""Which cells without a value hold bytes all the same, in tables of an answer or of a page."""

from collections.abc import Iterator

import pyarrow as pa


def held(rows: pa.Table) -> dict[str, bytes]:
    """Bytes under missing values of fixed width, by column; columns that hold none are left out."""
    found = {
        name: b"".join(_under_nulls(chunk) for chunk in column.chunks)
        for name, column in zip(rows.column_names, rows.columns, strict=True)
        if pa.types.is_primitive(column.type) or pa.types.is_decimal(column.type)
    }
    return {name: data for name, data in found.items() if any(data)}


def sent_tables(app) -> Iterator[pa.Table]:
    """Every table that an opened page sends to the browser."""
    for element in app.get("dataframe"):
        if element.proto.arrow_data.data:
            yield pa.ipc.open_stream(element.proto.arrow_data.data).read_all()


def _under_nulls(values: pa.Array) -> bytes:
    """One byte of a truth, all bytes of any other missing value."""
    bits, data = memoryview(values.buffers()[1]), values.type.bit_width
    missing = [values.offset + at for at, value in enumerate(values) if not value.is_valid]
    if data == 1:
        return bytes(bits[at // 8] >> at % 8 & 1 for at in missing)
    return b"".join(bits[at * data // 8 : (at + 1) * data // 8] for at in missing)
