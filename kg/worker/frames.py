"""What passes between a worker and the process that asks it: a JSON header, then bytes.

A frame is two unsigned 64-bit lengths (header, body), big-endian, and the two. Nothing is pickled: a worker that a
hostile query has broken can hand back wrong bytes, but no code.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO

from kg.query.guard import ForbiddenQuery, QueryError

LENGTHS = struct.Struct(">QQ")


class NotAcceptable(QueryError):
    """An answer that none of the accepted forms can hold."""


class WorkerError(QueryError):
    """A question that was right, and that could not be answered all the same."""


class DeadlinePassed(WorkerError):
    """A question that took longer than it may, and was ended."""


class WorkerDied(WorkerError):
    """A question whose process ended: it needed more memory than it may have, or broke the engine."""


# The special ones first: an error travels under the first name that fits.
_ERRORS: Mapping[str, type[QueryError]] = {
    "forbidden": ForbiddenQuery,
    "unacceptable": NotAcceptable,
    "query": QueryError,
}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: an operation of `kg.worker.operations` and its arguments (JSON), to be answered within
    `timeout` seconds; of the current generation if `generation` names none."""

    operation: str
    arguments: Mapping[str, Any]
    timeout: float
    generation: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: bytes of a media type. `truncated` is `rows` or `bytes` where a cap cut it, else empty; `generation`
    is the one that was asked."""

    body: bytes
    media: str
    truncated: str = ""
    generation: str = ""


def pack(header: Mapping[str, Any], body: bytes = b"") -> bytes:
    """One frame."""
    head = json.dumps(header, ensure_ascii=False).encode()
    return LENGTHS.pack(len(head), len(body)) + head + body


def question_frame(question: Question) -> bytes:
    """`question` as a frame."""
    return pack(asdict(question))


def read_frame(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """Header and body of the next frame; None where the stream has ended, also in the middle of one."""
    lengths = stream.read(LENGTHS.size)
    if len(lengths) < LENGTHS.size:
        return None
    head, body = LENGTHS.unpack(lengths)
    content = stream.read(head + body)
    if len(content) < head + body:
        return None
    return json.loads(content[:head]), content[head:]


def reply_frame(reply: Reply) -> bytes:
    """`reply` as a frame."""
    return pack({"media": reply.media, "truncated": reply.truncated, "generation": reply.generation}, reply.body)


def error_frame(error: Exception) -> bytes:
    """An error that the one who asked can mend, as a frame."""
    kind = next((name for name, known in _ERRORS.items() if isinstance(error, known)), "other")
    return pack({"error": str(error), "kind": kind})


def unpack_reply(header: Mapping[str, Any], body: bytes) -> Reply:
    """The reply in a frame; raises the QueryError or WorkerError that the frame tells of."""
    if "error" in header:
        raise _ERRORS.get(header["kind"], WorkerError)(header["error"])
    return Reply(body, header["media"], header["truncated"], header["generation"])
