"""A reader without a browser: one session over Streamlit's WebSocket.

Sends the messages that a browser sends and waits until the script has
finished, so that what is timed is the server alone.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple
from urllib.parse import urlencode

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection
from websockets.sync.client import connect as open_socket
from websockets.typing import Origin, Subprotocol

from inspection.errors import CheckFailed

STREAM = "/_stcore/stream"
# Seconds without a message after which a run counts as hung.
PATIENCE = 60
TIMEZONE = "Asia/Shanghai"


class Page(NamedTuple):
    """One entry of the menu."""

    name: str
    script_hash: str


class Run(NamedTuple):
    """One finished run of the script."""

    page: str
    seconds: float
    byte_count: int
    messages: list[ForwardMsg]

    @property
    def dates(self) -> list[str]:
        """Values of the date inputs that the run drew."""
        drawn = [message.delta.new_element for message in self.messages]
        inputs = [one.date_input for one in drawn if one.WhichOneof("type") == "date_input"]
        return [value for one in inputs for value in one.value]

    @property
    def tabs(self) -> list[str]:
        """Labels of the tabs that the run drew."""
        blocks = [message.delta.add_block for message in self.messages]
        return [block.tab.label for block in blocks if block.WhichOneof("type") == "tab"]


class Session:
    """A connection that stays on one page until another is opened."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._page = Page("/", "")

    def pages(self) -> list[Page]:
        """Entries of the menu, as the server sends them."""
        for message in self._run("").messages:
            if message.WhichOneof("type") == "navigation":
                found = message.navigation.app_pages
                return [Page(page.url_pathname or "/", page.page_script_hash) for page in found]
        return [self._page]

    def open(self, page: Page, filters: Mapping[str, str] | None = None) -> Run:
        """Go to `page`."""
        self._page = page
        return self.rerun(filters or {})

    def rerun(self, filters: Mapping[str, str]) -> Run:
        """The page again, as after a filter changed."""
        return self._run(urlencode(filters))

    def _run(self, query: str) -> Run:
        """Raises CheckFailed where the script fails."""
        began = time.perf_counter()
        self._socket.send(self._request(query))
        messages: list[ForwardMsg] = []
        byte_count = 0
        while not messages or messages[-1].WhichOneof("type") != "script_finished":
            raw = self._socket.recv(timeout=PATIENCE)
            byte_count += len(raw)
            messages.append(ForwardMsg.FromString(raw))  # type: ignore[arg-type]
        run = Run(self._page.name, time.perf_counter() - began, byte_count, messages)
        _check(run)
        return run

    def _request(self, query: str) -> bytes:
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_script_hash = self._page.script_hash
        # A browser says so when the address changes; bound filters then follow it.
        message.rerun_script.is_history_navigation = True
        message.rerun_script.context_info.timezone = TIMEZONE
        return message.SerializeToString()


@contextmanager
def connect(address: str, headers: Mapping[str, str] | None = None) -> Iterator[Session]:
    """A session with the server at `host:port`, opened with these headers more."""
    with open_socket(
        f"ws://{address}{STREAM}",
        origin=Origin(f"http://{address}"),
        subprotocols=[Subprotocol("streamlit")],
        additional_headers=headers,
        max_size=None,
        proxy=None,
    ) as socket:
        yield Session(socket)


def _check(run: Run) -> None:
    """An error that the page shows, in our words or in Streamlit's, is no measurement."""
    drawn = [message.delta.new_element for message in run.messages]
    said = [one.exception.message for one in drawn if one.WhichOneof("type") == "exception"]
    said += [one.alert.body for one in drawn if one.alert.format == Alert.ERROR]
    finished = run.messages[-1].script_finished
    if said or finished != ForwardMsg.FINISHED_SUCCESSFULLY:
        raise CheckFailed(f"页面运行出错（{'；'.join(said) or finished}）", run.page)
