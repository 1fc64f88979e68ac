"""Headers in the words of another system: synonyms, line breaks, remarks in brackets."""

from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from inspection.demo.exports.export import Export, only
from inspection.demo.world.lists import read_list
from inspection.demo.world.tasks import NEW_PLATFORM, OLD_PLATFORM, OWN_SYSTEM

STYLES = {OLD_PLATFORM: "old", NEW_PLATFORM: "new", OWN_SYSTEM: "own"}
UNIT_STYLES = {
    "福州": "plain", "厦门": "platform", "莆田": "initials", "三明": "plain", "泉州": "station",
    "漳州": "platform", "南平": "plain", "龙岩": "initials", "宁德": "station", "平潭": "plain",
}  # fmt: skip
# One register has two columns where the others have one.
SPLIT_UNIT = "宁德"
IDENTIFIER = "统一社会信用代码/注册号"
# Headers of workbooks as typed by hand: broken over lines, or with a remark.
TYPED = {"抽查计划名称": "抽查计划\n名称", "抽查对象": "抽查对象（必填）", "检查日期": "检查\n日期"}


def style_of(export: Export) -> str:
    """The style of an export: its system's, else its unit's."""
    if export.system:
        return STYLES[export.system]
    return UNIT_STYLES.get(export.unit, "platform" if export.kind != "inspectors" else "initials")


def rename_headers(export: Export, style: str) -> Export:
    """The same columns under the style's headers."""
    names = _synonyms(export.kind, style)
    if export.form == "xlsx":
        names = {**TYPED, **names}
    renamed = {names.get(header, header): column for header, column in export.columns.items()}
    assert len(renamed) == len(export.columns), f"{export.title}: two columns of one name"
    return export.with_columns(renamed)


def split_identifiers(export: Export) -> Export:
    """Codes and old numbers in columns of their own, in the register of one unit."""
    if export.kind != "register" or export.unit != SPLIT_UNIT:
        return export
    values = export.columns[IDENTIFIER]
    lengths = pc.fill_null(pc.utf8_length(pc.utf8_trim_whitespace(values)), 0).to_numpy()
    is_old = np.asarray(lengths) == 15
    columns: dict[str, pa.Array] = {}
    for header, column in export.columns.items():
        if header == IDENTIFIER:
            columns["统一社会信用代码"] = only(values, ~is_old)
            columns["注册号"] = only(values, is_old)
        else:
            columns[header] = column
    return export.with_columns(columns)


@cache
def _synonyms(kind: str, style: str) -> dict[str, str]:
    rows = read_list("headings")
    return {r["header"]: r["synonym"] for r in rows if (r["kind"], r["style"]) == (kind, style)}
