"""Two answers side by side: equal row by row, counts exactly, rates to the twelfth digit.

Every column of the second computation must stand in the product's answer; a
column that only the product has is not compared.
"""

from datetime import date
from itertools import zip_longest

TOLERANCE = 1e-12
Row = dict[str, object]


def differences(product: list[Row], oracle: list[Row]) -> list[str]:
    """One line per row that differs, with both sides of every column that differs."""
    pairs = zip_longest(product, oracle, fillvalue={})
    return [line for number, pair in enumerate(pairs) if (line := difference(number, *pair))]


def difference(number: int, product: Row, oracle: Row) -> str:
    """What differs between two rows; empty where they agree on every column of the oracle."""
    unequal = [
        f"{column}: product {product.get(column, 'missing')!r}, oracle {plain(value)!r}"
        for column, value in oracle.items()
        if column not in product or not is_equal(product[column], plain(value))
    ]
    if product and not oracle:
        unequal = ["a row the oracle does not have"]
    return f"row {number} {names(oracle or product)}: {'; '.join(unequal)}" if unequal else ""


def names(row: Row) -> str:
    """What a row is about: its first columns."""
    return ", ".join(f"{column} {value}" for column, value in list(row.items())[:2])


def plain(value: object) -> object:
    """A value as JSON carries it."""
    return value.isoformat() if isinstance(value, date) else value


def is_equal(product: object, oracle: object) -> bool:
    """Whether two values are the same; a count is never a rate."""
    if isinstance(oracle, float) and isinstance(product, int | float):
        return abs(product - oracle) <= TOLERANCE
    return product == oracle and type(product) is type(oracle)
