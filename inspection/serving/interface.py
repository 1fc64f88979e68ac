"""`/api/…`: the named questions for other programs, read only, with a personal token.

A token carries the scope of its user and nothing more; it comes in a header, never in the
address. Every answer and refusal is in the audit trail. `/api/` is the page that explains it.
"""

import asyncio
import base64
import binascii
import csv
import io
import json
import math
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import NamedTuple
from urllib.parse import quote

import pyarrow as pa
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from inspection.access import reader_of_token
from inspection.data import audit, parameters, warehouse
from inspection.data.access import Scope
from inspection.data.country import named
from inspection.data.warehouse import Snapshot
from inspection.errors import BadInput, EnvironmentProblem, InspectionError, NotAllowed
from inspection.provinces import within
from inspection.serving import described
from inspection.serving.rates import Rate
from inspection.settings import house, settings
from inspection.showing.formulas import harmless

# Parameters of the interface itself.
FORMAT, SNAPSHOT, PROVINCE = "format", "snapshot", "province"
CHALLENGE = {"www-authenticate": 'Basic realm="inspection", Bearer'}
NO_STORE = {"cache-control": "no-store"}
MISSES_PER_MINUTE = 20
STATUS: Mapping[type[InspectionError], int] = {NotAllowed: 403, BadInput: 400}
UTF8_MARK = "\ufeff"

asked = Rate(lambda: settings().api_per_minute)
missed = Rate(lambda: MISSES_PER_MINUTE)
# Of requests beyond the rate one a minute is recorded.
hurried = Rate(lambda: 1)
TOO_MANY = "请求过于频繁"


class Fetched(NamedTuple):
    """Rows and what they were asked of."""

    question: str
    snapshot: Snapshot
    rows: pa.Table
    taken_by: str
    taken_at: str

    @property
    def marks(self) -> dict[str, str]:
        """By whom the rows were taken, and when: beside them, for a program reads every line."""
        return {"taken_by": self.taken_by, "taken_at": self.taken_at}

    @property
    def file_name(self) -> str:
        """The question, who took it and when, as a header has it."""
        minute = self.taken_at[:16].replace("-", "").replace(":", "")
        return quote(f"{self.question}_{self.taken_by}_{minute}.csv")


def scope_of_token(token: str) -> Scope | None:
    """The scope of the user whose token this is; None where it is nobody's, expired or revoked."""
    known = reader_of_token(token, datetime.now().astimezone())
    return known.scope if known else None


def routes() -> list[BaseRoute]:
    """The paths of the interface."""
    return [
        Route("/api/", page),
        Route("/api/openapi.json", openapi),
        Route("/api/query/{name}", query),
    ]


async def page(_request: Request) -> Response:
    """What there is, and how spreadsheet programs fetch it."""
    return HTMLResponse(described.page())


async def openapi(_request: Request) -> Response:
    """The same for programs, as OpenAPI."""
    return JSONResponse(described.openapi())


async def query(request: Request) -> Response:
    """`/api/query/NAME?…`: the rows of a question as its user may see them."""
    came = request.client.host if request.client else ""
    if told := request.headers.get("x-forwarded-for"):
        came = f"{came} (X-Forwarded-For: {told})"
    audit.came_from.set(came)
    token = token_of(request.headers.get("authorization", ""))
    scope = await asyncio.to_thread(scope_of_token, token) if token else None
    if scope is None:
        return _unknown(came, bool(token))
    if wait := asked.wait(scope.logged_as):
        if not hurried.wait(scope.logged_as):
            audit.record_refusal(TOO_MANY, scope)
        return _slow_down(wait)
    try:
        form = _single(request, FORMAT) or "json"
        return await asyncio.to_thread(_answer, request, scope, form)
    except InspectionError as error:
        audit.record_refusal(error.what, scope, question=request.path_params["name"])
        return _told(error)


