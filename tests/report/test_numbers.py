"""Every number of a report is found again by the command line, and is in no text but by a row."""

import csv
import re
from datetime import date

import pytest
from papers import CommandLine, body, commanded, listed, made, numbers

from inspection.data import reference
from inspection.report.plan import FOLDER

SEPTEMBER, YEAR_END, NEXT_YEAR = date(2022, 9, 9), date(2022, 12, 31), date(2023, 9, 8)
LEAST = 40


def words_alone(kind: str) -> set[str]:
    """Numbers that stand in the words themselves: 近4周, 95%区间, 1+X."""
    with (FOLDER / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
        told = [row["text"] for row in csv.DictReader(file)]
    for rule in reference.load("alerts").to_pylist():
        told += [str(value) for name, value in rule.items() if "template" in name]
    bare = " ".join(re.sub(r"\{[^}]*\}", " ", one) for one in told)
    return set(numbers(bare))


@pytest.mark.parametrize(
    ("day", "unit"),
    [(SEPTEMBER, "泉州"), (YEAR_END, "南平"), (YEAR_END, None), (NEXT_YEAR, None)],
)
def test_numbers_of_an_evaluation_are_found_again(desk, capsys, day, unit):
    files = made(day, unit)
    lines = list(commanded(files["xlsx"]))
    assert len(lines) >= LEAST
    assert CommandLine(capsys).wrong(lines) == []
    on_paper = [(row[0], row[2], row[3]) for row in listed(files["docx"])]
    assert on_paper == [(line["序号"], line["数值"], line["查询"]) for line in lines]
    known = {number for line in lines for number in numbers(line["数值"])}
    told = " ".join(one for one in body(files["docx"]) if not one.startswith(("图", "表", "来源")))
    counted = re.findall(r"以下(\d+)个方面", told) + re.findall(r"^\d+\.", told, re.M)
    headings = set(re.findall(r"(?:^| )(\d+)\.", told))
    left = set(numbers(told)) - known - words_alone("evaluation") - set(counted) - headings
    assert left == set()


@pytest.mark.parametrize(
    ("kind", "unit"), [("yearly", "泉州"), ("yearly", None), ("reminder", "南平")]
)
def test_numbers_of_other_papers_are_found_again(desk, capsys, kind, unit):
    files = made(SEPTEMBER, unit, kind)
    lines = list(commanded(files["xlsx"]))
    assert CommandLine(capsys).wrong(lines) == []


def test_figures_of_the_page_before_a_meeting_are_found_again(desk, capsys):
    files = made(SEPTEMBER, None, "meeting")
    assert CommandLine(capsys).wrong(list(commanded(files["xlsx"]))) == []
