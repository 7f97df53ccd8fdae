"""From cleaned text to the record contract: ids, and every span mapped back to the text layer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.clean import AlignedText
from extract.document import Document
from extract.entities.group import Group
from extract.force import Told, repeals
from extract.places import divisions
from extract.places.own_region import NATION_CODE, NATION_PATH
from extract.places.time_shifts import precise
from extract.relations.carriers import agency_level
from extract.relations.claims import Claim
from extract.relations.document import DocumentView
from extract.relations.engine import OWN
from ontology.records import (
    OWN_DOCUMENT,
    OWN_REGION,
    AdoptionEvent,
    Entity,
    Evidence,
    Force,
    Mention,
    Period,
    Quantity,
    Record,
    RegionAnswer,
    Relation,
    stable_id,
)

_MAX_QUOTE = 400


def _united(first: Sequence[Evidence], second: Sequence[Evidence]) -> list[Evidence]:
    return [*first, *(e for e in second if e not in first)]


class RecordWriter:
    """Writes the record of one document, whose cleaned text `view` reads."""

    def __init__(
        self, document: Document, aligned: AlignedText, view: DocumentView, basis: Mapping[str, str] | None = None
    ) -> None:
        self._document = document
        self._basis = dict(basis or {})
        self._aligned = aligned
        self._view = view
        self._ids = [stable_id(document.id, g.type, g.name) for g in view.groups]

    def record(
        self, claims: Sequence[Claim], period: Period, warnings: Sequence[str], told: Sequence[Told] = ()
    ) -> Record:
        """The whole record; claims, and what is told of force, keep their order."""
        stated = self._document.metadata
        relations = [self._relation(c) for c in claims if not c.place]
        record = Record(
            doc=self._document.doc,
            id=self._document.id,
            source=self._document.source,
            title=stated.title,
            published=stated.published,
            tier=stated.tier,
            region=self._region(),
            period=period,
            url=stated.url,
            notice=stated.notice,
            number=stated.number,
            issuers=list(stated.issuers),
            basis=self._basis,
            entities=[self._entity(i, g) for i, g in enumerate(self._view.groups)],
            relations=relations,
            events=self._events(claims),
            warnings=list(dict.fromkeys(warnings)),
            force=[self._force(one) for one in told],
        )
        return replace(record, force=[*record.force, *repeals(record)])

    def _entity(self, number: int, group: Group) -> Entity:
        mentions = [Mention(*span, self._document.text[slice(*span)]) for span in self._raw_spans(group.spans)]
        name, known = group.name, group.vocabulary or self._region_code(number)
        return Entity(self._ids[number], group.type, name, group.aliases, known is None, known, mentions)

    def _region_code(self, number: int) -> str | None:
        """The code of a region that can be but one division, in the country or in the own province."""
        codes, own = self._view.codes.get(number, ()), self._view.own
        near = [c for c in codes if own is not None and c[:2] == own.code[:2]]
        return codes[0] if len(codes) == 1 else near[0] if len(near) == 1 else None

    def _raw_spans(self, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        return sorted({self._aligned.to_raw(a, b) for a, b in spans})

    def _evidence(self, spans: Sequence[tuple[int, int, str]]) -> list[Evidence]:
        """One evidence a place, with the first rule that read it."""
        seen: dict[tuple[int, int], Evidence] = {}
        for start, end, rule in spans:
            a, b = self._aligned.to_raw(start, min(end, start + _MAX_QUOTE))
            seen.setdefault((a, b), self._quoted(a, b, rule))
        return list(seen.values())

    def _quoted(self, start: int, end: int, rule: str | None = None) -> Evidence:
        document = self._document
        return Evidence(start, end, document.text[start:end], rule, document.map.place(start, end))

    def _end(self, number: int) -> str:
        return OWN_REGION if number == OWN else self._ids[number]

    def _relation(self, claim: Claim) -> Relation:
        subject, target = self._end(claim.subject), self._end(claim.object)
        said = (claim.status, claim.time or "", ",".join(claim.levels), *([claim.kind] if claim.kind else []))
        key = stable_id(self._document.id, subject, claim.predicate, target, *said)
        quantity = Quantity(*claim.quantity) if claim.quantity else None
        return Relation(
            key, subject, claim.predicate, target, claim.status, claim.levels, claim.time, claim.stage, quantity,
            claim.confidence, self._evidence(claim.evidence), claim.kind,
        )  # fmt: skip

    def _force(self, told: Told) -> Force:
        policy = OWN_DOCUMENT if told.policy is None else self._ids[told.policy]
        key = stable_id(self._document.id, policy, told.effect, told.time)
        evidence = self._evidence([(told.start, told.end, told.rule)])
        return Force(key, policy, told.effect, told.time, told.confidence, evidence)

    def _region(self) -> RegionAnswer | None:
        own = self._view.own
        if own is None:
            return None
        evidence = [self._aligned.to_raw(a, b) for a, b in own.evidence]
        quotes = [self._quoted(a, b) for a, b in evidence]
        return RegionAnswer(own.path, own.code, own.level, own.resolved, own.basis, own.confidence, quotes)

    def _events(self, claims: Sequence[Claim]) -> list[AdoptionEvent]:
        """The adoptions that claims tell; what two offices of one region do at one time is one."""
        merged: dict[tuple[str | None, ...], AdoptionEvent] = {}
        for event in (e for c in claims if (e := self._event(c))):
            key = (event.programme, event.code or event.region, event.status, event.time)
            known = merged.get(key)
            merged[key] = replace(known, evidence=_united(known.evidence, event.evidence)) if known else event
        return list(merged.values())

    def _event(self, claim: Claim) -> AdoptionEvent | None:
        """A dated claim that a region carries a programme out is an adoption, unless the text only talks of it, or
        tells no more than years in which it lies (“十三五”期间)."""
        if claim.predicate != "implements" or claim.time is None or (time := precise(claim.time)) is None:
            return None
        if claim.talk and claim.status != "ended":
            return None
        place = self._as_of(claim.place) if claim.place else self._place(claim.subject)
        if place is None:
            return None
        to_come = claim.status in ("ongoing", "achieved") and self._after_publication(claim.time)
        status = "planned" if to_come else claim.status
        evidence, within = self._evidence(claim.evidence), claim.time if time != claim.time else None
        return AdoptionEvent(self._ids[claim.object], *place, status, time, evidence, within)

    def _after_publication(self, time: str) -> bool:
        """Whether a time begins only after the document appeared."""
        published, first = self._document.metadata.published or "9", time.split("/")[0]
        exact = min(len(published), len(first))
        return first[:exact] > published[:exact]

    def _own_place(self, subject: int) -> tuple[str, str | None] | None:
        """The own region, or for an agency above it (省政府 in a city's text) the one above of its level."""
        own = self._view.own
        if own is None:
            return None
        level = agency_level(self._view.groups[subject].name) if subject != OWN else None
        chain = divisions().chain(division) if (division := divisions().get(own.code)) else ()
        above = next((d for d in chain if d.level == level and d.code != own.code), None)
        if above is not None and level == "city" and own.path.endswith("市") and not self._names(above.code):
            return self._as_of(own.code) if own.resolved else None
        if above is not None:
            return self._as_of(above.code)
        return self._as_of(own.code) if own.resolved and level in (None, own.level) else None

    def _names(self, code: str) -> bool:
        """Whether the text names this division."""
        return any(code in codes[:1] for codes in self._view.codes.values())

    def _place(self, subject: int) -> tuple[str, str | None] | None:
        """Where who acts is from: a region, an office's by the place it is named after, else by its rank."""
        if subject == OWN:
            return self._own_place(subject)
        group, codes = self._view.groups[subject], self._view.codes.get(subject, ())
        if group.type == "Agency":
            codes = next((c for start, _ in group.spans if (c := self._view.prefixes.get(start))), ())
            if not codes and agency_level(group.name) == "nation":
                return NATION_PATH, NATION_CODE
            if not codes:
                return self._own_place(subject)
        return self._as_of(codes[0]) if codes and divisions().get(codes[0]) else None

    def _as_of(self, code: str) -> tuple[str, str]:
        """Path and code of a division as it was when the document appeared: 绍兴县 is 柯桥区 since 2013."""
        if code == NATION_CODE:
            return NATION_PATH, NATION_CODE
        published = self._document.metadata.published
        year = int(published[:4]) if published else None
        division = divisions().get(code)
        code = divisions().version(division, year).code if division and year else code
        return divisions().path(code, year), code
