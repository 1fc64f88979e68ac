"""Canonical files: the published bytes are hashed, never a re-serialisation.

UTF-8 without BOM, LF, no header, no quoting, no spaces around fields, the last
line ends in LF. A reader either returns a table whose rows are the file's
lines, or says which line is wrong and what to do.
"""

import hashlib
import io
import re
from collections.abc import Sequence
from typing import NoReturn

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from inspection.errors import BadInput

REMEDY = "请用本系统重新生成该文件，不要用表格软件打开后另存"
# A field has no comma, quote or control character, and no blank at either end.
FIELD = re.compile(r'(?:[^\s,"](?:[^,"\x00-\x1f]*[^\s,"])?)?')


def sha256_of(data: bytes) -> str:
    """SHA-256 in lower hex."""
    return hashlib.sha256(data).hexdigest()


def fail(what: str, name: str, line: int, remedy: str = REMEDY) -> NoReturn:
    """Raises BadInput for a line (from 1) of the file `name`."""
    raise BadInput(what, f"{name} 第 {line} 行", remedy)


def parse_lines(data: bytes, name: str, columns: Sequence[str], texts: Sequence[str]) -> pa.Table:
    """Table of strings, one row per line; columns not in `texts` are dictionary-encoded."""
    reject_foreign_bytes(data, name)
    categories = {column: pa.dictionary(pa.int32(), pa.string()) for column in columns}
    try:
        table = pyarrow.csv.read_csv(
            pa.BufferReader(data),
            pyarrow.csv.ReadOptions(column_names=list(columns)),
            pyarrow.csv.ParseOptions(quote_char=False, ignore_empty_lines=False),
            pyarrow.csv.ConvertOptions(
                column_types=categories | dict.fromkeys(texts, pa.string()),
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid:
        _fail_at_unreadable_line(data, name, len(columns))
    return table.unify_dictionaries().combine_chunks()


def reject_foreign_bytes(data: bytes, name: str) -> None:
    """Raises BadInput for BOM, CR, quotes and a missing last LF."""
    if not data:
        raise BadInput("文件为空", name, REMEDY)
    if data.startswith(b"\xef\xbb\xbf"):
        fail("文件带有字节顺序标记（BOM）", name, 1)
    for byte, what in ((b"\r", "换行不是 LF"), (b'"', "字段带有引号")):
        if byte in data:
            fail(what, name, data.count(b"\n", 0, data.index(byte)) + 1)
    if not data.endswith(b"\n"):
        fail("最后一行没有以 LF 结束", name, data.count(b"\n") + 1)


def _fail_at_unreadable_line(data: bytes, name: str, width: int) -> NoReturn:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        fail("文件不是 UTF-8 编码", name, data.count(b"\n", 0, error.start) + 1)
    for line, content in enumerate(data.split(b"\n")[:-1], start=1):
        if content.count(b",") != width - 1:
            fail(f"应有 {width} 个字段，实有 {content.count(b',') + 1} 个", name, line)
    raise BadInput("文件无法读取", name, REMEDY)


def reject_disorder(keys: pa.ChunkedArray, name: str, noun: str) -> None:
    """Raises BadInput unless the keys ascend strictly by their bytes."""
    wrong = pc.index(pc.less(keys[:-1], keys[1:]), False).as_py()
    if wrong < 0:
        return
    before, after = keys[wrong].as_py(), keys[wrong + 1].as_py()
    if before == after:
        fail(f"{noun}重复：{after}", name, wrong + 2, f"每个{noun}只能出现一次，请删去重复行")
    fail(f"{noun}未按升序排列：{after}", name, wrong + 2, f"请按{noun}的字节升序排列")


def reject_values(column: pa.ChunkedArray, pattern: re.Pattern[str], name: str, what: str) -> None:
    """Raises BadInput at the first line whose value does not match `pattern` wholly.

    Looks at distinct values only: the column must be dictionary-encoded.
    """
    for value in pc.unique(column).dictionary.to_pylist() if len(column) else ():
        if not pattern.fullmatch(value):
            line = pc.index(column.cast(pa.string()), value).as_py() + 1
            fail(f"{what}：{value or '（空）'}", name, line)


def format_table(table: pa.Table) -> bytes:
    """The canonical bytes of a table, columns and rows as they stand."""
    sink = io.BytesIO()
    options = pyarrow.csv.WriteOptions(include_header=False, quoting_style="none")
    pyarrow.csv.write_csv(table, sink, options)
    return sink.getvalue()


def format_rows(rows: Sequence[Sequence[object]]) -> bytes:
    """The canonical bytes of rows, in their order."""
    return "".join(",".join(map(str, row)) + "\n" for row in rows).encode()
