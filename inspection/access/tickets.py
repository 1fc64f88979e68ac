"""Invitations, passes and tokens: each has a text that only its holder knows, and an end.

An invitation is a link good for one opening; opening it makes a pass, which the
reader's browser keeps as a signed cookie. A token lets a program ask what its user may.
Kept are digests alone.
"""

import hashlib
import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from itsdangerous import BadData, URLSafeSerializer

from inspection.access.store import Held, Ticket, User, changing, held, secret
from inspection.access.users import find_in, is_in_force, scope_for
from inspection.data.access import Scope
from inspection.errors import BadInput, NotAllowed

INVITATION, PASS, TOKEN = "invitation", "pass", "token"
# A link that nobody opens is void after so many days.
INVITATION_DAYS = 7
PASS_DAYS = 30
TOKEN_DAYS = 180
TEXT_BYTES, ID_BYTES = 24, 4
SALT = "inspection.pass"


class Issued(NamedTuple):
    """A ticket, and the text that opens it, shown once."""

    ticket: Ticket
    text: str


class Known(NamedTuple):
    """Somebody with a valid ticket, and what they may see."""

    user: User
    scope: Scope


def invite(name: str, now: datetime, days: int = PASS_DAYS) -> Issued:
    """A link for one opening; the pass it makes lasts `days`. Raises BadInput."""
    return _issue(INVITATION, name, now, INVITATION_DAYS, days)


def new_token(name: str, now: datetime, days: int = TOKEN_DAYS) -> Issued:
    """A text with which a program asks as this user. Raises BadInput."""
    return _issue(TOKEN, name, now, days, days)


class Opened(NamedTuple):
    """The cookie of a new pass, and for how many days it is good."""

    cookie: str
    days: int


def open_invitation(text: str, now: datetime) -> Opened:
    """A pass for whoever holds the link. Raises NotAllowed where it is used, revoked or too old."""
    with changing() as table:
        found = _by_text(table, INVITATION, text)
        if found is None:
            raise _refused("邀请链接无效")
        if found.used_at:
            raise _refused("邀请链接已经用过，每个链接只能打开一次")
        user = find_in(table, found.user)
        if not _lives(found, now) or not is_in_force(user, now):
            raise _refused("邀请链接已撤销或过期")
        table.tickets[table.tickets.index(found)] = replace(found, used_at=_told(now))
        made = _made(PASS, found.user, "", now, found.days, found.days)
        table.tickets.append(made)
    return Opened(_serializer().dumps({"pass": made.id, "user": made.user}), made.days)


def of_cookie(cookie: str, now: datetime) -> Known | None:
    """Who carries this cookie; None where it is forged, expired, revoked or the user disabled."""
    try:
        told = _serializer().loads(cookie)
    except BadData:
        return None
    match told:
        case {"pass": str(id_), "user": str(name)}:
            found = next((one for one in held().tickets if one.id == id_), None)
            fits = found is not None and found.kind == PASS and found.user == name
            return _known(found, now) if fits else None
    return None


def end_pass(cookie: str, now: datetime) -> None:
    """End the pass of this cookie, where it is one."""
    try:
        told = _serializer().loads(cookie)
    except BadData:
        return
    if any(one.id == told.get("pass") for one in held().tickets):
        revoke(told["pass"], now)


def reader_of_token(text: str, now: datetime) -> Known | None:
    """Whose program asks with this token; None where it is not valid now."""
    return _known(_by_text(held(), TOKEN, text), now)


def tickets(name: str) -> list[Ticket]:
    """Every ticket of a user, the oldest first."""
    return [one for one in held().tickets if one.user == name]


def find_ticket(id_: str) -> Ticket:
    """The ticket of this id. Raises BadInput."""
    for one in held().tickets:
        if one.id == id_:
            return one
    raise BadInput(f"没有编号为 {id_} 的邀请、登录或令牌", remedy="用 user list 查看编号")


def revoke(id_: str, now: datetime) -> Ticket:
    """End one invitation, pass or token. Raises BadInput."""
    find_ticket(id_)
    with changing() as table:
        found = next(one for one in table.tickets if one.id == id_)
        ended = replace(found, revoked_at=found.revoked_at or _told(now))
        table.tickets[table.tickets.index(found)] = ended
    return ended


def state_of(ticket: Ticket, now: datetime) -> str:
    """`revoked`, `expired`, `opened` (an invitation that was used) or `open`."""
    if ticket.revoked_at:
        return "revoked"
    if ticket.kind == INVITATION and ticket.used_at:
        return "opened"
    return "open" if _lives(ticket, now) else "expired"


def _issue(kind: str, name: str, now: datetime, lives: int, days: int) -> Issued:
    if days < 1:
        raise BadInput(f"天数 {days} 无效", "--days", "至少为 1")
    text = secrets.token_urlsafe(TEXT_BYTES)
    with changing() as table:
        user = find_in(table, name)
        if not is_in_force(user, now):
            raise BadInput(f"用户 {name} 已停用或到期", remedy="先 user enable，或重新添加")
        made = _made(kind, name, text, now, lives, days)
        table.tickets.append(made)
    return Issued(made, text)


def _made(kind: str, name: str, text: str, now: datetime, lives: int, days: int) -> Ticket:
    until = now + timedelta(days=lives)
    digest = _digest(text) if text else ""
    id_ = secrets.token_hex(ID_BYTES)
    return Ticket(id_, kind, name, digest, _told(now), _told(until), days)


def _known(ticket: Ticket | None, now: datetime) -> Known | None:
    if ticket is None or not _lives(ticket, now):
        return None
    user = next((one for one in held().users if one.name == ticket.user), None)
    if user is None or not is_in_force(user, now):
        return None
    return Known(user, scope_for(user))


def _lives(ticket: Ticket, now: datetime) -> bool:
    return not ticket.revoked_at and now < datetime.fromisoformat(ticket.until_at)


def _by_text(table: Held, kind: str, text: str) -> Ticket | None:
    digest = _digest(text)
    return next((one for one in table.tickets if (one.kind, one.digest) == (kind, digest)), None)


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(secret(), salt=SALT)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _refused(what: str) -> NotAllowed:
    return NotAllowed(what, remedy="请管理员用 python -m inspection user invite 姓名 发新链接")


def _told(now: datetime) -> str:
    return now.isoformat(timespec="seconds")
