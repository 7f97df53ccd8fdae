"""The record contract: what `extract` says of one document, and `kg` builds a graph from.

One record is one JSON object on one line (`record.schema.json` is the same contract as JSON Schema).
Offsets count Unicode code points of the document's text layer, and `text[start:end] == quote` always.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from types import MappingProxyType
from typing import Any

OWN_REGION = "@region"
OWN_DOCUMENT = "@document"
ENTITY_TYPES = ("Enterprise", "Park", "Industry", "Policy", "Programme", "Region", "Agency", "Project")
PREDICATES = (
    "locatedIn", "inPark", "inIndustry", "develops", "recognisedAs", "implements",
    "issues", "supports", "establishes", "undertakes", "nextStage", "basedOn",
)  # fmt: skip
# How a policy rests on another: the subproperties of `basedOn`.
BASED_ON_KINDS = ("groundedOn", "forwards", "elaborates", "amends", "repeals", "follows")
# What is told of the force of a policy (`effect`), and the property that has its time.
FORCE_TIMES: Mapping[str, str] = MappingProxyType(
    {"from": "inForceFrom", "until": "inForceUntil", "repealed": "repealedOn"}
)
STATUSES = ("mentioned", "planned", "ongoing", "achieved", "ended")
STAGES = ("推荐", "申报", "公示", "入库", "培育", "认定", "复核通过", "到期", "取消")
LEVELS = ("国家", "省", "市", "县")


def stable_id(*parts: str) -> str:
    """Hash of its parts, as 20 hexadecimal digits; the same parts give the same id on every machine.

    >>> stable_id("a", "bc") == stable_id("ab", "c")
    False
    """
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of the text layer that names an entity; `text` is the stretch as it stands there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of the text layer that says something; `rule` names the rule that read it, if one did.

    `place` is where it stands in the file, where the format has such places: `第3页`, `第12段`, `Sheet1!A12:F12`.
    """

    start: int
    end: int
    quote: str
    rule: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing that a document names: its longest useful name in simplified characters, and its mentions."""

    id: str
    type: str
    name: str
    aliases: list[str] = field(default_factory=list)
    candidate: bool = True
    vocabulary: str | None = None
    mentions: list[Mention] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count or amount as the text gives it: `value` is None where it is masked."""

    value: float | None
    unit: str
    kind: str = "stock"


@dataclass(frozen=True, slots=True)
class Relation:
    """A claim of the document: a fact with status, levels, time (EDTF) and stage, and where it says so.

    `subject` and `object` are ids of entities of the same record, or `@region`. `kind` says how a policy is based on
    another, where that is known: one of BASED_ON_KINDS.
    """

    id: str
    subject: str
    predicate: str
    object: str
    status: str
    levels: list[str] = field(default_factory=list)
    time: str | None = None
    stage: str | None = None
    quantity: Quantity | None = None
    confidence: float = 0.5
    evidence: list[Evidence] = field(default_factory=list)
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class RegionAnswer:
    """The region that the document speaks for: `path` is where it is or lies, `level` its own level.

    `resolved` is whether the two meet; `basis` is `stated` or `inferred`; `level` is 省, 市 or 县 as
    `province`, `city` or `county`, or None where the text does not tell.
    """

    path: str
    code: str
    level: str | None
    resolved: bool
    basis: str
    confidence: float
    evidence: list[Evidence] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Period:
    """The years that the document reports on and plans for, four digits each."""

    report: list[str] = field(default_factory=list)
    plan: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class AdoptionEvent:
    """A dated adoption of a programme (an entity id) by a region, of any region; `region` is a full path.

    `time` is a year, a month or a day; `within` is the part of the year that the text tells, if it
    does (2021年下半年).
    """

    programme: str
    region: str
    code: str | None
    status: str
    time: str | None
    evidence: list[Evidence] = field(default_factory=list)
    within: str | None = None

    @property
    def told(self) -> str | None:
        """The time as the text tells it (EDTF)."""
        return self.within or self.time


@dataclass(frozen=True, slots=True)
class Force:
    """That a policy (an entity id, or `@document`: the text itself, where it does not name the policy that it is) is
    in force `from` or `until` a time (EDTF, that time included), or was `repealed` then."""

    id: str
    policy: str
    effect: str
    time: str
    confidence: float = 0.5
    evidence: list[Evidence] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Record:
    """All that one document says. `doc` is unique in a run; `id` is the hash of the document's bytes.

    `number` is its own document number, `issuers` who issued it; `basis` tells of each piece of metadata that there is
    whether it is stated from outside, found in the document, or guessed.
    """

    doc: str
    id: str
    source: str
    title: str | None
    published: str | None
    tier: str | None
    region: RegionAnswer | None
    period: Period
    url: str | None = None
    notice: str | None = None
    number: str | None = None
    issuers: list[str] = field(default_factory=list)
    basis: dict[str, str] = field(default_factory=dict)
    entities: list[Entity] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    events: list[AdoptionEvent] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    force: list[Force] = field(default_factory=list)

    def to_json(self) -> str:
        """The record as one line of JSON, keys in the contract's order."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Record:
        """The record that `to_json` wrote; raises KeyError or TypeError where a field is missing or unknown."""
        fields = dict(data)
        fields["region"] = _region(fields["region"])
        fields["period"] = Period(**fields["period"])
        fields["entities"] = [_entity(e) for e in fields["entities"]]
        fields["relations"] = [_relation(r) for r in fields["relations"]]
        fields["events"] = [AdoptionEvent(**{**e, "evidence": _evidence(e)}) for e in fields["events"]]
        fields["force"] = [Force(**{**f, "evidence": _evidence(f)}) for f in fields.get("force", [])]
        return cls(**fields)


def _evidence(data: Mapping[str, Any]) -> list[Evidence]:
    return [Evidence(**e) for e in data["evidence"]]


def _region(data: Mapping[str, Any] | None) -> RegionAnswer | None:
    return None if data is None else RegionAnswer(**{**data, "evidence": _evidence(data)})


def _entity(data: Mapping[str, Any]) -> Entity:
    return Entity(**{**data, "mentions": [Mention(**m) for m in data["mentions"]]})


def _relation(data: Mapping[str, Any]) -> Relation:
    quantity = Quantity(**data["quantity"]) if data["quantity"] else None
    return Relation(**{**data, "quantity": quantity, "evidence": _evidence(data)})
