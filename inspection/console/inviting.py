"""`user` on the command line: what can be done; `inspection/console/people.py` does it."""

import socket
from typing import Any

# An address of RFC 5737 that belongs to nobody: asking the way there sends nothing.
SOMEWHERE = ("192.0.2.1", 9)
ACTIONS = ("add", "list", "invite", "disable", "enable", "revoke", "token")


def user(action: str, as_json: bool, **given: Any) -> None:
    """Do one thing to one user, or list them all."""
    # The table of users needs what is slow to import; `--help` does not.
    from inspection.console import people

    people.user(action, as_json, **given)


def own_address() -> str:
    """The address under which colleagues find this machine; its name where it has no network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Names a route; nothing is sent.
            probe.connect(SOMEWHERE)
        except OSError:
            return socket.gethostname()
        return probe.getsockname()[0]
