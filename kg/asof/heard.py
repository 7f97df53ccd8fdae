"""Which claims and events are heard as of a date, and which facts stand by those that are.

A claim is heard from the last day of its time on: what is said of 2021 may have come about in its last hour, and
is not known to be so in June. Only `ongoing` is said of every day of its time, and is heard from its first day on. A
claim without a time has that of its document, as in a build; one without any date says nothing of a date. Of what
is heard the same rule as in a build decides (`kg.resolve.standing`): the claim that is latest in time says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pyoxigraph as ox

from kg.resolve.standing import Word, has_voice, stands
from kg.resolve.times import NEVER, Instant, first_instant, last_instant
from ontology.namespaces import Namespaces
from ontology.records import BASED_ON_KINDS

Triple = tuple[str, str, str]
_DOCUMENTS = """SELECT ?g ?issued ?reported { GRAPH ?g { ?d a zm:Document
  OPTIONAL { ?d dct:issued ?own } OPTIONAL { ?d zm:reportYear ?reported } }
  OPTIONAL { ?d zm:reprintOf/dct:issued ?first } BIND(COALESCE(?first, ?own) AS ?issued) }"""
_CLAIMS = """SELECT ?g ?claim ?s ?p ?o ?status ?time { GRAPH ?g { ?claim a zm:Claim ; rdf:subject ?s ;
  rdf:predicate ?p ; rdf:object ?o ; zm:status ?status OPTIONAL { ?claim zm:time ?time } } }"""
_EVENTS = """SELECT ?event ?status ?time ?claim { GRAPH zmg:events { ?event a zm:AdoptionEvent ; zm:status ?status
  OPTIONAL { ?event zm:time ?time } OPTIONAL { ?event prov:wasDerivedFrom ?claim } } }"""
_TELLINGS = """SELECT ?place ?status ?time { GRAPH zmg:events {
  ?place zm:supportsEvent ?event ; zm:time ?time . ?event zm:status ?status } }"""
_LINKS = "SELECT ?e ?c { ?e zm:canonical ?c }"
_INFERRED = "SELECT ?r { ?r zm:basis zm:inferred }"


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as its document has it; `time` is its own or its document's."""

    iri: str
    graph: str
    triple: Triple
    status: str
    time: str | None


@dataclass(frozen=True)
class Heard:
    """The claims of a graph by whether they are heard as of `limit`, and what follows."""

    database: ox.Store
    namespaces: Namespaces
    limit: Instant

    @cached_property
    def claims(self) -> tuple[list[Claim], list[Claim]]:
        """Claims that are heard, and those that are not."""
        heard: list[Claim] = []
        silent: list[Claim] = []
        for claim in self._claims():
            (heard if self._is_heard(claim.status, claim.time) else silent).append(claim)
        return heard, silent

    def silent_events(self) -> set[str]:
        """Events of which no telling is heard: neither the first, whose time they have, nor any claim."""
        unheard = {claim.iri for claim in self.claims[1]}
        dated: set[str] = set()
        derived: dict[str, set[str]] = {}
        events: set[str] = set()
        for event, status, time, claim in self._rows(_EVENTS):
            events.add(event)
            if time and self._is_heard(_local(status), time):
                dated.add(event)
            if claim:
                derived.setdefault(event, set()).add(claim)
        by_claim = {event for event, claims in derived.items() if claims - unheard}
        return events - dated - by_claim

    def silent_evidence(self) -> set[str]:
        """Evidence of events that tells a time which is not heard."""
        return {place for place, status, time in self._rows(_TELLINGS) if not self._is_heard(_local(status), time)}

    def facts(self) -> tuple[set[Triple], set[Triple]]:
        """The facts that stand by what is heard, and those that would besides if inferred regions were certain."""
        words, guesses = _Said(), _Said()
        links = {row[0]: row[1] for row in self._rows(_LINKS)}
        inferred = {row[0] for row in self._rows(_INFERRED)}
        for claim in self.claims[0]:
            ends = claim.triple[0], claim.triple[2]
            word = Word(claim.status, last_instant(claim.time))
            certain = [end if end in inferred else links.get(end, end) for end in ends]
            words.hear(certain[0], _local(claim.triple[1]), certain[1], word)
            if inferred & set(ends):
                guessed = [links.get(end, end) for end in ends]
                guesses.hear(guessed[0], _local(claim.triple[1]), guessed[1], word)
        standing = {fact for fact, said in words.said.items() if stands(fact[1], said)}
        possible = {fact for fact, said in guesses.said.items() if stands(fact[1], [*said, *words.said.get(fact, [])])}
        return standing, possible - standing

    def _is_heard(self, status: str, time: str | None) -> bool:
        instant = first_instant(time) if status == "ongoing" else last_instant(time)
        return NEVER < instant <= self.limit

    def _claims(self) -> Iterator[Claim]:
        dates = self._document_dates()
        for graph, claim, subject, predicate, object_, status, time in self._rows(_CLAIMS):
            yield Claim(claim, graph, (subject, predicate, object_), _local(status), time or dates.get(graph))

    def _document_dates(self) -> Mapping[str, str]:
        """When documents were published (copies: when the first of them was), else the last year they report on."""
        issued: dict[str, str] = {}
        reported: dict[str, str] = {}
        for graph, date, year in self._rows(_DOCUMENTS):
            if date:
                issued[graph] = date
            if year:
                reported[graph] = max(year, reported.get(graph, ""))
        return reported | issued

    def _rows(self, sparql: str) -> Iterator[tuple[str, ...]]:
        answer = self.database.query(sparql, prefixes=self.namespaces.prefixes)
        if not isinstance(answer, ox.QuerySolutions):
            raise TypeError(f"not a SELECT query: {sparql}")
        for row in answer:
            yield tuple("" if term is None else str(term.value) for term in row)


@dataclass(slots=True)
class _Said:
    """What is said of facts; of a policy based on another in a known way, both facts are."""

    said: dict[Triple, list[Word]] = field(default_factory=dict)

    def hear(self, subject: str, predicate: str, object_: str, word: Word) -> None:
        names: Iterable[str] = (predicate, "basedOn") if predicate in BASED_ON_KINDS else (predicate,)
        for name in names:
            if has_voice(name, word.status):
                self.said.setdefault((subject, name, object_), []).append(word)


def _local(iri: str) -> str:
    return iri.rpartition("#")[2]
