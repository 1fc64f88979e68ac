"""The framework's icons, those that its scripts name: a sixth of its file of four thousand.

`deploy/icons.py` makes ours of the framework's; it leaves under the framework's name, which
its style sheet and its scripts ask for.
"""

from starlette.responses import FileResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from inspection.settings import ROOT

ICONS = ROOT / "inspection" / "static" / "icons" / "icons.woff2"
ASKED = "/static/media/MaterialSymbols-Rounded."
# The name holds a hash, as of every bundle: what is there once is asked no more.
FOREVER = {"cache-control": "public, immutable, max-age=31536000"}


class Icons:
    """Sends ours in place of the framework's."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on whatever else is asked for."""
        app = self.app
        if scope["type"] == "http" and scope["path"].startswith(ASKED):
            app = FileResponse(ICONS, headers=FOREVER, media_type="font/woff2")
        await app(scope, receive, send)