def token_of(header: str) -> str:
    """The token of `Bearer TOKEN`, or the password of `Basic …`, as spreadsheets send it."""
    kind, _, value = header.strip().partition(" ")
    if kind.lower() == "bearer":
        return value.strip()
    if kind.lower() != "basic":
        return ""
    try:
        return base64.b64decode(value, validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _answer(request: Request, scope: Scope, form: str) -> Response:
    with within(named(_single(request, PROVINCE) or "", PROVINCE, scope)):
        return _fetch(request, scope, form)


def _fetch(request: Request, scope: Scope, form: str) -> Response:
    if form not in WRITERS:
        raise BadInput(f"格式 {form} 不支持", "format", f"可选：{'、'.join(WRITERS)}")
    name = request.path_params["name"]
    given = {
        key: parameters.parse(key, request.query_params.getlist(key))
        for key in request.query_params
        if key not in (FORMAT, SNAPSHOT, PROVINCE)
    }
    asked_of = _snapshot(_single(request, SNAPSHOT))
    prepared = warehouse.prepare(name, given, scope, asked_of)
    taken_at = datetime.now().isoformat(timespec="seconds")
    fetched = Fetched(name, asked_of, warehouse.run(prepared), scope.known_as, taken_at)
    audit.record_api(name, given, scope, asked_of.id, form)
    answer = WRITERS[form](fetched)
    for key, value in fetched.marks.items():
        answer.headers[f"x-{key.replace('_', '-')}"] = quote(value, safe=" :+")
    return answer


def _single(request: Request, name: str) -> str | None:
    """A parameter of the interface itself, which is one text. Raises BadInput."""
    given = request.query_params.getlist(name)
    return str(parameters.parse(name, given)) if given else None


def _snapshot(name: str | None) -> Snapshot:
    found = warehouse.find(name) if name else warehouse.current()
    if found is None:
        raise EnvironmentProblem("还没有数据快照", remedy="先导入数据")
    found.check()
    return found


def _as_json(fetched: Fetched) -> Response:
    told = {
        "question": fetched.question,
        "snapshot": fetched.snapshot.id,
        "data_date": fetched.snapshot.data_date.isoformat(),
        **fetched.marks,
        "rows": [
            {name: _plain(value) for name, value in row.items()} for row in fetched.rows.to_pylist()
        ],
    }
    content = json.dumps(told, ensure_ascii=False, allow_nan=False).encode()
    return Response(content, media_type="application/json", headers=NO_STORE)


def _as_csv(fetched: Fetched) -> Response:
    """UTF-8 with a mark, as spreadsheets know it; no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(fetched.rows.column_names)
    for row in fetched.rows.to_pylist():
        writer.writerow([harmless(_cell(value)) for value in row.values()])
    named = {"content-disposition": f"attachment; filename*=UTF-8''{fetched.file_name}"}
    content = (UTF8_MARK + out.getvalue()).encode()
    return Response(content, media_type="text/csv; charset=utf-8", headers=NO_STORE | named)


def _as_arrow(fetched: Fetched) -> Response:
    """An Arrow stream; its schema says who took it, and when."""
    rows = fetched.rows.replace_schema_metadata(fetched.marks)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, rows.schema) as writer:
        writer.write_table(rows)
    kind = "application/vnd.apache.arrow.stream"
    return Response(sink.getvalue().to_pybytes(), media_type=kind, headers=NO_STORE)


WRITERS: Mapping[str, Callable[[Fetched], Response]] = {
    "json": _as_json,
    "csv": _as_csv,
    "arrow": _as_arrow,
}


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def _cell(value: object) -> object:
    return "、".join(map(str, value)) if isinstance(value, list) else _plain(value)


def _unknown(came: str, has_token: bool) -> Response:
    if missed.wait(came):
        return _slow_down(60)
    what = "令牌无效、已过期或已停用" if has_token else "没有令牌"
    audit.record_refusal(f"接口：{what}")
    error = NotAllowed(what, "Authorization", "管理员用 python -m inspection user token 姓名 发给")
    return _told(error, 401, CHALLENGE)


def _slow_down(seconds: float) -> Response:
    error = NotAllowed(TOO_MANY, remedy=f"{math.ceil(seconds)} 秒后再试")
    return _told(error, 429, {"retry-after": str(math.ceil(seconds))})


def _told(
    error: InspectionError, status: int | None = None, headers: Mapping[str, str] = NO_STORE
) -> Response:
    known = (code for kind, code in STATUS.items() if isinstance(error, kind))
    folder = str(house().data)
    parts = {"what": error.what, "where": error.where, "remedy": error.remedy}
    # Where this machine keeps its files is nobody's business elsewhere.
    told = {name: said.replace(folder, "…") for name, said in parts.items()}
    code = status or next(known, 503)
    return JSONResponse({"error": told}, status_code=code, headers=dict(headers))
