"""The draw in memory: from frame, roster, plan, secret and public numbers to lists.

The same arguments always give the same lists, whatever the order of rows, the
version of any library and the number of processors.
"""

from typing import NamedTuple

import pyarrow as pa

from inspection.draw.ssj1.frame import Frame
from inspection.draw.ssj1.key import Keys, open_keys
from inspection.draw.ssj1.lottery import pools_from_plan, read_public
from inspection.draw.ssj1.pairs import Assignment, Drawn
from inspection.draw.ssj1.plan import MILLION, Plan, reject_foreign_frame, reject_foreign_roster
from inspection.draw.ssj1.roster import Roster
from inspection.draw.ssj1.sizes import Sizes, draw_sizes, reject_below_floor
from inspection.draw.ssj1.tickets import rank_tickets

# Stands on every named list; the legal draw happens on the provincial platform.
DISCLAIMER = "模拟结果，不作为检查依据，不得据此开展检查或告知企业"
DRAWN_COLUMNS = ["region", "class", "rank", "id", "ticket"]


class Draw(NamedTuple):
    """One draw; `drawn` has the columns of drawn.csv and the unit of each entity."""

    keys: Keys
    sizes: Sizes
    drawn: pa.Table
    assignment: Assignment


def draw(frame: Frame, roster: Roster, plan: Plan, secret: str, public: str) -> Draw:
    """Lists and pairs. Raises BadInput."""
    reject_foreign_roster(plan, roster)
    keys, sizes = draw_keys_and_sizes(frame, plan, secret, public)
    drawn = rank_tickets(frame, keys.draw, sizes)
    assignment = Assignment(roster, keys.assign, plan.cross_unit)
    assignment.assign_all(entities_of(drawn))
    return Draw(keys, sizes, drawn, assignment)


def draw_table(frame: Frame, plan: Plan, secret: str, public: str) -> pa.Table:
    """Drawn entities without pairs: region, class, rank, id, ticket. Raises BadInput."""
    keys, sizes = draw_keys_and_sizes(frame, plan, secret, public)
    return rank_tickets(frame, keys.draw, sizes).select(DRAWN_COLUMNS)


def draw_counts(frame: Frame, plan: Plan, secret: str, public: str) -> pa.Table:
    """Per stratum: region, class, stock_count, drawn_count, expected_value. Raises BadInput."""
    _, sizes = draw_keys_and_sizes(frame, plan, secret, public)
    rows = [
        {
            "region": stratum.region,
            "class": stratum.risk_class,
            "stock_count": stratum.stock_count,
            "drawn_count": sizes[stratum.region, stratum.risk_class],
            "expected_value": stratum.stock_count * plan.rate_ppm[stratum.risk_class] / MILLION,
        }
        for stratum in frame.strata
    ]
    return pa.Table.from_pylist(rows)


def draw_keys_and_sizes(frame: Frame, plan: Plan, secret: str, public: str) -> tuple[Keys, Sizes]:
    """Keys and sizes, once everything is in order; floors are checked before the secret is used.

    Raises BadInput.
    """
    reject_foreign_frame(plan, frame)
    reject_below_floor(frame.strata, plan)
    if "public_pools" in plan.further:
        read_public(public, pools_from_plan(plan.further["public_pools"]))
    keys = open_keys(plan, secret, public)
    return keys, draw_sizes(frame.strata, plan, keys)


def entities_of(ranked: pa.Table) -> list[Drawn]:
    """What pairing needs of ranked rows, in their order."""
    columns = (ranked[name].to_pylist() for name in Drawn._fields)
    return list(map(Drawn, *columns))
