"""Which years, and which day of the last of them, the command `demo` takes."""

from collections.abc import Sequence
from datetime import date

from inspection.console.syntax import SEPARATOR
from inspection.demo import known_years
from inspection.errors import BadInput
from inspection.text import text


def choose_years(years: Sequence[int], until: date | None) -> list[int]:
    """The years to write, the first that is known where none is asked for.

    Raises BadInput for a year that the demo has not and a day outside the last one.
    """
    known = known_years()
    chosen = sorted(set(years)) or [known[0]]
    for year in chosen:
        if year not in known:
            said = text("cli.demo.no_year", year=year)
            listed = SEPARATOR.join(str(one) for one in known)
            raise BadInput(said, "--year", text("cli.demo.no_year_remedy", years=listed))
    if until is not None and until.year != chosen[-1]:
        said = text("cli.demo.no_day", day=until, year=chosen[-1])
        raise BadInput(said, "--until", text("cli.demo.no_day_remedy", year=chosen[-1]))
    return chosen
