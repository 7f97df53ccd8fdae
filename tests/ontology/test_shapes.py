"""The shapes: the example conforms, and each way of spoiling it is told in both languages."""

from __future__ import annotations

import time
from collections.abc import Callable
from decimal import Decimal
from importlib.resources import files

import pyshacl
import pytest
from rdflib import RDF, SH, SKOS, BNode, Dataset, Graph, Literal, URIRef
from rdflib.term import Node

from ontology.graphs import load_example, load_shapes, validate_graph
from ontology.namespaces import DEFAULT_BASE, STANDARD_PREFIXES
from ontology.records import ENTITY_TYPES
from ontology.terms import ZM, signatures, values

PROV_SOURCE = URIRef(STANDARD_PREFIXES["prov"] + "hadPrimarySource")
DCT_SOURCE = URIRef(STANDARD_PREFIXES["dct"] + "source")


@pytest.fixture
def graph() -> Graph:
    """The union of the example's graphs."""
    return _flat(load_example())


def test_the_example_conforms() -> None:
    assert validate_graph(load_example()) == []


def test_each_documents_graph_conforms_on_its_own() -> None:
    documents = [g for g in load_example().graphs() if f"{DEFAULT_BASE}graph/doc/" in str(g.identifier)]
    assert len(documents) == 1
    assert validate_graph(documents[0]) == []


def test_facts_and_events_conform_together_with_the_vocabulary() -> None:
    example = load_example()
    for name in ("facts", "events"):
        pair = Graph()
        for part in (name, "vocabulary"):
            pair += example.graph(URIRef(f"{DEFAULT_BASE}graph/{part}"))
        assert validate_graph(pair) == []


def test_the_example_has_no_blank_nodes_and_quotes_its_text() -> None:
    example = load_example()
    assert not any(isinstance(term, BNode) for quad in example.quads() for term in quad[:3])
    (text,) = [line.removeprefix("# text: ") for line in _example_source().splitlines() if line.startswith("# text: ")]
    union = _flat(example)
    quotes = list(union.subject_objects(ZM.quote))
    assert quotes
    for item, quote in quotes:
        assert text[int(str(union.value(item, ZM.start))) : int(str(union.value(item, ZM.end)))] == str(quote)


def _example_source() -> str:
    return files("ontology").joinpath("example.trig").read_text("utf-8")


def _flat(dataset: Dataset) -> Graph:
    union = Graph()
    for subject, predicate, value, _ in dataset.quads():
        union.add((subject, predicate, value))
    return union


def _one(graph: Graph, kind: str) -> Node:
    return min(graph.subjects(RDF.type, ZM[kind]), key=str)


def _drop(kind: str, predicate: URIRef) -> Callable[[Graph], object]:
    return lambda graph: graph.remove((_one(graph, kind), predicate, None))


def _add(kind: str, predicate: URIRef, value: Node) -> Callable[[Graph], object]:
    return lambda graph: graph.add((_one(graph, kind), predicate, value))


def _set(kind: str, predicate: URIRef, value: Node) -> Callable[[Graph], object]:
    return lambda graph: graph.set((_one(graph, kind), predicate, value))


def _drop_evidence(graph: Graph) -> None:
    claim = _one(graph, "Claim")
    for item in list(graph.subjects(ZM.supportsClaim, claim)):
        graph.remove((item, None, None))


def _drop_event_evidence(graph: Graph) -> None:
    for item in list(graph.subjects(ZM.supportsEvent, None)):
        graph.remove((item, None, None))


def _turn_around(graph: Graph) -> None:
    item = _one(graph, "Evidence")
    (start,), (end,) = graph.objects(item, ZM.start), graph.objects(item, ZM.end)
    graph.set((item, ZM.start, end))
    graph.set((item, ZM.end, start))


def _achieve_a_stage_of_implementing(graph: Graph) -> None:
    claim = min(graph.subjects(RDF.predicate, ZM.implements), key=str)
    graph.add((claim, ZM.stage, ZM.recognised))


def _stand_in_two_places(graph: Graph) -> None:
    graph.add((_one(graph, "OwnRegion"), ZM.canonical, URIRef(DEFAULT_BASE + "id/region/340100")))


def _support_two_things(graph: Graph) -> None:
    item = min(graph.subjects(ZM.supportsRegion, None), key=str)
    graph.add((item, ZM.supportsClaim, _one(graph, "Claim")))


