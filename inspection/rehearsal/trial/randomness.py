"""Secret and public numbers of a trial: a seed gives the secret, dice or lotteries the numbers.

A trial is repeatable by its link, so its secret is made from a text that stands in the link. A
draw that counts takes its secret from the yearly chain instead and from nowhere else.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256

from inspection.draw.ssj1.lottery import LOTTERY, Pool, dice, spell

WELFARE, SPORTS = "中国福利彩票", "中国体育彩票"
# 双色球 and 七乐彩, 超级大乐透 and 七星彩: 93 bits from two operators.
LOTTERIES = (
    Pool("双色球红球", WELFARE, LOTTERY, 1, 33, 6),
    Pool("双色球蓝球", WELFARE, LOTTERY, 1, 16, 1),
    Pool("七乐彩", WELFARE, LOTTERY, 1, 30, 7),
    Pool("大乐透前区", SPORTS, LOTTERY, 1, 35, 5),
    Pool("大乐透后区", SPORTS, LOTTERY, 1, 12, 2),
    Pool("七星彩前六位", SPORTS, LOTTERY, 0, 9, 6, ordered=True, repeats=True),
    Pool("七星彩末位", SPORTS, LOTTERY, 0, 14, 1),
)
SOURCES: Mapping[str, tuple[Pool, ...]] = {"dice": (dice(31),), "lottery": LOTTERIES}
SOURCE_TEXT = {"dice": "当众掷骰子31次", "lottery": "双色球、七乐彩、大乐透、七星彩开奖"}


def secret_of(seed: str) -> str:
    """The secret of a trial: 64 hex digits from the seed exactly as typed; "0007" is not "7"."""
    return sha256(f"trial\n{seed}".encode()).hexdigest()


def example_numbers(source: str, seed: str) -> str:
    """Public numbers as they could have been drawn, from the seed; for trials without dice."""
    return spell(_pick(pool, seed) for pool in SOURCES[source])


def _pick(pool: Pool, seed: str) -> list[int]:
    picked: list[int] = []
    for number in _stream(pool, seed):
        if pool.repeats or number not in picked:
            picked.append(number)
        if len(picked) == pool.picks:
            break
    return picked if pool.ordered else sorted(picked)


def _stream(pool: Pool, seed: str) -> Iterator[int]:
    size, counter = pool.last - pool.first + 1, 0
    while True:
        digest = sha256(f"numbers\n{seed}\n{pool.name}\n{counter}".encode()).digest()
        yield pool.first + int.from_bytes(digest, "big") % size
        counter += 1
