"""Rows as bytes: the four tabular forms of SPARQL 1.1, and three plain ones, each cut at a row where a cap is reached.

Sources: SPARQL 1.1 Query Results JSON, XML, CSV and TSV (W3C Recommendations, 2013). The engine's own writers
can't stop at a row.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from kg.query.cells import Term, value
from kg.query.result import BOM, csv_cell
from kg.query.sheet import workbook

_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'
Row = Sequence[Term | None]


@dataclass(slots=True)
class Caps:
    """How large an answer may be; `cut` says which cap it reached: `rows`, `bytes` or none yet."""

    max_rows: int | None
    max_bytes: int
    cut: str = field(default="", init=False)

    def rows_of(self, rows: Iterator[Any]) -> Iterator[Any]:
        """`rows` up to the cap."""
        yield from islice(rows, self.max_rows)
        if next(rows, None) is not None:
            self.cut = "rows"

    def pieces_of(self, pieces: Iterable[str], used: int = 0) -> Iterator[bytes]:
        """`pieces`, encoded, as long as all of them with `used` bytes before fit."""
        for piece in pieces:
            data = piece.encode("utf-8", "surrogatepass")
            used += len(data)
            if used > self.max_bytes:
                self.cut = "bytes"
                return
            yield data


def _json_term(term: Term) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype.value == _XSD_STRING:
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def json_table(header: Sequence[str], rows: Iterator[Row], caps: Caps) -> bytes:
    """SPARQL 1.1 Query Results JSON; a cut answer has a member `truncated` in its head, where parsers bear it."""
    bindings = ({n: _json_term(t) for n, t in zip(header, row, strict=True) if t is not None} for row in rows)
    lines = (json.dumps(binding, ensure_ascii=False) + ",\n" for binding in bindings)
    body = b"".join(caps.pieces_of(lines)).removesuffix(b",\n")
    head = {"vars": list(header)} | ({"truncated": caps.cut} if caps.cut else {})
    return f'{{"head":{json.dumps(head, ensure_ascii=False)},"results":{{"bindings":[\n'.encode() + body + b"\n]}}\n"


def _xml_term(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<uri>{escape(term.value)}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{escape(term.value)}</bnode>"
    if isinstance(term, ox.Triple):
        parts = zip(("subject", "predicate", "object"), (term.subject, term.predicate, term.object), strict=True)
        return "<triple>" + "".join(f"<{name}>{_xml_term(part)}</{name}>" for name, part in parts) + "</triple>"
    kind = ""
    if term.language:
        kind = f" xml:lang={quoteattr(term.language)}"
    elif term.datatype.value != _XSD_STRING:
        kind = f" datatype={quoteattr(term.datatype.value)}"
    return f"<literal{kind}>{escape(_xml_text(term.value), {chr(13): '&#xD;'})}</literal>"


def _xml_text(text: str) -> str:
    """`text` with what XML 1.0 cannot say (most control characters) as U+FFFD."""
    return "".join(c if c >= " " and c not in "\ufffe\uffff" or c in "\t\n\r" else "\ufffd" for c in text)


def xml_table(header: Sequence[str], rows: Iterator[Row], caps: Caps) -> bytes:
    """SPARQL Query Results XML; a cut answer says so in a comment."""
    variables = "".join(f"<variable name={quoteattr(name)}/>" for name in header)
    head = f"{_XML_HEAD}<head>{variables}</head>\n<results>\n"
    lines = (
        "<result>"
        + "".join(
            f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>"
            for name, term in zip(header, row, strict=True)
            if term is not None
        )
        + "</result>\n"
        for row in rows
    )
    body = b"".join(caps.pieces_of(lines, len(head)))
    mark = f"<!-- truncated: {caps.cut} -->\n" if caps.cut else ""
    return f"{head}{body.decode()}</results>\n{mark}</sparql>\n".encode()


def csv_table(header: Sequence[str], rows: Iterator[Row], caps: Caps) -> bytes:
    """SPARQL 1.1 Query Results CSV: values without their kinds."""
    lines = (_csv_line([_csv_term(term) for term in row]) for row in rows)
    return b"".join(caps.pieces_of(_chain(_csv_line(header), lines)))


def _csv_term(term: Term | None) -> str:
    if term is None:
        return ""
    return str(term) if isinstance(term, ox.BlankNode | ox.Triple) else term.value


def _csv_line(cells: Sequence[object]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def tsv_table(header: Sequence[str], rows: Iterator[Row], caps: Caps) -> bytes:
    """SPARQL 1.1 Query Results TSV: terms as Turtle writes them."""
    lines = ("\t".join("" if t is None else str(t).replace("\t", "\\t") for t in row) + "\n" for row in rows)
    return b"".join(caps.pieces_of(_chain("\t".join(f"?{name}" for name in header) + "\n", lines)))


def _chain(first: str, rest: Iterable[str]) -> Iterator[str]:
    yield first
    yield from rest


def json_truth(truth: bool) -> str:
    """The answer to ASK as JSON."""
    return json.dumps({"head": {}, "boolean": truth}) + "\n"


def xml_truth(truth: bool) -> str:
    """The answer to ASK as XML."""
    return f"{_XML_HEAD}<head/>\n<boolean>{str(truth).lower()}</boolean>\n</sparql>\n"


def plain_truth(truth: bool) -> str:
    """The answer to ASK as a word."""
    return str(truth).lower() + "\n"


def plain_rows(header: Sequence[str], rows: Iterator[Row], caps: Caps) -> bytes:
    """A JSON object with `columns`, `rows` (objects with plain values, None where unbound) and `truncated`."""
    head = f'{{"columns":{json.dumps(list(header), ensure_ascii=False)},"rows":[\n'
    objects = (dict(zip(header, map(value, row), strict=True)) for row in rows)
    lines = (json.dumps(plain, ensure_ascii=False) + ",\n" for plain in objects)
    body = b"".join(caps.pieces_of(lines, len(head)))
    return head.encode() + body.removesuffix(b",\n") + f'],"truncated":{json.dumps(caps.cut)}}}\n'.encode()


def sheet(header: Sequence[str], rows: Iterator[Row], caps: Caps) -> bytes:
    """CSV for spreadsheets: a byte-order mark, plain values, no cell that would run as a formula."""
    lines = (_csv_line([csv_cell(value(term)) for term in row]) for row in rows)
    return b"".join(caps.pieces_of(_chain(BOM + _csv_line(header), lines)))


def book(header: Sequence[str], rows: Iterator[Row], caps: Caps) -> bytes:
    """A workbook of one sheet, its cells as in `sheet`; the cap on bytes counts them before they are packed.

    Raises QueryError for more rows than a sheet has.
    """
    return workbook(header, list(_within(([value(term) for term in row] for row in rows), caps)))


def _within(rows: Iterable[list[Any]], caps: Caps) -> Iterator[list[Any]]:
    used = 0
    for row in rows:
        used += sum(len(str(cell).encode("utf-8", "surrogatepass")) for cell in row if cell is not None)
        if used > caps.max_bytes:
            caps.cut = "bytes"
            return
        yield row
