"""The named queries as REST, each with its parameters in OpenAPI."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import APIRouter, HTTPException, Request, Response

from kg.query.named import NamedQuery, Parameter, named_queries
from kg.serve.ask import Asker
from kg.serve.negotiate import accepted_forms
from kg.serve.parameters import one, url_parameters
from kg.serve.settings import ServeSettings

PATH = "/api/queries"
# `rows` is plain JSON, `sheet` CSV for spreadsheets, `book` a workbook; the others are SPARQL's own.
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TYPES = {
    "application/json": ("rows",),
    "text/csv": ("sheet",),
    _XLSX: ("book",),
    "application/sparql-results+json": ("json",),
    "application/sparql-results+xml": ("xml",),
    "text/tab-separated-values": ("tsv",),
}
_FORMATS = {"json": "rows", "csv": "sheet", "xlsx": "book", "sparql-json": "json", "sparql-xml": "xml", "tsv": "tsv"}
_SCHEMA = {
    "type": "object",
    "properties": {
        "columns": {"type": "array", "items": {"type": "string"}},
        "rows": {"type": "array", "items": {"type": "object"}},
        "truncated": {"type": "string", "enum": ["", "rows", "bytes"]},
    },
}


def router(asker: Asker, settings: ServeSettings) -> APIRouter:
    """A route that lists the queries, and one for each of them."""
    routes = APIRouter(prefix=PATH, tags=["queries"])

    @routes.get("", summary="The named queries 命名查询")
    async def listing() -> list[dict[str, Any]]:
        return [_description(query) for query in named_queries().values()]

    for query in named_queries().values():
        endpoint = _endpoint(query, asker, settings)
        routes.add_api_route(f"/{query.name}", endpoint, methods=["HEAD"], include_in_schema=False)
        routes.add_api_route(
            f"/{query.name}",
            endpoint,
            methods=["GET"],
            summary=f"{query.title['en']} {query.title['zh']}",
            description=f"{query.description['en']}\n\n{query.description['zh']}",
            operation_id=query.name,
            response_class=Response,
            responses={200: {"content": {"application/json": {"schema": _SCHEMA}, "text/csv": {}, _XLSX: {}}}},
            openapi_extra={"parameters": [*map(_parameter, query.parameters), _format_parameter()]},
        )
    return routes


def _endpoint(query: NamedQuery, asker: Asker, settings: ServeSettings) -> Callable[[Request], Awaitable[Response]]:
    async def ask(request: Request) -> Response:
        pairs = url_parameters(request, settings.max_query)
        given = {name: one(pairs, name) for name, _ in pairs if name != "format"}
        arguments = {"name": query.name, "parameters": given, "accept": _forms(request, one(pairs, "format"))}
        answer = await asker.respond(request, "named", arguments)
        if answer.headers.get("content-type") == _XLSX:
            answer.headers["Content-Disposition"] = f'attachment; filename="{query.name}.xlsx"'
        return answer

    return ask


def _forms(request: Request, wanted: str | None) -> list[str]:
    if wanted is not None:
        if wanted not in _FORMATS:
            raise HTTPException(400, f"there is no format {wanted[:40]!r}; choose {', '.join(_FORMATS)}")
        return [_FORMATS[wanted]]
    accepted = accepted_forms(request.headers.get("accept"), _TYPES)
    if not accepted:
        raise HTTPException(406, f"answers come as {', '.join(_TYPES)}")
    return accepted


def _description(query: NamedQuery) -> dict[str, Any]:
    parameters = [_parameter(parameter) for parameter in query.parameters]
    return {
        "name": query.name,
        "path": f"{PATH}/{query.name}",
        "title": dict(query.title),
        "description": dict(query.description),
        "parameters": parameters,
        "sparql": query.sparql,
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "integer" if parameter.type == "integer" else "string"}
    if parameter.choices:
        schema["enum"] = list(parameter.choices)
    if parameter.default is not None:
        schema["default"] = parameter.default
    kind = f" ({parameter.of})" if parameter.of else ""
    described: dict[str, Any] = {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": f"{parameter.title['en']} {parameter.title['zh']}{kind}",
        "schema": schema,
    }
    return described | ({} if parameter.example is None else {"example": parameter.example})


def _format_parameter() -> dict[str, Any]:
    return {
        "name": "format",
        "in": "query",
        "required": False,
        "description": "Form of the answer, before the Accept header 格式",
        "schema": {"type": "string", "enum": list(_FORMATS)},
    }
