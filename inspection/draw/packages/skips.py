"""Skips and replacements 跳过与替补: what happens to drawn entities that cannot be checked.

drawn.csv and pairs.csv never change. `skips.csv` (id, reason, evidence_sha256)
is only ever appended to: each line brings at most one line of
`replacements.csv`, the next rank of the same stratum, whose pair continues
with the loads reached. So later skips never change an earlier replacement.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from inspection.draw.files.canonical import fail, format_rows, parse_lines, reject_values, sha256_of
from inspection.draw.files.folders import add_files
from inspection.draw.packages.package import (
    DRAWN,
    PROOF,
    REPLACEMENTS,
    SKIPS,
    format_proof,
    list_files,
    read_bytes,
    read_package,
)
from inspection.draw.ssj1.drawing import Draw, draw
from inspection.draw.ssj1.frame import Frame
from inspection.draw.ssj1.pairs import Drawn
from inspection.draw.ssj1.plan import HEX, Plan
from inspection.draw.ssj1.tickets import rank_tickets
from inspection.errors import BadInput, CheckFailed

COLUMNS = ("id", "reason", "evidence_sha256")
NO_PAIR = ("", "")


class Skip(NamedTuple):
    """One entity passed over, with the plan's reason and the hash of the evidence."""

    id: str
    reason: str
    evidence_sha256: str


class Ranked(NamedTuple):
    """One row of the order of tickets."""

    region: str
    risk_class: str
    rank: int
    id: str
    ticket: str
    unit: str


class Replacement(NamedTuple):
    """One line of replacements.csv; the inspectors are empty where nobody is eligible."""

    skipped: str
    region: str
    risk_class: str
    rank: int
    id: str
    ticket: str
    first: str
    second: str


class SkipRate(NamedTuple):
    """Skipped entities of one unit (station) for one reason, beside all drawn there."""

    unit: str
    reason: str
    drawn_count: int
    skip_count: int


def replace_skipped(folder: Path, skips: bytes) -> list[Replacement]:
    """Records skips in a package and draws their replacements.

    Raises BadInput where a skip is not allowed or earlier skips were changed,
    CheckFailed where the package is not what the draw gives.
    """
    (frame, roster, plan, _), proof = read_package(folder)
    _reject_rewriting(folder, skips)
    result = draw(frame, roster, plan, proof["secret"], proof["public"])
    if list_files(result)[DRAWN] != read_bytes(folder / DRAWN):
        raise CheckFailed("抽取名单与重算结果不符", str(folder / DRAWN), "请先核验该抽取包")
    rows = continue_draw(frame, result, parse_skips(skips, plan))
    opened = format_proof({**proof, "skips_sha256": sha256_of(skips)})
    add_files(folder, {SKIPS: skips, REPLACEMENTS: format_rows(rows), PROOF: opened})
    return rows


def parse_skips(data: bytes, plan: Plan, name: str = SKIPS) -> list[Skip]:
    """Skips in the order of their recording. Raises BadInput with the line that is wrong."""
    table = parse_lines(data, name, COLUMNS, texts=["id"])
    reasons = re.compile("|".join(map(re.escape, plan.further.get("skip_reasons", ()))) or "(?!)")
    reject_values(table["reason"], reasons, name, "跳过理由不在方案所列之内")
    reject_values(table["evidence_sha256"], HEX, name, "证据散列不是64位小写十六进制")
    return list(map(Skip, *(table[column].to_pylist() for column in COLUMNS)))


def continue_draw(frame: Frame, result: Draw, skips: Sequence[Skip]) -> list[Replacement]:
    """The next rank of the stratum for each skip, while it lasts; loads of `result` go on.

    Raises BadInput for an id that is neither drawn nor a replacement, or skipped twice.
    """
    listed = {row.id: row for row in _rows(result.drawn)}
    reserve = _reserve(frame, result, len(skips))
    replaced = []
    for line, skip in enumerate(skips, start=1):
        if skip.id not in listed:
            remedy = "只能跳过抽中或替补的对象，且只能跳过一次"
            fail(f"不在名单中或已经跳过：{skip.id}", SKIPS, line, remedy)
        stratum = listed.pop(skip.id)[:2]
        if (row := next(reserve[stratum], None)) is not None:
            listed[row.id] = row
            pair = result.assignment.assign(Drawn(row.id, row.region, row.unit)) or NO_PAIR
            replaced.append(Replacement(skip.id, *row[:5], *pair))
    return replaced


def reserve_table(frame: Frame, result: Draw, count: int) -> pa.Table:
    """The reserve list: the next `count` ranks of each stratum, as far as it goes."""
    wanted = {s[:2]: min(s.stock_count, result.sizes[s[:2]] + count) for s in frame.strata}
    ranked = rank_tickets(frame, result.keys.draw, wanted)
    sizes = [result.sizes[row.region, row.risk_class] for row in _rows(ranked)]
    return ranked.filter(pc.greater(ranked["rank"], pa.array(sizes, pa.int64())))


def skip_rates(frame: Frame, result: Draw, skips: Sequence[Skip]) -> list[SkipRate]:
    """Skips by unit and reason; a unit without any skip has one row with an empty reason."""
    drawn = Counter(result.drawn["unit"].to_pylist())
    unit_of = dict(zip(frame.table["id"].to_pylist(), frame.table["unit"].to_pylist(), strict=True))
    skipped = Counter((unit_of[skip.id], skip.reason) for skip in skips)
    quiet = {(unit, ""): 0 for unit in drawn.keys() - {unit for unit, _ in skipped}}
    return [
        SkipRate(unit, reason, drawn[unit], count)
        for (unit, reason), count in sorted({**skipped, **quiet}.items())
    ]


def _reject_rewriting(folder: Path, skips: bytes) -> None:
    path = folder / SKIPS
    if path.exists() and not skips.startswith(path.read_bytes()):
        raise BadInput("以前登记的跳过记录被改动", str(path), "只能在原有内容之后追加新行")


def _reserve(frame: Frame, result: Draw, count: int) -> dict[tuple[str, str], Iterator[Ranked]]:
    rows: dict[tuple[str, str], list[Ranked]] = {stratum: [] for stratum in result.sizes}
    for row in _rows(reserve_table(frame, result, count)):
        rows[row[:2]].append(row)
    return {stratum: iter(members) for stratum, members in rows.items()}


def _rows(ranked: pa.Table) -> Iterator[Ranked]:
    return map(Ranked, *(column.to_pylist() for column in ranked.columns))
