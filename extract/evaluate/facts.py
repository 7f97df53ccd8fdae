"""What one document says, as its gold file or its record has it, in the form in which the two are compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from extract.evaluate.errors import EvaluationError
from extract.evaluate.names import normalise
from ontology.records import ENTITY_TYPES, OWN_REGION, PREDICATES, STATUSES

_MAX_REASON = 200


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """An entity: `forms` are its normalised names, `place` its first mention in the text layer, if it tells."""

    type: str
    name: str
    aliases: tuple[str, ...]
    forms: frozenset[str]
    optional: bool
    place: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Quote:
    """What supports a relation: gold knows neither its place nor a rule."""

    text: str
    place: tuple[int, int] | None
    rule: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """A relation as its file has it; an end is None for the document's own region."""

    subject: Named | None
    predicate: str
    object: Named | None
    status: str | None
    optional: bool
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is compared of one document; `region` is the path of its own region, empty where nothing tells."""

    doc: str
    region: str
    entities: tuple[Named, ...] = ()
    relations: tuple[Said, ...] = ()

    def own_names(self) -> frozenset[str]:
        """Normalised names under which the document's own region may stand among the entities."""
        return frozenset(n for n in (normalise(self.region), normalise(self.region.split("/")[-1])) if n)


def read_facts(data: object, where: str) -> Facts:
    """The facts in a parsed gold file or record; `where` names it in errors.

    Relations may name their ends by id or by name. Raises EvaluationError where the form is not kept, or an
    end is no entity of the document.
    """
    error = best_match(_schema().iter_errors(data))
    if error is not None:
        reason = error.message if len(error.message) <= _MAX_REASON else error.message[:_MAX_REASON] + "…"
        raise EvaluationError(f"{where}: {error.json_path.removeprefix('$.')}: {reason}")
    assert isinstance(data, Mapping)
    entities = [_entity(entity) for entity in data["entities"]]
    by_name = {form: entity for entity in reversed(entities) for form in entity.forms}
    by_id = {raw["id"]: entity for raw, entity in zip(data["entities"], entities, strict=True) if "id" in raw}
    relations = list(_relations(data["relations"], by_id, by_name, where))
    region = (data.get("region") or {}).get("path") or ""
    return Facts(str(data["doc"]), region, tuple(entities), tuple(relations))


def _entity(raw: Mapping[str, Any]) -> Named:
    aliases = tuple(raw.get("aliases") or ())
    forms = frozenset(form for name in (raw["name"], *aliases) if (form := normalise(name)))
    mentions = raw.get("mentions") or [None]
    return Named(raw["type"], raw["name"], aliases, forms, bool(raw.get("optional")), _place(mentions[0]))


def _place(raw: Mapping[str, Any] | None) -> tuple[int, int] | None:
    return (raw["start"], raw["end"]) if raw else None


def _relations(
    raws: list[Mapping[str, Any]], by_id: Mapping[str, Named], by_name: Mapping[str, Named], where: str
) -> Iterator[Said]:
    def end(value: str) -> Named | None:
        if value == OWN_REGION:
            return None
        entity = by_id.get(value) or by_name.get(normalise(value))
        if entity is None:
            raise EvaluationError(
                f"{where}: a relation names {value[:_MAX_REASON]!r}, which is no entity of the document"
            )
        return entity

    for raw in raws:
        subject, target = end(raw["subject"]), end(raw["object"])
        optional = bool(raw.get("optional"))
        yield Said(subject, raw["predicate"], target, raw.get("status"), optional, tuple(_quotes(raw)))


def _quotes(raw: Mapping[str, Any]) -> Iterator[Quote]:
    if raw.get("quote"):
        yield Quote(raw["quote"], None, None)
    for evidence in raw.get("evidence") or ():
        yield Quote(evidence["quote"], _place(evidence), evidence.get("rule"))


@cache
def _schema() -> Draft202012Validator:
    text: dict[str, Any] = {"type": "string"}
    offset = {"type": "integer", "minimum": 0}
    place = {"start": offset, "end": offset}
    quote = place | {"quote": text, "rule": {"type": ["string", "null"]}}
    entity = {
        "type": {"enum": list(ENTITY_TYPES)}, "name": {"type": "string", "minLength": 1}, "id": text,
        "aliases": {"type": ["array", "null"], "items": text}, "optional": {"type": "boolean"},
        "mentions": {"type": ["array", "null"], "items": _object(place, "start", "end")},
    }  # fmt: skip
    relation = {
        "subject": text, "object": text, "predicate": {"enum": list(PREDICATES)}, "optional": {"type": "boolean"},
        "status": {"enum": [*STATUSES, None]}, "quote": {"type": ["string", "null"]},
        "evidence": {"type": ["array", "null"], "items": _object(quote, "start", "end", "quote")},
    }  # fmt: skip
    document = {
        "doc": {"type": ["string", "integer"]},
        "region": {"type": ["object", "null"], "properties": {"path": {"type": ["string", "null"]}}},
        "entities": {"type": "array", "items": _object(entity, "type", "name")},
        "relations": {"type": "array", "items": _object(relation, "subject", "predicate", "object")},
    }
    return Draft202012Validator(_object(document, "doc", "entities", "relations"))


def _object(properties: Mapping[str, Any], *required: str) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required)}
