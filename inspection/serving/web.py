"""The HTTP side: what every request passes, our own files, health, the panel of a failed page."""

import asyncio
import tomllib
from dataclasses import replace
from datetime import datetime
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from inspection import geo
from inspection.access import current_reader
from inspection.data import audit, warehouse
from inspection.errors import EnvironmentProblem, InspectionError, NotAllowed
from inspection.provinces import within
from inspection.serving import interface, readiness
from inspection.serving.arriving import Door, arrival_of, enter, entered
from inspection.serving.claims import claims_of
from inspection.serving.going import go
from inspection.serving.headers import SameOrigin, SecurityHeaders
from inspection.serving.icons import Icons
from inspection.serving.packing import Packed
from inspection.serving.rewriting import PageRewriter, chrome_words, known_language
from inspection.serving.sockets import SocketGate
from inspection.serving.uploads import UploadGate
from inspection.settings import ROOT, house, settings
from inspection.showing.plain import plain
from inspection.text import text

# Beside the entry script, where the framework looks too.
STATIC = ROOT / "inspection" / "static"


def sign_in_secrets() -> dict[str, Any] | None:
    """What the bureau's provider of sign-in needs to know of us, where a file of ours says it."""
    path = settings().oidc_file
    return tomllib.loads(path.read_text(encoding="utf-8")) if path else None


async def words_script(_request: Request) -> Response:
    """`/chrome/words.js`."""
    return Response(chrome_words(), media_type="text/javascript")


async def health(_request: Request) -> Response:
    """`/healthz`: the served snapshot, or 503 while none is there."""
    try:
        snapshot = warehouse.current()
    except EnvironmentProblem as problem:
        return JSONResponse({"status": problem.what}, status_code=503)
    if snapshot is None:
        return JSONResponse({"status": "no snapshot"}, status_code=503)
    return JSONResponse({"status": "ok", "data_date": snapshot.data_date.isoformat()})


async def ready(_request: Request) -> Response:
    """`/readyz`: whether pages can be served: the snapshot opens and is as it was sealed."""
    found = await asyncio.to_thread(readiness.examine)
    return JSONResponse(found, status_code=200 if found["status"] == "ready" else 503)


def show_error(error: Exception) -> bool:
    """The panel a reader sees when a page fails; the number leads to the log."""
    lang = known_language(st.query_params.get("lang", ""))
    if isinstance(error, InspectionError):
        if isinstance(error, NotAllowed):
            audit.record_refusal(error.what)
        st.error(plain(error))
    else:
        st.error(text("frame.failed", lang, incident=audit.record_incident(error)))
    return True


async def boundaries(request: Request) -> Response:
    """`/geo/<layer>.geojson`, ours, and `/geo/<snapshot>/<layer>.geojson`, which it carries."""
    province = request.query_params.get("province", "")
    if province and province not in house().provinces:
        return Response(status_code=404)
    with within(province):
        return _boundaries(request)


def _boundaries(request: Request) -> Response:
    layer = request.path_params["layer"]
    if layer not in geo.LAYERS:
        return Response(status_code=404)
    name = request.path_params.get("snapshot", "")
    if name and not _may_see_reviewed_map(request):
        return Response(status_code=403)
    known = {one.id: one.folder for one in warehouse.snapshots()} if name else {}
    if name and name not in known:
        return Response(status_code=404)
    found = geo.boundaries(layer, known.get(name))
    return FileResponse(found.path, media_type="application/geo+json")


def _may_see_reviewed_map(request: Request) -> bool:
    """Whether whoever asks is one of those to whom the bureau gives it."""
    came = arrival_of(request.scope)
    came = replace(came, claims=claims_of(came))
    try:
        reader = current_reader(came, datetime.now().astimezone())
    except NotAllowed:
        return False
    return reader.scope.may_see_reviewed_map


def routes() -> list[BaseRoute]:
    """Our own paths, beside the framework's."""
    return [
        Route("/healthz", health),
        Route("/readyz", ready),
        *interface.routes(),
        Route("/chrome/words.js", words_script),
        Route("/enter/{text}", enter, methods=["GET"]),
        Route("/enter/{text}", entered, methods=["POST"]),
        Route("/go/{page}", go),
        Route("/geo/{layer}.geojson", boundaries),
        Route("/geo/{snapshot}/{layer}.geojson", boundaries),
        Mount("/assets", StaticFiles(directory=STATIC)),
    ]


def middleware() -> list[Middleware]:
    """What every request passes, outermost first."""
    gates = (SecurityHeaders, Door, SameOrigin, SocketGate, UploadGate)
    passed = (*gates, Icons, Packed, PageRewriter)
    return [Middleware(one) for one in passed]
