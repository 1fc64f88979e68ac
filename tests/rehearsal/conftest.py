"""A small selection of two units, and trials over it; every count can be checked by eye."""

from collections.abc import Callable
from datetime import date

import pyarrow as pa
import pytest

from inspection.bench.draws import with_check_digits
from inspection.draw.making.framing import HistoryRules
from inspection.rehearsal.ground import Ground, Limits, lay_ground
from inspection.rehearsal.ratio_table import RatioTable
from inspection.rehearsal.trial.frames import Frames, Staff, make_frames
from inspection.rehearsal.trial.randomness import example_numbers
from inspection.rehearsal.trial.running import Trial, TrialTerms, make_plans, run_trial

AS_OF, ENDS_ON = date(2022, 9, 9), date(2022, 10, 31)
# Unit, county, enterprises per class.
PLACES = (("福州", "350102", (60, 30, 8, 2)), ("龙岩", "350802", (30, 15, 4, 1)))
TABLE = RatioTable((100_000, 200_000, 500_000, 1_000_000))
LIMITS = Limits((0,) * 4, (1_000_000,) * 4, 0, 100.0)


def unit_row(unit: str, base: int, floor: int, *, judged: bool, people: int = 4) -> dict:
    return {
        "unit": unit,
        "base_count": base,
        "floor_ppm": floor,
        "is_judged": judged,
        "target_count": -(-base * floor // 1_000_000),
        "province_floor_ppm": 35_000,
        "inspector_count": people,
        "visit_days": 0.5,
    }


@pytest.fixture
def units() -> pa.Table:
    return pa.Table.from_pylist(
        [
            unit_row("福州", 100, 35_000, judged=False),
            unit_row("龙岩", 50, 40_000, judged=True),
            unit_row("平潭", 0, 40_000, judged=True),
        ]
    )


@pytest.fixture
def stock() -> pa.Table:
    rows = [
        {"unit": unit, "county_code": county, "risk_class": risk, "entity_count": count}
        for unit, county, counts in PLACES
        for risk, count in zip("ABCD", counts, strict=True)
    ]
    rows.append(
        {"unit": "福州", "county_code": "350102", "risk_class": "未分类", "entity_count": 7}
    )
    rows.append({"unit": "未映射", "county_code": None, "risk_class": "A", "entity_count": 9})
    return pa.Table.from_pylist(rows)


@pytest.fixture
def findings() -> pa.Table:
    return pa.Table.from_pylist(
        [
            {"unit": "福州", "risk_class": risk, "problem_count": bad, "applicable_count": 100}
            for risk, bad in zip("ABCD", (2, 5, 20, 50), strict=True)
        ]
    )


@pytest.fixture
def ground(units: pa.Table, stock: pa.Table, findings: pa.Table) -> Ground:
    return lay_ground(units, stock, findings)


@pytest.fixture
def register() -> pa.Table:
    """Rows of draw_frame for PLACES, and one entity that cannot be drawn."""
    rows = []
    for unit, county, counts in PLACES:
        codes = with_check_digits([f"91{county}MA{n:07d}" for n in range(sum(counts))])
        classes = [risk for risk, n in zip("ABCD", counts, strict=True) for _ in range(n)]
        for number, (code, risk) in enumerate(zip(codes, classes, strict=True)):
            rows.append(entity(code, unit, county, risk, station=f"所{number % 3}"))
    rows.append(entity("91350102MA0000000A", "福州", "350102", "A"))
    return pa.Table.from_pylist(rows, REGISTER)


REGISTER = pa.schema(
    {
        "entity": pa.string(),
        "uscc": pa.string(),
        "reg_no": pa.string(),
        "region": pa.string(),
        "station": pa.string(),
        "risk_class": pa.string(),
        "unit": pa.string(),
        "inspected_on": pa.date32(),
        "inspected_count": pa.int64(),
        "draws_ago": pa.int64(),
    }
)


def entity(code: str, unit: str, county: str, risk: str, **more: object) -> dict:
    usual = {"station": "所0", "inspected_count": 0}
    named = {"entity": code, "uscc": code, "region": county, "risk_class": risk, "unit": unit}
    return {**usual, **named, **more}


@pytest.fixture
def staff() -> Staff:
    people = [
        person(f"{unit}-{n}", unit, county, f"所{n % 3}")
        for unit, county, _ in PLACES
        for n in range(4)
    ]
    people.append(person("福州-late", "福州", "350102", "所0", cert_valid_to=date(2022, 10, 30)))
    return Staff(pa.Table.from_pylist(people), pa.Table.from_pylist([], RECUSALS), ENDS_ON)


RECUSALS = pa.schema(
    {"inspector": pa.string(), "id": pa.string(), "station": pa.string(), "basis": pa.string()}
)


def person(name: str, unit: str, county: str, station: str, **more: object) -> dict:
    usual = {"cert_valid_to": date(2023, 12, 31), "state": "有效", "qualifications": ["食品检查员"]}
    return {"inspector": name, "unit": unit, "region": county, "station": station, **usual, **more}


@pytest.fixture
def frames(register: pa.Table, staff: Staff) -> Frames:
    return make_frames(register, staff, HistoryRules(AS_OF), False, ["福州", "龙岩", "平潭"])


@pytest.fixture
def terms() -> Callable[..., TrialTerms]:
    def build(**changes: object) -> TrialTerms:
        usual = {
            "draw_id": "T-1",
            "seed": "0007",
            "source": "dice",
            "ratios": TABLE,
            "blind_ppm": None,
            "rounding": "random",
            "cross_unit": False,
            "reveal_by": "2022-10-31",
            "origin": "演示数据",
        }
        return TrialTerms(**{**usual, **changes})

    return build


@pytest.fixture
def run(frames: Frames, terms: Callable[..., TrialTerms]) -> Callable[..., Trial]:
    """`run(seed="7")`: the trial under these terms, dice made from the seed."""

    def trial(**changes: object) -> Trial:
        asked = terms(**changes)
        plans = make_plans(frames, asked, {})
        return run_trial(frames, plans, asked, example_numbers(asked.source, asked.seed))

    return trial
