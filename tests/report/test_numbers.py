"""Every number of a report is found again by a command; no sentence claims beyond its rows."""

import csv
import re
from datetime import date

import pytest
from claimed import odd_claims
from papers import CommandLine, body, commanded, listed, made, numbers, sourced

from inspection.data import reference
from inspection.report.plan import FOLDER
from inspection.text import table

SEPTEMBER, YEAR_END, NEXT_YEAR = date(2022, 9, 9), date(2022, 12, 31), date(2023, 9, 8)
LEAST = 40
EVERY = [
    ("evaluation", SEPTEMBER, "泉州"),
    ("evaluation", YEAR_END, "南平"),
    ("evaluation", YEAR_END, None),
    ("evaluation", NEXT_YEAR, None),
    ("yearly", SEPTEMBER, "泉州"),
    ("yearly", YEAR_END, None),
    ("reminder", SEPTEMBER, "南平"),
    ("meeting", SEPTEMBER, None),
    ("meeting", YEAR_END, "泉州"),
    ("monthly", SEPTEMBER, None),
]
# What a line of 成效评估 is held against where all of it is meant.
WHOLE = ("参照值", "100.0%")
# Lines that name tables, figures and annexes, or where a table comes from.
NAMING = ("图", "表", "来源", "附件")


def words_alone() -> set[str]:
    """Numbers that stand in the words themselves: 近4周, 95%区间, 1+X."""
    told = [one.zh for key, one in table().items() if key.startswith(("report.", "overview."))]
    for path in FOLDER.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            told += [row.get("text", "") for row in csv.DictReader(file)]
    for rule in reference.load("alerts").to_pylist():
        told += [str(value) for name, value in rule.items() if "template" in name]
    return set(numbers(" ".join(re.sub(r"\{[^}]*\}", " ", one) for one in told)))


def left_in_text(content: bytes, known: set[str]) -> set[str]:
    """Numbers of the sentences that nothing explains."""
    told = " ".join(one.strip() for one in body(content) if not one.startswith(NAMING))
    counted = re.findall(r"(?:以下|另有)(\d+)(?:个方面|条提醒)", told)
    counted += re.findall(r"(?:^|\s)(\d+)\.", told)
    return set(numbers(told)) - known - words_alone() - set(counted)


@pytest.mark.parametrize(("kind", "day", "unit"), EVERY)
def test_numbers_of_a_paper_are_found_again(desk, capsys, kind, day, unit):
    files = made(day, unit, kind, forms=("docx", "xlsx"))
    command_line = CommandLine(capsys)
    lines = list(commanded(files["xlsx"]))
    assert command_line.wrong(lines) == []
    known = {number for line in lines for number in numbers(line["数值"])}
    assert left_in_text(files["docx"], known) == set()
    assert list(odd_claims(files["docx"], is_over=day == YEAR_END)) == []
    cells = [
        (command, head, cell)
        for heads, rows, command in sourced(files["docx"])
        for row in rows
        for head, cell in zip(heads, row, strict=True)
        if numbers(cell) and (head, cell) != WHOLE
    ]
    assert [one for one in cells if one[-1] not in command_line.told(*one[:2])] == []
    assert len(lines) + len(cells) >= (LEAST if kind != "meeting" else LEAST // 2)
    if kind != "meeting":
        on_paper = [(row[0], row[2], row[3]) for row in listed(files["docx"])]
        assert on_paper == [(line["序号"], line["数值"], line["查询"]) for line in lines]
