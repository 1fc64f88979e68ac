"""A mapping read from its file: YAML or JSON, or a table as CSV or workbook, in any encoding."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from inspection.errors import BadInput
from inspection.ingest.detection import Content, detect
from inspection.ingest.mapping.checking import check
from inspection.ingest.mapping.column_map import ColumnMap, Composed, Saved
from inspection.ingest.mapping.documents import load_document
from inspection.ingest.mapping.naming import column_of, role_of, table_of
from inspection.ingest.mapping.tabular import document_of
from inspection.ingest.readers import open_sheets
from inspection.ingest.vocabulary import Vocabulary

DOCUMENTS = (".yaml", ".yml", ".json")
MOST_BYTES = 1 << 20
PARTS = ("table", "columns", "constants", "composed", "date_order", "values", "saved")
EVERY_DATE = "*"
FORMS = "写成 YAML，或写成 CSV、xlsx 表格；写法见 docs/export-formats.md"
Document = Mapping[str, Any]


def read_map(path: Path, words: Vocabulary) -> ColumnMap:
    """The mapping in a file, checked. Raises BadInput."""
    if not path.is_file():
        raise BadInput("对照文件不存在", str(path), "核对 --mapping 的路径")
    if path.stat().st_size > MOST_BYTES:
        raise BadInput(f"对照文件大于 {MOST_BYTES} 字节", str(path), "核对是否给错了文件")
    told = map_of(_document(path), words, str(path))
    check(told, words)
    return told


def map_of(document: Document, words: Vocabulary, where: str) -> ColumnMap:
    """A document as a mapping, its names turned into ours. Raises BadInput."""
    parts = _parts(document, where)
    table = table_of(_text(parts["table"], where), words, where) if "table" in parts else ""

    def ours(word: str) -> str:
        return column_of(word, table, words, f"{where} “{word}”")

    constants = _pairs(parts.get("constants", {}), where)
    values = _dict(parts.get("values", {}), where)
    return ColumnMap(
        table,
        tuple(_columns(parts.get("columns", {}), ours, where)),
        tuple((ours(target), value) for target, value in constants),
        tuple(_composed(parts.get("composed", {}), ours, where)),
        tuple(_orders(parts.get("date_order", {}), ours, where)),
        tuple((ours(target), tuple(_pairs(pairs, where))) for target, pairs in values.items()),
        _saved(parts.get("saved", {}), where),
        where,
    )


def _document(path: Path) -> Document:
    content = detect(path)
    if path.suffix.lower() in DOCUMENTS:
        return load_document(_text_of(content), str(path))
    return document_of(open_sheets(content), str(path))


def _text_of(content: Content) -> str:
    if not content.encoding:
        raise BadInput("是工作簿，不是 YAML", str(content.path), FORMS)
    return content.path.read_text(encoding=content.encoding)


def _parts(document: Document, where: str) -> dict[str, Any]:
    """Its parts by our names; an object of headers and columns alone is the part of columns."""
    named = {word: role_of(word, PARTS) for word in document}
    if all(isinstance(part, str) for part in document.values()) and not any(named.values()):
        return {"columns": document}
    unknown = [word for word, role in named.items() if not role]
    if unknown:
        raise BadInput(f"对照里没有这一项：{'、'.join(unknown)}", where, FORMS)
    if len(set(named.values())) < len(named):
        raise BadInput("对照的同一项写了两次", where, "合并成一项")
    return {named[word]: part for word, part in document.items() if part not in ("", {}, [])}


def _columns(part: Any, ours: Callable[[str], str], where: str) -> list[tuple[str, str]]:
    return [
        (source, ours(target))
        for source, targets in _dict(part, where).items()
        for target in _listed(targets, where)
    ]


def _composed(part: Any, ours: Callable[[str], str], where: str) -> list[Composed]:
    found = []
    for target, told in _dict(part, where).items():
        said = told if isinstance(told, Mapping) else {"of": told}
        roles = {role_of(word, ("of", "with")): value for word, value in said.items()}
        if "of" not in roles or "" in roles:
            raise BadInput(f"组合列“{target}”写法不对", where, "写 of（由）和 with（连接）")
        separator = _text(roles.get("with", ""), where)
        found.append(Composed(ours(target), tuple(_listed(roles["of"], where)), separator))
    return found


def _orders(part: Any, ours: Callable[[str], str], where: str) -> list[tuple[str, str]]:
    told = {EVERY_DATE: part} if isinstance(part, str) else part
    return [
        ("" if target == EVERY_DATE else ours(target), _order(order))
        for target, order in _pairs(told, where)
    ]


def _order(word: str) -> str:
    return role_of(word, ("dmy", "mdy", "ymd", "auto")) or word


def _saved(part: Any, where: str) -> Saved | None:
    told = _dict(part, where)
    return Saved(*(_text(told.get(name, ""), where) for name in Saved._fields)) if told else None


def _dict(part: Any, where: str) -> Document:
    if not isinstance(part, Mapping):
        raise BadInput(f"对照的一项不是“名称: 值”的列表：{str(part)[:40]}", where, FORMS)
    return part


def _pairs(part: Any, where: str) -> list[tuple[str, str]]:
    return [(name, _text(value, where)) for name, value in _dict(part, where).items()]


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise BadInput(f"对照里应为一个词：{str(value)[:40]}", where, FORMS)
    return value.strip()


def _listed(value: Any, where: str) -> list[str]:
    """One or several names; a blank one names no column."""
    names = [_text(name, where) for name in (value if isinstance(value, list) else [value])]
    if not names or not all(names):
        raise BadInput("对照里有一列没有写列名", where, "写上列名；不用的列写 不用")
    return names
