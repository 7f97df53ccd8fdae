"""Passages that documents share although they are no copies as a whole: quotations, and template text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from kg.reprints.common import CommonText
from kg.reprints.folding import fold
from kg.reprints.grams import Hashes, stretch_hashes
from kg.reprints.groups import Copyable, Reprints, group_copies
from kg.reprints.likeness import Likeness
from kg.reprints.sketch import Sketch, sketch
from ontology.records import Record, stable_id

# Shorter ones may well have been written twice.
_SHORTEST = 40
_MOST_TEMPLATE = 0.5
Compare = Callable[["Place", "Place"], Likeness]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of a document's text layer; `document` is its id."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quotes:
    """The places that a record quotes as evidence of relations, each once: start and end, the number of its clauses,
    and a sketch where it is long enough to be a copy. `clauses` and `lengths` are those of all places in a row."""

    spans: tuple[tuple[int, int], ...]
    counts: tuple[int, ...]
    clauses: Hashes
    lengths: Hashes
    sketches: Mapping[int, Sketch]


@dataclass(frozen=True, slots=True)
class Passages:
    """`copy_of` leads from places to the earlier place, in another source, with the same passage; `templates` are
    places that hold mostly template text."""

    copy_of: Mapping[Place, Place] = field(default_factory=dict)
    templates: frozenset[Place] = frozenset()


def quotes_of(record: Record) -> Quotes:
    """What is to be known of the record's quotes to find their copies."""
    quotes = {(e.start, e.end): e.quote for relation in record.relations for e in relation.evidence}
    folded = [fold(quote) for quote in quotes.values()]
    clauses = [stretch_hashes(text, text.clauses) for text in folded]
    lengths = [np.diff(np.append(text.clauses, len(text))).astype(np.uint64) for text in folded]
    long_enough = {n: sketch(text) for n, text in enumerate(folded) if len(text) >= _SHORTEST}
    none = [np.empty(0, np.uint64)]
    return Quotes(
        tuple(quotes),
        tuple(map(len, clauses)),
        np.concatenate(none + clauses),
        np.concatenate(none + lengths),
        long_enough,
    )


def copied_passages(sources: Sequence[tuple[Copyable, Quotes]], reprints: Reprints, alike: Compare) -> Passages:
    """The passages among the quotes of documents; copies of a document are left out. `alike` compares two."""
    looked_at = [(one, quotes) for one, quotes in sources if one.id not in reprints.head_of]
    templates = frozenset(place for one, quotes in looked_at for place in _templates(one, quotes, reprints.common))
    places = {
        Place(one.id, *quotes.spans[n]): (one, made) for one, quotes in looked_at for n, made in quotes.sketches.items()
    }
    own = {place: found for place, found in places.items() if place not in templates}
    return Passages(_copies(own, reprints, alike), templates)


def _templates(one: Copyable, quotes: Quotes, common: CommonText) -> Iterable[Place]:
    """The places of a document more than half of whose characters stand in template clauses."""
    if not len(common.clauses) or not len(quotes.clauses):
        return
    inside = np.where(np.isin(quotes.clauses, common.clauses), quotes.lengths, 0)
    ends = np.cumsum(quotes.counts)
    sums = [np.concatenate(([0], np.cumsum(values)))[np.append(0, ends)] for values in (inside, quotes.lengths)]
    for span, templated, whole in zip(quotes.spans, np.diff(sums[0]), np.diff(sums[1]), strict=True):
        if whole and templated >= _MOST_TEMPLATE * whole:
            yield Place(one.id, *span)


def _copies(quotes: Mapping[Place, tuple[Copyable, Sketch]], reprints: Reprints, alike: Compare) -> dict[Place, Place]:
    by_id = {stable_id(p.document, str(p.start), str(p.end)): p for p in quotes}
    documents = [_quoted(key, quotes[place][0], reprints) for key, place in by_id.items()]
    sketches = [quotes[place][1] for place in by_id.values()]
    found = group_copies(documents, sketches, lambda a, b: alike(by_id[a], by_id[b]), exact=True)
    pairs = ((by_id[copy], by_id[head]) for copy, head in found.head_of.items())
    return {copy: head for copy, head in sorted(pairs) if copy.document != head.document}


def _quoted(key: str, whole: Copyable, reprints: Reprints) -> Copyable:
    """A quotation stands in documents of other numbers and titles; but what is said again next year is said anew."""
    published = reprints.first_published.get(whole.id, whole.published)
    years = frozenset([published[:4]] if published else [])
    return replace(whole, id=key, published=published, numbers=frozenset(), years=years, figures_doubtful=False)
