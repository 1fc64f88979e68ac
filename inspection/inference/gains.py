"""The class gain under the filters of a reader: asked, computed, and withheld where it tells much.

The rows by task and class are an internal reference; what leaves here are rates
of units, and the contrast of D and A only where every count may be seen.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import pyarrow as pa

from inspection.data import warehouse
from inspection.data.access import Scope, for_reckoning
from inspection.data.snapshots import Snapshot
from inspection.inference.class_gain import Bootstrap, class_contrast, class_gains

FINDINGS, STOCK = "finding_counts_by_task", "class_stock_by_unit"
# The table by class whose cut decides whether anything is shown.
SHOWN = "finding_rate_by_class"


class Gains(NamedTuple):
    """Gain of the whole and by unit; D against A inside the same tasks."""

    by_unit: pa.Table
    contrast: pa.Table


def measure_gains(params: Mapping[str, object], scope: Scope, snapshot: Snapshot) -> Gains:
    """Both tables under these filters, as far as this reader may see them."""
    limits = warehouse.answer("bootstrap_rules", scope=scope, snapshot=snapshot).to_pylist()[0]
    found = _compute(params, scope, snapshot, limits)
    shown = warehouse.prepare(SHOWN, taken(SHOWN, params), scope, snapshot)
    if shown.disclosure is warehouse.Disclosure.FIXED:
        return Gains(found.by_unit.slice(0, 0), found.contrast.slice(0, 0))
    if not scope.may_see_class and _has_small(found.contrast, limits["small_cell_count"]):
        return found._replace(contrast=found.contrast.slice(0, 0))
    return found


def taken(name: str, params: Mapping[str, object]) -> dict[str, object]:
    """Those of the filters that a question takes."""
    question = warehouse.describe(name)
    return {key: value for key, value in params.items() if key in question.params}


def _compute(
    params: Mapping[str, object], scope: Scope, snapshot: Snapshot, limits: Mapping[str, Any]
) -> Gains:
    inside = for_reckoning(scope)
    findings, stock = (
        warehouse.answer(name, scope=inside, snapshot=snapshot, **taken(name, params))
        for name in (FINDINGS, STOCK)
    )
    rules = Bootstrap(limits["replicate_count"], limits["seed"], limits["sample_min_count"])
    return Gains(class_gains(findings, stock, rules), class_contrast(findings, rules))


def _has_small(contrast: pa.Table, least: int) -> bool:
    """Whether a count of firms of one class is too small to be shown."""
    names = [name for name in contrast.column_names if name[:2] in ("a_", "d_")]
    counts = [name for name in names if name.endswith("_count")]
    return any(row[name] < least for row in contrast.to_pylist() for name in counts)
