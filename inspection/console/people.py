"""`user`: who may read – invited, listed, disabled, given a token, one by one."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple

from inspection.access import tickets, users
from inspection.access.store import Ticket, User
from inspection.console import output
from inspection.console.inviting import own_address
from inspection.errors import BadInput
from inspection.settings import settings
from inspection.text import text

COLUMNS = {
    "user": "cli.column.user",
    "role": "cli.column.role",
    "places": "cli.column.places",
    "subject": "cli.column.subject",
    "state": "cli.column.user_state",
    "until": "cli.column.until",
    "tickets": "cli.column.tickets",
}
PORT = 8501


class Asked(NamedTuple):
    """Everything that the command line may say."""

    name: str | None
    as_role: str | None
    units: tuple[str, ...]
    counties: tuple[str, ...]
    offices: tuple[str, ...]
    provinces: tuple[str, ...]
    subject: str | None
    days: int | None
    until: date | None
    url: str | None


def user(action: str, as_json: bool, **given: Any) -> None:
    """Do one thing to one user, or list them all."""
    now = datetime.now().astimezone()
    told, said = ACTIONS[action](Asked(**given), now)
    output.say(output.format_json(told) if as_json else said)


Told = tuple[Any, str]


def _add(asked: Asked, now: datetime) -> Told:
    if not asked.as_role:
        raise BadInput(text("cli.user.no_role"), "--role", text("cli.user.no_role_remedy"))
    made = users.add_user(
        _name(asked),
        asked.as_role,
        now,
        units=asked.units,
        counties=asked.counties,
        offices=asked.offices,
        provinces=asked.provinces,
        subject=asked.subject or "",
        until=asked.until,
    )
    return _invite(asked._replace(name=made.name), now)


def _invite(asked: Asked, now: datetime) -> Told:
    issued = tickets.invite(_name(asked), now, asked.days or tickets.PASS_DAYS)
    origin = (asked.url or settings().public_url or f"http://{own_address()}:{PORT}").rstrip("/")
    link = f"{origin}/enter/{issued.text}"
    told: dict[str, Any] = {"user": issued.ticket.user, "id": issued.ticket.id, "url": link}
    told |= {"until": issued.ticket.until_at, "days": issued.ticket.days}
    return told, text("cli.user.invited", **told | {"until": issued.ticket.until_at[:10]})


def _token(asked: Asked, now: datetime) -> Told:
    issued = tickets.new_token(_name(asked), now, asked.days or tickets.TOKEN_DAYS)
    told = {"user": issued.ticket.user, "id": issued.ticket.id, "token": issued.text}
    told |= {"until": issued.ticket.until_at}
    return told, text("cli.user.token", **told | {"until": issued.ticket.until_at[:10]})


def _disable(asked: Asked, now: datetime) -> Told:
    users.disable_user(_name(asked), now)
    return {"user": asked.name, "state": "disabled"}, text("cli.user.disabled", user=asked.name)


def _enable(asked: Asked, _now: datetime) -> Told:
    users.enable_user(_name(asked))
    return {"user": asked.name, "state": "enabled"}, text("cli.user.enabled", user=asked.name)


def _revoke(asked: Asked, now: datetime) -> Told:
    ended = tickets.revoke(_name(asked), now)
    told = {"id": ended.id, "user": ended.user, "kind": text(f"cli.user.kind_{ended.kind}")}
    return told, text("cli.user.revoked", **told)


def _list(_asked: Asked, now: datetime) -> Told:
    rows = [_row(one, now) for one in users.users()]
    if not rows:
        return rows, text("cli.user.none")
    shown = [row | {"tickets": _tickets_told(row["tickets"])} for row in rows]
    return rows, output.format_table(shown, COLUMNS)


def _row(one: User, now: datetime) -> dict[str, Any]:
    state = "disabled" if one.disabled_at else "enabled" if users.is_in_force(one, now) else "ended"
    return {
        "user": one.name,
        "role": one.listed_as,
        "places": text("cli.separator").join(
            (*one.provinces, *one.units, *one.counties, *one.offices)
        ),
        "subject": one.subject,
        "state": text(f"cli.user.state_{state}"),
        "until": one.until,
        "tickets": [_ticket_row(each, now) for each in tickets.tickets(one.name)],
    }


def _ticket_row(one: Ticket, now: datetime) -> dict[str, str]:
    state = tickets.state_of(one, now)
    return {"id": one.id, "kind": one.kind, "state": state, "until": one.until_at[:10]}


def _tickets_told(rows: list[dict[str, str]]) -> str:
    return text("cli.separator").join(
        text(
            "cli.user.ticket",
            id=row["id"],
            kind=text(f"cli.user.kind_{row['kind']}"),
            state=text(f"cli.user.ticket_{row['state']}"),
            until=row["until"],
        )
        for row in rows
    )


def _name(asked: Asked) -> str:
    if not asked.name:
        raise BadInput(text("cli.user.no_name"), remedy=text("cli.user.no_name_remedy"))
    return asked.name


ACTIONS: dict[str, Callable[[Asked, datetime], Told]] = {
    "add": _add,
    "list": _list,
    "invite": _invite,
    "disable": _disable,
    "enable": _enable,
    "revoke": _revoke,
    "token": _token,
}
