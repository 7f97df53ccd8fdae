"""Gold and answer of one document, set against each other: entities by type, relations as facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from extract.evaluate.facts import Facts, Named, Said
from extract.evaluate.matching import Matched, match
from extract.evaluate.names import is_same, normalise
from ontology.records import ENTITY_TYPES, OWN_REGION

# The type and the names of an end of a relation.
End = tuple[str, frozenset[str]]
OWN: End = ("Region", frozenset({OWN_REGION}))
NO_STATUS = "none"


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """A subject, a predicate and an object, with all that one document says of them in `said`."""

    subject: End
    predicate: str
    object: End
    said: tuple[Said, ...]

    @property
    def optional(self) -> bool:
        """Whether nothing that says so is required."""
        return all(said.optional for said in self.said)

    @property
    def is_named(self) -> bool:
        """Whether both ends are named entities, so that no default gives the fact away."""
        return OWN not in (self.subject, self.object)

    @property
    def statuses(self) -> frozenset[str]:
        """Every status that it is given, `none` among them where one is not given."""
        return frozenset(said.status or NO_STATUS for said in self.said)

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that read it, each once, in order."""
        return tuple(sorted({quote.rule for said in self.said for quote in said.quotes if quote.rule}))


@dataclass(frozen=True, slots=True)
class Comparison:
    """One document compared; entities under their type, once by equal names and once by near ones."""

    gold: Facts
    strict: dict[str, Matched[Named]]
    relaxed: dict[str, Matched[Named]]
    facts: Matched[Fact]

    def statuses(self) -> Iterator[tuple[Fact, str, str]]:
        """Each answer with a status to judge, the status wanted and the one given, several joined by `+`.

        Where annotators differed on the status (null in the gold), there is none to judge.
        """
        for wanted, answer in self.facts.pairs:
            want = wanted.statuses - {NO_STATUS}
            if want:
                yield answer, "+".join(sorted(want)), "+".join(sorted(answer.statuses))


def compare(gold: Facts, found: Facts, predicates: frozenset[str]) -> Comparison:
    """Match everything in `gold` with what was `found`; relations of other than these `predicates` are passed over."""
    strict, relaxed = {}, {}
    for kind in ENTITY_TYPES:
        strict[kind], relaxed[kind] = _match_entities(gold, found, kind)
    own = gold.own_names()
    wanted = gather(gold.relations, own, predicates)
    answers = gather(found.relations, own | found.own_names(), predicates)
    grades = [partial(_agree, relaxed=False), partial(_agree, relaxed=True)]
    return Comparison(gold, strict, relaxed, match(wanted, answers, grades))


def _match_entities(gold: Facts, found: Facts, kind: str) -> tuple[Matched[Named], Matched[Named]]:
    wanted = [entity for entity in gold.entities if entity.type == kind]
    answers = [entity for entity in found.entities if entity.type == kind]
    names = {normalise(entity.name) for entity in wanted if not entity.optional}
    # Who bears the names of two things has thrown them together, and has found neither.
    bags = {id(entity) for entity in answers if len(entity.forms & names) > 1}

    def agree(one: Named, other: Named, *, relaxed: bool) -> bool:
        return id(other) not in bags and is_same(one.forms, other.forms, kind, relaxed=relaxed)

    grades = [partial(agree, relaxed=False), partial(agree, relaxed=True)]
    return match(wanted, answers, grades[:1]), match(wanted, answers, grades)


def gather(relations: Iterable[Said], own: frozenset[str], predicates: frozenset[str]) -> list[Fact]:
    """Relations of these `predicates` gathered under their facts, repeats in status or level as one.

    `own` are normalised names under which the document's own region may stand.
    """
    gathered: dict[tuple[End, str, End], list[Said]] = defaultdict(list)
    for said in relations:
        if said.predicate in predicates:
            gathered[_end(said.subject, own), said.predicate, _end(said.object, own)].append(said)
    return [Fact(*key, tuple(said)) for key, said in gathered.items()]


def _end(entity: Named | None, own: frozenset[str]) -> End:
    if entity is None or (entity.type == "Region" and entity.forms & own):
        return OWN
    return entity.type, entity.forms


def _agree(one: Fact, other: Fact, *, relaxed: bool) -> bool:
    return one.predicate == other.predicate and all(
        a[0] == b[0] and is_same(a[1], b[1], a[0], relaxed=relaxed)
        for a, b in ((one.subject, other.subject), (one.object, other.object))
    )
