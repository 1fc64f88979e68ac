"""Tickets 抽取号: SHA-256 of key and id; the smallest of each stratum are drawn.

Only tickets below a limit are sorted, a little above the share that is wanted.
Where a stratum comes back short, it is ranked whole: the limit saves time and
never changes the result.
"""

from math import sqrt
from pathlib import Path

import duckdb
import pyarrow as pa

from inspection.draw.ssj1.database import open_cursor
from inspection.draw.ssj1.frame import Frame, Stratum
from inspection.draw.ssj1.sizes import Sizes

TICKETS_SQL = (Path(__file__).parent / "tickets.sql").read_text("utf-8")
# Greater than every ticket: hexadecimal digits end at f.
NO_LIMIT = "g"


def rank_tickets(frame: Frame, key: str, wanted: Sizes) -> pa.Table:
    """First `wanted` entities of each stratum: region, class, rank, id, ticket, unit."""
    strata = [s for s in frame.strata if wanted.get((s.region, s.risk_class), 0) > 0]
    limits = {s[:2]: ticket_limit(s, wanted[s[:2]]) for s in strata}
    with open_cursor() as connection:
        connection.register("frame", frame.table)
        ranked = _rank(connection, key, wanted, limits)
        if ranked.num_rows < sum(wanted[stratum] for stratum in limits):
            ranked = _rank(connection, key, wanted, dict.fromkeys(limits, NO_LIMIT))
    assert ranked.num_rows == sum(wanted.values()), "every stratum yields what was asked of it"
    return ranked


def ticket_limit(stratum: Stratum, wanted_count: int) -> str:
    """Leading digits that the wanted tickets almost surely stay below."""
    stock_count = stratum.stock_count
    share = wanted_count / stock_count
    limit = share + 8 * sqrt(max(0.0, share * (1 - share)) / stock_count) + 50 / stock_count
    return NO_LIMIT if stratum.has_history or limit >= 1 else f"{int(limit * 2**64):016x}"


def _rank(
    connection: duckdb.DuckDBPyConnection,
    key: str,
    wanted: Sizes,
    limits: dict[tuple[str, str], str],
) -> pa.Table:
    table = pa.table(
        {
            "region": pa.array([region for region, _ in limits], pa.string()),
            "class": pa.array([risk_class for _, risk_class in limits], pa.string()),
            "wanted_count": pa.array([wanted[stratum] for stratum in limits], pa.int64()),
            "ticket_limit": pa.array(limits.values(), pa.string()),
        }
    )
    connection.register("wanted", table)
    return connection.sql(TICKETS_SQL, params={"key": key}).to_arrow_table()
