"""Reports as files: the same bytes, real styles, whole sections, only the reader's own."""

import stat
from datetime import date
from io import BytesIO
from itertools import pairwise

import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX
from papers import body, made

from inspection.console.cli import main
from inspection.data import audit, warehouse
from inspection.data.access import LOCAL, VISITOR, Scope
from inspection.errors import NotAllowed
from inspection.report.document import BLANK
from inspection.report.making import Maker, Order, keep

SEPTEMBER, YEAR_END, EARLY = date(2022, 9, 9), date(2022, 12, 31), date(2022, 1, 3)
OF_QUANZHOU = Scope("unit", ("泉州",))
HEADINGS = ("Heading 1", "Heading 2", "Heading 3")


def maker(scope: Scope, day: date = SEPTEMBER) -> Maker:
    snapshot = warehouse.current()
    assert snapshot
    return Maker(scope, snapshot, day)


@pytest.mark.parametrize(
    ("kind", "unit"),
    [
        ("evaluation", "泉州"),
        ("yearly", "南平"),
        ("reminder", "南平"),
        ("meeting", None),
        ("monthly", None),
    ],
)
def test_a_report_made_again_has_the_same_bytes(desk, kind, unit):
    assert made(SEPTEMBER, unit, kind) == made(SEPTEMBER, unit, kind)


def test_a_report_follows_day_and_unit(desk):
    told = [
        body(made(day, unit, forms=("docx",))["docx"])
        for day, unit in ((SEPTEMBER, "泉州"), (YEAR_END, "泉州"), (SEPTEMBER, "南平"))
    ]
    assert told[0] != told[1]
    assert told[0] != told[2]
    assert "2022年12月31日" in " ".join(told[1])
    assert not [one for one in told[2] if "泉州" in one]


def test_a_file_is_kept_for_its_owner_alone_and_logged(desk, monkeypatch):
    logged = []
    monkeypatch.setattr(audit, "record_export", lambda *told: logged.append(told))
    own = maker(LOCAL)
    one = own.make(Order("meeting", "南平", forms=("pdf",)))[0]
    path = keep(one, own)
    assert path.read_bytes() == one.content
    assert path.parent == desk / "reports" / own.snapshot.id
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [told[0] for told in logged] == ["report_meeting"]


def test_a_visitor_gets_no_report_and_a_unit_only_its_own(desk):
    for unit in ("泉州", None):
        with pytest.raises(NotAllowed):
            maker(VISITOR).make(Order("evaluation", unit))
    own = maker(OF_QUANZHOU)
    for unit in ("南平", None):
        with pytest.raises(NotAllowed):
            own.make(Order("evaluation", unit))
    assert {order.unit for order in own.every(["evaluation", "yearly"], ("pdf",))} == {"泉州"}
    assert own.make(Order("yearly", "泉州", forms=("docx",)))


def test_every_report_is_of_each_unit_office_and_the_province(desk):
    own = maker(LOCAL)
    orders = own.every(["yearly", "reminder"], ("pdf",))
    assert len([one for one in orders if one.kind == "reminder"]) == len(own.units())
    yearly = [one.place for one in orders if one.kind == "yearly"]
    assert yearly == [*own.units(), "全省", *own.offices()]
    assert own.offices()


def test_styles_are_real_and_blanks_are_marked(desk):
    told = docx.Document(BytesIO(made(YEAR_END, "泉州", forms=("docx",))["docx"]))
    styles = {one.style.name for one in told.paragraphs}
    assert {"Title", "Subtitle", *HEADINGS, "Body Text", "Caption", "附件"} <= styles
    assert "Normal" not in styles
    chapters = [one.text for one in told.paragraphs if one.style.name == "Heading 1"]
    assert chapters[0] == "一、基本情况"
    assert [one[0] for one in chapters] == list("一二三四五六七八")
    runs = [run for one in told.paragraphs for run in one.runs]
    blanks = [run for run in runs if BLANK.fullmatch(run.text)]
    assert len(blanks) > 3
    assert {run.font.highlight_color for run in blanks} == {WD_COLOR_INDEX.YELLOW}
    assert "数据底稿" in told.paragraphs[1].text
    section = told.sections[0]
    sides = (section.top_margin, section.left_margin, section.right_margin, section.bottom_margin)
    assert [round(side.mm) for side in sides] == [37, 28, 26, 35]
    assert "快照" in section.header.paragraphs[0].text
    assert "演示数据" in section.even_page_header._element.xml


