"""Product and verifier, written apart, agree on whatever is drawn, and a province is drawn."""

import tempfile
from pathlib import Path

from draw_makers import PUBLIC, SECRET, codes, draw_folder, frame_of_rows, plan_of, write_inputs
from hypothesis import given, settings
from hypothesis import strategies as st

from inspection.bench.draws import measure_draw
from inspection.draw.files.canonical import format_rows
from inspection.draw.packages.skips import replace_skipped
from inspection.draw.ssj1.roster import parse_roster
from inspection.draw.verify import verify

REGIONS, STATIONS = ("350102", "350128", "350203"), ("鼓楼所", "u1", "")
SHARES = st.sampled_from([0, 1, 35_000, 300_000, 999_999, 1_000_000])


@st.composite
def packages(draw):
    """A frame, a roster and a plan, small but of every kind."""
    ids = codes(draw(st.integers(1, 40)))
    classes = draw(st.sampled_from(["ABCD", "-"]))
    rows = [
        (
            one,
            draw(st.sampled_from(REGIONS)),
            draw(st.sampled_from(STATIONS)),
            draw(st.sampled_from(classes)),
            draw(st.sampled_from([0, 0, 0, 1, 7])),
        )
        for one in ids
    ]
    recusals = st.lists(st.sampled_from(ids), max_size=3, unique=True)
    people = [
        (
            f"员{n:02d}",
            draw(st.sampled_from(REGIONS)),
            draw(st.sampled_from(STATIONS)),
            " ".join(draw(recusals)),
        )
        for n in range(draw(st.integers(2, 12)))
    ]
    frame, roster = frame_of_rows(rows), parse_roster(format_rows(people))
    plan = plan_of(
        frame,
        roster,
        rate_ppm={one: draw(SHARES) for one in classes},
        rounding=draw(st.sampled_from(["random", "ceil"])),
        cross_unit=draw(st.booleans()),
        skip_reasons=["已注销"],
    )
    return frame, roster, plan, draw(st.integers(0, 3))


@given(packages(), st.integers(1, 10**6))
@settings(max_examples=40, deadline=None)
def test_verifier_passes_whatever_the_product_draws(package, number):
    *inputs, skip_count = package
    with tempfile.TemporaryDirectory() as holder:
        out = Path(holder) / "out"
        draw_folder(write_inputs(Path(holder) / "in", *inputs), out, SECRET, f"{number}./")
        drawn = [line.split(",")[3] for line in (out / "drawn.csv").read_text().splitlines()]
        if skipped := drawn[:skip_count]:
            replace_skipped(out, "".join(f"{one},已注销,{'ab' * 32}\n" for one in skipped).encode())
        assert [check for check in verify(out) if not check[1]] == []


def test_province_is_drawn_and_verified(tmp_path):
    measured = measure_draw(tmp_path, entities=100_000, inspectors=2_000)
    assert measured.passed
    assert measured.entities == 100_000
    assert 0.035 < measured.drawn / measured.entities < 0.045
    assert measured.pairs == measured.drawn
    assert PUBLIC in (tmp_path / "drawn" / "福州" / "proof.json").read_text()
