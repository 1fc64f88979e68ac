"""Bad input is refused with the place, the reason and a remedy, and nothing is written."""

import json

import pytest
from draw_makers import (
    PUBLIC,
    RATES,
    SECRET,
    VECTOR,
    draw_folder,
    plain_frame,
    plan_of,
    roster_of,
    write_inputs,
)

from inspection.draw.packages.package import read_inputs
from inspection.draw.ssj1.drawing import draw_counts
from inspection.draw.ssj1.frame import frame_of, parse_frame
from inspection.draw.ssj1.key import NOT_REVEALED, reject_public, reject_secret
from inspection.draw.ssj1.plan import parse_plan, read_plan
from inspection.draw.ssj1.roster import parse_roster
from inspection.errors import BadInput

FRAME = (VECTOR / "frame.csv").read_text()
ROSTER = (VECTOR / "roster.csv").read_text()
LINES = FRAME.splitlines()
PLAN = json.loads((VECTOR / "plan.json").read_text())


def text_of(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


BAD_FRAMES = {
    "duplicate id": (text_of([LINES[0], *LINES]), "编号重复：91350102MA00000152", "第 2 行"),
    "unsorted": (text_of([LINES[1], LINES[0]]), "编号未按升序排列", "第 2 行"),
    "lower-case id": (FRAME.replace("91350102MA0000031P", "91350102MA0000031p"), "字符", "第 2 行"),
    "wrong check digit": (FRAME.replace("31P,", "31Q,"), "校验位不符", "第 2 行"),
    "letter outside the code": (
        FRAME.replace("91350102MA0000031P", "91350102MA000003IP"),
        "校验位",
        "第 2 行",
    ),
    "id of 23 bytes": (f"{'9' * 23},350102,u1,A,0\n", "超过22个字符", "第 1 行"),
    "empty id": (",350102,u1,A,0\n", "编号为空", "第 1 行"),
    "unknown class": (FRAME.replace(",u0,B,0", ",u0,E,0", 1), "不是 A、B、C、D 或 -：E", "第 2 行"),
    "classes and blind": (FRAME.replace(",u2,C,1", ",u2,-,1", 1), "混用了分类与不分类", "第 3 行"),
    "blind and classes": (FRAME.replace(",u1,A,0", ",u1,-,0", 1), "混用了分类与不分类", "第 2 行"),
    "region of five digits": (FRAME.replace("350102,u0", "35010,u0", 1), "六位数字", "第 2 行"),
    "group with a leading zero": (FRAME.replace("u0,B,0", "u0,B,00", 1), "分组", "第 2 行"),
    "negative group": (FRAME.replace("u0,B,0", "u0,B,-1", 1), "分组", "第 2 行"),
    "space around a field": (FRAME.replace(",u0,B", ", u0,B", 1), "两端有空格", "第 2 行"),
    "four fields": (FRAME.replace(",u0,B,0", ",B,0", 1), "应有 5 个字段，实有 4 个", "第 2 行"),
    "empty line": (LINES[0] + "\n\n" + LINES[1] + "\n", "编号为空", "第 2 行"),
    "quoted field": (FRAME.replace(",u0,B", ',"u0",B', 1), "引号", "第 2 行"),
    "line ends of Windows": (FRAME.replace("\n", "\r\n"), "换行不是 LF", "第 1 行"),
    "no last line end": (FRAME[:-1], "没有以 LF 结束", "第 40 行"),
    "byte order mark": ("\ufeff" + FRAME, "BOM", "第 1 行"),
    "empty file": ("", "文件为空", "frame.csv"),
}


@pytest.mark.parametrize("case", BAD_FRAMES)
def test_bad_frame_is_refused_with_its_line(case):
    text, what, line = BAD_FRAMES[case]
    with pytest.raises(BadInput) as caught:
        parse_frame(text.encode())
    assert what in caught.value.what
    assert line in caught.value.where
    assert caught.value.remedy


def test_frame_in_a_foreign_encoding_is_refused():
    with pytest.raises(BadInput, match="不是 UTF-8"):
        parse_frame(FRAME.replace("u0", "鼓楼所").encode("gb18030"))


def test_frame_of_a_table_is_sorted_by_bytes():
    frame = plain_frame(30)
    assert frame_of(frame.table.take(list(reversed(range(30))))).data == frame.data


def test_old_numbers_need_no_check_digit():
    data = b"350100200000014,350102,u1,-,0\n91350102-A0000031Q,350102,u1,-,0\nNA-17,350102,,-,0\n"
    assert parse_frame(data).table.num_rows == 3


BAD_ROSTERS = {
    "one inspector": (ROSTER.splitlines()[0] + "\n", "不足两人"),
    "inspector twice": ("F00,350102,u0,\nF00,350102,u1,\n", "检查人员重复"),
    "unsorted": ("F01,350102,u0,\nF00,350102,u1,\n", "未按升序"),
    "two spaces between recusals": ("F00,350102,u0,A1  A2\nF01,350102,u0,\n", "回避对象"),
    "no name": (",350102,u0,\nF01,350102,u0,\n", "检查人员编号为空"),
    "region": ("F00,3501,u0,\nF01,350102,u0,\n", "六位数字"),
}


@pytest.mark.parametrize("case", BAD_ROSTERS)
def test_bad_roster_is_refused(case):
    text, what = BAD_ROSTERS[case]
    with pytest.raises(BadInput, match=what):
        parse_roster(text.encode())


BAD_PLANS = {
    "ratio above 100 %": ({"rate_ppm": {**RATES, "D": 1_000_001}}, "超过 100%"),
    "negative ratio": ({"rate_ppm": {**RATES, "D": -1}}, "非负整数"),
    "ratio with a fraction": ({"rate_ppm": {**RATES, "D": 35000.0}}, "非负整数"),
    "ratio true": ({"rate_ppm": {**RATES, "D": True}}, "非负整数"),
    "unknown class": ({"rate_ppm": {**RATES, "E": 1}}, "未知分类：E"),
    "classes and blind": ({"rate_ppm": {**RATES, "-": 1}}, "混用了分类与不分类"),
    "no ratio": ({"rate_ppm": {}}, "没有给出比例"),
    "other specification": ({"spec": "ssj2"}, "spec 不是 ssj1"),
    "rounding": ({"rounding": "half"}, "rounding"),
    "cross_unit": ({"cross_unit": "yes"}, "cross_unit"),
    "short commitment": ({"commit": "abc"}, "commit"),
    "commitment to zeros": (
        {"commit": "66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925"},
        "全零密钥",
    ),
    "day that does not exist": ({"reveal_by": "2022-02-30"}, "reveal_by"),
    "foreign attachment": ({"attachments": {"../x.csv": "0" * 64}}, "attachments"),
    "reason with a comma": ({"skip_reasons": ["a,b"]}, "skip_reasons"),
    "floor as text": ({"floor_ppm": "3.5%"}, "floor_ppm"),
}


@pytest.mark.parametrize("case", BAD_PLANS)
def test_bad_plan_is_refused(case):
    changes, what = BAD_PLANS[case]
    with pytest.raises(BadInput, match=what):
        parse_plan(json.dumps({**PLAN, **changes}).encode())


@pytest.mark.parametrize("key", sorted(PLAN))
def test_plan_without_a_key_is_refused(key):
    with pytest.raises(BadInput, match=key):
        parse_plan(json.dumps({k: v for k, v in PLAN.items() if k != key}).encode())


@pytest.mark.parametrize("text", ["", "[]", "{", '{"spec":"ssj1","spec":"ssj1"}', "[" * 100_000])
def test_text_that_is_no_plan_is_refused(text):
    with pytest.raises(BadInput, match="JSON"):
        parse_plan(text.encode())


@pytest.mark.parametrize(
    "secret", ["", "1", "0" * 63, "A" * 64, "0" * 65, "密" * 64, "1" * 64 + "\n"]
)
def test_bad_secret_is_refused_and_never_quoted(secret):
    with pytest.raises(BadInput, match="密钥应为64位") as caught:
        reject_secret(read_plan(VECTOR / "plan.json"), secret)
    assert not secret or len(secret) == 1 or secret not in str(caught.value)


def test_secret_that_was_not_committed_to_is_refused():
    with pytest.raises(BadInput, match="与方案中的承诺不符"):
        reject_secret(read_plan(VECTOR / "plan.json"), f"{2:064x}")


def test_zeros_stand_for_a_secret_that_was_not_revealed():
    reject_secret(read_plan(VECTOR / "plan.json"), NOT_REVEALED)


@pytest.mark.parametrize("public", ["", "3.8.１４./", "3. 8./", "五./", "3.8./\n"])
def test_public_numbers_are_one_line_of_printable_ascii(public):
    with pytest.raises(BadInput, match="公开随机数"):
        reject_public(public)


def test_frame_that_the_plan_does_not_name_is_refused(tmp_path):
    frame, roster = plain_frame(20), roster_of(4)
    plan = plan_of(frame, roster, rate_ppm={"-": 500_000})
    inputs = write_inputs(tmp_path / "in", plain_frame(21), roster, plan)
    with pytest.raises(BadInput, match="对象名录与方案所载散列不符"):
        draw_folder(inputs, tmp_path / "out")


def test_roster_that_the_plan_does_not_name_is_refused(tmp_path):
    frame, roster = plain_frame(20), roster_of(4)
    plan = plan_of(frame, roster, rate_ppm={"-": 500_000})
    inputs = write_inputs(tmp_path / "in", frame, roster_of(5), plan)
    with pytest.raises(BadInput, match="检查人员名单与方案所载散列不符"):
        draw_folder(inputs, tmp_path / "out")


def test_class_without_a_ratio_is_refused():
    frame, roster = plain_frame(20, risk_class="B"), roster_of(4)
    plan = plan_of(frame, roster, rate_ppm={"A": 1})
    with pytest.raises(BadInput, match="没有给出 B 类的抽查比例"):
        draw_counts(frame, plan, SECRET, PUBLIC)


def test_plan_below_its_floor_is_refused_before_the_secret_is_looked_at():
    frame, roster = plain_frame(1000), roster_of(4)
    plan = plan_of(frame, roster, rate_ppm={"-": 34_000}, floor_ppm=35_000)
    with pytest.raises(BadInput, match="至少抽取 34 户，低于下限 35 户，差 1 户"):
        draw_counts(frame, plan, "not a secret", PUBLIC)


def test_floor_may_have_a_base_of_its_own():
    frame, roster = plain_frame(1000), roster_of(4)
    plan = plan_of(frame, roster, rate_ppm={"-": 35_000}, floor_ppm=35_000, base_count=2000)
    with pytest.raises(BadInput, match="差 35 户"):
        draw_counts(frame, plan, SECRET, PUBLIC)


def test_missing_file_is_named(tmp_path):
    paths = (tmp_path / name for name in ("frame.csv", "roster.csv", "plan.json"))
    with pytest.raises(BadInput, match=r"plan\.json"):
        read_inputs(*paths)


def test_attachment_must_be_the_one_the_plan_names(tmp_path):
    frame, roster = plain_frame(20), roster_of(4)
    plan = plan_of(frame, roster, rate_ppm={"-": 1}, attachments={"excluded.csv": "0" * 64})
    inputs = write_inputs(tmp_path / "in", frame, roster, plan)
    (inputs / "excluded.csv").write_bytes("甲,无统一社会信用代码\n".encode())
    with pytest.raises(BadInput, match="附件与方案所载散列不符"):
        draw_folder(inputs, tmp_path / "out")


@pytest.mark.parametrize("public", ["五./", ""])
def test_nothing_is_written_on_bad_input(tmp_path, public):
    with pytest.raises(BadInput):
        draw_folder(VECTOR, tmp_path / "out", public=public)
    assert list(tmp_path.iterdir()) == []


def test_existing_output_is_never_overwritten(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "kept.txt").write_text("kept")
    with pytest.raises(BadInput, match="已有内容"):
        draw_folder(VECTOR, tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["kept.txt"]
