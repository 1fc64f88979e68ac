"""A trial draw over one frame per unit: plans, lists and pairs by the rules of ssj1, in memory."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from inspection.draw.making.planning import Terms, make_plan
from inspection.draw.packages.batch import format_batch
from inspection.draw.ssj1.commitment import commit_to
from inspection.draw.ssj1.drawing import Draw, draw
from inspection.draw.ssj1.frame import BLIND
from inspection.draw.ssj1.lottery import measure_entropy, read_public
from inspection.draw.ssj1.plan import Plan
from inspection.errors import BadInput
from inspection.rehearsal import WARNING
from inspection.rehearsal.ratio_table import RatioTable
from inspection.rehearsal.trial.frames import Frames, UnitFrame
from inspection.rehearsal.trial.randomness import SOURCE_TEXT, SOURCES, secret_of

EXCLUDED, REASONS = "excluded.csv", "roster_reasons.csv"
SKIP_REASONS = ("已注销", "已迁出", "正在被立案调查")
# Digits of a hash that stand in a link.
SHORT = 16


@dataclass(frozen=True)
class TrialTerms:
    """What the author of a trial decides. `blind_ppm`: one ratio for all; None: by class."""

    draw_id: str
    seed: str
    source: str
    ratios: RatioTable
    blind_ppm: int | None
    rounding: str
    cross_unit: bool
    reveal_by: str
    # What the frame was made of, in words: 演示数据 or 实际数据.
    origin: str


@dataclass(frozen=True, eq=False)
class Trial:
    """A trial that was run: plans and draws by unit, with what opened them."""

    frames: Frames
    plans: Mapping[str, Plan]
    draws: Mapping[str, Draw]
    secret: str
    public: str

    @property
    def batch(self) -> bytes:
        """The bytes of batch.json."""
        return format_batch(hashes(self.plans))


def make_plans(
    frames: Frames, terms: TrialTerms, floors: Mapping[str, tuple[int, int]]
) -> dict[str, Plan]:
    """One plan per unit. floors: unit → (floor_ppm, base_count) where a floor is to be kept.

    Raises BadInput, naming every unit whose floor would be missed.
    """
    plans: dict[str, Plan] = {}
    refused: list[str] = []
    for unit, one in frames.by_unit.items():
        try:
            plans[unit] = _make_plan(unit, one, terms, floors.get(unit))
        except BadInput as error:
            refused.append(f"{unit}：{error.what}")
    if refused:
        raise BadInput("；".join(refused), "抽取方案", "提高这些单位的比例，再运行抽取")
    return plans


def hashes(plans: Mapping[str, Plan]) -> dict[str, str]:
    """SHA-256 of each plan."""
    return {unit: plan.sha256 for unit, plan in plans.items()}


def fingerprint(plans: Mapping[str, Plan], public: str) -> str:
    """What a link says of a draw that was run: batch and public numbers, shortened."""
    return shortened(format_batch(hashes(plans)) + public.encode())


def shortened(data: bytes) -> str:
    """The beginning of the SHA-256 of what a link names."""
    return sha256(data).hexdigest()[:SHORT]


def run_trial(frames: Frames, plans: Mapping[str, Plan], terms: TrialTerms, public: str) -> Trial:
    """The lists and pairs of every unit. Raises BadInput."""
    read_public(public, SOURCES[terms.source])
    if not plans:
        raise BadInput("没有可以抽取的单位", remedy="放宽筛选条件，或检查名录和人员")
    secret = secret_of(terms.seed)
    draws = {}
    for unit, one in frames.by_unit.items():
        roster = one.staff.roster
        draws[unit] = draw(one.made.frame, roster, plans[unit], secret, public)
    return Trial(frames, plans, draws, secret, public)


def typed_entropy(source: str, public: str) -> tuple[list[dict[str, Any]], float, bool]:
    """What the public numbers typed so far are worth: groups, bits, and whether it is enough."""
    typed = measure_entropy(public, SOURCES[source])
    groups = [
        {
            "pool": group.pool.name,
            "operator": group.pool.operator,
            "numbers": " ".join(map(str, group.numbers)),
            "bits_value": group.bits,
            "wanted_value": group.pool.bits,
            "problem": group.problem,
        }
        for group in typed.groups
    ]
    complete = typed.is_enough and not any(group["problem"] for group in groups)
    return groups, typed.bits, complete


def _make_plan(unit: str, one: UnitFrame, terms: TrialTerms, floor: tuple[int, int] | None) -> Plan:
    blind = terms.blind_ppm
    rates = terms.ratios.rate_ppm(unit) if blind is None else {BLIND: blind}
    floor_ppm, base_count = floor or (0, None)
    return make_plan(
        one.made.frame,
        one.staff.roster,
        Terms(
            draw_id=f"{terms.draw_id}-{unit}",
            rate_ppm=rates,
            commit=commit_to(secret_of(terms.seed)),
            public_source=SOURCE_TEXT[terms.source],
            pools=SOURCES[terms.source],
            reveal_by=terms.reveal_by,
            rounding=terms.rounding,
            cross_unit=terms.cross_unit,
            floor_ppm=floor_ppm,
            base_count=base_count,
            skip_reasons=SKIP_REASONS,
            attachments={EXCLUDED: one.made.excluded_csv, REASONS: one.staff.reasons_csv},
            remarks={"warning": WARNING, "origin": terms.origin},
        ),
    )
