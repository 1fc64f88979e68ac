"""What arrives with a request, and whether it came the way this server is meant for.

Local mode is for one person before this machine: a request that passed a forwarder, or was
addressed to another name, is refused with what to set. In every mode a server answers only
to its own names, so that a page elsewhere cannot reach it under a name of its own.
"""

import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from ipaddress import ip_address
from typing import Any

from inspection.errors import NotAllowed
from inspection.settings import settings

LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")
# Headers that only a forwarder sets.
FORWARDED_PREFIX = "x-forwarded"
FORWARDED = frozenset(
    (
        *("x-real-ip", "forwarded", "via", "forwarded-for", "client-ip", "proxy-connection"),
        *("x-original-forwarded-for", "x-original-host", "x-client-ip", "x-cluster-client-ip"),
        *("x-originating-ip", "x-remote-ip", "x-remote-addr", "x-proxyuser-ip", "x-host"),
        *("true-client-ip", "cf-connecting-ip", "fastly-client-ip", "x-envoy-external-address"),
    )
)
INVITATION, OIDC, GATEWAY = WAYS = ("invitation", "oidc", "gateway")


@dataclass(frozen=True)
class Arrival:
    """One request: the address of its peer, its headers (names in lower case), its cookies.

    A header sent several times has its values joined by commas; `claims` are what sign-in
    of the bureau says of the person.
    """

    address: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: Mapping[str, str] = field(default_factory=dict)
    claims: Mapping[str, Any] = field(default_factory=dict)


def ways() -> tuple[str, ...]:
    """How readers sign in here; none is local mode or visitors alone."""
    asked = _listed(settings().sign_in)
    unknown = [one for one in asked if one not in WAYS]
    if unknown:
        said = f"INSPECTION_SIGN_IN 的值 {'、'.join(unknown)} 无法识别"
        raise NotAllowed(said, remedy=f"可用：{'、'.join(WAYS)}")
    return asked


def is_local_mode() -> bool:
    """Whether this server is for one person before this machine."""
    return not ways() and not settings().lan


def check_arrival(arrival: Arrival) -> None:
    """Raises NotAllowed where the request did not come the way this server is meant for."""
    host = host_of(arrival.headers.get("host", ""))
    if is_local_mode():
        _check_local(arrival, host)
    elif host and not _is_own_name(host):
        raise NotAllowed(
            f"本服务不以 {host[:80]} 为名",
            remedy=f"用本机地址打开，或把该名称加入 INSPECTION_ALLOWED_HOSTS={host[:80]}",
        )


def forwarded_by(headers: Mapping[str, str]) -> list[str]:
    """Names of headers that only a forwarder sets."""
    return sorted(
        name for name in headers if name.startswith(FORWARDED_PREFIX) or name in FORWARDED
    )


def host_of(header: str) -> str:
    """The name or address in a Host header, without port and brackets.

    >>> host_of("[::1]:8501"), host_of("LocalHost:80"), host_of("[::1].evil")
    ('::1', 'localhost', '[::1].evil')
    """
    text = header.strip().lower()
    if text.startswith("["):
        inner, _, rest = text[1:].partition("]")
        return inner if not rest or rest.startswith(":") else text
    return text.partition(":")[0].removesuffix(".")


def _check_local(arrival: Arrival, host: str) -> None:
    told = "让同事访问：python -m inspection serve --sign-in（逐人邀请）或 --lan（只给访客）"
    found = forwarded_by(arrival.headers)
    if found:
        raise NotAllowed(f"本机模式只供本机使用，请求却经过了转发（{found[0]}）", remedy=told)
    if host and host not in LOCAL_HOSTS:
        raise NotAllowed(
            f"本机模式只供本机使用，请求却发往 {host[:80]}",
            remedy=f"在本机打开 http://localhost；{told}",
        )


def _is_own_name(host: str) -> bool:
    """A name of this machine or one the operator gave; an address cannot be another's name."""
    if host in LOCAL_HOSTS or host in _listed(settings().allowed_hosts.lower()):
        return True
    try:
        ip_address(host)
    except ValueError:
        return host in _machine_names()
    return True


@lru_cache(maxsize=1)
def _machine_names() -> tuple[str, ...]:
    return tuple({socket.gethostname().lower(), socket.getfqdn().lower()})


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.replace("，", ",").replace(" ", "").split(",") if part)
