"""Making a frame from the register: who can be drawn, who waits, who cannot be drawn and why.

Entities that were checked lately are not left out; they are put behind, into a
larger group, and are drawn only once the others are exhausted.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from inspection.draw.files import ids
from inspection.draw.files.canonical import format_rows
from inspection.draw.ssj1.database import open_cursor
from inspection.draw.ssj1.frame import COLUMNS, Frame, frame_of

CANDIDATES_SQL = (Path(__file__).parent / "candidates.sql").read_text("utf-8")
REASONS_SQL = (Path(__file__).parent / "reasons.sql").read_text("utf-8")

REGISTER_SCHEMA = pa.schema(
    {
        "entity": pa.string(),
        "uscc": pa.string(),
        "reg_no": pa.string(),
        "region": pa.string(),
        "unit": pa.string(),
        "risk_class": pa.string(),
        "inspected_on": pa.date32(),
        "inspected_count": pa.int64(),
        "draws_ago": pa.int64(),
    }
)


@dataclass(frozen=True)
class HistoryRules:
    """Who is put behind; None: the rule does not apply.

    Group 1: drawn in one of the last `cooldown_draws` draws. Group 2: inspected in
    the last `recent_days` days. Group 3: inspected `yearly_cap` times this year.
    """

    as_of: date
    recent_days: int | None = None
    yearly_cap: int | None = None
    cooldown_draws: int | None = None


@dataclass(frozen=True)
class MadeFrame:
    """A frame, and `excluded` as (entity, reason), in the order of excluded.csv."""

    frame: Frame
    excluded: tuple[tuple[str, str], ...]

    @property
    def excluded_csv(self) -> bytes:
        return format_rows(self.excluded)

    @property
    def excluded_counts(self) -> dict[str, int]:
        """Number of excluded entities by reason."""
        return dict(Counter(reason for _, reason in self.excluded))


def make_frame(register: pa.Table, rules: HistoryRules, is_blind: bool = False) -> MadeFrame:
    """The frame of register rows with the columns of `REGISTER_SCHEMA`.

    `draws_ago` counts draws since the entity's last: 0 is the latest, null never.
    Raises BadInput where nobody is left.
    """
    with open_cursor() as connection:
        connection.register("register_rows", register.cast(REGISTER_SCHEMA))
        rules_given = {"is_blind": is_blind, **vars(rules)}
        rows = connection.sql(CANDIDATES_SQL, params=rules_given).to_arrow_table()
        faults = pa.array(ids.faults(rows["id"].combine_chunks()))
        connection.register("candidates", rows.append_column("fault", faults))
        judged = connection.sql(REASONS_SQL).to_arrow_table()
    fits = pc.equal(judged["reason"], "")
    left = judged.filter(pc.invert(fits)).select(["entity", "reason"]).to_pydict()
    excluded = tuple(sorted(zip(left["entity"], left["reason"], strict=True)))
    return MadeFrame(frame_of(judged.filter(fits).select(COLUMNS)), excluded)
