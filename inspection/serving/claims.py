"""What sign-in of the bureau says of who asks for a file: read from the cookie that it left.

Pages get the same from the framework when their socket opens; a request for a file carries
nothing but its cookies. The word holds for the server that it was given for, and no other.
"""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from inspection.access import Arrival
from inspection.access.arriving import OIDC, ways

NOTHING: Mapping[str, Any] = {}


def claims_of(arrival: Arrival) -> Mapping[str, Any]:
    """The claims of whoever signed in; none where the cookie is forged, too old or another's."""
    if OIDC not in ways():
        return NOTHING
    secret = get_cookie_secret()

    def one(name: str) -> bytes | None:
        return decode_signed_value(secret, name, arrival.cookies.get(name, ""))

    kept = get_cookie_with_chunks(one, USER_COOKIE_NAME)
    told = json.loads(kept) if kept else {}
    given_for = urlsplit(str(told.get("origin", ""))).netloc
    return told if given_for and given_for == arrival.headers.get("host") else NOTHING
