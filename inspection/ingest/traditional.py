"""Traditional characters as the simplified ones of our headers.

`traditional.csv` has a row for every character of our words that is also written otherwise, with
the forms that the table of characters of OpenCC (Apache 2.0) gives it; other characters stay.
"""

import csv
from functools import lru_cache
from pathlib import Path

FORMS = Path(__file__).with_name("traditional.csv")


def simplified(text: str) -> str:
    """The text with simplified characters, as far as our words have them.

    >>> simplified("檢查結果"), simplified("检查结果")
    ('检查结果', '检查结果')
    """
    return text if text.isascii() else text.translate(_characters())


@lru_cache(maxsize=1)
def _characters() -> dict[int, str]:
    with FORMS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {ord(form): row["simplified"] for row in rows for form in row["traditional"]}
