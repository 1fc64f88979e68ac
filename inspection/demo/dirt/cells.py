"""Cells that say the same in another way: dates, words, offices, codes, lists."""

from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from inspection.demo.exports.export import Export
from inspection.demo.world.lists import read_list

DATE_HEADERS = (
    "成立日期", "分类日期", "检查日期", "录入日期", "审核时间", "公示日期", "完结日期", "查实日期",
    "归集日期", "随机抽取日期", "任务期限始", "任务期限止", "设置日期", "执法证有效期", "批准日期",
    "计划开始日期", "计划结束日期", "收到日期", "截止日期", "起", "止",
)  # fmt: skip
# Shares of cells written in a style other than the file's own.
OTHER_DATE_SHARE, CODE_SHARE, NAME_SHARE, OFFICE_SHARE, WORD_SHARE = 0.04, 0.003, 0.003, 0.1, 0.3
IDENTIFIER, NAME, PAIR = "统一社会信用代码/注册号", "企业名称", "检查人员"
OFFICES = ("管辖单位", "检查机关", "登记机关")
RESULTS = ("检查结果", "检查结果（主体）")
PERIOD = "抽查时间段"
FULL_WIDTH = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


def soil_cells(
    rng: np.random.Generator, export: Export, style: str, periods: tuple[str, ...]
) -> Export:
    """All columns of an export, each in its own way; `periods` words the time of the plans."""
    columns = {
        header: pa.array(rng.choice(periods, len(values)).tolist(), pa.string())
        if header == PERIOD
        else _soil(rng, export, style, header, values)
        for header, values in export.columns.items()
    }
    return export.with_columns(columns)


def full_width(text: str) -> str:
    """Letters and digits as wide as characters."""
    return text.translate(FULL_WIDTH)


def mixed(values: pa.Array, variants: list[pa.Array], choice: np.ndarray) -> pa.Array:
    """Per row the value (choice 0) or one of its variants (1, 2 …)."""
    for place, variant in enumerate(variants, start=1):
        values = pc.if_else(pa.array(choice == place), variant, values)
    return values


def _soil(
    rng: np.random.Generator, export: Export, style: str, header: str, values: pa.Array
) -> pa.Array:
    if header in DATE_HEADERS:
        return _dates(rng, values, export.form)
    if header in RESULTS:
        return _results(rng, values, export.system)
    if header in OFFICES:
        return _offices(rng, values)
    if header == IDENTIFIER:
        return _codes(rng, values)
    if header == NAME:
        return _few(rng, values, NAME_SHARE, [_named(values, "　"), _named(values, " ")])
    if header == PAIR:
        return _separators(rng, values)
    if export.kind == "plans":
        return _plan_texts(rng, header, values)
    return _wordings(values, header, style)


def _dates(rng: np.random.Generator, values: pa.Array, form: str) -> pa.Array:
    """One style for the file, now and then another."""
    short = pc.replace_substring(values, "-0", "-")
    chinese = pc.replace_substring_regex(short, r"^(\d+)-(\d+)-(\d+)$", r"\1年\2月\3日")
    variants = [
        pc.replace_substring(values, "-", ""),
        pc.replace_substring(short, "-", "/"),
        pc.replace_substring(short, "-", "."),
        chinese,
        _named(values, " 00:00:00"),
    ]
    if form == "xlsx":
        variants.append(_serials(values))
    own = int(rng.integers(0, 4))
    luck = rng.random(len(values))
    other = rng.integers(0, len(variants) + 1, len(values))
    return mixed(values, variants, np.where(luck < OTHER_DATE_SHARE, other, own))


def _serials(values: pa.Array) -> pa.Array:
    """Days as a spreadsheet counts them, 1 January 1970 being 25569."""
    days = pc.cast(pc.cast(values, pa.date32()), pa.int32())
    return pc.cast(pc.add(days, 25_569), pa.string())


def _results(rng: np.random.Generator, values: pa.Array, system: str) -> pa.Array:
    """Synonyms and codes per system, other separators; each distinct cell has few forms."""
    forms = {value: _result_forms(value, system) for value in pc.unique(values).to_pylist()}
    width = max(len(form) for form in forms.values())
    choice = np.where(rng.random(len(values)) < WORD_SHARE, rng.integers(0, width, len(values)), 0)
    encoded = pc.dictionary_encode(values)
    places = encoded.indices.to_numpy(zero_copy_only=False)
    known = encoded.dictionary.to_pylist()
    table = [forms[value][at % len(forms[value])] for value in known for at in range(width)]
    lookup = np.where(np.isnan(places), 0, places).astype(int) * width + choice
    return pa.array(table, pa.string()).take(pa.array(lookup, mask=np.isnan(places)))


