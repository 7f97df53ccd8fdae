"""One decision: two places in texts, and whether they name one thing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ontology.records import ENTITY_TYPES, Entity, Record, stable_id

VERDICTS = ("same", "different", "unsure")
WITHDRAWN = "withdrawn"
_HASH = 64
_FIELDS = ("judgement", "a", "b", "who", "when", "why", "revises")
_PLACE = ("document", "start", "end", "type", "text")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A mention: the hash of its document, its span in the text layer, its type; `text` helps who reads the file."""

    document: str
    start: int
    end: int
    type: str
    text: str = ""

    @property
    def key(self) -> tuple[str, int, int, str]:
        """What identifies the place."""
        return self.document, self.start, self.end, self.type


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision, or with the verdict `withdrawn` the end of one. `revises` is the id of the line that it replaces."""

    verdict: str
    a: Place
    b: Place
    who: str = ""
    when: str = ""
    why: str = ""
    revises: str = ""

    @property
    def id(self) -> str:
        """Hash of all that it says; the order of its two places does not matter."""
        sides = sorted((self.a, self.b))
        return stable_id(
            self.verdict, *(str(part) for side in sides for part in side.key),
            self.who, self.when, self.why, self.revises,
        )  # fmt: skip

    @property
    def pair(self) -> tuple[Place, Place]:
        """Its two places in order."""
        first, second = sorted((self.a, self.b))
        return first, second

    def to_json(self) -> str:
        """The decision as one line of JSON, without what is empty; the first place first."""
        first, second = self.pair
        data: dict[str, Any] = {"judgement": self.verdict, "a": _side(first), "b": _side(second)}
        data |= {"who": self.who, "when": self.when, "why": self.why, "revises": self.revises}
        return json.dumps({key: value for key, value in data.items() if value}, ensure_ascii=False)


def read_judgement(text: str) -> Judgement:
    """The decision on a line; raises ValueError saying what is wrong with it."""
    try:
        data = json.loads(text)
    except ValueError as error:
        raise ValueError(f"no JSON: {error}") from error
    if not isinstance(data, dict):
        raise ValueError("no JSON object")
    if unknown := sorted(data.keys() - set(_FIELDS)):
        raise ValueError(f"unknown field {unknown[0]!r}; known: {', '.join(_FIELDS)}")
    if data.get("judgement") not in (*VERDICTS, WITHDRAWN):
        raise ValueError(f"'judgement' must be one of {', '.join((*VERDICTS, WITHDRAWN))}")
    rest = {name: data.get(name, "") for name in ("who", "when", "why", "revises")}
    for name, value in rest.items():
        if not isinstance(value, str):
            raise ValueError(f"{name!r} must be text")
    a, b = _place(data, "a"), _place(data, "b")
    if a.key == b.key:
        raise ValueError("'a' and 'b' are one place")
    return Judgement(data["judgement"], a, b, **rest)


def place_of(record: Record, entity: Entity) -> Place:
    """The place that stands for an entity of a document: its first mention by the name it has there, else its first."""
    mention = next((m for m in entity.mentions if m.text == entity.name), entity.mentions[0])
    return Place(record.id, mention.start, mention.end, entity.type, mention.text)


def _side(place: Place) -> dict[str, Any]:
    return dict(zip(_PLACE, (*place.key, place.text), strict=True))


def _place(data: Mapping[str, Any], name: str) -> Place:
    side = data.get(name)
    if not isinstance(side, dict) or not {*_PLACE[:-1]} <= side.keys() <= set(_PLACE):
        raise ValueError(f"{name!r} must have {', '.join(_PLACE)}")
    document, start, end, kind, text = (side.get(part, "") for part in _PLACE)
    if not isinstance(document, str) or len(document) != _HASH or kind not in ENTITY_TYPES or not isinstance(text, str):
        raise ValueError(f"{name!r} must have a document's hash and a type of {', '.join(ENTITY_TYPES)}")
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        raise ValueError(f"{name!r} must have whole numbers start < end")
    return Place(document, start, end, kind, text)
