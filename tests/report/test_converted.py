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


@pytest.mark.skipif(not INFO, reason="没有 poppler")
@pytest.mark.parametrize("unit", ["宁德", None])
def test_the_page_before_a_meeting_is_one_page(desk, tmp_path, unit):
    (tmp_path / "paper.pdf").write_bytes(made(DAY, unit, "meeting", forms=("pdf",))["pdf"])
    told = subprocess.run([INFO, "paper.pdf"], cwd=tmp_path, check=True, capture_output=True)
    assert re.search(r"Pages:\s+1\n", told.stdout.decode())
