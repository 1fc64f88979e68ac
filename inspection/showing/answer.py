"""An answer: rows of one question and what they were asked with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import pyarrow as pa
import pyarrow.compute as pc

from inspection.data import disclosure, warehouse
from inspection.errors import Unanswered
from inspection.text import text

Value = object
Params = Mapping[str, Value]


@dataclass(frozen=True)
class Answer:
    """Rows of one question and what they were asked with."""

    question: warehouse.Question
    params: Params
    rows: pa.Table
    # Why every number is missing: filters these figures cannot follow, or a cut too fine
    # for the reader; the key of the sentence that says so.
    blank_note: str = ""
    # Filters in use that the figures do not follow, by their key.
    unfollowed: tuple[str, ...] = ()
    # Which of the question's rows these are, by column and value; empty is all.
    only: Mapping[str, Value] = field(default_factory=dict)
    # Whether disclosure control took something: what is missing may be withheld.
    is_narrowed: bool = False
    # Whether the reader gets less than is there: withheld numbers or names, rows of others.
    is_partial: bool = False

    def one(self) -> dict[str, Value]:
        """The only row of a question that has one. Raises Unanswered."""
        self._check()
        return self.rows.slice(0, 1).to_pylist()[0]

    def total(self) -> dict[str, Value]:
        """The last row of a question that ends with the total of its parts. Raises Unanswered."""
        self._check()
        return self.rows.slice(self.rows.num_rows - 1, 1).to_pylist()[0]

    def _check(self) -> None:
        if not self:
            title = self.question.title_zh
            raise Unanswered(text("frame.no_row", title=title), remedy=text("frame.no_row_remedy"))

    def with_rows(self, change: Callable[[pa.Table], pa.Table]) -> "Answer":
        """The same answer with columns computed beside its rows."""
        return replace(self, rows=change(self.rows))

    def by(self, column: str) -> dict[Value, dict[str, Value]]:
        """Rows by the value of a column that is unique."""
        return {row[column]: row for row in self.rows.to_pylist()}

    def where(self, column: str, value: Value) -> "Answer":
        """The same answer, only the rows with this value."""
        rows = self.rows.filter(pc.equal(self.rows[column], value))
        return replace(self, rows=rows, only={**self.only, column: value})

    @property
    def is_blank(self) -> bool:
        """Whether every number is missing."""
        return bool(self.blank_note)

    def __bool__(self) -> bool:
        return self.rows.num_rows > 0


def blank(answer: Answer) -> Answer:
    """The answer without figures: the same rows, every number missing."""
    rows = disclosure.blank(answer.rows)
    return replace(answer, rows=rows, blank_note="frame.blank", unfollowed=())
