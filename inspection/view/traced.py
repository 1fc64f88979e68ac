"""What a reader opened goes into the audit trail: a page with its filters, a named question."""

from collections.abc import Mapping

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from inspection.data import audit, warehouse
from inspection.data.access import Scope

# Keys of what was recorded last in this window, so that a rerun of the same is recorded once.
VIEW, ROWS = "recorded_view", "recorded_rows"
# Named questions remembered per window.
MOST_REMEMBERED = 200
# What a forwarder says of its peer; kept as said beside the address of the forwarder.
FORWARDED = "X-Forwarded-For"


def reader_address() -> str:
    """From where the reader of the running page comes; outside of a page it is a command."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return audit.COMMAND
    address = st.context.ip_address or audit.THIS_MACHINE
    told = st.context.headers.get(FORWARDED)
    return f"{address} ({FORWARDED}: {told})" if isinstance(told, str) else address


audit.Origin.find = staticmethod(reader_address)


def trace_view(name: str, filters: Mapping[str, object], scope: Scope, snapshot: str) -> None:
    """Record a page and its open tab, unless this window showed exactly this before."""
    tab = st.session_state.get(f"{name}.tab")
    shown = {**filters, **({"tab": tab} if tab else {})}
    key = repr((name, snapshot, shown))
    if st.session_state.get(VIEW) != key:
        st.session_state[VIEW] = key
        audit.record_view(name, shown, scope, snapshot)


def trace_rows(prepared: warehouse.Prepared, params: Mapping[str, object], scope: Scope) -> None:
    """Record a question about named firms or persons, once a window. Raises EnvironmentProblem."""
    if prepared.question.access == "aggregate":
        return
    seen: dict[str, None] = st.session_state.setdefault(ROWS, {})
    if prepared.key in seen:
        return
    audit.record_rows(prepared.question.name, params, scope, prepared.snapshot.id)
    seen[prepared.key] = None
    while len(seen) > MOST_REMEMBERED:
        seen.pop(next(iter(seen)))
