"""How one policy is based on another, from a record to the graph."""

from __future__ import annotations

import json

import pytest

from kg.quads import document_quads, shared_graphs
from kg.quads.terms import Terms
from ontology.contract import check_meaning, validate_record
from ontology.namespaces import Namespaces
from ontology.records import BASED_ON_KINDS, Entity, Evidence, Mention, Period, Record, Relation, stable_id

TEXT = "《甲办法》《乙办法》"
LOWER, UPPER = (Entity(stable_id(n), "Policy", n, mentions=[Mention(0, 1, "《")]) for n in ("《甲办法》", "《乙办法》"))


def based(kind: str | None, predicate: str = "basedOn") -> Record:
    relation = Relation(
        stable_id(str(kind)), LOWER.id, predicate, UPPER.id, "achieved", evidence=[Evidence(0, 10, TEXT)], kind=kind
    )
    return Record(
        "a", "0" * 64, "a.txt", None, None, None, None, Period(), entities=[LOWER, UPPER], relations=[relation]
    )


@pytest.mark.parametrize("kind", [None, *BASED_ON_KINDS])
def test_a_kind_is_read_as_it_was_written(kind: str | None) -> None:
    record = based(kind)
    data = json.loads(record.to_json())
    assert (validate_record(data), check_meaning(record)) == ([], [])
    assert Record.from_dict(data) == record


def test_a_record_from_before_kinds_is_read() -> None:
    data = json.loads(based(None).to_json())
    del data["relations"][0]["kind"]
    assert validate_record(data) == [] and Record.from_dict(data) == based(None)


def test_other_kinds_and_kinds_of_other_predicates_are_refused() -> None:
    assert validate_record(json.loads(based("copies").to_json()))
    assert any("has no kind" in error for error in check_meaning(based("amends", predicate="issues")))


@pytest.mark.parametrize("kind", BASED_ON_KINDS)
def test_a_claim_has_its_kind_for_predicate_and_the_facts_have_both(kind: str) -> None:
    terms = Terms(Namespaces())
    said = [q.object for q in document_quads(based(kind), terms) if q.predicate == terms.iri("rdf:predicate")]
    assert said == [terms.iri(f"zm:{kind}")]
    facts = {q.predicate for q in shared_graphs([based(kind)], terms).graphs["facts"]}
    assert {terms.iri("zm:basedOn"), terms.iri(f"zm:{kind}")} <= facts


def test_without_a_kind_the_fact_is_basedOn_alone() -> None:
    terms = Terms(Namespaces())
    facts = {q.predicate for q in shared_graphs([based(None)], terms).graphs["facts"]}
    assert terms.iri("zm:basedOn") in facts and facts.isdisjoint(terms.iri(f"zm:{kind}") for kind in BASED_ON_KINDS)
