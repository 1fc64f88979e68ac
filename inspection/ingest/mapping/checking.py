"""Whether a mapping can be meant: every column known and filled once, every word of ours known."""

from collections import Counter
from collections.abc import Iterable

from inspection.errors import BadInput
from inspection.ingest.mapping.column_map import IGNORED, ORDERS, ColumnMap
from inspection.ingest.mapping.dates import is_day
from inspection.ingest.mapping.values import domain_of, known_words, value_key
from inspection.ingest.vocabulary import PERSONAL, Vocabulary, header_key

ADD_COLUMNS = "至少写一列：来源列和列名"
KEEP_ONE = "只留一处"


def check(told: ColumnMap, words: Vocabulary) -> None:
    """Raises BadInput for a mapping without columns, one named twice, or an unknown word.

    A column that the table never keeps is not to be kept under another name.
    """
    if not [target for target in told.targets if target != PERSONAL]:
        raise BadInput("对照里没有列", told.where, ADD_COLUMNS)
    if not all(header_key(source) for source in told.sources):
        raise BadInput("对照里有一行没有来源列", told.where, "写上表头里的名称，或删去这一行")
    _refuse_repeated("列", [name for name in told.targets if name != PERSONAL], told.where)
    _refuse_used_and_ignored(told)
    _refuse_single_parts(told)
    _refuse_personal(told, words)
    for target, order in told.date_orders:
        _check_order(target, order, told)
    for target, pairs in told.values:
        _check_values(target, pairs, told)


def _refuse_repeated(what: str, names: Iterable[str], where: str) -> None:
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise BadInput(f"对照里{what}“{'、'.join(twice)}”写了两次", where, KEEP_ONE)


def _refuse_used_and_ignored(told: ColumnMap) -> None:
    used = {header_key(source) for source, target in told.columns if target != IGNORED}
    left = [header_key(source) for source, target in told.columns if target == IGNORED]
    _refuse_repeated("来源列", left, told.where)
    for key in left:
        if key in used:
            raise BadInput(f"对照里来源列“{key}”既用又不用", told.where, KEEP_ONE)


def _refuse_single_parts(told: ColumnMap) -> None:
    for one in told.composed:
        if len(one.sources) < 2:
            raise BadInput(
                f"组合列“{one.target}”不足两个来源列", told.where, "写成普通的一列，或补上来源列"
            )


def _refuse_personal(told: ColumnMap, words: Vocabulary) -> None:
    used = [source for source, target in told.columns if target not in (IGNORED, PERSONAL)]
    for source in [*used, *(part for one in told.composed for part in one.sources)]:
        if told.table and words.column(told.table, source) == PERSONAL:
            said = f"“{source}”是个人信息，读取即丢弃，不能对照为别的列"
            raise BadInput(said, told.where, "删去这一列，或对照为 不用")


def _check_order(target: str, order: str, told: ColumnMap) -> None:
    if order not in ORDERS:
        raise BadInput(f"没有日期顺序“{order}”", told.where, f"可用：{'、'.join(ORDERS)}")
    if target and (target not in told.targets or not is_day(target)):
        raise BadInput(f"“{target}”不是对照里的日期列", told.where, "写日期列的列名，或不写列名")


def _check_values(target: str, pairs: tuple[tuple[str, str], ...], told: ColumnMap) -> None:
    if target not in told.targets:
        raise BadInput(f"取值对照的列“{target}”不在对照里", told.where, "先写这一列的来源列")
    domain = domain_of(told.table, target)
    known = known_words(domain) if domain else {}
    for source, ours in pairs:
        if domain and value_key(ours) not in known:
            where = f"{told.where} {target}“{source}”"
            raise BadInput(f"没有取值“{ours}”", where, f"可用：{_examples(known.values())}")


def _examples(names: Iterable[str]) -> str:
    shown = list(dict.fromkeys(names))
    return "、".join(shown[:20]) + ("…" if len(shown) > 20 else "")
