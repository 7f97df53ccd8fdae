"""Passages that documents share although they are no copies as a whole: quotations, and template text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.reprints.corpus import copyable
from kg.reprints.folding import Folded, fold
from kg.reprints.groups import Copyable, Reprints, group_copies
from kg.reprints.likeness import compare
from kg.reprints.sketch import sketch
from ontology.records import Record, stable_id

# Shorter ones may well have been written twice.
_SHORTEST = 40
_MOST_TEMPLATE = 0.5


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of a document's text layer; `document` is its id."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passages:
    """`copy_of` leads from places to the earlier place, in another source, with the same passage; `templates` are
    places that hold mostly template text."""

    copy_of: Mapping[Place, Place] = field(default_factory=dict)
    templates: frozenset[Place] = frozenset()


def copied_passages(records: Sequence[Record], reprints: Reprints) -> Passages:
    """The passages among the places that records quote as evidence of relations; copies of a document are left out."""
    quotes: dict[Place, tuple[Record, Folded]] = {}
    folded: dict[str, Folded] = {}
    for record in records:
        if record.id not in reprints.head_of:
            for place, quote in _places(record):
                folded.setdefault(quote, fold(quote))
                quotes.setdefault(place, (record, folded[quote]))
    templates = frozenset(p for p, (_, text) in quotes.items() if reprints.common.share(text) >= _MOST_TEMPLATE)
    looked_at = {p: found for p, found in quotes.items() if p not in templates and len(found[1]) >= _SHORTEST}
    return Passages(_copies(looked_at), templates)


def _places(record: Record) -> Iterable[tuple[Place, str]]:
    for relation in record.relations:
        for evidence in relation.evidence:
            yield Place(record.id, evidence.start, evidence.end), evidence.quote


def _copies(quotes: Mapping[Place, tuple[Record, Folded]]) -> dict[Place, Place]:
    by_id = {stable_id(p.document, str(p.start), str(p.end)): p for p in quotes}
    documents = [_quoted(key, quotes[place][0]) for key, place in by_id.items()]
    sketches = [sketch(quotes[place][1]) for place in by_id.values()]
    text = {key: quotes[place][1] for key, place in by_id.items()}
    found = group_copies(documents, sketches, lambda a, b: compare(text[a], text[b]), exact=True)
    pairs = ((by_id[copy], by_id[head]) for copy, head in found.head_of.items())
    return {copy: head for copy, head in sorted(pairs) if copy.document != head.document}


def _quoted(key: str, record: Record) -> Copyable:
    """A quotation stands in documents of other numbers and titles; but what is said again next year is said anew."""
    whole = copyable(record)
    years = frozenset([record.published[:4]] if record.published else [])
    return Copyable(key, whole.doc, whole.published, whole.tier, whole.region, years=years)
