"""What other programmes make of the files: an office suite reads Word, the PDF is whole."""

import re
import shutil
import subprocess
from datetime import date
from io import BytesIO

import docx
import pytest
from papers import made

DAY = date(2022, 9, 9)
TITLES = {
    "evaluation": "监管成效评估报告",
    "yearly": "年度“双随机、一公开”抽查工作情况",
    "reminder": "“双随机、一公开”抽查工作提示单",
    "meeting": "抽查工作会前一页纸",
    "monthly": "抽查工作月报",
}
OFFICE, FONTS, TEXT, INFO = (
    shutil.which(name) for name in ("soffice", "pdffonts", "pdftotext", "pdfinfo")
)


def squeezed(told: str) -> str:
    return re.sub(r"\s+", "", told)


@pytest.mark.skipif(not OFFICE, reason="没有 LibreOffice")
def test_an_office_suite_reads_every_paragraph(desk, tmp_path):
    content = made(DAY, "南平", forms=("docx",))["docx"]
    (tmp_path / "paper.docx").write_bytes(content)
    home = f"-env:UserInstallation=file://{tmp_path / 'home'}"
    order = [OFFICE, home, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "paper.docx"]
    subprocess.run(order, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    read = squeezed((tmp_path / "paper.txt").read_text(encoding="utf-8-sig"))
    paper = docx.Document(BytesIO(content))
    told = [one.text for one in paper.paragraphs]
    told += [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert [one for one in told if squeezed(one) not in read] == []


@pytest.mark.skipif(not (FONTS and TEXT), reason="没有 poppler")
def test_the_pdf_has_its_fonts_within_and_every_character(desk, tmp_path):
    (tmp_path / "paper.pdf").write_bytes(made(DAY, "南平", forms=("pdf",))["pdf"])
    listed = subprocess.run([FONTS, "paper.pdf"], cwd=tmp_path, check=True, capture_output=True)
    fonts = listed.stdout.decode().splitlines()[2:]
    assert len(fonts) >= 4
    assert [line for line in fonts if line.split()[-5] != "yes"] == []
    assert [line for line in fonts if "Fandol" not in line and "DejaVu" not in line] == []
    told = subprocess.run([TEXT, "paper.pdf", "-"], cwd=tmp_path, check=True, capture_output=True)
    words = squeezed(told.stdout.decode())
    assert "一、基本情况" in words
    assert "数字清单" in words
    assert "〓" not in words
    assert "\ufffd" not in words


@pytest.mark.skipif(not TEXT, reason="没有 poppler")
@pytest.mark.parametrize("kind", TITLES)
def test_every_page_of_a_pdf_says_what_it_is_of(desk, tmp_path, kind):
    (tmp_path / "paper.pdf").write_bytes(made(DAY, "南平", kind, forms=("pdf",))["pdf"])
    told = subprocess.run([TEXT, "paper.pdf", "-"], cwd=tmp_path, check=True, capture_output=True)
    pages = [squeezed(page) for page in told.stdout.decode().split("\f")[:-1]]
    assert TITLES[kind] in pages[0]
    assert "数据截至2022年9月9日" in pages[0]
    for page in pages:
        assert "演示数据由程序生成，与任何地区实际工作无关" in page
        assert "基数为假设值，未核定" in page
        assert "截止日期2022-09-09" in page
        assert "范围：南平市" in page


@pytest.mark.skipif(not INFO, reason="没有 poppler")
@pytest.mark.parametrize("unit", ["宁德", None])
def test_the_page_before_a_meeting_is_one_page(desk, tmp_path, unit):
    (tmp_path / "paper.pdf").write_bytes(made(DAY, unit, "meeting", forms=("pdf",))["pdf"])
    told = subprocess.run([INFO, "paper.pdf"], cwd=tmp_path, check=True, capture_output=True)
    assert re.search(r"Pages:\s+1\n", told.stdout.decode())
