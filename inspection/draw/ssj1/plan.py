"""The plan 抽取方案: everything that is fixed before the randomness exists.

The SHA-256 of `plan.json` is printed in the notice. Further keys are free; the
product itself gives a meaning to `attachments`, `floor_ppm`, `base_count`,
`public_pools` and `skip_reasons`.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from inspection.draw.files.canonical import FIELD, sha256_of
from inspection.draw.ssj1.frame import BLIND, CLASSES, Frame
from inspection.draw.ssj1.roster import Roster
from inspection.errors import BadInput

SPEC = "ssj1"
MILLION = 1_000_000
ROUNDINGS = ("random", "ceil")
HEX = re.compile("[0-9a-f]{64}")
# Lists that may accompany a frame and a roster; the plan holds their hashes.
ATTACHMENTS = {"excluded.csv", "roster_reasons.csv"}
# The commitment to 64 zeros: such a secret would be known beforehand.
COMMIT_OF_ZEROS = sha256_of(bytes(32))
REMEDY = "请按 ssj1 的字段重新生成方案；方案公布后不得再改"


@dataclass(frozen=True)
class Plan:
    """A plan: the published bytes, and the same as fields; `further` holds the free keys."""

    data: bytes
    draw_id: str
    frame_sha256: str
    roster_sha256: str
    rate_ppm: dict[str, int]
    rounding: str
    cross_unit: bool
    commit: str
    public_source: str
    reveal_by: str
    further: dict[str, Any]

    @cached_property
    def sha256(self) -> str:
        return sha256_of(self.data)


def read_plan(path: Path) -> Plan:
    """The plan in a file. Raises BadInput with the key that is wrong."""
    return parse_plan(path.read_bytes(), path.name)


def parse_plan(data: bytes, name: str = "plan.json") -> Plan:
    """The plan in published bytes. Raises BadInput with the key that is wrong."""
    fields = _load_object(data, name)
    if fields.pop("spec", None) != SPEC:
        raise BadInput(f"方案的 spec 不是 {SPEC}", name, REMEDY)
    for key, (is_right, what) in RULES.items():
        if key not in fields:
            raise BadInput(f"方案缺少 {key}", name, REMEDY)
        if not is_right(fields[key]):
            raise BadInput(f"方案的 {key} {what}", f"{name}：{key}", REMEDY)
    for key, (is_right, what) in FURTHER_RULES.items():
        if key in fields and not is_right(fields[key]):
            raise BadInput(f"方案的 {key} {what}", f"{name}：{key}", REMEDY)
    _reject_rates(fields["rate_ppm"], name)
    return Plan(data, **{key: fields.pop(key) for key in RULES}, further=fields)


def format_plan(fields: Mapping[str, Any]) -> bytes:
    """The bytes of a plan with these keys; `spec` is added."""
    content = {"spec": SPEC, **fields}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode() + b"\n"


def reject_foreign_frame(plan: Plan, frame: Frame) -> None:
    """Raises BadInput unless the plan names this frame and gives a rate for each of its classes."""
    _reject_hash("对象名录", plan.frame_sha256, frame.sha256)
    for stratum in frame.strata:
        if stratum.risk_class not in plan.rate_ppm:
            what = f"方案没有给出 {stratum.risk_class} 类的抽查比例"
            raise BadInput(what, "plan.json：rate_ppm", "请补全各类比例后重新公布方案")


def reject_foreign_roster(plan: Plan, roster: Roster) -> None:
    """Raises BadInput unless the plan names this roster."""
    _reject_hash("检查人员名单", plan.roster_sha256, roster.sha256)


def _reject_hash(noun: str, wanted: str, found: str) -> None:
    if wanted != found:
        raise BadInput(f"{noun}与方案所载散列不符", f"散列 {found}", f"请使用方案所指的{noun}")


def _load_object(data: bytes, name: str) -> dict[str, Any]:
    try:
        fields = json.loads(data.decode("utf-8"), object_pairs_hook=_unique)
    except (ValueError, RecursionError) as error:
        raise BadInput("方案不是规范的 JSON，或同一键出现两次", name, REMEDY) from error
    if not isinstance(fields, dict):
        raise BadInput("方案不是 JSON 对象", name, REMEDY)
    return fields


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(fields := dict(pairs)) != len(pairs):
        raise ValueError("a key stands twice")
    return fields


def _reject_rates(rates: dict[str, Any], name: str) -> None:
    for risk_class, rate in rates.items():
        where = f"{name}：rate_ppm.{risk_class}"
        if risk_class not in CLASSES:
            raise BadInput(f"方案含有未知分类：{risk_class}", where, "分类只能是 A、B、C、D 或 -")
        if type(rate) is not int or rate < 0:
            raise BadInput(
                f"{risk_class} 类抽查比例不是非负整数（百万分率）：{rate}", where, REMEDY
            )
        if rate > MILLION:
            what = f"{risk_class} 类抽查比例超过 100%：{rate / 10_000:g}%"
            raise BadInput(what, where, "比例以百万分率书写，最大为 1000000")
    if BLIND in rates and len(rates) > 1:
        raise BadInput("方案中混用了分类与不分类（-）", f"{name}：rate_ppm", "二者只能择一")


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and bool(HEX.fullmatch(value))


def _is_commitment(value: object) -> bool:
    return _is_hash(value) and value != COMMIT_OF_ZEROS


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_count(value: object) -> bool:
    return type(value) is int and value >= 0


def _is_reasons(value: object) -> bool:
    return isinstance(value, list) and all(_is_text(one) and FIELD.fullmatch(one) for one in value)


def _is_attachments(value: object) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() <= ATTACHMENTS
        and all(map(_is_hash, value.values()))
    )


NOT_A_HASH = "不是64位小写十六进制散列"
RULES: dict[str, tuple[Callable[[Any], bool], str]] = {
    "draw_id": (_is_text, "为空"),
    "frame_sha256": (_is_hash, NOT_A_HASH),
    "roster_sha256": (_is_hash, NOT_A_HASH),
    "rate_ppm": (lambda value: isinstance(value, dict) and bool(value), "没有给出比例"),
    "rounding": (lambda value: value in ROUNDINGS, "不是 random 或 ceil"),
    "cross_unit": (lambda value: isinstance(value, bool), "不是 true 或 false"),
    "commit": (_is_commitment, f"{NOT_A_HASH}，或是对全零密钥的承诺"),
    "public_source": (_is_text, "为空"),
    "reveal_by": (_is_day, "不是 YYYY-MM-DD 日期"),
}
FURTHER_RULES: dict[str, tuple[Callable[[Any], bool], str]] = {
    "attachments": (_is_attachments, f"不是 {'、'.join(sorted(ATTACHMENTS))} 的散列"),
    "floor_ppm": (_is_count, "不是非负整数（百万分率）"),
    "base_count": (_is_count, "不是非负整数（户）"),
    "skip_reasons": (_is_reasons, "不是理由的列表，或理由含逗号、引号"),
}
