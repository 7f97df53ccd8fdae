"""Pairs of names as the pipeline finds them, each with its features and whether readers found it related."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from extract.entities.group import Group
from extract.evaluate.compare import OWN, End
from extract.evaluate.facts import Facts, Named, Said
from extract.evaluate.names import is_same, normalise
from extract.pipeline import Reading
from extract.relations.second.features import features
from extract.relations.second.pairs import Pair, pairs_of
from extract.relations.skeleton import MentionRef
from extract.training.second.gold import Told

# How much of a quotation's pairs of characters must stand in a sentence that says the same.
_SAID = 0.5
# How far a relation counts that careful readers take or leave.
_OPTIONAL = 0.5

Seen = Mapping[str, frozenset[tuple[str, str, str]]]


@dataclass(frozen=True, slots=True)
class Example:
    """A pair in its sentence: how far it speaks for the relation (`right`) and against it (`wrong`), from 0 on, over
    all its mentions; `left_right` and `left_wrong` count those that rules left over when they first saw the text."""

    source: str
    predicate: str
    features: frozenset[str]
    right: float
    wrong: float
    left_right: int
    left_wrong: int


def examples(told: Told, reading: Reading, seen: Seen) -> Iterator[Example]:
    """The examples that a text gives; pairs of which the gold says nothing sure give none."""
    truth = _Truth(told.facts, reading)
    first = seen.get(told.document.doc)
    for pair in pairs_of(reading.spoken):
        if pair.reader.predicate not in told.predicates:
            continue
        members = [(m, truth.of(pair, *m)) for m in pair.members()]
        sure = [(m, verdict) for m, verdict in members if verdict is not None]
        if sure:
            yield _example(told, pair, reading, sure, None if first is None else (truth, first))


def _example(
    told: Told,
    pair: Pair,
    reading: Reading,
    sure: list[tuple[tuple[MentionRef, MentionRef], float]],
    left: tuple[_Truth, frozenset[tuple[str, str, str]]] | None,
) -> Example:
    # A long list says more than one pair, and less than as many sentences.
    each = len(sure) ** -0.5
    right = each * sum(verdict for _, verdict in sure if verdict > 0)
    wrong = each * sum(verdict == 0 for _, verdict in sure)
    over = [verdict for m, verdict in sure if left and not left[0].is_among(left[1], pair, *m)]
    return Example(
        told.source, pair.reader.predicate, frozenset(features(pair, reading.view)), right, wrong,
        sum(verdict == 1 for verdict in over), sum(verdict == 0 for verdict in over),
    )  # fmt: skip


class _Truth:
    """What the gold of a document says of pairs of the pipeline's mentions."""

    def __init__(self, facts: Facts, reading: Reading) -> None:
        self._view = reading.view
        self._own = facts.own_names()
        self._ends = [self._end(number, group) for number, group in enumerate(reading.view.groups)]
        named = [(entity.type, entity.forms) for entity in facts.entities]
        self._known = [end == OWN or any(_same(end, other) for other in named) for end in self._ends]
        self._said: dict[str, list[tuple[End, End, Said]]] = {}
        for said in facts.relations:
            ends = self._gold_end(said.subject), self._gold_end(said.object)
            self._said.setdefault(said.predicate, []).append((*ends, said))

    def of(self, pair: Pair, subject: MentionRef, target: MentionRef) -> float | None:
        """1 for a pair that its sentence relates, less where careful readers differ, 0 for one that nobody relates;
        None where another sentence does, or one of the two is no name in the gold."""
        ends = self._ends[subject.entity], self._ends[target.entity]
        found = [
            said
            for one, other, said in self._said.get(pair.reader.predicate, ())
            if _same(one, ends[0]) and _same(other, ends[1])
        ]
        if found:
            said_here = any(_is_said(s, self._sentence(pair)) for s in found)
            doubtful = all(said.optional for said in found)
            quoted = any(said.quotes for said in found)
            return None if not said_here or (doubtful and not quoted) else _OPTIONAL if doubtful else 1.0
        known = self._known[subject.entity] and self._known[target.entity] and subject.entity != target.entity
        return 0.0 if known else None

    def is_among(
        self, facts: Iterable[tuple[str, str, str]], pair: Pair, subject: MentionRef, target: MentionRef
    ) -> bool:
        """Whether a pair is one of these facts, by normalised names."""
        one, other = self._ends[subject.entity], self._ends[target.entity]
        return any(
            predicate == pair.reader.predicate
            and is_same(frozenset({a}), one[1], one[0], relaxed=True)
            and is_same(frozenset({b}), other[1], other[0], relaxed=True)
            for a, predicate, b in facts
        )

    def _sentence(self, pair: Pair) -> str:
        sentence = pair.scene.skeleton.sentence
        return self._view.text[sentence.start : sentence.end]

    def _end(self, number: int, group: Group) -> End:
        forms = frozenset(form for name in (group.name, *group.aliases) if (form := normalise(name)))
        own = group.type == "Region" and (self._view.is_own(number) or forms & self._own)
        return OWN if own else (group.type, forms)

    def _gold_end(self, entity: Named | None) -> End:
        if entity is None or (entity.type == "Region" and entity.forms & self._own):
            return OWN
        return entity.type, entity.forms


def _same(one: End, other: End) -> bool:
    return one[0] == other[0] and is_same(one[1], other[1], one[0], relaxed=True)


def _is_said(said: Said, sentence: str) -> bool:
    """Whether a sentence is where a relation was found; one without a quotation may be anywhere."""
    return not said.quotes or any(
        _overlap(normalise(quote.text), normalise(sentence)) >= _SAID for quote in said.quotes
    )


def _overlap(quote: str, sentence: str) -> float:
    if quote in sentence or sentence in quote:
        return 1.0
    one, other = ({text[i : i + 2] for i in range(len(text) - 1)} for text in (quote, sentence))
    return len(one & other) / max(1, min(len(one), len(other)))
