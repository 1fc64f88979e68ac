"""The interface described: for programs as OpenAPI, for people as one page of this server."""

import html
from typing import Any

from inspection.data import parameters, warehouse
from inspection.data.columns import Holds, read_as
from inspection.data.questions import Question
from inspection.provinces import by_province
from inspection.text import text

VERSION = "3.1.0"
TYPES = {Holds.WHOLE: "integer", Holds.NUMBER: "number", Holds.FLAG: "boolean"}
FORMS = {
    "application/json": "json",
    "text/csv": "csv",
    "application/vnd.apache.arrow.stream": "arrow",
}
EXAMPLE = "completion_by_unit"
STYLE = (
    "body{font:15px/1.7 sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}td,th{border:1px solid #c3cbd6;padding:.2rem .5rem;"
    "text-align:left;vertical-align:top}code,pre{background:#eef1f5;padding:.1rem .3rem}"
    "pre{padding:.6rem;overflow:auto}"
)


@by_province
def openapi() -> dict[str, Any]:
    """Every question as a path."""
    return {
        "openapi": VERSION,
        "info": {
            "title": text("api.title"),
            "version": str(len(warehouse.questions())),
            "description": text("api.about"),
        },
        "servers": [{"url": "/"}],
        "security": [{"token": []}, {"password": []}],
        "paths": {f"/api/query/{one.name}": _path(one) for one in warehouse.questions()},
        "components": {
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "password": {"type": "http", "scheme": "basic"},
            }
        },
    }


def _path(question: Question) -> dict[str, Any]:
    told = {
        "200": {
            "description": question.grain_zh or question.grain,
            "content": {kind: {} for kind in FORMS},
        },
        **{code: {"description": text(f"api.code_{code}")} for code in ("400", "401", "403")},
        **{code: {"description": text(f"api.code_{code}")} for code in ("429", "503")},
    }
    return {
        "get": {
            "operationId": question.name,
            "summary": question.title_zh,
            "description": question.rule_zh or question.rule,
            "tags": [question.folder],
            "parameters": [*map(_parameter, warehouse.taken_by(question)), *_own()],
            "responses": told,
        }
    }


def _parameter(name: str) -> dict[str, Any]:
    kind: dict[str, Any] = {"type": TYPES.get(read_as(name), "string")}
    if read_as(name) is Holds.DAY:
        kind["format"] = "date"
    if name in parameters.LISTS:
        kind = {"type": "array", "items": {"type": "string"}}
    return {"name": name, "in": "query", "required": False, "schema": kind}


def _own() -> list[dict[str, Any]]:
    form = {"type": "string", "enum": list(FORMS.values())}
    return [
        {"name": "format", "in": "query", "schema": form},
        {"name": "snapshot", "in": "query", "schema": {"type": "string"}},
    ]


@by_province
def page() -> str:
    """The page for people: how to ask, how a spreadsheet does, and every question."""
    say = {name: html.escape(text(f"api.{name}")) for name in ("title", "about", "how", "sheet")}
    steps = "".join(f"<li>{html.escape(text(f'api.step_{n}'))}</li>" for n in range(1, 5))
    formula = html.escape(text("api.formula", question=EXAMPLE))
    heads = "".join(f"<th>{html.escape(text(f'api.head_{n}'))}</th>" for n in range(1, 4))
    rows = "".join(map(_row, warehouse.questions()))
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">'
        f"<title>{say['title']}</title><style>{STYLE}</style></head><body>"
        f"<h1>{say['title']}</h1><p>{say['about']}</p>"
        f"<pre>curl -H 'Authorization: Bearer …' '/api/query/{EXAMPLE}?format=csv'</pre>"
        f'<p>{say["how"]} <a href="openapi.json">openapi.json</a></p>'
        f"<h2>{say['sheet']}</h2><ol>{steps}</ol><pre>{formula}</pre>"
        f"<table><tr>{heads}</tr>{rows}</table></body></html>"
    )


def _row(question: Question) -> str:
    taken = " ".join(warehouse.taken_by(question))
    cells = (question.name, question.title_zh, taken)
    return f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in cells)}</tr>"
