"""What arrives with a run of the page: address, headers, cookies, what sign-in says."""

import streamlit as st

from inspection.access import Arrival


def arrived() -> Arrival:
    """As the socket was opened; what sign-in says is read when the session starts."""
    sent = st.context.headers
    headers = {name.lower(): ",".join(sent.get_all(name)) for name in sent}
    return Arrival(
        st.context.ip_address, headers, dict(st.context.cookies), dict(st.user.to_dict())
    )
