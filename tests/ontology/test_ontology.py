"""The ontology: complete in both languages, of one mind with the records, the shapes, the example and its page."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, Literal, URIRef

from ontology import records
from ontology.graphs import load_example, load_shapes
from ontology.reference import main, reference
from ontology.terms import ZM, load_ontology, local_name, signatures, values

ROOT = Path(__file__).parents[2]


def _own_terms() -> list[URIRef]:
    subjects = set(load_ontology().subjects(RDF.type, None))
    return sorted(term for term in subjects if isinstance(term, URIRef) and term.startswith(str(ZM)))


def test_every_term_has_one_label_and_one_comment_in_each_language() -> None:
    graph = load_ontology()
    assert len(_own_terms()) > 100
    for term in _own_terms():
        for predicate in (RDFS.label, RDFS.comment):
            languages = sorted(str(x.language) for x in graph.objects(term, predicate) if isinstance(x, Literal))
            assert languages == ["en", "zh"], (term, predicate)


def test_labels_tell_the_properties_apart() -> None:
    graph = load_ontology()
    labels = [
        str(graph.value(predicate, RDFS.label, any=True)) for predicate in graph.subjects(RDF.type, ZM.ClaimPredicate)
    ]
    assert len(labels) == len(set(labels))


def test_types_predicates_and_values_are_those_of_records() -> None:
    types = {local_name(term) for term in load_ontology().subjects(RDFS.subClassOf, ZM.Entity)}
    assert types == set(records.ENTITY_TYPES)
    assert set(signatures()) == set(records.PREDICATES)
    assert set(values("Status")) == set(records.STATUSES)
    assert set(values("Stage")) == set(records.STAGES)
    assert set(values("Level")) == set(records.LEVELS)


def test_a_status_is_its_own_term_and_a_level_has_an_english_one() -> None:
    assert all(name == term for name, term in values("Status").items())
    assert values("Level") == {"国家": "national", "省": "province", "市": "city", "县": "county"}


def test_an_unknown_kind_of_value_is_an_error() -> None:
    with pytest.raises(KeyError, match="no values of the kind Colour"):
        values("Colour")


def test_every_property_joins_types_that_exist() -> None:
    graph = load_ontology()
    classes = {local_name(term) for term in graph.subjects(RDF.type, OWL.Class)}
    for signature in signatures().values():
        assert signature.subjects and signature.objects
        assert classes.issuperset(signature.subjects + signature.objects)


def test_policies_build_on_policies_in_six_ways() -> None:
    graph = load_ontology()
    labels = {
        str(label) for way in graph.subjects(RDFS.subPropertyOf, ZM.basedOn) for label in graph.objects(way, RDFS.label)
    }
    assert {"依据", "转发", "细化", "修订", "废止", "参照"} <= labels
    ways = {local_name(way) for way in graph.subjects(RDFS.subPropertyOf, ZM.basedOn)}
    assert ways == set(records.BASED_ON_KINDS)


def test_classes_and_properties_lean_on_shared_vocabularies() -> None:
    graph = load_ontology()
    used = {str(term) for predicate in (RDFS.subClassOf, RDFS.subPropertyOf) for term in graph.objects(None, predicate)}
    for vocabulary in ("schema.org/", "ns/org#", "skos/core#", "ns/prov#", "eli/ontology#"):
        assert any(vocabulary in term for term in used), vocabulary


def test_shapes_and_example_use_only_terms_that_the_ontology_defines() -> None:
    defined = set(_own_terms())
    used = {term for triple in load_shapes() for term in triple} | {
        term for quad in load_example().quads() for term in quad
    }
    own = {term for term in used if isinstance(term, URIRef) and term.startswith(str(ZM))}
    assert own
    assert own <= defined


def test_the_page_is_what_the_ontology_says_now() -> None:
    page = (ROOT / "docs" / "ontology.md").read_text("utf-8")
    assert page == reference(), "stale: run python -m ontology.reference"


def test_the_page_tells_of_every_term() -> None:
    page = reference()
    assert [term for term in _own_terms() if f"| `zm:{local_name(term)}` |" not in page] == []


def test_the_page_goes_where_it_is_told_to(tmp_path: Path) -> None:
    main([str(tmp_path / "page.md")])
    assert (tmp_path / "page.md").read_text("utf-8") == reference()
