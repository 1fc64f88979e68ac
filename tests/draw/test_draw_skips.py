"""Skips need a listed reason and evidence; replacements are the next ranks and never change."""

import json
from hashlib import sha256

import pytest
from draw_makers import (
    PUBLIC,
    SECRET,
    codes,
    draw_folder,
    frame_of_rows,
    plain_frame,
    plan_of,
    roster_of,
    write_inputs,
)

from inspection.draw.packages.package import read_inputs
from inspection.draw.packages.skips import (
    SkipRate,
    parse_skips,
    replace_skipped,
    reserve_table,
    skip_rates,
)
from inspection.draw.ssj1.drawing import draw
from inspection.draw.verify import verify
from inspection.errors import BadInput, CheckFailed

REASONS = ["已注销", "查无下落"]
EVIDENCE = "ab" * 32


def skips_of(*pairs: tuple[str, str]) -> bytes:
    return "".join(f"{one},{reason},{EVIDENCE}\n" for one, reason in pairs).encode()


@pytest.fixture
def package(tmp_path):
    """60 entities of one stratum, 12 drawn, five inspectors."""
    frame, roster = plain_frame(60), roster_of(5)
    plan = plan_of(frame, roster, rate_ppm={"-": 200_000}, skip_reasons=REASONS)
    draw_folder(write_inputs(tmp_path / "in", frame, roster, plan), tmp_path / "out")
    return tmp_path / "out"


def drawn_ids(package):
    return [line.split(",")[3] for line in (package / "drawn.csv").read_text().splitlines()]


def result_of(package):
    names = ("frame.csv", "roster.csv", "plan.json")
    frame, roster, plan, _ = read_inputs(*(package / name for name in names))
    return frame, draw(frame, roster, plan, SECRET, PUBLIC), plan


def failed(package):
    return [name for name, passed, _ in verify(package) if not passed]


def test_skipped_entity_is_replaced_by_the_next_rank(package):
    before = {path.name: path.read_bytes() for path in package.iterdir()}
    first, second = drawn_ids(package)[:2]
    rows = replace_skipped(package, skips_of((second, "已注销"), (first, "查无下落")))
    assert [(row.skipped, row.rank) for row in rows] == [(second, 13), (first, 14)]
    frame, result, _ = result_of(package)
    assert [row.id for row in rows] == reserve_table(frame, result, 2)["id"].to_pylist()
    after = {path.name: path.read_bytes() for path in package.iterdir()}
    assert {name for name in before if before[name] != after[name]} == {"proof.json"}
    assert after.keys() - before.keys() == {"skips.csv", "replacements.csv"}
    assert failed(package) == []


def test_later_skips_never_change_an_earlier_replacement(package):
    ids = drawn_ids(package)
    early = skips_of((ids[7], "已注销"), (ids[3], "查无下落"))
    replace_skipped(package, early)
    lines = (package / "replacements.csv").read_bytes()
    replace_skipped(package, early + skips_of((ids[0], "已注销"), (ids[11], "已注销")))
    assert (package / "replacements.csv").read_bytes().startswith(lines)
    assert failed(package) == []


def test_replacement_can_itself_be_skipped(package):
    first = drawn_ids(package)[0]
    replacement = replace_skipped(package, skips_of((first, "已注销")))[0].id
    skips = skips_of((first, "已注销"), (replacement, "已注销"))
    assert [row.rank for row in replace_skipped(package, skips)] == [13, 14]
    assert failed(package) == []


def test_pairs_of_replacements_continue_with_the_loads_reached(package):
    ids = drawn_ids(package)
    rows = replace_skipped(package, skips_of(*((one, "已注销") for one in ids[:6])))
    _, result, _ = result_of(package)
    loads = result.assignment.loads()
    for row in rows:
        for name in (row.first, row.second):
            loads[name] += 1
    assert sum(loads.values()) == 2 * (12 + 6)
    assert max(loads.values()) - min(loads.values()) <= 1


def test_exhausted_stratum_has_no_replacement(tmp_path):
    frame, roster = plain_frame(4), roster_of(3)
    plan = plan_of(frame, roster, rate_ppm={"-": 10**6}, skip_reasons=REASONS)
    draw_folder(write_inputs(tmp_path / "in", frame, roster, plan), tmp_path / "out")
    skips = skips_of((drawn_ids(tmp_path / "out")[0], "已注销"))
    assert replace_skipped(tmp_path / "out", skips) == []
    assert failed(tmp_path / "out") == []


