"""How many enterprises a floor demands, in integers: rounding never costs a unit a firm."""

PPM = 1_000_000
# The kind of entity that targets are of.
ENTERPRISE = "企业"


def target_count(stock: int, ppm: int) -> int:
    """Ceiling of `stock` × `ppm` / 1 000 000 (the notice: 不低于).

    >>> target_count(1_690_000, 35_000), target_count(360_000, 35_000), target_count(1, 35_000)
    (59150, 12600, 1)
    """
    return (stock * ppm + PPM - 1) // PPM
