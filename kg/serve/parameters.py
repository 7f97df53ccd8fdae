"""What a request says: its parameters, strictly decoded, and its body, bounded."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

from fastapi import HTTPException, Request

_BAD_PERCENT = re.compile(rb"%(?![0-9A-Fa-f]{2})")
# A dataset may name many graphs.
_MAX_FIELDS = 2_000

Pairs = list[tuple[str, str]]


def url_parameters(request: Request, bound: int) -> Pairs:
    """The parameters in the URL; raises HTTPException 400 or 414 where they can't be read or are too long."""
    raw: bytes = request.scope["query_string"]
    if len(raw) > bound:
        raise HTTPException(414, f"the URL is longer than {bound} bytes: send the query by POST")
    return decode_form(raw)


def decode_form(raw: bytes) -> Pairs:
    """Pairs of an x-www-form-urlencoded text; raises HTTPException 400 for what is not UTF-8, percent-encoded well."""
    try:
        if _BAD_PERCENT.search(raw):
            raise ValueError("a % without two hexadecimal digits")
        return parse_qsl(raw.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS)
    except ValueError as error:
        raise HTTPException(400, f"the parameters cannot be read: {error}") from error


async def read_body(request: Request, bound: int) -> bytes:
    """The body of `request`; raises HTTPException 413 where it is longer than `bound` bytes."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > bound:
            raise HTTPException(413, f"the request is longer than {bound} bytes")
    return bytes(body)


def content_type(request: Request) -> str:
    """The media type of the body, in small letters; raises HTTPException 415 for a charset that is not UTF-8."""
    media, _, rest = request.headers.get("content-type", "").partition(";")
    charset = re.search(r'charset\s*=\s*"?([\w-]+)', rest, re.IGNORECASE)
    if charset and charset.group(1).lower() not in ("utf-8", "utf8"):
        raise HTTPException(415, f"requests are in UTF-8 here, not in {charset.group(1)}")
    return media.strip().lower()


def one(pairs: Pairs, name: str) -> str | None:
    """The value of a parameter that may stand once; raises HTTPException 400 where it stands more often."""
    values = [value for key, value in pairs if key == name]
    if len(values) > 1:
        raise HTTPException(400, f"{name} stands {len(values)} times in the request: once is right")
    return values[0] if values else None
