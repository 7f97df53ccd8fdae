"""Evidence of an adoption that an analyst finds wrong, as corrections that the next build honours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.corrections import RIGHT, Correction, add_correction, read_corrections
from kg.query.guard import QueryError
from kg.resolve.adopters import adopter
from kg.resolve.gather import event_region, gather
from kg.resolve.identity import Identity
from kg.resolve.tellings import unquoted
from kg.store import ReadStore
from kg.trace.model import Adoption, Attestation, Source
from kg.trace.result import Trace
from ontology.records import OWN_REGION, Evidence, Record

if TYPE_CHECKING:
    from kg.graph import Graph


def adoption_of(found: Trace, region: str, group: str) -> Adoption:
    """The adoption of this `group` by the one region that is so called, by name or IRI.

    Raises QueryError where the trace has none, or several of that name.
    """
    fits = [one for one in found.group(group) if region in (one.place.name, one.place.iri, one.place.code)]
    if len(fits) != 1:
        listed = "、".join(f"{one.place.name} {one.place.iri}" for one in fits or found.group(group)[:20])
        problem = "several are called so, take an IRI" if fits else f"it has none among what is {group}"
        raise QueryError(f"{region} in the trace of {found.name}: {problem}: {listed or '–'}")
    return fits[0]


def reject(graph: Graph, found: Trace, adoption: Adoption) -> list[Correction]:
    """Note in the graph's folder that all evidence of this adoption is wrong; gives what was noted.

    Raises QueryError for a graph that is in no folder, and OSError where that cannot be written.
    """
    store = _folder(graph)
    wrong: set[Correction] = set()
    for one in adoption.attestations:
        wrong.update(_of_place(store.record(one.source.id), one, graph, found))
    noted = sorted(wrong, key=lambda correction: correction.place)
    for correction in noted:
        add_correction(store.path, correction)
    return noted


def wrong_at(graph: Graph, found: Trace, region: str, document: str, start: int, end: int) -> tuple[Correction, ...]:
    """What has to be called wrong for one place of a document, in code points of its text layer, to tell nothing of a
    region (its IRI) and this programme any more; empty where it tells nothing of that.

    Raises QueryError as `reject` does.
    """
    store = _folder(graph)
    told = (one for adoption in found.adoptions for one in adoption.attestations)
    here = (one for one in told if (one.source.id, one.start, one.end, one.place.iri) == (document, start, end, region))
    wrong = {correction for one in here for correction in _of_place(store.record(document), one, graph, found)}
    return tuple(sorted(wrong, key=lambda correction: correction.place))


def restore(graph: Graph, found: Trace, region: str) -> list[Correction]:
    """Take back what was noted as wrong of a region (by name) and this programme; gives what was taken back.

    Raises as `reject` does.
    """
    store = _folder(graph)
    names = {unquoted(name) for name in found.programmes.values()}
    taken = [
        replace(one, verdict=RIGHT)
        for document, wrong in sorted(read_corrections(store.path).items())
        for one in wrong
        if unquoted(one.object) in names and _is_of(one, region, found.sources.get(document))
    ]
    for correction in taken:
        add_correction(store.path, correction)
    return taken


def _folder(graph: Graph) -> ReadStore:
    if not isinstance(graph.store, ReadStore):
        raise QueryError("evidence can be rejected only where the graph is a folder, not on a SPARQL server")
    return graph.store


def _is_of(correction: Correction, region: str, source: Source | None) -> bool:
    if correction.subject == OWN_REGION:
        return source is not None and source.region.name == region
    return correction.subject.rpartition("/")[2] in (region, region[:-1])


def _of_place(record: Record, one: Attestation, graph: Graph, found: Trace) -> Iterator[Correction]:
    """What has to be called wrong for a place in the text to tell nothing any more: it may be evidence of a claim and
    of an event. Bare mentions claim nothing."""
    gathered, gazetteer = gather([record]), graph.corpus.gazetteer
    names = {entity.id: entity.name for entity in record.entities}

    def iri(identity: Identity) -> str:
        return graph.store.namespaces.thing(identity.kind, identity.key)

    def here(evidence: Iterable[Evidence], programme: str, region: Identity | None) -> bool:
        known = iri(gathered.links[programme]) in found.programmes or unquoted(names[programme]) == one.used
        at = any((piece.start, piece.end) == (one.start, one.end) for piece in evidence)
        return at and known and region is not None and gazetteer.place(iri(region)).key == one.place.key

    for relation in record.relations:
        if relation.predicate == "implements" and here(
            relation.evidence, relation.object, adopter(record, relation, gathered)
        ):
            predicate, subject = relation.kind or relation.predicate, relation.subject
            yield _wrong(one, predicate, names.get(subject, subject), names[relation.object])
    for event in record.events:
        if here(event.evidence, event.programme, event_region(event, record)):
            yield _wrong(one, "implements", event.region, names[event.programme])


def _wrong(one: Attestation, predicate: str, subject: str, object_: str) -> Correction:
    return Correction(one.source.id, one.start, one.end, predicate, subject, object_)
