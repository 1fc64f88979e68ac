"""Public numbers, commitments and plans: what must be sure before the draw."""

import os

import pytest
from draw_makers import PUBLIC, SECRET, plain_frame, roster_of
from hypothesis import given, settings
from hypothesis import strategies as st

from inspection.draw.making.planning import Terms, announcement, make_plan
from inspection.draw.ssj1.commitment import (
    commit_to,
    make_chain,
    new_seed,
    read_secret,
    steps_to_head,
    write_secret,
)
from inspection.draw.ssj1.drawing import draw
from inspection.draw.ssj1.key import reject_secret
from inspection.draw.ssj1.lottery import (
    ENOUGH_BITS,
    Pool,
    dice,
    is_enough,
    measure_entropy,
    pools_for_plan,
    pools_from_plan,
    read_public,
    spell,
)
from inspection.errors import BadInput

BALLS = Pool("红球", "甲中心", "lottery", 1, 33, 6)
BLUE = Pool("蓝球", "甲中心", "lottery", 1, 16, 1)
DIGITS = Pool("排列五", "乙中心", "lottery", 0, 9, 5, ordered=True, repeats=True)
MANY = Pool("基本号", "乙中心", "lottery", 1, 70, 20)
POOLS = (BALLS, BLUE, DIGITS, MANY)
TEXT = spell([[3, 8, 14, 21, 27, 33], [5], [0, 7, 7, 1, 9], list(range(1, 21))])


def test_entropy_of_a_pool_is_counted_not_guessed():
    assert BALLS.bits == pytest.approx(20.08, abs=0.01)  # 33 over 6 = 1 107 568
    assert BLUE.bits == 4
    assert DIGITS.bits == pytest.approx(16.61, abs=0.01)  # 10^5
    assert Pool("", "", "lottery", 1, 10, 3, ordered=True).bits == pytest.approx(9.49, abs=0.01)


def test_thirty_one_dice_are_enough_and_thirty_are_not():
    assert not is_enough([dice(30)])
    assert is_enough([dice(31)])


def test_one_operator_is_never_enough():
    assert MANY.bits < ENOUGH_BITS
    assert not is_enough([MANY, MANY])
    assert is_enough(POOLS)


def test_entropy_grows_while_numbers_are_typed():
    bits = [measure_entropy(TEXT[:length], POOLS).bits for length in range(len(TEXT) + 1)]
    assert bits[0] == 0
    assert bits == sorted(bits)
    assert bits[-1] == pytest.approx(sum(pool.bits for pool in POOLS))
    assert not measure_entropy(TEXT[:-1], POOLS).is_enough
    assert measure_entropy(TEXT, POOLS).is_enough


def test_complete_numbers_are_read():
    assert read_public(TEXT, POOLS)[2] == [0, 7, 7, 1, 9]


WRONG = {
    "not ascending": (TEXT.replace("3.8.", "8.3."), "升序"),
    "leading zero": (TEXT.replace("3.8.", "03.8."), "补零"),
    "out of range": (TEXT.replace("33./", "34./"), "1 到 33 之间"),
    "a number twice": (TEXT.replace("3.8.", "8.8."), "号码重复"),
    "one number short": (TEXT.replace("3.8.", "8."), "应为 6 个号码"),
    "a group too many": (TEXT + "1./", "多出内容"),
    "a group missing": (TEXT[: TEXT.index("0.7.")], "应为 5 个号码"),
    "text after the end": (TEXT + "1", "多出内容"),
    "no dot": (TEXT.replace("3.8.", "3,8."), "写法不对"),
}


@pytest.mark.parametrize("case", WRONG)
def test_any_other_spelling_is_refused(case):
    text, what = WRONG[case]
    with pytest.raises(BadInput, match=what):
        read_public(text, POOLS)


@given(st.permutations(range(1, 7)), st.lists(st.integers(1, 6), min_size=31, max_size=31))
@settings(deadline=None)
def test_one_result_has_one_spelling(picks, rolls):
    pools = [Pool("", "甲", "lottery", 1, 6, 6), dice(31)]
    accepted = [spell([sorted(picks), rolls])]
    if list(picks) != sorted(picks):
        with pytest.raises(BadInput):
            read_public(spell([picks, rolls]), pools)
    assert read_public(accepted[0], pools) == [sorted(picks), rolls]


