"""The ASGI application: `streamlit run app.py` and `uvicorn app:app` both serve it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st

from inspection.serving import web
from inspection.serving.bootstrap import ensure_snapshot
from inspection.settings import ROOT


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict]:
    """Begin building the demo snapshot beside the server where none is there."""
    building = asyncio.create_task(asyncio.to_thread(ensure_snapshot))
    yield {"building": building}
    building.cancel()


app = st.App(
    ROOT / "inspection" / "frame.py",
    lifespan=lifespan,
    routes=web.routes(),
    middleware=web.middleware(),
    on_script_error=web.show_error,
    secrets=web.sign_in_secrets(),
)
