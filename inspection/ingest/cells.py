"""One cell of a workbook as the text a person would read in it.

Integers lose their ".0", dates become ISO. A number of more than fifteen
digits has already lost digits in the workbook: it is written in scientific
form, which the cleaning rules recognise as damaged.
"""

from datetime import date, datetime, time, timedelta

# A double holds fifteen significant digits; from here on digits are lost.
FIRST_DAMAGED = 10**15

Cell = str | float | int | bool | date | datetime | time | timedelta


def cell_text(cell: Cell) -> str:
    """The text of `cell`; empty for an empty one."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float | int):
        return number_text(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def number_text(number: float) -> str:
    """`number` without ".0"; scientific where digits are lost."""
    if abs(number) >= FIRST_DAMAGED:
        return f"{number:.14E}"
    if number == int(number):
        return str(int(number))
    return repr(number)
