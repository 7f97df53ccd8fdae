"""Corrections from the page: only where the server was started to take them, only from our page, only of what is there.

A page of another site can send a form here, but neither JSON nor our token, which it cannot read, and its browser
says where it comes from (OWASP, Cross-Site Request Forgery Prevention: token, content type and Origin together).
"""

from __future__ import annotations

import json
import secrets
from dataclasses import replace
from pathlib import Path
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.concurrency import run_in_threadpool

from kg.corrections import RIGHT, WRONG, Correction, add_correction
from kg.serve.explore.generation import Current, Generation
from kg.serve.parameters import content_type, read_body
from kg.trace.rejection import wrong_at

TOKEN = "X-Zhengmai-Token"
_MOST_BYTES = 10_000


class Corrections:
    """Corrections of the graph in `folder`; `token` is None where none are taken."""

    def __init__(self, folder: Path, allowed: bool) -> None:
        self._folder = folder
        self.token = secrets.token_urlsafe(24) if allowed else None

    async def take(self, request: Request, now: Generation) -> dict[str, Any]:
        """Note the correction that a request carries; raises HTTPException where it may not, or means nothing here."""
        self._check(request)
        body = await read_body(request, _MOST_BYTES)
        try:
            correction = _meant(now, json.loads(body))
        except (ValueError, KeyError, TypeError) as error:
            raise HTTPException(400, f"the correction cannot be read: {error}") from error
        if correction is None:
            raise HTTPException(404, "this graph has no such evidence")
        add_correction(self._folder, correction)
        return {"verdict": correction.verdict}

    async def take_told(self, request: Request, now: Generation) -> dict[str, Any]:
        """Note that a sentence does not tell of a region's adoption, or that it does; raises as `take` does."""
        self._check(request)
        body = await read_body(request, _MOST_BYTES)
        try:
            corrections = await run_in_threadpool(_told, now, json.loads(body))
        except (ValueError, KeyError, TypeError) as error:
            raise HTTPException(400, f"the correction cannot be read: {error}") from error
        if not corrections:
            raise HTTPException(404, "this graph has no such evidence")
        for correction in corrections:
            add_correction(self._folder, correction)
        return {"verdict": corrections[0].verdict, "noted": len(corrections)}

    def _check(self, request: Request) -> None:
        if self.token is None:
            raise HTTPException(403, "this server takes no corrections: start it with --corrections")
        if content_type(request) != "application/json":
            raise HTTPException(415, "a correction is JSON")
        origin, host = request.headers.get("origin"), request.headers.get("host")
        given = request.headers.get(TOKEN, "").encode()
        if origin != f"{request.url.scheme}://{host}" or not secrets.compare_digest(given, self.token.encode()):
            raise HTTPException(403, "corrections come from this server's own page only")


def _meant(now: Generation, said: Any) -> Correction | None:
    """The place that a correction is about, with the names that its document has; None where there is none."""
    said, verdict = _object(said)
    wanted = (int(said["start"]), int(said["end"]), str(said["predicate"]), str(said["subject"]), str(said["object"]))
    for place in now.documents.evidence(str(said["document"])):
        if place.about == wanted:
            return Correction(str(said["document"]), *wanted[:3], place.names[0], place.names[1], verdict)
    return None


def _told(now: Generation, said: Any) -> list[Correction]:
    """The places that have to be called wrong for a sentence to tell nothing of a region and a programme."""
    said, verdict = _object(said)
    span = int(said["start"]), int(said["end"])
    found = now.trace(str(said["programme"]))
    wrong = wrong_at(now.graph, found, str(said["region"]), str(said["document"]), *span)
    return [replace(one, verdict=verdict) for one in wrong]


def _object(said: Any) -> tuple[dict[str, Any], str]:
    if not isinstance(said, dict) or said.get("verdict", WRONG) not in (WRONG, RIGHT):
        raise ValueError("it is an object whose verdict is wrong or right")
    return said, said.get("verdict", WRONG)


def add_corrections(routes: APIRouter, current: Current, corrections: Corrections) -> None:
    """The route that takes them."""

    @routes.post("/corrections", summary="Mark evidence as wrong 标注有误")
    async def take(request: Request) -> dict[str, Any]:
        return await corrections.take(request, current.get())

    @routes.post("/corrections/adoption", summary="Mark what a sentence tells of a region as wrong 标注推行有误")
    async def take_told(request: Request) -> dict[str, Any]:
        return await corrections.take_told(request, current.get())
