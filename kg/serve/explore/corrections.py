"""Corrections from the page: only where the server was started to take them, only from our page, only of what is there.

A page of another site can send a form here, but neither JSON nor our token, which it cannot read, and its browser
says where it comes from (OWASP, Cross-Site Request Forgery Prevention: token, content type and Origin together).
"""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from typing import Any

from fastapi import APIRouter, HTTPException, Request

from kg.corrections import RIGHT, WRONG, Correction, add_correction
from kg.serve.explore.generation import Current, Generation
from kg.serve.parameters import content_type, read_body

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
    if not isinstance(said, dict) or said.get("verdict", WRONG) not in (WRONG, RIGHT):
        raise ValueError("it is an object whose verdict is wrong or right")
    wanted = (int(said["start"]), int(said["end"]), str(said["predicate"]), str(said["subject"]), str(said["object"]))
    for place in now.documents.evidence(str(said["document"])):
        if place.about == wanted:
            return Correction(
                str(said["document"]), *wanted[:3], place.names[0], place.names[1], said.get("verdict", WRONG)
            )
    return None


def add_corrections(routes: APIRouter, current: Current, corrections: Corrections) -> None:
    """The route that takes them."""

    @routes.post("/corrections", summary="Mark evidence as wrong 标注有误")
    async def take(request: Request) -> dict[str, Any]:
        return await corrections.take(request, current.get())
