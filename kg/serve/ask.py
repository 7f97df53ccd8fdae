"""From a request to a worker and back: conditional requests, clients that hang up, errors as statuses."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fastapi import Request, Response

from kg.errors import ZhengmaiError
from kg.query.guard import ForbiddenQuery, QueryError
from kg.serve.pool import Busy, WorkerPool
from kg.store import GraphFolder
from kg.worker.frames import DeadlinePassed, NotAcceptable, Reply, WorkerDied

# The first that fits counts.
_STATUSES: tuple[tuple[type[ZhengmaiError], int], ...] = (
    (ForbiddenQuery, 403),
    (NotAcceptable, 406),
    (Busy, 503),
    (DeadlinePassed, 504),
    (WorkerDied, 507),
    (QueryError, 400),
    (ZhengmaiError, 500),
)
# These give another answer each time, so no answer of theirs may be kept.
_VOLATILE = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\s*\(", re.IGNORECASE)
_CLOSED_REQUEST = 499


class Asker:
    """Asks the workers of `pool` about the graph in the folder `graph` on behalf of requests."""

    def __init__(self, graph: Path, pool: WorkerPool) -> None:
        self._folder = GraphFolder(graph)
        self._pool = pool

    async def respond(self, request: Request, operation: str, arguments: Mapping[str, Any]) -> Response:
        """The response to `request` that `operation` gives; 304 where the client has it already.

        Raises what the operation raises: see `error_response`.
        """
        headers = {"Vary": "Accept"}
        if request.method in ("GET", "HEAD") and not _VOLATILE.search(str(arguments.get("query", ""))):
            tag = self.tag(operation, arguments)
            headers |= {"ETag": tag, "Cache-Control": "no-cache"}
            if tag in re.findall(r'"[^"]*"', request.headers.get("if-none-match", "")):
                return Response(status_code=304, headers=headers)
        else:
            headers["Cache-Control"] = "no-store"
        reply = await self.ask(request, operation, arguments)
        if reply is None:
            return Response(status_code=_CLOSED_REQUEST)
        headers["Zhengmai-Generation"] = reply.generation
        if reply.truncated:
            headers["Zhengmai-Truncated"] = reply.truncated
        return Response(reply.body, media_type=None, headers=headers | {"Content-Type": reply.media})

    async def ask(self, request: Request, operation: str, arguments: Mapping[str, Any]) -> Reply | None:
        """The reply to a question; None where the client has gone, and then the question is ended."""
        client = request.client.host if request.client else ""
        question = asyncio.create_task(self._pool.run(operation, arguments, client))
        gone = asyncio.create_task(_gone(request))
        try:
            await asyncio.wait({question, gone}, return_when=asyncio.FIRST_COMPLETED)
            return await question if question.done() else None
        finally:
            gone.cancel()
            question.cancel()

    def tag(self, operation: str, arguments: Mapping[str, Any]) -> str:
        """An entity tag for the answer to a question: it changes with the generation of the graph."""
        try:
            written = (self._folder.path / "CURRENT").stat().st_mtime_ns
        except OSError:
            written = 0
        question = json.dumps([self._folder.current(), written, operation, dict(arguments)], sort_keys=True)
        return f'"{hashlib.sha256(question.encode("utf-8", "surrogatepass")).hexdigest()[:32]}"'


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def error_response(request: Request, error: Exception) -> Response:
    """What a client is told of an error: its sentence as text, or as JSON under /api."""
    status = next((code for kind, code in _STATUSES if isinstance(error, kind)), 500)
    headers = {"Cache-Control": "no-store"} | ({"Retry-After": "5"} if status == 503 else {})
    if request.url.path.startswith("/api"):
        body = json.dumps({"error": str(error)}, ensure_ascii=False)
        return Response(body + "\n", status, headers, "application/json")
    return Response(f"{error}\n", status, headers, "text/plain; charset=utf-8")
