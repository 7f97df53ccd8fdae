"""The routes of the explorer: its page, its assets, and what the page asks."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from html import escape
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Query, Request
from fastapi.responses import HTMLResponse, Response

from kg.errors import ZhengmaiError
from kg.serve.explore import cards
from kg.serve.explore.columns import columns
from kg.serve.explore.corrections import Corrections, add_corrections
from kg.serve.explore.files import Files
from kg.serve.explore.fragment import brief, fragment, overview
from kg.serve.explore.generation import Current
from kg.serve.explore.schema import schema
from kg.serve.explore.steps import HARD, Replay, Step, View, limit_of, read_steps
from kg.serve.explore.texts import found_texts
from kg.serve.explore.words import vocabulary
from kg.serve.settings import ServeSettings

PATH = "/api/explore"
_TEXT = Query(max_length=200)
_KEY = Query(max_length=2_000)


def add_explorer(app: FastAPI, graph_dir: Path, settings: ServeSettings) -> Callable[[], None]:
    """Put the page at `/`, its files under `/page` and `/vendor`, and its questions under `/api/explore`.

    What is given back loads what the first page will ask for; to be called in a thread, once the server runs.
    """
    from viz.explorer.assets import FOLDER
    from viz.explorer.words import PAGE

    current = Current(graph_dir)
    app.include_router(_router(current, Corrections(graph_dir, settings.corrections)))
    app.add_api_route("/", _index, methods=["GET", "HEAD"], include_in_schema=False)
    app.mount("/page", Files(PAGE), name="page")
    app.mount("/vendor", Files(FOLDER), name="vendor")
    return partial(_warm, current)


def _warm(current: Current) -> None:
    # Where the graph cannot be read, the first request is told so.
    with suppress(ZhengmaiError):
        now = current.get()
        _ = now.summary, vocabulary()
        now.places.of(Replay(now.index, now.base, HARD).run([Step("all", (str(HARD),))]).things)


async def _index() -> HTMLResponse:
    from viz.explorer.assets import missing
    from viz.explorer.words import PAGE

    text = (PAGE / "index.html").read_text("utf-8")
    told = f'name="missing" content="{escape(" ".join(missing()))}"'
    return HTMLResponse(text.replace('name="missing" content=""', told), headers={"Cache-Control": "no-cache"})


def _router(current: Current, corrections: Corrections) -> APIRouter:
    routes = APIRouter(prefix=PATH, tags=["explore"])
    _add_start(routes, current, corrections)
    _add_graph(routes, current)
    _add_things(routes, current)
    _add_documents(routes, current)
    _add_trace(routes, current)
    add_corrections(routes, current, corrections)
    return routes


def _add_start(routes: APIRouter, current: Current, corrections: Corrections) -> None:
    @routes.get("/start", summary="What the page needs first 页面所需")
    def start() -> Response:
        return _large(current.get().summary | vocabulary() | {"corrections": corrections.token})

    @routes.get("/search", summary="Things by name, alias or pinyin 查找")
    def search(
        q: Annotated[str, _TEXT],
        type: Annotated[str | None, _TEXT] = None,
        limit: Annotated[int, Query(le=50, ge=1)] = 12,
    ) -> list[dict[str, Any]]:
        now = current.get()
        hits = now.names.find(q, type, limit)
        return [
            brief(now.base, now.index.things[hit.thing]) | {"by": hit.by, "degree": int(now.index.degree[hit.thing])}
            for hit in hits
        ]

    @routes.get("/texts", summary="Sentences and documents with these words 全文")
    def texts(q: Annotated[str, _TEXT], limit: Annotated[int, Query(le=20, ge=1)] = 5) -> list[dict[str, Any]]:
        return found_texts(current.get().graph, q, limit)

    @routes.get("/card/{name}", summary="The SPARQL of a question 问题的查询语句")
    def card(name: str, request: Request) -> dict[str, str]:
        given = {key: value for key, value in request.query_params.items() if value}
        return {"sparql": cards.bound(current.get().graph, name, given)}

    @routes.get("/schema", summary="Classes and properties in use 用到的类与属性")
    def in_use() -> dict[str, Any]:
        return schema(current.get().store)


def _add_graph(routes: APIRouter, current: Current) -> None:
    def replay(written: list[str], limit: int | None) -> tuple[Any, View]:
        now, steps = current.get(), read_steps(written)
        return now, Replay(now.index, now.base, limit or limit_of(steps)).run(steps)

    @routes.get("/view", summary="Things and links after some steps 视图")
    def view(
        s: Annotated[list[str], Query(max_length=400)], limit: Annotated[int | None, Query(ge=1, le=HARD)] = None
    ) -> Response:
        now, found = replay(s, limit)
        return _large(columns(now.index, now.base, found) | {"places": now.places.of(found.things)})

    @routes.get("/view.svg", summary="The same as a picture 视图（图片）")
    def picture(
        s: Annotated[list[str], Query(max_length=400)], lang: Annotated[str, Query(pattern="^(zh|en)$")] = "zh"
    ) -> Response:
        from viz.explorer.picture import MOST, picture_svg

        now, found = replay(s, MOST)
        return Response(picture_svg(fragment(now.index, now.base, found), lang), media_type="image/svg+xml")

    @routes.get("/overview", summary="The whole graph by class and province 概览")
    def counted() -> dict[str, Any]:
        return overview(current.get().index)


def _add_things(routes: APIRouter, current: Current) -> None:
    @routes.get("/thing", summary="A thing with its facts 事物")
    def thing(id: Annotated[str, _KEY]) -> dict[str, Any]:
        return current.get().things.describe(id)

    @routes.get("/facts", summary="More facts of a thing 更多事实")
    def facts(
        id: Annotated[str, _KEY],
        predicate: Annotated[str, _TEXT],
        direction: str,
        offset: Annotated[int, Query(ge=0)] = 0,
        limit: Annotated[int, Query(ge=1, le=100)] = 20,
    ) -> list[dict[str, Any]]:
        return current.get().things.facts(id, predicate, direction, offset, limit)

    @routes.get("/link", summary="A fact with its evidence 事实")
    def link(s: Annotated[str, _KEY], p: Annotated[str, _TEXT], o: Annotated[str, _KEY]) -> dict[str, Any]:
        return current.get().things.link(s, p, o)


def _add_trace(routes: APIRouter, current: Current) -> None:
    @routes.get("/trace", summary="How a programme spread 扩散")
    def trace(programme: Annotated[str, _KEY], lang: Annotated[str, Query(pattern="^(zh|en)$")] = "zh") -> Response:
        return _large(current.get().spread(programme, lang))


def _add_documents(routes: APIRouter, current: Current) -> None:
    @routes.get("/documents", summary="All documents 文件")
    def documents() -> Response:
        return _large(current.get().documents.listed())

    @routes.get("/document", summary="A document with its marks 文件原文")
    def document(id: Annotated[str, _TEXT]) -> Response:
        return _large(current.get().documents.text(id))


def _large(data: Any) -> Response:
    """JSON as it is: the framework would look at each of a million values first."""
    return Response(json.dumps(data, ensure_ascii=False, separators=(",", ":")), media_type="application/json")
