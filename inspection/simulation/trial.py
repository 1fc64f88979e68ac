"""A trial draw for the screen: ratios per class, a seed, and how many came of each stratum.

It is the draw of ssj1 with tickets, over a frame of the register, with secret
and commitment made from the seed: the same seed and the same frame give the
same draw. It is no draw of the platform and leaves no list behind.
"""

import hashlib
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from inspection.draw.drawing import draw_table
from inspection.draw.frame import BLIND, Frame, frame_of
from inspection.draw.ids import FINE, faults
from inspection.draw.plan import MILLION, format_plan, parse_plan

# A trial has no public numbers; the text stands in the place of them.
PUBLIC = "trial"
NO_ROSTER = hashlib.sha256(b"").hexdigest()


class TrialFrame(NamedTuple):
    """Who can be drawn, and who had to stay out: without a class, or with a wrong code."""

    frame: Frame
    unclassified_count: int
    wrong_code_count: int


def trial_frame(rows: pa.Table) -> TrialFrame:
    """The frame of rows with id, region, station and risk_class."""
    classified = rows.filter(pc.not_equal(rows["risk_class"], BLIND))
    is_fine = faults(classified["id"].combine_chunks()) == FINE
    kept = classified.filter(pa.array(is_fine))
    table = pa.table(
        {
            "id": kept["id"],
            "region": kept["region"],
            "unit": kept["station"].fill_null(""),
            "class": kept["risk_class"],
            "group": pa.array(np.zeros(kept.num_rows, dtype=np.int64)),
        }
    )
    unclassified = rows.num_rows - classified.num_rows
    return TrialFrame(frame_of(table), unclassified, classified.num_rows - kept.num_rows)


def trial_counts(frame: Frame, rate_ppm: Mapping[str, int], seed: str) -> pa.Table:
    """Per region and class: stock_count, expected_value, drawn_count. Raises BadInput."""
    secret = sha256_of_text(seed)
    plan = parse_plan(
        format_plan(
            {
                "draw_id": "trial",
                "frame_sha256": frame.sha256,
                "roster_sha256": NO_ROSTER,
                "rate_ppm": dict(rate_ppm),
                "rounding": "random",
                "cross_unit": False,
                "commit": hashlib.sha256(bytes.fromhex(secret)).hexdigest(),
                "public_source": PUBLIC,
                "reveal_by": "2022-12-31",
            }
        )
    )
    drawn = draw_table(frame, plan, secret, PUBLIC)
    counted = drawn.group_by(["region", "class"]).aggregate([([], "count_all")]).to_pylist()
    found = {(row["region"], row["class"]): row["count_all"] for row in counted}
    return pa.table(
        {
            "region": [stratum.region for stratum in frame.strata],
            "risk_class": [stratum.risk_class for stratum in frame.strata],
            "stock_count": pa.array([s.stock_count for s in frame.strata], pa.int64()),
            "expected_value": [
                s.stock_count * rate_ppm[s.risk_class] / MILLION for s in frame.strata
            ],
            "drawn_count": pa.array(
                [found.get((s.region, s.risk_class), 0) for s in frame.strata], pa.int64()
            ),
        }
    )


def summed(counts: pa.Table, name: str) -> pa.Table:
    """Counts by `region` or `risk_class`."""
    sums = [("stock_count", "sum"), ("expected_value", "sum"), ("drawn_count", "sum")]
    grouped = counts.group_by(name, use_threads=False).aggregate(sums).sort_by(name)
    return pa.table(
        {
            name: grouped[name],
            "stock_count": grouped["stock_count_sum"],
            "expected_value": grouped["expected_value_sum"],
            "drawn_count": grouped["drawn_count_sum"],
            "difference_value": pc.subtract(
                grouped["drawn_count_sum"].cast(pa.float64()), grouped["expected_value_sum"]
            ),
        }
    )


def sha256_of_text(text: str) -> str:
    """SHA-256 of UTF-8 text, lower hex."""
    return hashlib.sha256(text.encode()).hexdigest()
