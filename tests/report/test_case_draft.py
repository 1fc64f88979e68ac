"""A draft of a case says nothing that its question does not, and is a draft until it is filled."""

from datetime import date
from io import BytesIO

import docx
from papers import CommandLine, commanded, numbers

from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.report.annex import xlsx
from inspection.report.case_draft import case_draft, told
from inspection.report.ground import Ground
from inspection.report.word import docx_file
from inspection.showing import candidates

DAY = date(2022, 12, 31)


def test_numbers_of_a_draft_are_found_again(desk, capsys):
    snapshot = warehouse.current()
    assert snapshot
    rows = warehouse.answer("case_candidates", scope=LOCAL, as_of=DAY).to_pylist()
    one_each = {(row["candidate_kind"], row["candidate_state"]): row for row in rows}
    assert len(one_each) >= 4
    for row in one_each.values():
        ground = Ground(LOCAL, snapshot, DAY, row["unit"])
        document = case_draft(ground, row)
        lines = list(commanded(xlsx(document, ground)))
        assert CommandLine(capsys).wrong(lines) == []
        known = {number for line in lines for number in numbers(line["数值"])}
        body = "".join(told(document).splitlines()[2:])
        assert set(numbers(body)) - known <= {str(0)} | set(numbers(row["name"] or "")), row
        assert document.is_draft
        words = [one.text for one in docx.Document(BytesIO(docx_file(document))).paragraphs]
        said = candidates.say(candidates.said_keys(row)[:1], row, "zh")
        assert [one for one in words if said in one]
        assert sum("【待填" in one for one in words) == 6
