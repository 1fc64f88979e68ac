"""The one place that says who reads: on every run, from what arrives and the table of users."""

from datetime import datetime
from typing import NamedTuple

from inspection.access import gateway, groups, tickets
from inspection.access.arriving import GATEWAY, INVITATION, OIDC, Arrival, check_arrival, ways
from inspection.access.tickets import Known
from inspection.access.users import is_in_force, scope_for
from inspection.data import access
from inspection.data.access import Scope
from inspection.errors import NotAllowed
from inspection.settings import settings

PASS_COOKIE = "inspection_pass"
# How a reader came in who did not sign in.
HERE, VISITING = "here", "visiting"


class SignInNeeded(NotAllowed):
    """Nobody known reads, and here only who is known may."""


class Reader(NamedTuple):
    """Who reads: what may be seen, the name where there is one, the way in."""

    scope: Scope
    name: str
    way: str


def current_reader(arrival: Arrival, now: datetime) -> Reader:
    """Who reads. Raises SignInNeeded, or NotAllowed where the request came the wrong way."""
    check_arrival(arrival)
    for way in ways():
        known = KNOWING[way](arrival, now)
        if known is not None:
            return Reader(known.scope, known.user.name, way)
    if settings().lan:
        return Reader(access.VISITOR, "", VISITING)
    if ways():
        raise SignInNeeded("需要登录", remedy="打开管理员发给您的邀请链接，或用统一身份认证登录")
    if access.is_this_machine(arrival.address):
        return Reader(access.LOCAL, "", HERE)
    return Reader(access.VISITOR, "", VISITING)


def _by_gateway(arrival: Arrival, now: datetime) -> Known | None:
    person = gateway.person_of(arrival)
    return _enrolled(person[0], person[0], person[1], now) if person else None


def _by_oidc(arrival: Arrival, now: datetime) -> Known | None:
    """Who signed in at the provider; its word ends when it says so."""
    claims = arrival.claims
    if not claims.get("is_logged_in") or not claims.get("sub"):
        return None
    until = claims.get("exp")
    if not isinstance(until, int | float) or until <= now.timestamp():
        return None
    told = claims.get("groups") or ()
    belongs = [told] if isinstance(told, str) else [str(one) for one in told]
    return _enrolled(str(claims["sub"]), str(claims.get("name") or ""), belongs, now)


def _by_invitation(arrival: Arrival, now: datetime) -> Known | None:
    cookie = arrival.cookies.get(PASS_COOKIE)
    return tickets.of_cookie(cookie, now) if cookie else None


def _enrolled(
    subject: str, name: str, belongs: list[str] | tuple[str, ...], now: datetime
) -> Known | None:
    user = groups.enrolled(subject, name, belongs, now)
    return Known(user, scope_for(user)) if user and is_in_force(user, now) else None


KNOWING = {GATEWAY: _by_gateway, OIDC: _by_oidc, INVITATION: _by_invitation}
