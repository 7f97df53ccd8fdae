"""Answers as the bytes that clients ask for: the forms, and which of them can hold what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.query.result import Found
from kg.worker.frames import NotAcceptable, Reply
from kg.worker.tables import (
    Caps,
    Row,
    book,
    csv_table,
    json_table,
    json_truth,
    plain_rows,
    plain_truth,
    sheet,
    tsv_table,
    xml_table,
    xml_truth,
)


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write an answer: its media type, and what writes it."""

    media: str
    table: Callable[[Sequence[str], Iterator[Row], Caps], bytes] | None = None
    truth: Callable[[bool], str] | None = None
    rdf: ox.RdfFormat | None = None


FORMS: dict[str, Form] = {
    "json": Form("application/sparql-results+json", json_table, json_truth),
    "xml": Form("application/sparql-results+xml", xml_table, xml_truth),
    "csv": Form("text/csv; charset=utf-8", csv_table, plain_truth),
    "tsv": Form("text/tab-separated-values; charset=utf-8", tsv_table, plain_truth),
    "ttl": Form("text/turtle; charset=utf-8", rdf=ox.RdfFormat.TURTLE),
    "nt": Form("application/n-triples; charset=utf-8", rdf=ox.RdfFormat.N_TRIPLES),
    "jsonld": Form("application/ld+json", rdf=ox.RdfFormat.JSON_LD),
    "rdf": Form("application/rdf+xml", rdf=ox.RdfFormat.RDF_XML),
    "trig": Form("application/trig; charset=utf-8", rdf=ox.RdfFormat.TRIG),
    "nq": Form("application/n-quads; charset=utf-8", rdf=ox.RdfFormat.N_QUADS),
}
# Not of SPARQL's own: what the named queries answer with.
PLAIN_FORMS: dict[str, Form] = {
    "rows": Form("application/json", plain_rows),
    "sheet": Form("text/csv; charset=utf-8", sheet),
    "book": Form("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", book),
}
_ALL = FORMS | PLAIN_FORMS
_WITH_PREFIXES = (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG, ox.RdfFormat.RDF_XML)


def write_answer(answer: Found, accepted: Sequence[str], caps: Caps, prefixes: Mapping[str, str]) -> Reply:
    """`answer` in the first form of `accepted` (keys of FORMS and PLAIN_FORMS) that can hold it, within `caps`.

    Raises NotAcceptable where none can: triples are no table, and a table is no triples.
    """
    if isinstance(answer, ox.QueryBoolean):
        form = _first(accepted, lambda form: form.truth is not None, "true or false")
        body = form.truth(bool(answer)).encode() if form.truth else b""
    elif isinstance(answer, ox.QuerySolutions):
        form = _first(accepted, lambda form: form.table is not None, "a table")
        rows = caps.rows_of(tuple(row) for row in answer)
        body = form.table([v.value for v in answer.variables], rows, caps) if form.table else b""
    else:
        return write_triples(iter(answer), accepted, caps, prefixes)
    return Reply(body, form.media, caps.cut)


def write_triples(
    triples: Iterator[ox.Triple], accepted: Sequence[str], caps: Caps, prefixes: Mapping[str, str]
) -> Reply:
    """`triples`, each once, in the first RDF form of `accepted`; raises NotAcceptable where there is none.

    The cap on bytes counts them as N-Triples, longer than most other forms.
    """
    form = _first(accepted, lambda form: form.rdf is not None, "triples")
    kept: dict[ox.Triple, None] = {}
    used = 0
    for triple in caps.rows_of(triples):
        used += len(str(triple).encode()) + 3
        if used > caps.max_bytes:
            caps.cut = "bytes"
            break
        kept[triple] = None
    named = dict(prefixes) if form.rdf in _WITH_PREFIXES else None
    data = ox.serialize(kept, format=form.rdf, prefixes=named) or b""
    if form.rdf in (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG):
        data = _sorted_prefixes(data, len(prefixes))
    return Reply(data, form.media, caps.cut)


def _sorted_prefixes(data: bytes, count: int) -> bytes:
    """The serialiser puts prefixes in an order that changes from run to run."""
    lines = data.split(b"\n", count)
    return b"\n".join([*sorted(lines[:count]), *lines[count:]])


def _first(accepted: Sequence[str], fits: Callable[[Form], bool], kind: str) -> Form:
    for name in accepted:
        if fits(_ALL[name]):
            return _ALL[name]
    raise NotAcceptable(f"the answer is {kind}, which {', '.join(accepted)} cannot hold")
