"""Records made by hand: a small language for tests of what the graph does with them."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass, field, replace

from extract.document import Document
from ontology.records import (
    OWN_REGION,
    AdoptionEvent,
    Entity,
    Evidence,
    Mention,
    Period,
    Quantity,
    Record,
    RegionAnswer,
    Relation,
    stable_id,
)

CARRY_OUT, GRANTED = "implements-carry-out", "recognised-granted"


@dataclass
class Handmade:
    """One document and what is to be read from it; every name and quote must stand in `text`."""

    doc: str
    text: str
    published: str | None = None
    region: RegionAnswer | None = None
    notice: str | None = None
    entities: dict[str, Entity] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    events: list[AdoptionEvent] = field(default_factory=list)

    @property
    def id(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    def entity(self, kind: str, name: str, vocabulary: str | None = None, aliases: tuple[str, ...] = ()) -> str:
        start = self.text.index(name)
        mention = Mention(start, start + len(name), name)
        entity_id = stable_id(self.id, kind, name)
        self.entities[entity_id] = Entity(
            entity_id, kind, name, list(aliases), vocabulary is None, vocabulary, [mention]
        )
        return entity_id

    def says(
        self,
        subject: str,
        predicate: str,
        object_: str,
        status: str,
        quote: str,
        time: str | None = None,
        **more: object,
    ) -> str:
        relation_id = stable_id(self.id, subject, predicate, object_, status, time or "")
        levels = more.pop("levels", [])
        relation = Relation(relation_id, subject, predicate, object_, status, levels, time)  # type: ignore[arg-type]
        self.relations.append(replace(relation, evidence=[self.evidence(quote)], **more))  # type: ignore[arg-type]
        return relation_id

    def evidence(self, quote: str, rule: str | None = None) -> Evidence:
        start = self.text.index(quote)
        return Evidence(start, start + len(quote), quote, rule)

    def document(self) -> Document:
        return Document(self.doc, self.id, f"reports/{self.doc}.txt", self.text)

    def record(self) -> Record:
        return Record(
            doc=self.doc,
            id=self.id,
            source=f"reports/{self.doc}.txt",
            title=None,
            published=self.published,
            tier=None,
            region=self.region,
            period=Period(),
            notice=self.notice,
            entities=list(self.entities.values()),
            relations=self.relations,
            events=self.events,
        )


def stated(path: str, code: str, level: str) -> RegionAnswer:
    """The text says which division it speaks for."""
    return RegionAnswer(path, code, level, True, "stated", 1.0)


def report(doc: str, programme: str = "四送一服", status: str = "achieved", year: str = "2021") -> Handmade:
    """A report of 合肥市 on one programme, with one dated claim."""
    made = Handmade(
        doc, f"{doc}：{year}年，合肥市开展“{programme}”。", f"{year}-12-30", stated("安徽省/合肥市", "340100", "city")
    )
    entity = made.entity("Programme", programme, "si-song-yi-fu" if programme == "四送一服" else None)
    made.says(OWN_REGION, "implements", entity, status, f"开展“{programme}”", year)
    return made


def example_record() -> Record:
    """The record that `ontology/example.trig` is the graph of."""
    text = (
        "虚构示例。2017年，安徽省启动“四送一服”。2021年，我市常态化开展“四送一服”活动，新增省企业技术中心12家。"
        "禾光电子获国家专精特新“小巨人”认定，该公司属于半导体产业。2022年，力争出台《数字经济发展若干措施》。"
    )
    made = Handmade("example", text)
    campaign = made.entity("Programme", "四送一服", "si-song-yi-fu", ("“四送一服”活动",))
    again = text.index("四送一服", 30)
    made.entities[campaign].mentions.append(Mention(again, again + 4, "四送一服"))
    centre = made.entity("Programme", "企业技术中心")
    giant = made.entity("Programme", "专精特新“小巨人”")
    firm = made.entity("Enterprise", "禾光电子")
    industry = made.entity("Industry", "半导体")
    policy = made.entity("Policy", "数字经济发展若干措施")
    made.entity("Region", "安徽省", "340000")
    _example_claims(made, campaign, centre, giant, firm, industry, policy)
    made.events.append(
        AdoptionEvent(campaign, "安徽省", "340000", "achieved", "2017", [made.evidence("2017年，安徽省启动“四送一服”")])
    )
    place = made.evidence("安徽省")
    return replace(
        made.record(),
        source="reports/example.txt",
        title="某市四送一服活动总结",
        published="2022-01-10",
        tier="repost",
        url="https://example.org/example.html",
        notice="虚构示例",
        region=RegionAnswer("安徽省", "340000", "city", False, "inferred", 0.9, [place]),
        period=Period(["2021"], ["2022"]),
        warnings=["implausible year 5355"],
    )


def _example_claims(
    made: Handmade, campaign: str, centre: str, giant: str, firm: str, industry: str, policy: str
) -> None:
    claims = [
        (OWN_REGION, "implements", campaign, "achieved", "2021", "常态化开展“四送一服”活动", CARRY_OUT, 0.92),
        (OWN_REGION, "implements", centre, "achieved", "2021", "新增省企业技术中心12家", "implements-title-count", 0.8),
        (firm, "recognisedAs", giant, "achieved", "2021", "禾光电子获国家专精特新“小巨人”认定", GRANTED, 0.95),
        (firm, "inIndustry", industry, "ongoing", None, "该公司属于半导体产业", "industry-belongs", 0.9),
        (OWN_REGION, "issues", policy, "planned", "2022", "力争出台《数字经济发展若干措施》", "issues-draw-up", 0.85),
    ]  # fmt: skip
    for subject, predicate, object_, status, time, quote, rule, confidence in claims:
        made.says(subject, predicate, object_, status, quote, time, confidence=confidence)
        made.relations[-1] = replace(made.relations[-1], evidence=[made.evidence(quote, rule)])
    made.relations[1] = replace(made.relations[1], levels=["省"], quantity=Quantity(12.0, "家", "flow"))
    made.relations[2] = replace(made.relations[2], levels=["国家"], stage="认定")


def read_tiny(document: Document) -> Record:
    """Stands for extraction: knows one sentence, and two ways to fail."""
    if "此处出错" in document.text:
        raise ValueError("cannot read this")
    if "此处崩溃" in document.text:
        os._exit(3)
    hefei = stated("安徽省/合肥市", "340100", "city")
    made = Handmade(document.doc, document.text, region=hefei, notice=document.metadata.notice)
    for match in re.finditer(r"(\d{4})年(计划|已|停止)开展“(.+?)”", document.text):
        programme = made.entity("Programme", match[3], "si-song-yi-fu" if match[3] == "四送一服" else None)
        status = {"计划": "planned", "已": "achieved", "停止": "ended"}[match[2]]
        made.says(OWN_REGION, "implements", programme, status, match[0], match[1])
    return replace(made.record(), id=document.id, source=document.source)
