"""The log: who exported what, and which incident a reader was told about.

One JSON object a line on standard error; no names of entities or persons,
no secrets.
"""

import secrets
import sys
from collections.abc import Mapping

import structlog

from inspection.data.access import Scope

_log = structlog.wrap_logger(
    structlog.PrintLogger(sys.stderr),
    processors=[
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ],
)


def record_incident(error: Exception) -> str:
    """Log an unexpected error with its traceback; the number to show the reader."""
    incident = secrets.token_hex(4).upper()
    _log.error("incident", incident=incident, exc_info=error)
    return incident


def record_export(question: str, params: Mapping[str, object], scope: Scope, snapshot: str) -> None:
    """Log that rows left the screen as a file."""
    _log.info(
        "export",
        question=question,
        params={name: str(value) for name, value in params.items()},
        role=scope.logged_as,
        snapshot=snapshot,
    )


def record_rollback(snapshot: str, scope: Scope) -> None:
    """Log that an earlier snapshot was put back in service."""
    _log.info("rollback", snapshot=snapshot, role=scope.logged_as)


def record_import(event: str, scope: Scope, **told: object) -> None:
    """Log a step of an import: upload, dry run, publication, decision; who did it."""
    _log.info(event, role=scope.logged_as, by=scope.signs_as, **told)
