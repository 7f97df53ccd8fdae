"""Silver labels: sentences that nobody has read, labelled where the model and the other voters leave no doubt.

Voters are the policy model with its probabilities, rules and lexicons, LAC, and envpos where it is installed. How they
settle is stated in `settle`. Only documents of the train part are asked, and in them only what no label covers.
"""

from __future__ import annotations

import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np

from extract.clean import AlignedText, clean
from extract.document import Document
from extract.pipeline import ExtractConfig, extract_document
from extract.read import read_paths
from extract.recogniser.policy import PolicyRecogniser, Reading
from extract.recogniser.tagset import Span
from extract.structure import Sentence, split_sentences
from extract.training.labels import SILVER, Marked, part_of, read_corpus, read_marks
from extract.training.measure import Recognise
from extract.training.teachers import TeacherError, envpos_spans, lac_spans
from extract.training.units import outermost

SURE, LIKELY = 0.9, 0.5
_LENGTHS = range(8, 301)
# Of all sentences, those without any name are at most one in this many.
_NAMELESS = 5
_RULES = ExtractConfig(ner="none")

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Votes:
    """What the voters say of one sentence, all offsets on the same text.

    `model` has the model's spans with their probabilities, `others` the spans of each other voter, and `outside` is
    how sure the model is that the character it doubts most outside its spans is in no name (1 where there is none).
    """

    model: Mapping[Span, float]
    others: Sequence[frozenset[Span]]
    outside: float = 1.0


def settle(votes: Votes) -> tuple[Span, ...] | None:
    """The spans of a sentence in order, or None where anything in it is in doubt.

    A span of the model's stands if its probability is 0.9, or 0.5 and another voter has the same stretch and type.
    In doubt is a sentence where one of the model's spans does not stand; where two other voters agree on a span that
    neither stands nor lies within one that does; or where the model leans to a name outside its spans.
    """
    seconded = Counter(span for voter in votes.others for span in voter)
    stands = sorted(s for s, p in votes.model.items() if p >= SURE or (p >= LIKELY and seconded[s]))
    if len(stands) < len(votes.model) or votes.outside < LIKELY:
        return None
    agreed = (s for s, voters in seconded.items() if voters > 1 and s not in votes.model)
    if any(not any(_inside(span, wider) for wider in stands) for span in agreed):
        return None
    return tuple(stands)


def _inside(span: Span, wider: Span) -> bool:
    """Whether a span lies within a longer one, which is then the name by the rules of annotation."""
    return wider.start <= span.start and span.end <= wider.end and span[:2] != wider[:2]


def silver(
    corpus: Path, labels: Path, *, model: Path | None, most: int, seed: int, tell: Tell = lambda line: None
) -> list[Marked]:
    """At most `most` silver sentences of a corpus, drawn by `seed`, in order of document and place.

    `labels` is the folder of labels whose sentences are left alone; `model` that of a policy model, the shipped one
    without it. `tell` hears how many sentences are settled. Raises LabelError, ModelError or OSError for labels, a
    model or files that cannot be used.
    """
    covered = _covered(labels, corpus)
    documents = [d for d in read_paths([corpus]) if isinstance(d, Document)]
    voters = _Voters(PolicyRecogniser(model), _teachers(tell))
    settled = [mark for d in trainable(documents) for mark in voters.settled(d, covered[d.doc])]
    tell(f"{len(settled)} sentences without doubt")
    return drawn(settled, most, seed)


def trainable(documents: Iterable[Document]) -> Iterator[Document]:
    """The documents of the train part."""
    return (d for d in documents if part_of(d.doc) == "train")


def drawn(settled: Sequence[Marked], most: int, seed: int) -> list[Marked]:
    """At most `most` of the sentences, the same ones for a seed; at most a fifth of them without a name."""
    chance = random.Random(seed)
    named, nameless = ([m for m in settled if bool(m.spans) is wanted] for wanted in (True, False))
    chance.shuffle(named)
    chance.shuffle(nameless)
    kept = named[: most - most // _NAMELESS]
    kept += nameless[: len(kept) // (_NAMELESS - 1)]
    return sorted(kept, key=lambda m: (m.document, m.start))


def standoff_lines(marks: Iterable[Marked], texts: Mapping[str, str]) -> Iterator[str]:
    """The lines of a stand-off file, as `labels/README.md` describes them."""
    for mark in marks:
        record = {
            "doc": mark.document,
            "sha256": sha256(texts[mark.document].encode()).hexdigest(),
            "start": mark.start,
            "end": mark.end,
            "origin": mark.origin,
            "labels": mark.spans,
        }
        yield json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def _covered(labels: Path, corpus: Path) -> Mapping[str, list[Marked]]:
    """The sentences by document that some file of labels has."""
    texts, found = read_corpus(corpus), defaultdict[str, list[Marked]](list)
    for file in sorted((labels / "corpus").glob("*.jsonl")):
        for mark in read_marks(file, texts):
            found[mark.document].append(mark)
    return found


def _teachers(tell: Tell) -> list[Recognise]:
    """The teachers that are installed."""
    try:
        envpos_spans([])
    except TeacherError as error:
        tell(f"without the voter envpos: {error}")
        return [lac_spans]
    return [lac_spans, envpos_spans]


class _Voters:
    """All voters; they are asked a document at a time, and answer in offsets of its raw text."""

    def __init__(self, model: PolicyRecogniser, teachers: Sequence[Recognise]) -> None:
        self._model = model
        self._teachers = teachers

    def settled(self, document: Document, covered: Sequence[Marked]) -> Iterator[Marked]:
        """The sentences of a document that no label covers and nothing in which is in doubt."""
        aligned = clean(document.text)
        sentences = list(_candidates(aligned, covered))
        texts = [aligned.text[s.start : s.end] for s in sentences]
        readings = self._model.read(texts)
        taught = [teacher(texts) for teacher in self._teachers]
        ruled = outermost(extract_document(document, _RULES))
        for number, (sentence, reading) in enumerate(zip(sentences, readings, strict=True)):
            start, end = aligned.to_raw(sentence.start, sentence.end)
            others = [_in_raw(aligned, sentence, spans[number]) for spans in taught]
            others.append(frozenset(s for s in ruled if start <= s.start and s.end <= end))
            spans = settle(_votes(aligned, sentence, reading, others))
            if spans is not None:
                yield Marked(document.doc, start, end, spans, SILVER, "")


def _candidates(aligned: AlignedText, covered: Sequence[Marked]) -> Iterator[Sentence]:
    """The sentences of a cleaned text, none too short or too long, that no label touches."""
    for sentence in split_sentences(aligned.text):
        if sentence.end - sentence.start in _LENGTHS:
            start, end = aligned.to_raw(sentence.start, sentence.end)
            if all(mark.end <= start or end <= mark.start for mark in covered):
                yield sentence


def _votes(aligned: AlignedText, sentence: Sentence, reading: Reading, others: Sequence[frozenset[Span]]) -> Votes:
    model = {_raw(aligned, sentence, s): reading.probability(s) for s in reading.spans}
    free = np.ones(len(reading.likely), np.bool_)
    for span in reading.spans:
        free[span.start : span.end] = False
    return Votes(model, others, float(reading.likely[free, 0].min(initial=1.0)))


def _in_raw(aligned: AlignedText, sentence: Sentence, spans: Iterable[Span]) -> frozenset[Span]:
    return frozenset(_raw(aligned, sentence, s) for s in spans)


def _raw(aligned: AlignedText, sentence: Sentence, span: Span) -> Span:
    return Span(*aligned.to_raw(sentence.start + span.start, sentence.start + span.end), span.type)