def test_replacement_without_two_inspectors_has_no_pair(tmp_path):
    ids = codes(10)
    frame = frame_of_rows([(one, "350102", "u", "-", 0) for one in ids])
    roster = roster_of(2, recusals={0: " ".join(ids)})
    plan = plan_of(frame, roster, rate_ppm={"-": 100_000}, skip_reasons=REASONS)
    draw_folder(write_inputs(tmp_path / "in", frame, roster, plan), tmp_path / "out")
    rows = replace_skipped(tmp_path / "out", skips_of((drawn_ids(tmp_path / "out")[0], "已注销")))
    assert [(row.first, row.second) for row in rows] == [("", "")]
    assert failed(tmp_path / "out") == []


BAD_SKIPS = {
    "reason not in the plan": (
        lambda ids: skips_of((ids[0], "关系户")),
        "不在方案所列之内：关系户",
    ),
    "part of a reason": (lambda ids: skips_of((ids[0], "已注")), "不在方案所列之内"),
    "not drawn": (lambda ids: skips_of((codes(61)[60], "已注销")), "不在名单中或已经跳过"),
    "skipped twice": (lambda ids: skips_of(*[(ids[0], "已注销")] * 2), "不在名单中或已经跳过"),
    "no evidence": (lambda ids: f"{ids[0]},已注销,\n".encode(), "证据散列"),
    "nothing": (lambda ids: b"", "文件为空"),
}


@pytest.mark.parametrize("case", BAD_SKIPS)
def test_bad_skip_is_refused_and_nothing_is_written(package, case):
    make, what = BAD_SKIPS[case]
    before = {path.name: path.read_bytes() for path in package.iterdir()}
    with pytest.raises(BadInput, match=what):
        replace_skipped(package, make(drawn_ids(package)))
    assert {path.name: path.read_bytes() for path in package.iterdir()} == before


def test_recorded_skips_cannot_be_rewritten(package):
    ids = drawn_ids(package)
    replace_skipped(package, skips_of((ids[0], "已注销")))
    with pytest.raises(BadInput, match="以前登记的跳过记录被改动"):
        replace_skipped(package, skips_of((ids[1], "已注销")))


def test_tampered_package_takes_no_skips(package):
    text = (package / "drawn.csv").read_text()
    (package / "drawn.csv").write_text(text[:-2] + ("0" if text[-2] != "0" else "1") + "\n")
    with pytest.raises(CheckFailed, match="抽取名单与重算结果不符"):
        replace_skipped(package, skips_of((drawn_ids(package)[0], "已注销")))


@pytest.mark.parametrize("proof", ["{", "[]", "{}", '{"secret": [], "public": []}'])
def test_package_with_a_broken_proof_takes_no_skips(package, proof):
    (package / "proof.json").write_text(proof)
    with pytest.raises(BadInput, match="证明文件"):
        replace_skipped(package, skips_of((drawn_ids(package)[0], "已注销")))


def test_plan_without_reasons_allows_no_skip(tmp_path):
    frame, roster = plain_frame(60), roster_of(5)
    plan = plan_of(frame, roster, rate_ppm={"-": 200_000})
    with pytest.raises(BadInput, match="不在方案所列之内"):
        parse_skips(skips_of((codes(1)[0], "已注销")), plan)


def test_skip_rates_by_unit_and_reason(package):
    frame, result, plan = result_of(package)
    units = dict(zip(frame.table["id"].to_pylist(), frame.table["unit"].to_pylist(), strict=True))
    skipped = drawn_ids(package)[0]
    rates = skip_rates(frame, result, parse_skips(skips_of((skipped, "已注销")), plan))
    assert sum(rate.drawn_count for rate in rates) == 12
    assert [(rate.unit, rate.reason) for rate in rates if rate.skip_count] == [
        (units[skipped], "已注销")
    ]
    assert all(isinstance(rate, SkipRate) and rate.drawn_count > 0 for rate in rates)


@pytest.mark.parametrize(
    ("name", "broken"),
    [("skips.csv", "skips.csv 散列一致"), ("replacements.csv", "replacements.csv 与重算一致")],
)
def test_verifier_misses_neither_skips_nor_replacements(package, name, broken):
    replace_skipped(package, skips_of((drawn_ids(package)[0], "已注销")))
    (package / name).unlink()
    assert broken in failed(package)


def test_verifier_refuses_a_reason_the_plan_does_not_list(package):
    replace_skipped(package, skips_of((drawn_ids(package)[0], "已注销")))
    forged = (package / "skips.csv").read_bytes().replace("已注销".encode(), "关系户".encode())
    (package / "skips.csv").write_bytes(forged)
    proof = json.loads((package / "proof.json").read_text())
    proof["skips_sha256"] = sha256(forged).hexdigest()
    (package / "proof.json").write_text(json.dumps(proof, sort_keys=True))
    assert failed(package) == ["文件齐全、格式正确"]
