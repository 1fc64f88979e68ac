"""Kaplan–Meier: how long until it is done, when some are not done yet.

Takes rows of `unit, workday_count, event_count, unfinished_count` – how many were
done, or are still open, at that age – and gives one step curve per unit: by
working day the rows at risk, the share done and its pointwise 95 % interval
(log-log), missing where it is undefined. A curve ends at the last age seen.
"""

import warnings
from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import scipy

CURVES = pa.schema(
    [
        ("unit", pa.string()),
        ("workday_count", pa.int64()),
        ("at_risk_count", pa.int64()),
        ("done_share", pa.float64()),
        ("share_low", pa.float64()),
        ("share_high", pa.float64()),
    ]
)

SUMMARY = pa.schema(
    [
        ("unit", pa.string()),
        ("row_count", pa.int64()),
        ("half_days", pa.int64()),
        ("within_limit_share", pa.float64()),
    ]
)
COUNTS = ("workday_count", "event_count", "unfinished_count")


def curves(times: pa.Table, total: str) -> pa.Table:
    """The curve of all rows under the name `total`, then one per unit in the order of the rows."""
    if not times.num_rows:
        return CURVES.empty_table()
    return pa.concat_tables([_curve(total, times), *(_curve(*part) for part in _by_unit(times))])


def summary(found: pa.Table, limit_days: int) -> pa.Table:
    """Per curve: rows, working days until half is done, share done within the limit.

    Missing where the curve ends before it gets there; a curve that ends with all done is
    all done from then on.
    """
    rows = []
    for unit, part in _by_unit(found):
        days = part["workday_count"].to_numpy()
        done = part["done_share"].to_numpy()
        half = days[done >= 0.5][:1].tolist()
        within = done[days == limit_days].tolist() or done[-1:][done[-1:] == 1].tolist()
        rows.append(
            (unit, part["at_risk_count"][0].as_py(), *(half or [None]), *(within or [None]))
        )
    return pa.Table.from_pylist(
        [dict(zip(SUMMARY.names, row, strict=True)) for row in rows], SUMMARY
    )


def _curve(unit: str, times: pa.Table) -> pa.Table:
    age, events, still_open = (times[name].to_numpy() for name in COUNTS)
    done = scipy.stats.ecdf(
        scipy.stats.CensoredData(
            uncensored=np.repeat(age, events).astype(float),
            right=np.repeat(age, still_open).astype(float),
        )
    ).cdf
    with warnings.catch_warnings():
        # Undefined before the first row is done: shown as missing.
        warnings.simplefilter("ignore", RuntimeWarning)
        band = done.confidence_interval(method="log-log")
    days = np.arange(age.max() + 1)
    share = done.evaluate(days)
    bounds = [np.where(share > 0, step.evaluate(days), np.nan) for step in (band.low, band.high)]
    counts = np.bincount(age, weights=events + still_open)
    columns = [
        pa.array([unit] * len(days)),
        pa.array(days),
        pa.array(counts[::-1].cumsum()[::-1].astype("int64")),
        *(pa.array(values, from_pandas=True) for values in (share, *bounds)),
    ]
    return pa.table(columns, schema=CURVES)


def _by_unit(rows: pa.Table) -> Iterator[tuple[str, pa.Table]]:
    for unit in dict.fromkeys(rows["unit"].to_pylist()):
        yield unit, rows.filter(pc.equal(rows["unit"], unit))