MUTATIONS: dict[str, tuple[Callable[[Graph], object], str]] = {
    "a claim loses its evidence": (_drop_evidence, "a claim has at least one piece of evidence"),
    "a claim without a subject": (_drop("Claim", RDF.subject), "a claim has exactly one subject"),
    "a claim with two subjects": (_add("Claim", RDF.subject, ZM.x), "a claim has exactly one subject"),
    "a claim without an object": (_drop("Claim", RDF.object), "a claim has exactly one object"),
    "an object in words": (_set("Claim", RDF.object, Literal("四送一服")), "a claim has exactly one object"),
    "an unknown predicate": (
        _set("Claim", RDF.predicate, ZM.likes),
        "a claim has exactly one predicate, from the list",
    ),
    "no status": (_drop("Claim", ZM.status), "there is exactly one status, from the list"),
    "two statuses": (_add("Claim", ZM.status, ZM.ended), "there is exactly one status, from the list"),
    "an unknown status": (_set("Claim", ZM.status, ZM.done), "there is exactly one status, from the list"),
    "a status in words": (_set("Claim", ZM.status, Literal("achieved")), "there is exactly one status, from the list"),
    "an unknown level": (_add("Claim", ZM.level, ZM.township), "a level is from the list"),
    "a time in Chinese": (_set("Claim", ZM.time, Literal("2021年")), "there is at most one time, in EDTF"),
    "a stage of no recognition": (_achieve_a_stage_of_implementing, "only a claim of recognition has a stage"),
    "a number without a unit": (
        _add("AdoptionEvent", ZM.quantityValue, Literal(Decimal(3))),
        "a quantity has a unit",
    ),
    "start after end": (_turn_around, "there is exactly one start, an integer from 0 that is less than the end"),
    "start in words": (
        _set("Mention", ZM.start, Literal("3")),
        "there is exactly one start, an integer from 0 that is less than the end",
    ),
    "no end": (_drop("Evidence", ZM.end), "there is exactly one end, an integer"),
    "no quote": (_drop("Evidence", ZM.quote), "a piece of evidence has exactly one quote, tagged zh"),
    "no document": (_drop("Evidence", PROV_SOURCE), "a piece of evidence has exactly one document"),
    "evidence of two things": (_support_two_things, "a piece of evidence supports exactly one thing"),
    "no rule": (lambda g: g.remove((None, ZM.rule, None)), "evidence of a claim names its rule"),
    "no confidence": (lambda g: g.remove((None, ZM.confidence, None)), "evidence of a claim has a confidence"),
    "too sure": (
        _set("Evidence", ZM.confidence, Literal(Decimal("1.2"))),
        "there is at most one confidence, a decimal from 0 to 1",
    ),
    "an entity without a name": (_drop("Enterprise", SKOS.prefLabel), "an entity has exactly one name, tagged zh"),
    "an entity with two names": (
        _add("Enterprise", SKOS.prefLabel, Literal("禾光", lang="zh")),
        "an entity has exactly one name, tagged zh",
    ),
    "a name in no language": (
        _set("Enterprise", SKOS.prefLabel, Literal("禾光电子")),
        "an entity has exactly one name, tagged zh",
    ),
    "no hash": (_drop("Document", ZM.hash), "a document has exactly one hash of 64 hexadecimal digits"),
    "no source": (_drop("Document", DCT_SOURCE), "a document has exactly one source"),
    "a document of no region": (_drop("Document", ZM.ownRegion), "a document has exactly one own region"),
    "an own region in two places": (
        _stand_in_two_places,
        "an own region is equated with one division or within one, never both",
    ),
    "an event told by nobody": (_drop_event_evidence, "an adoption event has evidence, or is derived from a claim"),
    "an event of no programme": (_drop("AdoptionEvent", ZM.programme), "an adoption event has exactly one programme"),
    "an event of no region": (_drop("AdoptionEvent", ZM.region), "an adoption event has exactly one region"),
    "a mention of nothing": (_drop("Mention", ZM.mentionOf), "a mention names exactly one entity"),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_spoilt_example_is_told_in_both_languages(graph: Graph, name: str) -> None:
    spoil, message = MUTATIONS[name]
    spoil(graph)
    found = {violation.message_en: violation for violation in validate_graph(graph)}
    assert message in found
    assert found[message].message_zh
    assert found[message].focus


def _claim(graph: Graph, predicate: str, subject: str, target: str) -> None:
    claim = ZM[f"claim-{predicate}-{subject}-{target}"]
    graph.add((claim, RDF.predicate, ZM[predicate]))
    graph.add((claim, RDF.subject, ZM[f"a-{subject}"]))
    graph.add((claim, RDF.object, ZM[f"a-{target}"]))


def _things() -> Graph:
    graph = Graph()
    for kind in ENTITY_TYPES:
        graph.add((ZM[f"a-{kind}"], RDF.type, ZM[kind]))
        graph.add((ZM[f"a-{kind}"], SKOS.prefLabel, Literal("甲", lang="zh")))
    return graph


@pytest.mark.parametrize("predicate", signatures())
def test_the_types_of_claims_and_facts_are_those_of_the_ontology(predicate: str) -> None:
    signature, claims, facts = signatures()[predicate], _things(), _things()
    for kind in ENTITY_TYPES:
        _claim(claims, predicate, kind, signature.objects[0])
        _claim(claims, predicate, signature.subjects[0], kind)
        facts.add((ZM[f"a-{kind}"], ZM[predicate], ZM[f"a-{signature.objects[0]}"]))
        facts.add((ZM[f"a-{signature.subjects[0]}"], ZM[predicate], ZM[f"a-{kind}"]))
    for graph in (claims, facts):
        refused = {(v.message_en.split()[1], v.value) for v in validate_graph(graph) if v.message_en.startswith("the ")}
        assert refused == {
            (side, str(ZM[f"a-{kind}"]))
            for side, allowed in (("subject", signature.subjects), ("object", signature.objects))
            for kind in set(ENTITY_TYPES) - set(allowed)
        }


@pytest.mark.parametrize(("kind", "term"), [("Status", "status"), ("Level", "level"), ("Stage", "stage")])
def test_every_value_of_the_ontology_may_be_used(graph: Graph, kind: str, term: str) -> None:
    claim = min(graph.subjects(RDF.predicate, ZM.recognisedAs), key=str)
    for value in values(kind).values():
        graph.set((claim, ZM[term], ZM[value]))
        assert validate_graph(graph) == []


def test_violations_are_those_that_the_shapes_give_as_they_stand(graph: Graph) -> None:
    """The shapes are put together otherwise for speed; what they find is the same, in a graph spoiled all over."""
    for number, (subject, predicate, value) in enumerate(sorted(graph)):
        if number % 7 == 0:
            graph.remove((subject, predicate, value))
        elif number % 7 == 3:
            graph.add((subject, predicate, Literal("无")))
    _, results, _ = pyshacl.validate(graph, shacl_graph=load_shapes(), inference="none", meta_shacl=False)
    assert isinstance(results, Graph)
    parts = (SH.focusNode, SH.value, SH.resultMessage)
    told = {
        (str(results.value(node, parts[0]) or ""), str(results.value(node, parts[1]) or ""), str(message))
        for node in results.subjects(RDF.type, SH.ValidationResult)
        for message in results.objects(node, parts[2])
        if isinstance(message, Literal) and message.language == "en"
    }
    found = {(violation.focus, violation.value, violation.message_en) for violation in validate_graph(graph)}
    assert len(found) > 50
    assert found == told


def test_every_property_shape_speaks_both_languages() -> None:
    shapes = load_shapes()
    for shape in set(shapes.subjects(SH.path, None)):
        assert {m.language for m in shapes.objects(shape, SH.message) if isinstance(m, Literal)} == {"zh", "en"}


def test_shapes_follow_the_base_of_the_graph() -> None:
    base = "https://example.org/kg/"
    moved = Graph()
    moved.parse(data=_flat(load_example()).serialize(format="nt").replace(DEFAULT_BASE, base), format="nt")
    assert validate_graph(moved, base) == []
    status = URIRef(base + "ontology#status")
    moved.remove((None, status, None))
    assert validate_graph(moved, base)
    assert validate_graph(moved) == []


def test_a_long_document_is_checked_in_under_a_second() -> None:
    graph = _flat(load_example())
    source = next(graph.objects(None, PROV_SOURCE))
    for number in range(100):
        claim, item = ZM[f"claim-{number}"], ZM[f"ev-{number}"]
        entity, mention = ZM[f"e-{number}"], ZM[f"mention-{number}"]
        for triple in (
            (entity, RDF.type, ZM.Programme),
            (entity, SKOS.prefLabel, Literal("甲", lang="zh")),
            (mention, RDF.type, ZM.Mention),
            (mention, ZM.mentionOf, entity),
            (mention, ZM.start, Literal(number)),
            (mention, ZM.end, Literal(number + 1)),
            (claim, RDF.type, ZM.Claim),
            (claim, RDF.subject, _one(graph, "OwnRegion")),
            (claim, RDF.predicate, ZM.implements),
            (claim, RDF.object, entity),
            (claim, ZM.status, ZM.achieved),
            (item, RDF.type, ZM.Evidence),
            (item, ZM.supportsClaim, claim),
            (item, PROV_SOURCE, source),
            (item, ZM.start, Literal(number)),
            (item, ZM.end, Literal(number + 1)),
            (item, ZM.quote, Literal("甲", lang="zh")),
            (item, ZM.rule, ZM.rule),
            (item, ZM.confidence, Literal(Decimal("0.9"))),
        ):
            graph.add(triple)
    started = time.process_time()
    assert validate_graph(graph) == []
    spent = time.process_time() - started
    assert spent < 1
