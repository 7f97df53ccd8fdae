"""Whether a record keeps the contract: its form (`record.schema.json`), its evidence and its meaning."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator, ValidationError

from ontology.records import OWN_DOCUMENT, OWN_REGION, AdoptionEvent, Evidence, Mention, Record, Relation
from ontology.terms import signatures

GRANTED_STAGES = ("认定", "复核通过")
# Errors show at most this many characters of an offending value, and of what a library says of it.
_SHOWN = 60
_SAID = 200


@cache
def _validator() -> Draft202012Validator:
    schema = json.loads(files("ontology").joinpath("record.schema.json").read_text("utf-8"))
    return Draft202012Validator(schema)


def validate_record(data: Mapping[str, Any]) -> list[str]:
    """What is wrong with the form of a record as JSON, sorted by place: one `place: reason` each, none if it is right.

    `data` is untrusted; nothing is raised for its sake.
    """
    errors = sorted(_validator().iter_errors(data), key=lambda error: [str(part) for part in error.absolute_path])
    return [f"{error.json_path}: {_reason(error)}" for error in errors]


def check_evidence(record: Record, text: str) -> list[str]:
    """Every offset of `record` that does not show what it says in `text`, the document's text layer."""
    mentions = ((place, m.start, m.end, m.text) for place, m in _mentions(record))
    evidence = ((place, e.start, e.end, e.quote) for place, e in _all_evidence(record))
    return [
        f"{place}: [{start}:{end}] reads {_brief(text[start:end])!r}, not {_brief(quote)!r}"
        for spans in (mentions, evidence)
        for place, start, end, quote in spans
        if not (0 <= start < end <= len(text) and text[start:end] == quote)
    ]


def check_meaning(record: Record) -> list[str]:
    """Every id, type, stage and time in `record` that cannot be: ends that do not exist or do not fit, and the like."""
    types = {entity.id: entity.type for entity in record.entities}
    errors = list(_repeated("entities", (entity.id for entity in record.entities)))
    errors += _repeated("relations", (relation.id for relation in record.relations))
    for relation in record.relations:
        errors += [f"relation {relation.id}: {reason}" for reason in _relation_errors(relation, types)]
    for index, event in enumerate(record.events):
        errors += [f"events[{index}]: {reason}" for reason in _event_errors(event, types)]
    for force in record.force:
        if force.policy != OWN_DOCUMENT and types.get(force.policy) != "Policy":
            errors.append(f"force {force.id}: {_brief(force.policy)} is no Policy of the record")
        errors += [f"force {force.id}: {reason}" for reason in _time_errors(force.time)]
    return errors


def _relation_errors(relation: Relation, types: Mapping[str, str]) -> Iterator[str]:
    signature = signatures().get(relation.predicate)
    if signature is None:
        yield f"{_brief(relation.predicate)!r} is no predicate"
        return
    for side, end, allowed in (
        ("subject", relation.subject, signature.subjects),
        ("object", relation.object, signature.objects),
    ):
        found = "Region" if end == OWN_REGION else types.get(end)
        if found is None:
            yield f"{side} {_brief(end)} is no entity of the record"
        elif found not in allowed:
            yield f"{side} of {relation.predicate} is {found}, not {' or '.join(allowed)}"
    if relation.subject == relation.object:
        yield "subject and object are the same"
    if relation.kind is not None and relation.predicate != "basedOn":
        yield f"{relation.predicate} has no kind"
    yield from _stage_errors(relation)
    yield from _time_errors(relation.time)


def _stage_errors(relation: Relation) -> Iterator[str]:
    if relation.stage is None:
        return
    if relation.predicate != "recognisedAs":
        yield f"{relation.predicate} has no stage"
    elif relation.status == "achieved" and relation.stage not in GRANTED_STAGES:
        yield f"stage {relation.stage} is not achieved; only {' and '.join(GRANTED_STAGES)} are"


def _event_errors(event: AdoptionEvent, types: Mapping[str, str]) -> Iterator[str]:
    found = types.get(event.programme)
    if found != "Programme":
        yield f"programme {_brief(event.programme)} is {found or 'no entity of the record'}, not Programme"
    yield from _time_errors(event.time)
    yield from _time_errors(event.within)


def _time_errors(time: str | None) -> Iterator[str]:
    """EDTF times whose form is right (see the schema) and which still cannot be."""
    parts = time.split("/") if time else []
    try:
        first_days = [_first_day(part) for part in parts]
    except ValueError:
        yield f"time {time} is not in the calendar"
        return
    if first_days != sorted(first_days):
        yield f"time {time} ends before it starts"


def _first_day(part: str) -> date:
    year, month, day = ([int(number) for number in part.split("-")] + [1, 1])[:3]
    return date(year, month, day)


def _mentions(record: Record) -> Iterator[tuple[str, Mention]]:
    for entity in record.entities:
        for index, mention in enumerate(entity.mentions):
            yield f"entity {entity.id} mentions[{index}]", mention


def _all_evidence(record: Record) -> Iterator[tuple[str, Evidence]]:
    for index, item in enumerate(record.region.evidence if record.region else []):
        yield f"region evidence[{index}]", item
    for relation in record.relations:
        for index, item in enumerate(relation.evidence):
            yield f"relation {relation.id} evidence[{index}]", item
    for number, event in enumerate(record.events):
        for index, item in enumerate(event.evidence):
            yield f"events[{number}] evidence[{index}]", item
    for force in record.force:
        for index, item in enumerate(force.evidence):
            yield f"force {force.id} evidence[{index}]", item


def _repeated(place: str, ids: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for identifier in ids:
        if identifier in seen:
            yield f"{place}: id {_brief(identifier)} is there twice"
        seen.add(identifier)


def _reason(error: ValidationError) -> str:
    """What jsonschema says, unless it quotes a long value before it comes to the point."""
    if len(error.message) <= _SAID:
        return error.message
    return f"{_brief(repr(error.instance))} breaks the rule {error.validator!r}"


def _brief(value: str) -> str:
    return value if len(value) <= _SHOWN else value[:_SHOWN] + "…"
