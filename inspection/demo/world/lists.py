"""The demo's own word lists: industries, items, campaigns, syllables."""

import csv
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

LISTS = Path(__file__).parent / "lists"
KINDS = ("企业", "个体工商户", "农民专业合作社", "外企代表机构")
ENTERPRISE, INDIVIDUAL, COOPERATIVE, REPRESENTATIVE = range(4)
CLASSES = "ABCD"
UNCLASSED = 255


class Industry(NamedTuple):
    """One GB/T 4754 division and the trade word of its firms' names."""

    code: str
    name: str
    trade: str
    weight: float


class Item(NamedTuple):
    """One thing that is checked."""

    code: str
    name: str
    item_class: str
    level: str


class Campaign(NamedTuple):
    """One row of the provincial plan, which units and counties take up."""

    key: str
    name: str
    office: str
    items: tuple[str, ...]
    draw_kind: str
    joint: str
    item_level: str
    professional: bool
    risk_field: str
    kind: int
    industries: tuple[int, ...]
    scope: str


def read_list(name: str) -> list[dict[str, str]]:
    """Rows of one word list."""
    with (LISTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@lru_cache(maxsize=1)
def industries() -> tuple[Industry, ...]:
    """All industries."""
    rows = read_list("industries")
    return tuple(Industry(r["code"], r["name"], r["trade"], float(r["weight"])) for r in rows)


@lru_cache(maxsize=1)
def items() -> dict[str, Item]:
    """All items by code."""
    return {row["item_code"]: Item(*row.values()) for row in read_list("items")}


@lru_cache(maxsize=1)
def campaigns() -> tuple[Campaign, ...]:
    """The provincial plan."""
    return tuple(_campaign(row) for row in read_list("campaigns"))


@lru_cache(maxsize=1)
def syllables() -> tuple[str, ...]:
    """Syllables of brand names."""
    return tuple(row["syllable"] for row in read_list("syllables"))


def _campaign(row: dict[str, str]) -> Campaign:
    codes = [industry.code for industry in industries()]
    return Campaign(
        key=row["key"],
        name=row["name"],
        office=row["office"],
        items=tuple(row["items"].split(";")),
        draw_kind=row["draw_kind"],
        joint=row["joint"],
        item_level=row["item_level"],
        professional=row["professional"] == "true",
        risk_field=row["risk_field"],
        kind=KINDS.index(row["kinds"]),
        industries=tuple(codes.index(code) for code in row["industries"].split(";") if code),
        scope=row["scope"],
    )
