"""What recognisers propose: a typed stretch of cleaned text, kept in the user data of a spaCy `Doc`.

What stands in the end are spans of the `Doc` (`show`); a span for every proposal would cost more than to find it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from spacy.tokens import Doc, Span


class Candidate(NamedTuple):
    """A stretch `[start, end)` that may name an entity of `type`.

    `source` names the recogniser or rule; `vocabulary` is the id of the entry where a vocabulary knows it;
    `name` is the name where it differs from the stretch (an ellipsis written out). `probability` is how sure a
    statistical recogniser is of it, 0 for whatever else proposes it.
    """

    start: int
    end: int
    type: str
    source: str
    vocabulary: str = ""
    name: str = ""
    probability: float = 0.0


def text_of(doc: Doc) -> str:
    """The text of a `Doc`; spaCy's own `doc.text` puts it together anew from one token a character each time."""
    text: str | None = doc.user_data.get("text")
    return doc.text if text is None else text


def put(doc: Doc, key: str, candidates: Iterable[Candidate]) -> Doc:
    """Keep candidates under `key`; the name that one of them gives to a stretch holds for all of its type."""
    kept = list(candidates)
    doc.user_data.setdefault("candidates", {})[key] = kept
    doc.user_data.setdefault("names", {}).update((c[:3], c.name) for c in kept if c.name)
    return doc


def get(doc: Doc, key: str) -> list[Candidate]:
    """The candidates kept under `key`, in the order they were put; none where the key is missing."""
    names: dict[tuple[int, int, str], str] = doc.user_data.get("names", {})
    kept: list[Candidate] = doc.user_data.get("candidates", {}).get(key, [])
    return [c if (name := names.get(c[:3], "")) == c.name else c._replace(name=name) for c in kept]


def show(doc: Doc, key: str) -> Doc:
    """Give `doc.spans[key]` the candidates kept there: type as label, source as span id, vocabulary id as kb id."""
    doc.spans[key] = [
        Span(doc, c.start, c.end, label=c.type, kb_id=c.vocabulary, span_id=c.source) for c in get(doc, key)
    ]
    return doc
