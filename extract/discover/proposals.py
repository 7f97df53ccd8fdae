"""Sightings of all documents put together into proposals, sorted by how likely each is a programme.

A name is not an identity. Where no context of a name has the State speak or names its level, it is known from local
contexts only: then every province that it was seen in gets a proposal of its own (all their forms marked `shared`).
Two entries are merged with one stroke; one that mixed two programmes cannot be taken apart again. What was seen in
documents of unknown province is then counted with none of them, and each says so. A name that the State uses too is
one proposal, which tells all its provinces.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2, prod

from extract.discover.cues import Doubt, load_rules
from extract.discover.facets import Suggestion, contexts_of, grantors_of, levels_of, suggest
from extract.discover.known import Known
from extract.discover.names import bare, is_general, is_slogan, key, label, without_tail
from extract.discover.sightings import Sighting
from ontology.vocabulary import ProgrammeVocabulary

_FACETS = ("form", "holder", "scope")
_SHOWN_CONTEXTS = 3
_SHOWN_FORMS = 12
# What nearly every document of many has is boilerplate.
_BOILERPLATE_SHARE, _BOILERPLATE_DOCUMENTS = 0.6, 10
_BOILERPLATE = _NO_FORM = 0.3
_FRAGMENT = 0.2
_ELSEWHERE = 0.6
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Proposal:
    """A name that may be a programme's: its forms as written, where and when it was seen, and what speaks for what.

    `provinces` and `national` tell where; `same_name` has the other provinces of proposals of the same name, `unplaced`
    how many of its documents nobody can place. `doubts` are reasons to look twice.
    """

    label: str
    forms: tuple[str, ...]
    documents: int
    mentions: int
    years: tuple[str, ...]
    provinces: tuple[str, ...]
    national: int
    contexts: int
    examples: tuple[Sighting, ...]
    facets: Mapping[str, tuple[Suggestion, ...]]
    similar: tuple[str, ...]
    doubts: tuple[str, ...]
    score: float
    same_name: tuple[str, ...] = ()
    unplaced: int = 0

    @property
    def form(self) -> str:
        """The leading form, '' where nothing speaks for one."""
        return next((s.value for s in self.facets["form"]), "")


def propose(
    seen: Iterable[Sighting], vocabulary: ProgrammeVocabulary, *, least: int = 1, documents: int = 0
) -> list[Proposal]:
    """The proposals of names that at least `least` documents have and `vocabulary` has not, best first.

    `documents` is how many were read in all; without it no name is taken for boilerplate.
    """
    known = Known(vocabulary)
    groups: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in seen:
        groups[key(sighting.form)].append(sighting)
    found = [
        proposal
        for name in sorted(groups)
        if _documents(groups[name]) >= least and not any(known.has(s.form) for s in groups[name])
        for proposal in _proposals(groups[name], known, documents)
    ]
    return sorted(found, key=lambda p: (-p.score, p.label, p.provinces))


def _documents(seen: Iterable[Sighting]) -> int:
    return len({s.doc for s in seen})


def _proposals(seen: list[Sighting], known: Known, documents: int) -> Iterator[Proposal]:
    """One proposal, or one a province where the name is known from local contexts of several."""
    provinces = sorted({s.province for s in seen if s.province})
    if len(provinces) < 2 or any(s.national for s in seen):
        yield _proposal(seen, seen, known, documents)
        return
    unplaced = _documents(s for s in seen if not s.province)
    for province in provinces:
        others = tuple(other for other in provinces if other != province)
        of_it = [s for s in seen if s.province == province]
        yield _proposal(of_it, seen, known, documents, others, unplaced)


def _proposal(
    seen: list[Sighting],
    same: list[Sighting],
    known: Known,
    documents: int,
    others: tuple[str, ...] = (),
    unplaced: int = 0,
) -> Proposal:
    """The proposal of sightings `seen`; label and forms are those of all of the `same` name."""
    seen = sorted(seen, key=lambda s: (s.doc, s.start))
    contexts = contexts_of(seen)
    name = _label(same)
    facets = {facet: suggest(facet, name, contexts) for facet in _FACETS}
    facets["levels"] = levels_of(contexts)
    facets["grantor"] = grantors_of(facets["levels"])
    doubts = _doubts(name, contexts)
    factors = [d.factor for d in doubts] + _general(name, same, known, documents, facets)
    return Proposal(
        label=name,
        forms=_forms(same, name, known),
        documents=_documents(seen),
        mentions=len(seen),
        years=tuple(sorted({s.year for s in seen if s.year})),
        provinces=tuple(sorted({s.province for s in seen if s.province})),
        national=sum(s.national for s in contexts),
        contexts=len(contexts),
        examples=_examples(contexts, facets["form"]),
        facets=facets,
        similar=known.like(name),
        doubts=tuple(d.id for d in doubts),
        score=_evidence(contexts, facets["form"]) * prod(factors),
        same_name=others,
        unplaced=unplaced,
    )


def _label(same: Iterable[Sighting]) -> str:
    """The most frequent way of writing the name, without what is said around it; of equal ones the shortest."""
    counted = Counter(without_tail(label(s.form)) for s in same)
    return min(counted, key=lambda form: (-counted[form], len(form), form))


def _forms(same: Iterable[Sighting], name: str, known: Known) -> tuple[str, ...]:
    """The other ways of writing it, most frequent first."""
    counted = Counter(form for s in same for form in (s.form, label(s.form)) if form != name)
    return tuple(sorted(counted, key=lambda form: (-counted[form], form))[:_SHOWN_FORMS])


def _doubts(name: str, contexts: Sequence[Sighting]) -> tuple[Doubt, ...]:
    rules = load_rules()
    quoted = sum(s.quoted for s in contexts) >= len(contexts) * _MOSTLY
    sentences, name = [s.sentence for s in contexts], bare(name)
    found = [d for d in rules.doubts if d.holds(name, sentences) and not (d.but_quoted and quoted)]
    if is_general(name):
        found.append(Doubt("made of general words alone", rules.general_factor))
    if is_slogan(name):
        found.append(Doubt("an idiom of the office", rules.slogan_factor))
    return tuple(found)


def _general(
    name: str,
    same: Sequence[Sighting],
    known: Known,
    documents: int,
    facets: Mapping[str, tuple[Suggestion, ...]],
) -> list[float]:
    """Factors that no list of words gives."""
    boilerplate = documents >= _BOILERPLATE_DOCUMENTS and _documents(same) > documents * _BOILERPLATE_SHARE
    elsewhere = not any(s.value not in load_rules().far_scopes for s in facets["scope"])
    return (
        [_BOILERPLATE] * boilerplate
        + [_FRAGMENT] * known.holds(name)
        + [_NO_FORM] * (not facets["form"])
        + [_ELSEWHERE] * elsewhere
    )


def _evidence(contexts: Sequence[Sighting], forms: Sequence[Suggestion]) -> float:
    """How much the contexts say: in how many documents, how far they agree on a form, and how many quote the name."""
    said = max(forms[0].contexts, len(contexts) / 2 * forms[0].by_name) if forms else 0
    agreed = (said + 0.5) / (len(contexts) + 1)
    quoted = sum(s.quoted for s in contexts) / len(contexts)
    return log2(1 + _documents(contexts)) * (0.4 + 0.6 * agreed) * (1 + 0.5 * quoted)


def _examples(contexts: Sequence[Sighting], forms: Sequence[Suggestion]) -> tuple[Sighting, ...]:
    """Up to three contexts, those first that speak for the leading form, as far as can be of different documents."""
    said = ("form", forms[0].value) if forms else ("", "")
    ranked = sorted(contexts, key=lambda s: (said not in s.said, s.doc, s.start))
    first = list({s.doc: s for s in reversed(ranked)}.values())[::-1]
    chosen = [*first, *(s for s in ranked if s not in first)][:_SHOWN_CONTEXTS]
    return tuple(sorted(chosen, key=ranked.index))
