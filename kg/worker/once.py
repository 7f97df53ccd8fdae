"""One question to a process of its own, ended when it overruns."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Mapping
from dataclasses import replace

from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

from kg.query.guard import check_read_only
from kg.query.result import Found, QueryResult, take
from kg.store import ReadStore
from kg.worker.frames import DeadlinePassed, Question, WorkerDied, question_frame, read_frame, unpack_reply
from kg.worker.start import command, environment

_NO_CAP = 1 << 62


def ask_once(
    store: ReadStore, sparql: str, prefixes: Mapping[str, str], *, timeout: float, max_rows: int | None
) -> QueryResult:
    """The answer to `sparql` on the generation that `store` reads, within `timeout` seconds, start-up included.

    Raises what the query raises, DeadlinePassed, and WorkerDied where the process broke.
    """
    check_read_only(sparql)
    arguments = {"query": sparql, "accept": ["json", "nt"], "max_rows": max_rows, "max_bytes": _NO_CAP}
    frame = question_frame(Question("sparql", arguments, timeout, store.generation))
    try:
        done = subprocess.run(
            command(store.path, memory=0), input=frame, stdout=subprocess.PIPE, env=environment(), timeout=timeout
        )
    except subprocess.TimeoutExpired as error:
        raise DeadlinePassed(f"the query was ended after {timeout:g} s") from error
    answered = read_frame(io.BytesIO(done.stdout))
    if answered is None:
        raise WorkerDied("the query was ended: it is too deep, or needs more memory than there is")
    reply = unpack_reply(*answered)
    found = take(read_answer(reply.body, reply.media), sparql, prefixes, None)
    return replace(found, truncated=bool(reply.truncated))


def read_answer(body: bytes, media: str) -> Found:
    """The answer in a response: SPARQL results as JSON or XML, or triples.

    Raises ValueError or SyntaxError for what cannot be read; SyntaxError also while rows are taken.
    """
    kind = media.partition(";")[0].strip()
    form = QueryResultsFormat.from_media_type(kind)
    if form is not None:
        return parse_query_results(body, form)
    rdf = RdfFormat.from_media_type(kind)
    if rdf is None:
        raise ValueError(f"it is of type {kind[:60]!r}, not one of SPARQL's")
    return (quad.triple for quad in parse(body, format=rdf))
