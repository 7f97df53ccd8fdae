"""The SPARQL 1.1 Protocol (W3C Recommendation, 2013), its query operation: GET, POST of a form, POST of a query."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, HTTPException, Request, Response

from kg.query.guard import ForbiddenQuery
from kg.serve.ask import Asker
from kg.serve.negotiate import accepted_forms, named_forms
from kg.serve.parameters import Pairs, content_type, decode_form, one, read_body, url_parameters
from kg.serve.settings import ServeSettings

PATH = "/sparql"
VOID_PATH = "/.well-known/void"
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_ALLOW = {"Allow": "GET, HEAD, POST, OPTIONS", "Accept-Post": f"{_FORM}, {_QUERY}"}


def router(asker: Asker, settings: ServeSettings) -> APIRouter:
    """The routes of the endpoint."""
    routes = APIRouter(include_in_schema=False)

    @routes.api_route(PATH, methods=["GET", "HEAD"])
    async def get(request: Request) -> Response:
        pairs = url_parameters(request, settings.max_query)
        if not any(name in ("query", "update") for name, _ in pairs):
            arguments = {"accept": forms(request, pairs), "endpoint": str(request.url.replace(query=""))}
            return await asker.respond(request, "service", arguments)
        return await asker.respond(request, "sparql", _question(request, pairs, None))

    @routes.post(PATH)
    async def post(request: Request) -> Response:
        media = content_type(request)
        pairs = url_parameters(request, settings.max_query)
        body = await read_body(request, settings.max_query)
        if media == _FORM:
            return await asker.respond(request, "sparql", _question(request, pairs + decode_form(body), None))
        if media == _QUERY:
            return await asker.respond(request, "sparql", _question(request, pairs, _text(body)))
        if media == _UPDATE:
            raise _updates()
        raise HTTPException(415, f"send {_FORM} or {_QUERY}", {"Accept-Post": _ALLOW["Accept-Post"]})

    @routes.api_route(VOID_PATH, methods=["GET", "HEAD"])
    async def void(request: Request) -> Response:
        pairs = url_parameters(request, settings.max_query)
        endpoint = str(request.url.replace(path=PATH, query=""))
        return await asker.respond(request, "void", {"accept": forms(request, pairs), "endpoint": endpoint})

    @routes.options(PATH)
    async def options() -> Response:
        return Response(status_code=204, headers=_ALLOW)

    return routes


def forms(request: Request, pairs: Pairs) -> list[str]:
    """The forms in which the answer may come; raises HTTPException 400 for an unknown `format`, 406 where none fits."""
    wanted = one(pairs, "format")
    if wanted is not None:
        found = named_forms(wanted)
        if found is None:
            raise HTTPException(400, f"there is no format {wanted[:40]!r}")
        return list(found)
    accepted = accepted_forms(request.headers.get("accept"))
    if not accepted:
        raise HTTPException(406, "no form of an answer fits the Accept header")
    return accepted


def _question(request: Request, pairs: Pairs, direct: str | None) -> dict[str, Any]:
    if any(name == "update" for name, _ in pairs):
        raise _updates()
    given = one(pairs, "query")
    if direct is not None and given is not None:
        raise HTTPException(400, "the query stands in the URL and in the body")
    query = given if direct is None else direct
    if query is None:
        raise HTTPException(400, "there is no query in the request")
    question = {"query": query, "accept": forms(request, pairs)}
    default = [value for name, value in pairs if name == "default-graph-uri"]
    named = [value for name, value in pairs if name == "named-graph-uri"]
    return question | ({"default_graphs": default, "named_graphs": named} if default or named else {})


def _updates() -> ForbiddenQuery:
    return ForbiddenQuery("updates are refused: the graph is read-only here; `zhengmai build` is what changes it")


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise HTTPException(400, f"the query is not UTF-8: {error}") from error
