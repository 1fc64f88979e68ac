"""Who did what, from where: every event goes into the audit trail; incidents into the log.

The trail lies in the warehouse and is chained (`trail`); the log is one JSON object a
line on standard error. Neither holds a secret, a typed name, or names of entities
and persons beside those of readers.
"""

import io
import secrets
import sys
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from getpass import getuser

import structlog

from inspection.data import trail
from inspection.data.access import Scope
from inspection.errors import EnvironmentProblem
from inspection.settings import house

# Parameters that hold what a reader typed: a name or a code.
TYPED = ("part", "code", "secret", "secret_file")
UNTOLD = "***"
COMMAND = "command"
# From where the reader of an own page before this machine comes.
THIS_MACHINE = "this machine"
# Commands that print rows or write packages.
TAKES_AWAY = ("query", "draw", "report")

_log = structlog.wrap_logger(
    # A process may be started without a standard error.
    structlog.PrintLogger(sys.stderr or io.StringIO()),
    processors=[
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ],
)


# From where the present request comes, where a request says so.
came_from: ContextVar[str] = ContextVar("came_from", default="")


class Origin:
    """From where the present reader comes; the screen says how it knows."""

    find: Callable[[], str] = staticmethod(lambda: COMMAND)


def record_incident(error: Exception) -> str:
    """Log an unexpected error with its traceback; the number to show the reader."""
    incident = secrets.token_hex(4).upper()
    _log.error("incident", incident=incident, exc_info=error)
    return incident


def record_event(event: str, **told: object) -> None:
    """A line of the structured log that is no act of a reader: starts, readiness, repairs."""
    _log.info(event, **told)


def record_export(question: str, params: Mapping[str, object], scope: Scope, snapshot: str) -> None:
    """Record that rows left the screen as a file.

    Raises EnvironmentProblem where it cannot be recorded: then nothing leaves.
    """
    told = {"question": question, "params": untyped(params), "snapshot": snapshot}
    _must("export", scope, told)


def record_rows(question: str, params: Mapping[str, object], scope: Scope, snapshot: str) -> None:
    """Record that a question about named firms or persons was opened. Raises as an export does."""
    told = {"question": question, "params": untyped(params), "snapshot": snapshot}
    _must("named", scope, told)


def record_api(
    question: str, params: Mapping[str, object], scope: Scope, snapshot: str, form: str
) -> None:
    """Record what another program fetched. Raises as an export does."""
    told = {"question": question, "params": untyped(params), "snapshot": snapshot, "format": form}
    _must("api", scope, told)


def record_view(page: str, shown: Mapping[str, object], scope: Scope, snapshot: str) -> None:
    """Record that a page was opened, with its filters."""
    told = {"page": page, "params": untyped(shown), "snapshot": snapshot}
    _may("view", scope, told, is_logged=False)


def record_rollback(snapshot: str, scope: Scope) -> None:
    """Record that an earlier snapshot was put back in service."""
    _may("rollback", scope, {"snapshot": snapshot})


def record_prune(deleted: Sequence[str], pointed: Mapping[str, object]) -> None:
    """Record which snapshots went by the settings, and what pointed to them."""
    _may("prune", None, {"deleted": list(deleted), "pointed": dict(pointed)})


def record_import(event: str, scope: Scope, **told: object) -> None:
    """Record a step of an import: upload, dry run, publication, decision; who did it."""
    _may(event, scope, told | {"by": scope.signs_as})


def record_sign_in(scope: Scope, **told: object) -> None:
    """Record that a reader signed in."""
    _may("sign_in", scope, told)


def record_refusal(what: str, scope: Scope | None = None, **told: object) -> None:
    """Record that something was refused to a reader."""
    _may("refusal", scope, {"what": what, **told})


def record_command(name: str, told: Mapping[str, object], code: int | None = None) -> None:
    """Record a command, before it begins or, with its exit code, when it has ended.

    Raises EnvironmentProblem where it takes rows away and cannot be recorded.
    """
    if not house().data.exists():
        return
    ended = {} if code is None else {"code": code}
    line = {"who": getuser(), "name": name, "params": untyped(told), **ended}
    record = _must if name in TAKES_AWAY and code is None else _may
    record(COMMAND, None, line, is_logged=False)


def untyped(params: Mapping[str, object]) -> dict[str, object]:
    """Parameters that are set; of what a reader typed only that something was."""
    given = {name: value for name, value in params.items() if value not in (None, (), [], False)}
    return {name: UNTOLD if name in TYPED else value for name, value in given.items()}


def _line(event: str, scope: Scope | None, told: Mapping[str, object]) -> dict[str, object]:
    who = {"who": scope.known_as, "role": scope.logged_as} if scope else {}
    return {"event": event, **who, "from": came_from.get() or Origin.find(), **told}


def _must(
    event: str, scope: Scope | None, told: Mapping[str, object], *, is_logged: bool = True
) -> None:
    line = _line(event, scope, told)
    trail.append(line)
    if is_logged:
        _log.info(event, **{name: value for name, value in line.items() if name != "event"})


def _may(
    event: str, scope: Scope | None, told: Mapping[str, object], *, is_logged: bool = True
) -> None:
    """As `_must`; what takes nothing away goes on where the trail cannot be written."""
    try:
        _must(event, scope, told, is_logged=is_logged)
    except EnvironmentProblem as problem:
        _log.error("unrecorded", what=event, reason=str(problem))
