"""Public numbers 公开随机数: what was drawn in public, written in exactly one way.

As in RFC 3797 each pool is one group: numbers in decimal without leading
zeros, a `.` after each, `/` at the end; unordered pools ascending. When the
plan names its pools, nobody can choose between two spellings of one result.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from math import comb, log2, perm
from typing import Any, NamedTuple

from inspection.errors import BadInput

# The key must not be guessable: 80 bits from two operators, or from dice.
ENOUGH_BITS = 80.0
DICE, LOTTERY = "dice", "lottery"
GROUP = re.compile(r"((?:[0-9]+\.)+)/")
REMEDY = "请按方案所列各组的顺序录入：号码后加点，每组以 ./ 结束，不分先后的号码按升序"


@dataclass(frozen=True)
class Pool:
    """Numbers first … last, `picks` of them; `repeats` as with dice or digit lotteries."""

    name: str
    operator: str
    kind: str
    first: int
    last: int
    picks: int
    ordered: bool = False
    repeats: bool = False

    @property
    def bits(self) -> float:
        """Entropy of one result, in bits."""
        size = self.last - self.first + 1
        if self.repeats:
            return self.picks * log2(size)
        return log2(perm(size, self.picks) if self.ordered else comb(size, self.picks))


class Group(NamedTuple):
    """One pool as typed so far; `problem` is empty when the group is complete and right."""

    pool: Pool
    numbers: list[int]
    bits: float
    problem: str


class Entropy(NamedTuple):
    """What the typed text is worth."""

    groups: list[Group]
    bits: float
    is_enough: bool


def dice(rolls: int, operator: str = "公证人员") -> Pool:
    """Six-sided dice rolled in public; 31 rolls give 80 bits."""
    return Pool("骰子", operator, DICE, 1, 6, rolls, ordered=True, repeats=True)


def measure_entropy(text: str, pools: Sequence[Pool]) -> Entropy:
    """Entropy of complete groups, while the text is being typed."""
    typed = text.split("/")
    complete, rest = typed[:-1], typed[-1]
    texts = [f"{part}/" for part in complete] + ([rest] if rest else [])
    padded = texts[: len(pools)] + [""] * (len(pools) - len(texts))
    groups = [_read_group(part, pool) for part, pool in zip(padded, pools, strict=True)]
    good = [group.pool for group in groups if not group.problem]
    return Entropy(groups, total_bits(good), is_enough(good))


def read_public(text: str, pools: Sequence[Pool]) -> list[list[int]]:
    """The numbers of every pool. Raises BadInput unless the text is the one right spelling."""
    groups = measure_entropy(text, pools).groups
    for number, group in enumerate(groups, start=1):
        if group.problem:
            where = f"公开随机数第 {number} 组（{group.pool.name}）"
            raise BadInput(group.problem, where, REMEDY)
    if text != spell(group.numbers for group in groups):
        raise BadInput(f"公开随机数多出内容，应为 {len(pools)} 组", "公开随机数", REMEDY)
    return [group.numbers for group in groups]


def spell(groups: Iterable[Iterable[int]]) -> str:
    """The text of drawn numbers, already in the order of their pools."""
    return "".join("".join(f"{number}." for number in group) + "/" for group in groups)


def total_bits(pools: Iterable[Pool]) -> float:
    """Entropy of independent pools together."""
    return sum(pool.bits for pool in pools)


def is_enough(pools: Sequence[Pool]) -> bool:
    """At least 80 bits: from dice alone, or from two operators or more."""
    from_dice = total_bits(pool for pool in pools if pool.kind == DICE)
    operators = {pool.operator for pool in pools}
    return from_dice >= ENOUGH_BITS or (len(operators) > 1 and total_bits(pools) >= ENOUGH_BITS)


def pools_from_plan(entries: Any) -> list[Pool]:
    """Pools as the plan lists them under `public_pools`. Raises BadInput."""
    try:
        pools = [Pool(**entry) for entry in entries]
        if not all(_is_sensible(pool) for pool in pools):
            raise ValueError("a pool without numbers")
    except (TypeError, ValueError) as error:
        where = "plan.json：public_pools"
        raise BadInput("公开随机数来源的写法不对", where, "请用本系统重新生成方案") from error
    return pools


def pools_for_plan(pools: Iterable[Pool]) -> list[dict[str, Any]]:
    """Pools as the plan lists them. Raises BadInput where they give too little entropy."""
    if not is_enough(chosen := list(pools)):
        what = f"公开随机数只有 {total_bits(chosen):.1f} 位熵，或只来自一个机构"
        remedy = "至少80位，来自两个以上机构的开奖，或当众掷骰子（31次）"
        raise BadInput(what, "公开随机数来源", remedy)
    return [asdict(pool) for pool in chosen]


def _is_sensible(pool: Pool) -> bool:
    size = pool.last - pool.first + 1
    enough = pool.repeats or pool.picks <= size
    return pool.first >= 0 and size > 1 and pool.picks > 0 and enough


def _read_group(text: str, pool: Pool) -> Group:
    numbers = [int(number) for number in re.findall("[0-9]+", text)]
    problem = _problem(text, numbers, pool)
    return Group(pool, numbers, 0.0 if problem else pool.bits, problem)


def _problem(text: str, numbers: list[int], pool: Pool) -> str:
    if not GROUP.fullmatch(text) or len(numbers) != pool.picks:
        return f"应为 {pool.picks} 个号码，已录 {len(numbers)} 个，或写法不对"
    if text != spell([numbers]):
        return "号码前不能补零"
    if not all(pool.first <= number <= pool.last for number in numbers):
        return f"号码应在 {pool.first} 到 {pool.last} 之间"
    if not pool.repeats and len(set(numbers)) < len(numbers):
        return "号码重复"
    if not pool.ordered and numbers != sorted(numbers):
        return "不分先后的号码应按升序"
    return ""
