"""Making a plan: what is agreed becomes `plan.json`, once floors and entropy are sure.

Nothing secret is needed here but the commitment; the plan's hash goes into the
notice before the public numbers are drawn.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from inspection.draw.files.canonical import sha256_of
from inspection.draw.ssj1.frame import Frame
from inspection.draw.ssj1.lottery import Pool, pools_for_plan
from inspection.draw.ssj1.plan import (
    Plan,
    format_plan,
    parse_plan,
    reject_foreign_frame,
    reject_foreign_roster,
)
from inspection.draw.ssj1.roster import Roster
from inspection.draw.ssj1.sizes import reject_below_floor


@dataclass(frozen=True)
class Terms:
    """What the plan's author decides. Rates are parts per million by class."""

    draw_id: str
    rate_ppm: Mapping[str, int]
    commit: str
    public_source: str
    pools: tuple[Pool, ...]
    reveal_by: str
    rounding: str = "random"
    cross_unit: bool = False
    floor_ppm: int = 0
    # Frozen stock the floor is a share of; None: the frame itself.
    base_count: int | None = None
    skip_reasons: tuple[str, ...] = ()
    # excluded.csv and roster_reasons.csv, by name.
    attachments: Mapping[str, bytes] = field(default_factory=dict)
    # Free keys of the plan, such as a warning that it is a trial.
    remarks: Mapping[str, str] = field(default_factory=dict)


def make_plan(frame: Frame, roster: Roster, terms: Terms) -> Plan:
    """The plan for this frame and roster.

    Raises BadInput where a floor would be missed or the public numbers could be guessed.
    """
    fields = {
        **terms.remarks,
        "draw_id": terms.draw_id,
        "frame_sha256": frame.sha256,
        "roster_sha256": roster.sha256,
        "rate_ppm": dict(terms.rate_ppm),
        "rounding": terms.rounding,
        "cross_unit": terms.cross_unit,
        "commit": terms.commit,
        "public_source": terms.public_source,
        "public_pools": pools_for_plan(terms.pools),
        "reveal_by": terms.reveal_by,
        **_further(terms),
    }
    plan = parse_plan(format_plan(fields))
    reject_foreign_frame(plan, frame)
    reject_foreign_roster(plan, roster)
    reject_below_floor(frame.strata, plan)
    return plan


def announcement(plan: Plan) -> dict[str, str]:
    """What the notice prints before the public numbers exist."""
    return {
        "draw_id": plan.draw_id,
        "plan_sha256": plan.sha256,
        "commit": plan.commit,
        "public_source": plan.public_source,
        "reveal_by": plan.reveal_by,
    }


def _further(terms: Terms) -> dict[str, object]:
    hashes = {name: sha256_of(data) for name, data in terms.attachments.items()}
    base = {} if terms.base_count is None else {"base_count": terms.base_count}
    return {
        "floor_ppm": terms.floor_ppm,
        "skip_reasons": list(terms.skip_reasons),
        "attachments": hashes,
        **base,
    }
