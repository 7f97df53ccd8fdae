"""Sketches: from each document what tells, without its text, which others share sentences with it.

A sentence's sketch is a MinHash of its character 5-grams (Broder 1997) cut into bands, so that two sentences of
resemblance 0.6 meet in one bucket three times out of four, of resemblance 0.3 once in seven. By sentence and not
by document, because a reprint that was cut short resembles the whole but little, and every sentence that is left fully.
Arrays hold all sentences of a text: datasketch, sentence by sentence, takes forty times as long.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.reprints.common import clause_hashes
from kg.reprints.folding import Folded
from kg.reprints.grams import Hashes, gram_hashes, mixed

_GRAM = 5
BANDS, _ROWS = 6, 3
_SHORTEST_SENTENCE = 20
_SEEDS = mixed(np.arange(BANDS * _ROWS, dtype=np.uint64))
_NONE = np.uint64(np.iinfo(np.uint64).max)
# A bucket of more documents ties each to the first alone: enough to find a group, and not the square of it.
_CROWD = 30
# Of the shorter document's sentences so much is in common before two are compared.
_LEAST_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Sketch:
    """A document's sentences that are long enough: `buckets` (a row each), lengths; and its clauses' hashes."""

    buckets: Hashes
    lengths: NDArray[np.int64]
    clauses: Hashes


def sketch(text: Folded) -> Sketch:
    """The sketch of a text; of one without a sentence of twenty characters it is empty but for clauses."""
    lengths = np.diff(np.append(text.sentences, len(text)))
    long_enough = lengths >= _SHORTEST_SENTENCE
    buckets = _buckets(text)[long_enough] if long_enough.any() else np.empty((0, BANDS), np.uint64)
    return Sketch(buckets, lengths[long_enough], clause_hashes(text))


def _buckets(text: Folded) -> Hashes:
    grams = gram_hashes(text, _GRAM)
    ends = np.append(text.sentences[1:], len(text))
    starts = text.sentences[text.sentences < len(grams)]
    sentence_end = np.repeat(ends, np.diff(np.append(text.sentences, len(text))))[: len(grams)]
    inside = np.arange(len(grams)) + _GRAM <= sentence_end
    lowest = [np.minimum.reduceat(np.where(inside, mixed(grams ^ seed), _NONE), starts) for seed in _SEEDS]
    found = np.full((len(text.sentences), BANDS), _NONE)
    for band in range(BANDS):
        key = np.full(len(starts), np.uint64(band))
        for row in lowest[band * _ROWS : (band + 1) * _ROWS]:
            key = mixed(key ^ row)
        found[: len(starts), band] = key
    return found


def candidate_pairs(sketches: Sequence[Sketch], least: float = _LEAST_SHARE) -> list[tuple[int, int]]:
    """Pairs of documents, by their places in `sketches`, that share so many sentences that they may be copies.

    `least` is the share of the shorter document's long sentences; 0 gives all pairs that share a sentence.
    """
    common: dict[tuple[int, int], dict[int, int]] = defaultdict(dict)
    for bucket in _shared_buckets(sketches):
        for first, sentence, length, second in _met(bucket):
            common[first, second][sentence] = length
    whole = [int(sketch.lengths.sum()) for sketch in sketches]
    return sorted(pair for pair, found in common.items() if sum(found.values()) >= least * min(whole[i] for i in pair))


_Entry = tuple[int, int, int]


def _met(bucket: Sequence[_Entry]) -> Iterator[tuple[int, int, int, int]]:
    """Two documents that meet in a bucket, the first with its sentence and its length."""
    leaders = bucket[:1] if len(bucket) > _CROWD else bucket
    for place, (first, sentence, length) in enumerate(leaders):
        for second, _, _ in bucket[place + 1 :]:
            if second != first:
                yield first, sentence, length, second


def _shared_buckets(sketches: Sequence[Sketch]) -> Iterator[list[_Entry]]:
    """Every bucket with sentences of several documents: document, sentence, length, in that order."""
    if not sketches:
        return
    keys = np.concatenate([s.buckets.ravel() for s in sketches])
    documents = np.repeat(np.arange(len(sketches)), [s.buckets.size for s in sketches])
    sentences = np.concatenate([np.repeat(np.arange(len(s.lengths)), BANDS) for s in sketches])
    lengths = np.concatenate([np.repeat(s.lengths, BANDS) for s in sketches])
    # Documents and sentences are in order already, and stay so within a bucket.
    order = np.argsort(keys, kind="stable")
    edges = np.flatnonzero(np.diff(keys[order], prepend=_NONE, append=_NONE))
    edges = np.unique(np.concatenate(([0], edges, [len(order)])))
    documents, sentences, lengths = documents[order], sentences[order], lengths[order]
    starts, ends = edges[:-1], edges[1:]
    # Nearly all buckets are of one sentence alone, and are passed over without looking at each.
    shared = documents[starts] != documents[ends - 1]
    for start, end in zip(starts[shared].tolist(), ends[shared].tolist(), strict=True):
        told = (column[start:end].tolist() for column in (documents, sentences, lengths))
        yield list(zip(*told, strict=True))
