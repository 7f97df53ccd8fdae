"""The page's files, held in memory: a page of forty small files must not wait for forty looks at the disk."""

from __future__ import annotations

import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send


@dataclass(frozen=True, slots=True)
class _File:
    content: bytes
    media: str
    tag: str


class Files:
    """An application (ASGI) that serves what was in `folder` when it was made; nothing where there is no folder."""

    def __init__(self, folder: Path) -> None:
        paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
        self._files = {path.relative_to(folder).as_posix(): _read(path) for path in paths}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; 404 for a file that is not there, 405 for what does not read."""
        request = Request(scope)
        await self._answer(request).__call__(scope, receive, send)

    def _answer(self, request: Request) -> Response:
        if request.method not in ("GET", "HEAD"):
            raise HTTPException(405)
        root = request.scope.get("root_path", "")
        file = self._files.get(request.scope["path"].removeprefix(root).lstrip("/"))
        if file is None:
            raise HTTPException(404)
        headers = {"ETag": file.tag, "Cache-Control": "no-cache"}
        if file.tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(file.content, headers=headers, media_type=file.media)


def _read(path: Path) -> _File:
    content = path.read_bytes()
    media = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    # Systems differ on this one, and no browser runs a module of another type.
    media = "text/javascript" if path.suffix == ".js" else media
    return _File(content, media, f'"{hashlib.sha256(content).hexdigest()[:24]}"')
