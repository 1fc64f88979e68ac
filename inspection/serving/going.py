"""Short links: `/go/<page>?u=3505&c=350582&d=…` leads to the view that these codes stand for.

Codes of units and counties outlive a change of name and are short in a message; what no
table knows is passed on as it stands, and the page says that it cannot be honoured.
"""

import re
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from inspection.data import reference
from inspection.data.links import SHORT, address_query

PAGE = re.compile(r"[a-z_]{1,40}")
FIRST_PAGE = "overview"


async def go(request: Request) -> Response:
    """`/go/<page>`: to the view, as words."""
    page = request.path_params["page"]
    if not PAGE.fullmatch(page):
        return Response(status_code=404)
    pairs = [worded(name, value) for name, value in request.query_params.multi_items()]
    path = "" if page == FIRST_PAGE else page
    return RedirectResponse(f"/{path}?{address_query(pairs)}", 302)


def worded(name: str, value: str) -> tuple[str, str]:
    """A short parameter by its long name and the words that a link has for the code."""
    long = {short: long for long, short in SHORT.items()}.get(name, name)
    return long, _names(long).get(value, value)


def _names(parameter: str) -> Mapping[str, str]:
    match parameter:
        case "unit":
            rows = reference.load("units").to_pylist()
            return {row["unit_code"]: row["unit"] for row in rows}
        case "county":
            rows = reference.load("counties").to_pylist()
            return {row["county_code"]: row["county"] for row in rows}
        case _:
            return {}
