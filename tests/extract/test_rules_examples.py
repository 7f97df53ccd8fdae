"""The examples in the rule files are their tests: each is extracted by the real pipeline, without a recogniser."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from extract.entities.boundary import Boundaries
from extract.entities.lists import find_enumerations
from extract.relations.rules import Rule, load_rules
from extract.rules import read_rules
from ontology.records import OWN_REGION, Entity, Record, Relation
from ontology.vocabulary import load_industries, load_programmes

TYPES = {
    "agencies": "Agency",
    "campaigns": "Programme",
    "enterprises": "Enterprise",
    "industries": "Industry",
    "institutions": "Programme",
    "ladders": "Programme",
    "parks": "Park",
    "policies": "Policy",
    "programmes": "Programme",
    "projects": "Project",
    "quarters": "Park",
    "reforms": "Programme",
}


def _entity_examples() -> Iterator[Any]:
    for name, kind in TYPES.items():
        for number, example in enumerate(read_rules(name)["examples"]):
            yield pytest.param(kind, example["text"], example["finds"], id=f"{name}-{number}")


def _rule_examples() -> Iterator[Any]:
    for rule in load_rules():
        for number, example in enumerate(rule.examples):
            yield pytest.param(rule, example["text"], example["finds"], id=f"{rule.id}-{number}")


@pytest.mark.parametrize(("kind", "text", "finds"), list(_entity_examples()))
def test_examples_of_the_lexicons(record_of: Callable[..., Record], kind: str, text: str, finds: list[str]) -> None:
    found = [_forms(e) for e in record_of(text).entities if e.type == kind]
    assert bool(found) == bool(finds), found
    missing = [name for name in finds if not any(_same(name, forms) for forms in found)]
    assert not missing, found


@pytest.mark.parametrize("example", read_rules("lists")["examples"], ids=lambda e: e["kind"])
def test_examples_of_enumerations(example: dict[str, Any]) -> None:
    text = example["text"]
    found = find_enumerations(text, Boundaries(text))
    assert [([text[a:b] for a, b in e.items], e.kind) for e in found] == [(example["items"], example["kind"])]


@pytest.mark.parametrize(("rule", "text", "finds"), list(_rule_examples()))
def test_examples_of_the_relation_rules(
    record_of: Callable[..., Record], rule: Rule, text: str, finds: list[list[str]]
) -> None:
    record = record_of(text)
    read = [r for r in record.relations if any(e.rule == rule.id for e in r.evidence)]
    if not finds:
        assert not read, list(_pairs(record, read))
    said = list(_pairs(record, (r for r in read if r.predicate == rule.predicate)))
    missing = [pair for pair in finds if not any(_same(pair[0], s) and _same(pair[1], o) for s, o in said)]
    assert not missing, (said, list(_pairs(record, record.relations)))


def _pairs(record: Record, relations: Iterable[Relation]) -> Iterator[tuple[set[str], set[str]]]:
    own = record.region.path.split("/")[-1] if record.region else OWN_REGION
    forms = {e.id: _forms(e) for e in record.entities} | {OWN_REGION: {OWN_REGION, own}}
    for relation in relations:
        yield forms[relation.subject], forms[relation.object]


def _forms(entity: Entity) -> set[str]:
    return {entity.name, *entity.aliases}


def _same(name: str, forms: set[str]) -> bool:
    """Whether an entity has that form, but for brackets and quotes, or one of the same entry of the vocabulary."""
    wanted = _entry(name)
    return any(_bare(name) == _bare(form) or (wanted and wanted == _entry(form)) for form in forms)


def _entry(name: str) -> str | None:
    industry, programmes = load_industries().lookup(name), load_programmes().lookup(name)
    return programmes[0].id if len(programmes) == 1 else industry and industry.name


def _bare(name: str) -> str:
    return name.strip("《》").replace("“", "").replace("”", "")
