"""Small frames, rosters, plans and packages for the tests of the draw."""

import json
from pathlib import Path

from inspection.bench.draws import with_check_digits
from inspection.draw.files.canonical import format_rows
from inspection.draw.packages.package import draw_package
from inspection.draw.ssj1.commitment import commit_to
from inspection.draw.ssj1.frame import Frame, parse_frame
from inspection.draw.ssj1.plan import Plan, format_plan, parse_plan
from inspection.draw.ssj1.roster import Roster, parse_roster

VECTOR = Path(__file__).parent / "ssj1-vector"
SECRET, PUBLIC = f"{1:064x}", "3.8.14.21.27.33./5./7.11.19./"
RATES = {"A": 200_000, "B": 300_000, "C": 500_000, "D": 1_000_000}
PLAN_FIELDS = {
    "draw_id": "T1",
    "rate_ppm": RATES,
    "rounding": "random",
    "cross_unit": False,
    "commit": commit_to(SECRET),
    "public_source": "dice",
    "reveal_by": "2022-06-30",
}


def codes(count: int, region: str = "350102") -> list[str]:
    """Ascending 统一社会信用代码 with right check digits."""
    return with_check_digits([f"91{region}MA{number:07d}" for number in range(count)])


def frame_of_rows(rows: list[tuple]) -> Frame:
    return parse_frame(format_rows(rows))


def plain_frame(count: int, region: str = "350102", risk_class: str = "-", group: int = 0) -> Frame:
    """One stratum, three stations."""
    ids = codes(count, region)
    return frame_of_rows(
        [(one, region, f"u{n % 3}", risk_class, group) for n, one in enumerate(ids)]
    )


def roster_of(count: int, region: str = "350102", recusals: dict[int, str] | None = None) -> Roster:
    """Inspectors of three stations; `recusals` by number."""
    given = recusals or {}
    rows = [(f"F{n:03d}", region, f"u{n % 3}", given.get(n, "")) for n in range(count)]
    return parse_roster(format_rows(rows))


def plan_of(frame: Frame, roster: Roster, **changes: object) -> Plan:
    hashes = {"frame_sha256": frame.sha256, "roster_sha256": roster.sha256}
    return parse_plan(format_plan({**hashes, **PLAN_FIELDS, **changes}))


def write_inputs(folder: Path, frame: Frame, roster: Roster, plan: Plan) -> Path:
    folder.mkdir(parents=True)
    (folder / "frame.csv").write_bytes(frame.data)
    (folder / "roster.csv").write_bytes(roster.data)
    (folder / "plan.json").write_bytes(plan.data)
    return folder


def draw_folder(inputs: Path, out: Path, secret: str = SECRET, public: str = PUBLIC):
    """Draws the three files of a folder."""
    files = (inputs / name for name in ("frame.csv", "roster.csv", "plan.json"))
    return draw_package(*files, secret, public, out)


def vector_proof() -> dict:
    return json.loads((VECTOR / "proof.json").read_text())
