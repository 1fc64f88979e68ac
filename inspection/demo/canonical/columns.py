"""Arrays of a world as columns of a canonical table."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa


def days_of(days: np.ndarray, wanted: np.ndarray | None = None) -> pa.Array:
    """Days; NaT and those not wanted are null."""
    missing = np.isnat(days) if wanted is None else np.isnat(days) | ~wanted
    return pa.array(days.astype("datetime64[D]"), pa.date32(), mask=missing)


def flags(values: np.ndarray, wanted: np.ndarray | None = None) -> pa.Array:
    """Booleans; those not wanted are null."""
    return pa.array(values.astype(bool), mask=None if wanted is None else ~wanted)


def none_of(kind: pa.DataType, count: int) -> pa.Array:
    """A column without any value."""
    return pa.nulls(count, kind)


def lists_of(words: Sequence[Sequence[str]], places: np.ndarray) -> pa.Array:
    """The list at each place; a negative place is null."""
    lists = pa.array([list(one) for one in words], pa.list_(pa.string()))
    at = np.where(places < 0, 0, places).astype(np.int32)
    return lists.take(pa.array(at, mask=places < 0))


def pairs_of(words: Sequence[str], first: np.ndarray, second: np.ndarray) -> pa.Array:
    """Lists of two words, sorted; of one where both are the same."""
    order = np.argsort(np.array(words))
    rank = np.empty(len(words), np.int64)
    rank[order] = np.arange(len(words))
    low, high = np.minimum(rank[first], rank[second]), np.maximum(rank[first], rank[second])
    both = np.stack([low, high], axis=1).ravel()
    is_kept = np.ones(len(both), dtype=bool)
    is_kept[1::2] = low != high
    values = pa.array([words[at] for at in order]).take(pa.array(both[is_kept].astype(np.int32)))
    ends = np.cumsum(is_kept.reshape(-1, 2).sum(axis=1))
    offsets = np.concatenate([[0], ends]).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), values)
