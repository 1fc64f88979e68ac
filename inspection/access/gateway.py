"""The bureau's gateway: its headers are believed from where the operator says, with the secret.

Anybody else's headers are nobody's word: without the secret, from another address or with a
name given twice they say nothing.
"""

import hmac
from ipaddress import ip_address, ip_network
from urllib.parse import unquote

from inspection.access.arriving import Arrival
from inspection.errors import EnvironmentProblem
from inspection.settings import settings

UNIX = "unix"
LOOPBACK = ("127.0.0.1", "::1")
LEAST_SECRET = 16


def person_of(arrival: Arrival) -> tuple[str, tuple[str, ...]] | None:
    """Who the gateway says it is, and the groups; None where it was not the gateway."""
    known = settings()
    told = arrival.headers.get(known.gateway_user_header.lower(), "")
    secret = arrival.headers.get(known.gateway_secret_header.lower(), "")
    if not told or "," in told or not is_gateway(arrival.address):
        return None
    if not hmac.compare_digest(secret.encode(), _secret()):
        return None
    groups = arrival.headers.get(known.gateway_groups_header.lower(), "")
    return unquote(told), tuple(unquote(one.strip()) for one in groups.split(",") if one.strip())


def is_gateway(address: str | None) -> bool:
    """Whether this peer is one that the operator named; None is a socket or the loopback."""
    named = [one.strip() for one in settings().gateway_from.split(",") if one.strip()]
    if address is None:
        return UNIX in named or any(is_gateway(one) for one in LOOPBACK)
    try:
        peer = ip_address(address)
        return any(peer in ip_network(one, strict=False) for one in named if one != UNIX)
    except ValueError:
        return False


def is_socket_named() -> bool:
    """Whether the gateway comes through a socket of this machine's file system."""
    return UNIX in settings().gateway_from


def claimed_headers() -> tuple[str, ...]:
    """Headers that nobody but the gateway may send, in lower case."""
    known = settings()
    told = (known.gateway_user_header, known.gateway_groups_header, known.gateway_secret_header)
    return tuple(name.lower() for name in told)


def _secret() -> bytes:
    path = settings().gateway_secret_file
    if path is None or not path.is_file():
        raise EnvironmentProblem(
            "网关登录没有共享口令",
            str(path or ""),
            "把口令写入文件，设 INSPECTION_GATEWAY_SECRET_FILE",
        )
    secret = path.read_bytes().strip()
    if len(secret) < LEAST_SECRET:
        said = f"网关共享口令不足 {LEAST_SECRET} 个字符"
        raise EnvironmentProblem(said, str(path), "换一个随机的长口令")
    return secret