def _result_forms(value: str | None, system: str) -> list[str | None]:
    if value is None:
        return [None]
    words = value.replace("；", ",").split(",")
    forms: list[str | None] = [value]
    synonyms = _result_synonyms(system)
    for at in range(2):
        known = [synonyms.get(word, [word]) for word in words]
        forms.append("，".join(options[at % len(options)] for options in known))
    return [*forms, ", ".join(words)]


@cache
def _result_synonyms(system: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in read_list("result_wordings"):
        if row["system"] == system:
            found.setdefault(row["word"], []).append(row["wording"])
    return found


def _offices(rng: np.random.Generator, values: pa.Array) -> pa.Array:
    """Bureaus under their short and their former names."""
    long = pc.replace_substring(values, "市场监管局", "市场监督管理局")
    variants = [
        long,
        pc.replace_substring(long, "市场监督管理局", "市场监管局"),
        pc.replace_substring(long, "市场监督管理局", "工商行政管理局"),
    ]
    return _few(rng, values, OFFICE_SHARE, variants)


def _codes(rng: np.random.Generator, values: pa.Array) -> pa.Array:
    """Lower case, full width, spaces around and inside."""
    chosen = np.flatnonzero(rng.random(len(values)) < CODE_SHARE)
    forms = (str.lower, full_width, lambda code: f" {code} ", lambda code: f"{code[:6]} {code[6:]}")
    changed = [
        forms[at % len(forms)](code) if code else code
        for at, code in enumerate(values.take(pa.array(chosen)).to_pylist())
    ]
    return replaced(values, chosen, changed)


def replaced(values: pa.Array, chosen: np.ndarray, changed: list[str | None]) -> pa.Array:
    """The values with those at the chosen places changed."""
    places = np.arange(len(values))
    places[chosen] = len(values) + np.arange(len(chosen))
    return pa.concat_arrays([values, pa.array(changed, pa.string())]).take(pa.array(places))


def _separators(rng: np.random.Generator, values: pa.Array) -> pa.Array:
    variants = [pc.replace_substring(values, "，", mark) for mark in ("、", ",", ";")]
    return _few(rng, values, WORD_SHARE, variants)


def _plan_texts(rng: np.random.Generator, header: str, values: pa.Array) -> pa.Array:
    """Ratios and numbers as people write them."""
    if header == "抽查比例":
        wide = pa.array([value and full_width(value) for value in values.to_pylist()], pa.string())
        is_ratio = pc.fill_null(pc.ends_with(values, "%"), False)
        floor = pc.if_else(is_ratio, pc.binary_join_element_wise("不低于", values, ""), values)
        return _few(rng, values, WORD_SHARE, [floor, pc.if_else(is_ratio, wide, values)])
    if header == "抽查目标数":
        counted = pc.cast(values, pa.string())
        return _few(
            rng,
            counted,
            WORD_SHARE,
            [_named(counted, "户"), _named(counted, "户（以实际抽查数为准）")],
        )
    if header == "年度":
        return _few(
            rng,
            pc.cast(values, pa.string()),
            WORD_SHARE,
            [_named(pc.cast(values, pa.string()), "年")],
        )
    return values


def _wordings(values: pa.Array, header: str, style: str) -> pa.Array:
    """Every word of the column in the style's vocabulary."""
    words = _vocabulary(header, style)
    if not words:
        return values
    encoded = pc.dictionary_encode(values)
    known = [words.get(word, word) for word in encoded.dictionary.to_pylist()]
    return pa.array(known, pa.string()).take(encoded.indices)


@cache
def _vocabulary(header: str, style: str) -> dict[str, str]:
    rows = read_list("wordings")
    return {r["word"]: r["wording"] for r in rows if (r["header"], r["style"]) == (header, style)}


def _few(
    rng: np.random.Generator, values: pa.Array, share: float, variants: list[pa.Array]
) -> pa.Array:
    luck = rng.random(len(values))
    choice = np.where(luck < share, rng.integers(1, len(variants) + 1, len(values)), 0)
    return mixed(values, variants, choice)


def _named(values: pa.Array, ending: str) -> pa.Array:
    return pc.binary_join_element_wise(values, pa.scalar(ending), "")
