"""The view that relations are read from: the names of a text, found and told apart, with places and sentences."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language

from extract.document import Metadata
from extract.entities.candidates import get, put
from extract.entities.gazetteer import Gazetteer
from extract.entities.group import Group
from extract.entities.grouping import group_mentions
from extract.lists import TitleList, listed_names, without_names
from extract.nlp import SPANS, untokenized
from extract.places import RegionMention, divisions
from extract.places.gazetteer import TOWNSHIP
from extract.places.own_region import OwnRegion
from extract.relations.document import DocumentView, mention_refs
from extract.structure import split_sentences
from extract.text_kind import by_kind
from ontology.vocabulary import ProgrammeVocabulary

_PARTY = "中共"


def view_of(
    text: str,
    metadata: Metadata,
    nlp: Language,
    known: Gazetteer,
    own: OwnRegion | None,
    lists: Sequence[TitleList],
) -> DocumentView:
    """What `nlp` and the lists find in a cleaned text of the region `own`; `known` are the names that `nlp` knows."""
    code, year = own.code if own else "", int(metadata.published[:4]) if metadata.published else None
    doc = untokenized(nlp, text)
    doc.user_data |= {"year": year, "own_code": code, "nameless": without_names(lists)}
    names, doc.user_data["listed_places"] = listed_names(text, lists, code, year)
    put(doc, "lists", names)
    for name, component in nlp.pipeline:
        doc = component(doc) if name != SPANS else doc
    mentions = list(get(doc, "mentions"))
    places = doc.user_data["places"]
    groups = group_mentions(text, mentions, places, _own_names(own), known.labels)
    number = {(*span, g.type): i for i, g in enumerate(groups) for span in g.spans}
    refs = mention_refs([(m.start, m.end, m.type, number[m.start, m.end, m.type]) for m in mentions])
    codes = {(p.start, p.end): p.candidates for p in places}
    return DocumentView(
        text, groups, refs, by_kind(text, split_sentences(text), metadata.title, year), own,
        {i: _codes(g, codes) or _shortly(g, own) for i, g in enumerate(groups) if g.type == "Region"},
        {p.start - _party(text, p.start): p.candidates for p in places if p.candidates},
        {p.start: p.end for p in places},
        _towns(groups, places),
        _broader(groups, known.programmes),
    )  # fmt: skip


def _own_names(own: OwnRegion | None) -> list[str]:
    division = divisions().get(own.code) if own and own.resolved else None
    return [division.name, division.short] if division else []


def _codes(group: Group, codes: dict[tuple[int, int], tuple[str, ...]]) -> tuple[str, ...]:
    return next((codes[span] for span in group.spans if codes.get(span)), ())


def _towns(groups: Sequence[Group], places: Sequence[RegionMention]) -> frozenset[int]:
    spans = {(p.start, p.end) for p in places if p.kind == TOWNSHIP}
    return frozenset(i for i, g in enumerate(groups) if g.type == "Region" and not spans.isdisjoint(g.spans))


def _broader(groups: Sequence[Group], vocabulary: ProgrammeVocabulary) -> dict[int, int]:
    """The reform that a rating or the like carries out, where the text names both: 亩产效益综合评价, 亩均论英雄."""
    named = {g.vocabulary: i for i, g in enumerate(groups) if g.type == "Programme" and g.vocabulary}
    found: dict[int, int] = {}
    for key, i in named.items():
        for above in vocabulary.by_id[key].broader if key in vocabulary.by_id else ():
            if above in named and "reform mechanism" in vocabulary.by_id[above].form:
                found[i] = named[above]
    return found


def _party(text: str, start: int) -> int:
    """Length of what an office of the party has before its place: 中共贵阳市委."""
    return len(_PARTY) if text.endswith(_PARTY, 0, start) else 0


def _shortly(group: Group, own: OwnRegion | None) -> tuple[str, ...]:
    """The division that a region has for its short name where the recogniser alone takes that for one (海宁): the only
    one of that name, or in the own province."""
    meant = [d.code for d in divisions().shortly(group.name)] if len(group.name) > 1 else []
    near = [code for code in meant if own is not None and code[:2] == own.code[:2]]
    return tuple(meant) if len(meant) == 1 else tuple(near) if len(near) == 1 else ()
