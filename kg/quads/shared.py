"""The graphs that all documents share: facts, vocabulary, events, reprints, and what is inferred.

All but that of reprints are a function of the shares, key by key; quads of two keys never meet. Writing them anew and
bringing them up to date are therefore the same computation, over all keys or over those that changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from types import MappingProxyType

import msgspec
import pyoxigraph as ox

from kg.quads.events import Event, Key, events_of, fields_of, write_event, write_parents
from kg.quads.industries import write_industries
from kg.quads.lineages import write_successions
from kg.quads.parks import write_park
from kg.quads.pieces import fact_of, identity_of, joint_pieces, parsed, pieces_of, region_pieces
from kg.quads.programmes import write_programmes
from kg.quads.terms import GraphWriter, Terms, boolean, chinese, plain
from kg.quads.vocabulary import write_region
from kg.resolve.gather import OWN, Canonical
from kg.resolve.identity import Identity, identify
from kg.resolve.lineages import successions
from kg.resolve.standing import Word, stands
from kg.resolve.tellings import Coverage, Telling
from kg.store import FORMAT
from kg.store.shares import Entry, Piece, Shares, open_shares
from ontology.records import FORCE_TIMES, Record

SHARED_GRAPHS = ("facts", "vocabulary", "events", "reprints", "inferred")
# The vocabulary, and all documents as one, speak in the shares like a document; no hash is so short.
VOCABULARY, ALL = "", "all"
# Of several times that are told, which one counts.
_COUNTS: Mapping[str, Callable[[list[str]], str]] = MappingProxyType({"from": min, "until": max, "repealed": min})


class SharedWriter:
    """Writes the shared graphs from entries of the shares; `extra` are an analyst's own programme files.

    Raises VocabularyError where a vocabulary file breaks its rules.
    """

    def __init__(self, terms: Terms, extra: tuple[Path, ...] = ()) -> None:
        self._terms = terms
        self._fixed = GraphWriter(terms, "vocabulary")
        self._fixed.add(terms.thing("dataset", "this"), "zm:formatVersion", plain(str(FORMAT)))
        programmes = write_programmes(self._fixed, extra)
        self._described = programmes.described | write_industries(self._fixed)
        self._regions = programmes.regions
        self._fields = fields_of(extra)

    def vocabulary_pieces(self) -> list[Piece]:
        """What the vocabulary says whatever documents say: itself, and the regions that programmes come from."""
        return [Piece("fixed", "", None), *region_pieces(dict.fromkeys(self._regions, ""))]

    def quads(self, entry: Entry) -> Iterator[ox.Quad]:
        """What follows from all that is said under one key."""
        if entry.kind == "fixed":
            return iter(self._fixed)
        if entry.kind == "joint":
            return parsed({line for lines in entry.said for line in lines})
        writers = {
            "thing": self._thing,
            "fact": self._fact,
            "document": self._document,
            "adoptions": self._adoptions,
            "descent": self._descent,
            "force": self._force,
            # Offices of several places may be one office, so these are told together, as joint pieces.
            "offices": _nothing,
        }
        return writers[entry.kind](entry)

    def change(self, before: Entry | None, after: Entry | None) -> tuple[set[ox.Quad], set[ox.Quad]]:
        """Quads among which are all that go, and all that come, where what is said under one key becomes something
        else; None is where nobody says anything.

        Of the many events of a province or the nation a document changes few.
        """
        there = before or after
        if there is None or (before and after and before.said == after.said):
            return set(), set()
        if there.kind != "adoptions":
            old, new = (set(self.quads(entry)) if entry else set() for entry in (before, after))
            return old, new
        told = self._events(before), self._events(after)
        other = {key for key in told[0].keys() | told[1].keys() if told[0].get(key) != told[1].get(key)}
        was, now = (set(self._written(event for key, event in events.items() if key in other)) for events in told)
        return was, now

    def stands(self, entry: Entry) -> bool:
        """Whether the fact of an entry stands."""
        fact = fact_of(entry.key)
        return stands(fact[1], _words(entry, "words"))

    def _thing(self, entry: Entry) -> Iterator[ox.Quad]:
        identity = identity_of(entry.key)
        said = [item for items in entry.said for item in items]
        vocabulary, facts = (GraphWriter(self._terms, name) for name in ("vocabulary", "facts"))
        spoken_of = [item["region"] for item in said if "region" in item]
        named = [item for item in said if "names" in item]
        if spoken_of:
            write_region(vocabulary, identity.key, min(filter(None, spoken_of), default=""))
        elif named and not write_park(vocabulary, identity) and identity not in self._described:
            _describe(facts, identity, _merged(named))
        yield from vocabulary
        yield from facts

    def _fact(self, entry: Entry) -> Iterator[ox.Quad]:
        fact = fact_of(entry.key)
        words, guesses = _words(entry, "words"), _words(entry, "guesses")
        name = "facts" if stands(fact[1], words) else "inferred"
        if name == "inferred" and not (guesses and stands(fact[1], [*words, *guesses])):
            return
        graph = GraphWriter(self._terms, name)
        subject, object_ = (self._terms.thing(end.kind, end.key) for end in (fact[0], fact[2]))
        graph.add(subject, f"zm:{fact[1]}", object_)
        yield from graph

    def _adoptions(self, entry: Entry) -> Iterator[ox.Quad]:
        return iter(self._written(self._events(entry).values()))

    def _events(self, entry: Entry | None) -> dict[Key, Event]:
        documents = entry.said if entry else []
        told, covered = ([one for said in documents for one in said[name]] for name in ("told", "covered"))
        return events_of(msgspec.convert(told, list[Telling]), msgspec.convert(covered, list[Coverage]), self._fields)

    def _written(self, events: Iterable[Event]) -> GraphWriter:
        graph = GraphWriter(self._terms, "events")
        for event in events:
            write_event(graph, event)
        return graph

    def _descent(self, entry: Entry) -> Iterator[ox.Quad]:
        graph = GraphWriter(self._terms, "inferred")
        write_parents(graph, msgspec.convert([one for said in entry.said for one in said], list[Telling]))
        yield from graph

    def _force(self, entry: Entry) -> Iterator[ox.Quad]:
        """Of several times the earliest beginning and repeal, and the latest end: a policy may be prolonged."""
        graph, of = GraphWriter(self._terms, "facts"), identity_of(entry.key)
        times = sorted((effect, time) for said in entry.said for effect, time in said)
        for effect, chosen in _COUNTS.items():
            if said := [time for told, time in times if told == effect]:
                graph.add(self._terms.thing(of.kind, of.key), f"zm:{FORCE_TIMES[effect]}", plain(chosen(said)))
        yield from graph

    def _document(self, entry: Entry) -> Iterator[ox.Quad]:
        graph, events = (GraphWriter(self._terms, name) for name in ("facts", "events"))
        for said in entry.said:
            for scope in said["covers"]:
                events.add(self._terms.thing("doc", entry.key), "zm:covers", plain(scope))
            for entity, key in said["links"]:
                identity = identity_of(key)
                canonical = self._terms.thing(identity.kind, identity.key)
                graph.add(self._terms.thing("e", entity), "zm:canonical", canonical)
            if said["own"]:
                node = self._terms.thing(OWN, entry.key)
                graph.add(node, "rdf:type", self._terms.iri("zm:Region"))
                graph.add(node, "rdf:type", self._terms.iri("zm:OwnRegion"))
                graph.add(node, "skos:prefLabel", chinese(said["own"]))
        yield from graph
        yield from events


@dataclass(frozen=True, slots=True)
class SharedGraphs:
    """The shared graphs by name, and how many facts stand."""

    graphs: dict[str, list[ox.Quad]]
    facts: int


def shared_graphs(records: Sequence[Record], terms: Terms, extra: tuple[Path, ...] = ()) -> SharedGraphs:
    """The shared graphs of these records, in memory; `extra` are an analyst's own programme files.

    Only what identifies an entity by itself joins documents, and all of these are sources of their own. Raises
    VocabularyError where a vocabulary file breaks its rules.
    """
    writer = SharedWriter(terms, extra)
    graphs: dict[str, list[ox.Quad]] = {terms.graph(name).value: [] for name in SHARED_GRAPHS}
    facts = 0
    with open_shares() as shares:
        shares.put(VOCABULARY, writer.vocabulary_pieces())
        for record in records:
            links = {entity.id: identify(entity, record) for entity in record.entities}
            shares.put(record.id, pieces_of(record, links, extra))
        shares.put(ALL, joint_pieces(written_successions(shares, terms)))
        for entry in shares.entries():
            facts += entry.kind == "fact" and writer.stands(entry)
            for quad in writer.quads(entry):
                graphs[_name(quad)].append(quad)
    return SharedGraphs({name: graphs[terms.graph(name).value] for name in SHARED_GRAPHS}, facts)


def written_successions(shares: Shares, terms: Terms) -> GraphWriter:
    """The offices that a reform put in the place of others, by all that is said in the shares."""
    graph = GraphWriter(terms, "inferred")
    for entry in shares.of_kind("offices"):
        offices = msgspec.convert(list(chain.from_iterable(entry.said)), list[tuple[str, Identity]])
        write_successions(graph, successions(offices))
    return graph


def _nothing(entry: Entry) -> Iterator[ox.Quad]:
    return iter(())


def _words(entry: Entry, heard: str) -> list[Word]:
    return [Word(status, (year, month, day)) for said in entry.said for status, year, month, day in said[heard]]


def _merged(named: Iterable[dict[str, object]]) -> Canonical:
    """What several documents call a thing, put together."""
    whole: Canonical | None = None
    for item in named:
        one = Canonical(item["type"], item["names"], set(item["aliases"]), item["candidate"])  # type: ignore[arg-type, call-overload]
        whole = one if whole is None else _joined(whole, one)
    if whole is None:
        raise ValueError("nobody names the thing")
    return whole


def _joined(one: Canonical, other: Canonical) -> Canonical:
    names = {n: one.names.get(n, 0) + other.names.get(n, 0) for n in one.names.keys() | other.names.keys()}
    return Canonical(one.type, names, one.aliases | other.aliases, one.candidate and other.candidate)


def _describe(graph: GraphWriter, identity: Identity, canonical: Canonical) -> None:
    node = graph.terms.thing(identity.kind, identity.key)
    graph.add(node, "rdf:type", graph.terms.iri(f"zm:{canonical.type}"))
    graph.add(node, "skos:prefLabel", chinese(canonical.label))
    for alias in sorted((canonical.aliases | canonical.names.keys()) - {canonical.label}):
        graph.add(node, "skos:altLabel", chinese(alias))
    graph.add(node, "zm:candidate", boolean(canonical.candidate))


def _name(quad: ox.Quad) -> str:
    if not isinstance(quad.graph_name, ox.NamedNode):
        raise TypeError(f"a quad outside all named graphs: {quad}")
    return quad.graph_name.value