def test_pools_survive_the_plan():
    assert tuple(pools_from_plan(pools_for_plan(POOLS))) == POOLS


@pytest.mark.parametrize("entries", [None, [1], [{"name": "x"}], [{**vars(BALLS), "picks": 40}]])
def test_pools_that_make_no_sense_are_refused(entries):
    with pytest.raises(BadInput, match="写法不对"):
        pools_from_plan(entries)


def test_chain_reveals_backwards_from_its_head():
    chain = make_chain("11" * 32, 12)
    assert [commit_to(link) for link in chain[:-1]] == chain[1:]
    assert [steps_to_head(link, chain[-1]) for link in chain] == list(range(12, -1, -1))
    assert steps_to_head("22" * 32, chain[-1]) is None


def test_seeds_differ():
    assert len({new_seed() for _ in range(20)}) == 20


def test_secret_file_is_for_its_owner_only(tmp_path):
    path = tmp_path / "secret"
    write_secret(path, SECRET)
    assert path.stat().st_mode & 0o777 == 0o600
    assert read_secret(path) == SECRET
    with pytest.raises(BadInput, match="已存在"):
        write_secret(path, SECRET)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666, 0o610])
def test_secret_file_that_others_can_open_is_refused(tmp_path, mode):
    path = tmp_path / "secret"
    path.write_text(SECRET + "\n")
    os.chmod(path, mode)
    with pytest.raises(BadInput, match="他人可以读取") as caught:
        read_secret(path)
    assert "chmod 600" in caught.value.remedy


@pytest.mark.parametrize("content", ["", "abc\n", SECRET.replace("0", "O"), SECRET + "\n\n"])
def test_secret_file_holds_one_line_of_64_digits(tmp_path, content):
    path = tmp_path / "secret"
    path.write_text(content)
    path.chmod(0o600)
    with pytest.raises(BadInput, match="64位十六进制") as caught:
        read_secret(path)
    assert len(content) < 10 or content.strip() not in str(caught.value)


def test_missing_secret_file_is_named(tmp_path):
    with pytest.raises(BadInput, match="无法读取"):
        read_secret(tmp_path / "none")


def terms(**changes) -> Terms:
    given = {
        "draw_id": "2022-06",
        "rate_ppm": {"-": 40_000},
        "commit": commit_to(SECRET),
        "public_source": "甲、乙两中心 2022-06-01 开奖",
        "pools": POOLS,
        "reveal_by": "2022-06-30",
        "floor_ppm": 35_000,
        "skip_reasons": ("已注销",),
    }
    return Terms(**{**given, **changes})


def test_plan_is_made_and_drawn():
    frame, roster = plain_frame(1000), roster_of(6)
    plan = make_plan(frame, roster, terms())
    result = draw(frame, roster, plan, SECRET, TEXT)
    assert result.drawn.num_rows == 40
    assert announcement(plan)["plan_sha256"] == plan.sha256
    reject_secret(plan, SECRET)


def test_plan_with_pools_takes_no_other_numbers():
    frame, roster = plain_frame(1000), roster_of(6)
    with pytest.raises(BadInput, match="公开随机数"):
        draw(frame, roster, make_plan(frame, roster, terms()), SECRET, PUBLIC)


def test_plan_below_the_floor_is_not_made():
    with pytest.raises(BadInput, match="低于下限"):
        make_plan(plain_frame(1000), roster_of(6), terms(rate_ppm={"-": 34_000}))


def test_plan_with_too_little_entropy_is_not_made():
    with pytest.raises(BadInput, match="位熵"):
        make_plan(plain_frame(1000), roster_of(6), terms(pools=(BALLS,)))
    with pytest.raises(BadInput, match="位熵"):
        make_plan(plain_frame(1000), roster_of(6), terms(pools=()))


def test_plan_bears_base_and_attachments():
    attachments = {"excluded.csv": b"x,y\n"}
    changed = terms(base_count=900, attachments=attachments)
    plan = make_plan(plain_frame(1000), roster_of(6), changed)
    assert plan.further["base_count"] == 900
    assert list(plan.further["attachments"]) == ["excluded.csv"]
