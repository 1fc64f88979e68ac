"""The ASGI application: `streamlit run app.py` and `uvicorn app:app` both serve it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Event

import streamlit as st

from inspection.ingest import uploads
from inspection.provinces import within
from inspection.serving import web
from inspection.serving.warming import prepare_serving
from inspection.settings import ROOT, house

# Importing them takes as long as drawing the first.
PAGES = "inspection.view"


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict]:
    """Prepare beside the server: the demo where no snapshot is there, code, packed files, answers.

    What was uploaded to a server that died is deleted before anybody is served.
    """
    for province in house().provinces:
        with within(province):
            uploads.remove_orphans()
    ends = Event()
    preparing = asyncio.create_task(asyncio.to_thread(prepare_serving, PAGES, ends))
    yield {"preparing": preparing}
    ends.set()
    preparing.cancel()


app = st.App(
    ROOT / "inspection" / "frame.py",
    lifespan=lifespan,
    routes=web.routes(),
    middleware=web.middleware(),
    on_script_error=web.show_error,
    secrets=web.sign_in_secrets(),
)
