"""How a link is written: names of parameters, long and short, and the part after `?`."""

from collections.abc import Sequence
from urllib.parse import urlencode

# Short names of the parameters that nearly every link has.
SHORT = {"unit": "u", "county": "c", "as_of": "d", "snapshot": "s"}


def address_query(pairs: Sequence[tuple[str, str]]) -> str:
    """Names and values as the part of an address after the question mark."""
    return urlencode(pairs, safe=",", encoding="utf-8")
