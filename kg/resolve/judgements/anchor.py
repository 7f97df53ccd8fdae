"""From places in texts to the entities that records have there now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.resolve.judgements.ledger import Line
from kg.resolve.judgements.model import Place
from ontology.records import Entity, Record


@dataclass(frozen=True, slots=True)
class Anchored:
    """A decision that holds, with the ids of the two document-level entities that it is about."""

    line: Line
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about lines of the file that a person should know; decisions are kept whatever it is."""

    lines: tuple[int, ...]
    zh: str
    en: str

    def __str__(self) -> str:
        where = ", ".join(map(str, self.lines))
        return f"line {where}: {self.en} / {self.zh}"


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems as they are told."""
    return tuple(sorted(problems, key=lambda problem: (problem.lines, problem.en)))


def anchor(lines: Iterable[Line], records: Mapping[str, Record]) -> tuple[list[Anchored], list[Problem]]:
    """The decisions whose places `records` (by document) still name, and what is wrong with the others."""
    anchored: list[Anchored] = []
    problems: list[Problem] = []
    for line in lines:
        sides = [entity_at(place, records) for place in line.judgement.pair]
        ids = [side.id for side in sides if isinstance(side, Entity)]
        problems += [Problem((line.number,), *side) for side in sides if not isinstance(side, Entity)][:1]
        if len(ids) == 2 and ids[0] != ids[1]:
            anchored.append(Anchored(line, *ids))
        elif len(ids) == 2 and line.judgement.verdict != "same":
            said = (
                f"两处在同一文档中已是一个实体“{line.judgement.a.text}”",
                "both places are one entity of one document",
            )
            problems.append(Problem((line.number,), *said))
    return anchored, problems


def entity_at(place: Place, records: Mapping[str, Record]) -> Entity | tuple[str, str]:
    """The entity that a place means: of its type, where its mentions overlap most; or why there is none, in Chinese
    and English."""
    record = records.get(place.document)
    if record is None:
        short = place.document[:12]
        return f"文档 {short}… 不在图谱中，判断保留", f"document {short}… is not in the graph; the judgement is kept"
    near = [(_overlap(entity, place), entity) for entity in record.entities if entity.type == place.type]
    found = [(overlap, entity) for overlap, entity in near if overlap > 0]
    if not found:
        what = f"{place.type} {place.text or ''}[{place.start}:{place.end}]"
        return f"{record.doc} 该处已不再有 {what}，判断保留", f"{record.doc} has no {what} there; the judgement is kept"
    return max(found, key=lambda hit: (hit[0], hit[1].id))[1]


def _overlap(entity: Entity, place: Place) -> float:
    """How much of the place a mention of the entity covers, and of the mention the place: 1 where they are equal."""
    shares = (
        max(0, min(m.end, place.end) - max(m.start, place.start)) / max(m.end - m.start, place.end - place.start)
        for m in entity.mentions
    )
    return max(shares, default=0.0)
