"""Documents in a small language: `地区：…` and `日期：…` on lines of their own, names as 〔企业：贝川机电〕."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.document import Document
from kg.resolve.judgements import Judgement, Place
from kg.resolve.learning.pairs import stated_region
from ontology.records import Entity, Mention, Period, Record, stable_id

PAIRS = Path(__file__).with_name("pairs")
TYPES = {
    "企业": "Enterprise", "园区": "Park", "机关": "Agency", "政策": "Policy", "抓手": "Programme", "项目": "Project",
    "地方": "Region",
}  # fmt: skip
TYPES_OF = {kind: label for label, kind in TYPES.items()}
_NAME = re.compile(r"〔(\w+)：(.+?)〕")


def read_case(document: Document) -> Record:
    """Stands for extraction: names stand in brackets with their types."""
    text = document.text
    place = re.search(r"地区：(\S+)", text)
    date = re.search(r"日期：(\S+)", text)
    found: dict[str, Entity] = {}
    for match in _NAME.finditer(text):
        kind = TYPES[match[1]]
        id = stable_id(document.id, kind, match[2])
        mention = Mention(match.start(2), match.end(2), match[2])
        found.setdefault(id, Entity(id, kind, match[2])).mentions.append(mention)
    own = stated_region(place[1]) if place else None
    when = date[1] if date else None
    return Record(
        document.doc, document.id, document.source, None, when, None, own, Period(), entities=[*found.values()]
    )


@dataclass(frozen=True)
class Case:
    """One text, its record, and places in it."""

    text: str
    record: Record

    def place(self, name: str) -> Place:
        entity = next(e for e in self.record.entities if e.name == name)
        mention = entity.mentions[0]
        return Place(self.record.id, mention.start, mention.end, entity.type, mention.text)

    def id(self, name: str) -> str:
        return next(e.id for e in self.record.entities if e.name == name)


def case(place: str, text: str, date: str = "2021", doc: str = "") -> Case:
    """A document of a place, from its text."""
    whole = f"地区：{place}\n日期：{date}\n{text}\n"
    id = hashlib.sha256(f"{doc}{whole}".encode()).hexdigest()
    return Case(whole, read_case(Document(doc or id[:6], id, f"{doc or id[:6]}.txt", whole)))


def same(a: Place, b: Place, **more: str) -> Judgement:
    return Judgement("same", a, b, **more)


def different(a: Place, b: Place, **more: str) -> Judgement:
    return Judgement("different", a, b, **more)


def pairs(part: str) -> Iterator[dict[str, str]]:
    """The rows of one part of the evaluation set."""
    with (PAIRS / f"{part}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def pair_cases(row: dict[str, str]) -> tuple[Case, Case]:
    """Both sides of a row as documents."""
    first, second = (
        named_case(TYPES_OF[row[f"type_{side}"]], row[f"name_{side}"], row[f"region_{side}"], row[f"date_{side}"],
                   row[f"sentence_{side}"], side)
        for side in ("a", "b")
    )  # fmt: skip
    return first, second


def named_case(label: str, name: str, place: str, date: str, sentence: str, doc: str) -> Case:
    """A document of a sentence as it stands, with one name in it, which may have brackets of its own (〔2020〕3号)."""
    made = case(place, sentence, date, doc=doc)
    start = made.text.index(sentence) + sentence.index(name)
    id = stable_id(made.record.id, TYPES[label], name)
    entity = Entity(id, TYPES[label], name, [], True, None, [Mention(start, start + len(name), name)])
    made.record.entities[:] = [entity]
    return made