@pytest.mark.parametrize(("day", "unit"), [(EARLY, "平潭"), (EARLY, None), (YEAR_END, "平潭")])
def test_no_section_is_empty_and_unknown_is_said(desk, day, unit):
    paper = docx.Document(BytesIO(made(day, unit, forms=("docx",))["docx"]))
    told = [(one.style.name, one.text) for one in paper.paragraphs if one.text.strip()]
    for (style, words), (following, _) in pairwise(told):
        deeper = HEADINGS[HEADINGS.index(style) + 1 :] if style in HEADINGS else ()
        assert style not in HEADINGS or following not in HEADINGS or following in deeper, words
    for word in ("None", "nan", "{", "——", "。。"):
        assert not [words for _, words in told if word in words], word


def test_an_office_keeps_its_own_template(desk, tmp_path):
    own = docx.Document()
    own.sections[0].header.paragraphs[0].text = "某局文件"
    own.styles["Heading 1"].font.name = "Courier New"
    own.add_paragraph("模板里的旧文字")
    own.save(tmp_path / "own.docx")
    snapshot = warehouse.current()
    assert snapshot
    made_by = Maker(LOCAL, snapshot, SEPTEMBER, tmp_path / "own.docx")
    content = made_by.make(Order("evaluation", "泉州", forms=("docx",)))[0].content
    paper = docx.Document(BytesIO(content))
    assert paper.sections[0].header.paragraphs[0].text.startswith("某局文件")
    assert paper.styles["Heading 1"].font.name == "Courier New"
    assert not [one for one in paper.paragraphs if "旧文字" in one.text]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--unit", "杭州"], 2, "没有报告单位“杭州”"),
        (["--office", "某处", "--kind", "yearly"], 2, "没有发起处室“某处”"),
        (["--office", "省局信用监管处"], 2, "不按处室出具"),
        (["--kind", "reminder"], 2, "只按单位出具"),
        (["--kind", "weekly"], 2, "没有报告种类“weekly”"),
        (["--format", "doc"], 2, "没有文件格式“doc”"),
        (["--all", "--unit", "泉州"], 2, "--all 不能与"),
        (["--template", "nowhere.docx"], 2, "没有模板文件"),
        (["--as-of", "1999-01-01"], 2, "不在数据范围内"),
        (["--snapshot", "none"], 2, "没有快照 none"),
    ],
)
def test_usage_errors_say_what_is_wrong(desk, capsys, arguments, code, said):
    assert main(["report", *arguments]) == code
    assert said in capsys.readouterr().err


def test_a_template_that_is_no_word_file_is_refused(desk, tmp_path, capsys):
    (tmp_path / "own.docx").write_text("no")
    options = ["--unit", "南平", "--kind", "meeting", "--template", str(tmp_path / "own.docx")]
    assert main(["report", *options]) == 2
    assert "不是可用的 Word 文件" in capsys.readouterr().err


def test_without_a_snapshot_the_command_says_so(warehouse_folder, capsys):
    assert main(["report"]) == 3
    assert "还没有数据快照" in capsys.readouterr().err


def test_the_command_writes_where_it_is_asked(desk, tmp_path, capsys):
    out = tmp_path / "out"
    options = ["--unit", "南平", "--kind", "meeting", "--as-of", "2022-09-09", "--out", str(out)]
    assert main(["report", *options]) == 0
    names = sorted(path.name for path in out.iterdir())
    assert names == [f"会前一页纸_南平_20220909.{form}" for form in ("docx", "pdf", "xlsx")]
    told = capsys.readouterr().out
    assert all(name in told for name in names)
