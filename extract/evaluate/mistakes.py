"""What was missed, read wrongly or given another status, each shown in its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.evaluate.compare import Comparison, Fact
from extract.evaluate.facts import Named
from extract.evaluate.sentences import Excerpt, Passage, printable, shortened
from ontology.records import OWN_REGION

MISSED, EXTRA, STATUS = "missed", "extra", "status"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in the document `doc`: `what` names the entity or relation, `rules` are those that read it.

    `excerpt` has the sentence around the quote where the text is at hand and has it, else the quote alone.
    """

    doc: str
    kind: str
    what: str
    rules: tuple[str, ...]
    excerpt: Excerpt


def find_mistakes(comparison: Comparison, text: str | None) -> Iterator[Mistake]:
    """All mistakes of one document, entities before relations; `text` is its text layer."""
    passage = None if text is None else Passage(text)
    doc = printable(comparison.gold.doc)
    for kind, matched in comparison.relaxed.items():
        for entity in matched.missed:
            yield Mistake(doc, MISSED, _entity(kind, entity), (), _around_entity(entity, passage))
        for entity in matched.extra:
            yield Mistake(doc, EXTRA, _entity(kind, entity), (), _around_entity(entity, passage))
    facts = comparison.facts
    for fact in facts.missed:
        yield Mistake(doc, MISSED, _relation(fact), (), _around_fact(fact, passage))
    for fact in facts.extra:
        yield Mistake(doc, EXTRA, _relation(fact), fact.rules, _around_fact(fact, passage))
    for answer, want, given in comparison.statuses():
        if want != given:
            what = f"{_relation(answer)}: {want} → {given}"
            yield Mistake(doc, STATUS, what, answer.rules, _around_fact(answer, passage))


def _entity(kind: str, entity: Named) -> str:
    return f"{kind} {shortened(entity.name)}"


def _relation(fact: Fact) -> str:
    said = fact.said[0]
    return f"{_end(said.subject)} {fact.predicate} {_end(said.object)}"


def _end(entity: Named | None) -> str:
    return OWN_REGION if entity is None else shortened(entity.name)


def _around_entity(entity: Named, passage: Passage | None) -> Excerpt:
    if passage is None:
        return Excerpt("", "", "")
    place = entity.place or passage.find((entity.name, *entity.aliases))
    return passage.excerpt(place) if place else Excerpt("", "", "")


def _around_fact(fact: Fact, passage: Passage | None) -> Excerpt:
    quotes = [quote for said in fact.said for quote in said.quotes]
    if passage is not None:
        place = next((q.place for q in quotes if q.place), None) or passage.find(q.text for q in quotes)
        if place:
            return passage.excerpt(place)
    return Excerpt("", shortened(quotes[0].text) if quotes else "", "")
