"""What recognisers propose: a typed stretch of cleaned text, kept in the spans of a spaCy `Doc`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Span


class Candidate(NamedTuple):
    """A stretch `[start, end)` that may name an entity of `type`.

    `source` names the recogniser or rule; `vocabulary` is the id of the entry where a vocabulary knows it;
    `name` is the name where it differs from the stretch (an ellipsis written out).
    """

    start: int
    end: int
    type: str
    source: str
    vocabulary: str = ""
    name: str = ""


def text_of(doc: Doc) -> str:
    """The text of a `Doc`; spaCy's own `doc.text` puts it together anew from one token a character each time."""
    text: str | None = doc.user_data.get("text")
    return doc.text if text is None else text


def put(doc: Doc, key: str, candidates: Iterable[Candidate]) -> Doc:
    """Keep candidates under `doc.spans[key]`: type as label, source as span id, vocabulary id as kb id."""
    spans = []
    names: dict[tuple[int, int, str], str] = doc.user_data.setdefault("names", {})
    for c in candidates:
        spans.append(Span(doc, c.start, c.end, label=c.type, kb_id=c.vocabulary, span_id=c.source))
        if c.name:
            names[c.start, c.end, c.type] = c.name
    doc.spans[key] = spans
    return doc


def get(doc: Doc, key: str) -> Iterator[Candidate]:
    """The candidates kept under `doc.spans[key]`, in the order they were put; none where the key is missing."""
    names: dict[tuple[int, int, str], str] = doc.user_data.get("names", {})
    for s in doc.spans.get(key, ()):
        yield Candidate(s.start, s.end, s.label_, s.id_, s.kb_id_, names.get((s.start, s.end, s.label_), ""))
