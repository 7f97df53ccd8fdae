"""The application: the endpoint, the named queries as REST, and what guards them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from kg.errors import ZhengmaiError
from kg.serve import named, page, protocol
from kg.serve.ask import Asker, error_response
from kg.serve.explore.routes import add_explorer
from kg.serve.pool import WorkerPool
from kg.serve.security import Guarded
from kg.serve.settings import ServeSettings
from kg.store import open_store


def create_app(graph_dir: Path, settings: ServeSettings) -> FastAPI:
    """The application over the graph in `graph_dir`; raises ZhengmaiError where there is none that can be read.

    `app.state.asker` (`kg.serve.ask.Asker`) asks the workers; routes that are added later use it too.
    """
    open_store(graph_dir).close()
    pool = WorkerPool(graph_dir, settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with pool:
            waiting = asyncio.create_task(asyncio.to_thread(warm))
            yield
            waiting.cancel()

    app = FastAPI(
        title="zhengmai 政脉",
        version=version("zhengmai"),
        description="The named queries of a graph of China's industrial policy. SPARQL: /sparql",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.asker = Asker(graph_dir, pool)
    app.add_middleware(Guarded, settings=settings)
    app.add_exception_handler(ZhengmaiError, error_response)
    app.add_exception_handler(HTTPException, _http_error)
    app.include_router(protocol.router(app.state.asker, settings))
    app.include_router(named.router(app.state.asker, settings))
    app.include_router(page.router())
    warm = add_explorer(app, graph_dir, settings)
    return app


async def _http_error(request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 500)
    told = error_response(request, ZhengmaiError(str(getattr(error, "detail", error))))
    told.status_code = status
    told.headers.update(getattr(error, "headers", None) or {})
    return told
