"""Parents: where a region may have had a programme from, by the word of texts before any reasoning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.resolve.intervals import precedes
from kg.trace.citations import Citation
from kg.trace.dates import months_between
from kg.trace.hops import hop
from kg.trace.model import Adoption, Attestation
from kg.trace.places import Gazetteer, Place

CITED, HIERARCHICAL, TEXT_REUSE, INFERRED, UNKNOWN = KINDS = (
    "cited", "hierarchical", "text reuse", "inferred", "unknown",
)  # fmt: skip
# Of copies of one plan some have a few characters more in common: that tells nothing of who had it from whom.
_AS_LONG = 0.9


@dataclass(frozen=True, slots=True)
class Candidate:
    """A parent that something speaks for: `kind` is one of KINDS, `strength` orders candidates of one kind.

    `evidence` is what says so, as (document id, start, end, sentence); of `hierarchical`, the parent's own first
    evidence. `detail` says how, in the words of the text or of the method. `strength` is a probability for `inferred`.
    `document` names that document; `origin` is the parent's own passage where a text is reused, `origin_document` its
    document's name.
    """

    parent: Place
    kind: str
    strength: float = 1.0
    detail: str = ""
    evidence: tuple[str, int, int, str] | None = None
    document: str = ""
    origin: tuple[str, int, int, str] | None = None
    origin_document: str = ""


@dataclass(frozen=True, slots=True)
class Parent:
    """Where `child` had the programme from, as far as can be told: the most trusted candidate, and the others.

    `hop` classes the way, `lag` is in months from first evidence to first evidence and None where the corpus has the
    parent later or not at all; `weight` is a half where both fall into one period.
    """

    child: Place
    parent: Place | None
    kind: str
    hop: str
    weight: float = 1.0
    lag: float | None = None
    chosen: Candidate | None = None
    others: tuple[Candidate, ...] = ()


def cited(
    adoptions: Sequence[Adoption], citations: Iterable[Citation], gazetteer: Gazetteer
) -> dict[str, list[Candidate]]:
    """Candidates by key of the child: what its own documents cite."""
    own: dict[str, list[Citation]] = defaultdict(list)
    for citation in citations:
        own[citation.source.region.key].append(citation)
    found: dict[str, list[Candidate]] = {}
    for adoption in adoptions:
        candidates = [
            Candidate(
                parent=gazetteer.place(c.origin),
                kind=CITED,
                detail=f"{c.kind}: {c.said}",
                evidence=(c.source.id, c.start, c.end, c.sentence),
                document=c.source.name,
            )
            for c in own.get(adoption.place.key, ())
        ]
        found[adoption.place.key] = sorted(candidates, key=lambda c: (c.evidence or (), c.parent.key))
    return found


def hierarchical(adoption: Adoption, by_iri: Mapping[str, Adoption]) -> Candidate | None:
    """The nearest superior that had it no later, where the region's own text carries it out; else None."""
    own = next((one for one in adoption.attestations if one.reported_by is None), None)
    if own is None:
        return None
    for iri in adoption.place.above:
        above = by_iri.get(iri)
        if above is not None and _order(above, adoption) is not None:
            return Candidate(
                above.place, HIERARCHICAL, evidence=_evidence(above.first), document=above.first.source.name
            )
    return None


def parents(adoptions: Sequence[Adoption], candidates: Mapping[str, Sequence[Candidate]]) -> tuple[Parent, ...]:
    """The parent of each adoption (adopted ones only), in their order; `candidates` are by key of the child.

    Trust goes by kind in the order of KINDS; within a kind, the stronger, then who had it no later, then a superior,
    then who had it first. A citation counts whatever the dates of this corpus; anything else only if the parent was
    not later.
    """
    by_iri = {adoption.place.iri: adoption for adoption in adoptions if not adoption.place.inferred}
    found = []
    for adoption in adoptions:
        listed = list(candidates.get(adoption.place.key, ()))
        if (above := hierarchical(adoption, by_iri)) is not None:
            listed.append(above)
        fit = [c for c in listed if c.parent.iri != adoption.place.iri and _possible(c, adoption, by_iri)]
        longest = max((c.strength for c in fit if c.kind == TEXT_REUSE), default=0.0)
        ranked = sorted(fit, key=lambda c: _trust(c, adoption, by_iri, longest))
        found.append(_parent(adoption, ranked, by_iri))
    return tuple(found)


def _possible(candidate: Candidate, child: Adoption, by_iri: Mapping[str, Adoption]) -> bool:
    if candidate.kind == CITED:
        return True
    above = by_iri.get(candidate.parent.iri)
    return above is not None and _order(above, child) is not None


def _trust(
    candidate: Candidate, child: Adoption, by_iri: Mapping[str, Adoption], longest: float
) -> tuple[int, float, bool, bool, str, str]:
    above, strength = candidate.parent, candidate.strength
    if candidate.kind == TEXT_REUSE and strength >= _AS_LONG * longest:
        strength = longest
    known = by_iri.get(above.iri)
    earlier = known is not None and _order(known, child) is not None
    when = (known.when if known is not None else None) or "9"
    superior = above.iri in child.place.above
    return KINDS.index(candidate.kind), -strength, not earlier, not superior, when, above.key


def _parent(adoption: Adoption, ranked: Sequence[Candidate], by_iri: Mapping[str, Adoption]) -> Parent:
    if not ranked:
        return Parent(adoption.place, None, UNKNOWN, hop(None, adoption.place))
    best, others = ranked[0], tuple(ranked[1:])
    known = by_iri.get(best.parent.iri)
    order = None if known is None else _order(known, adoption)
    lag = None
    if known is not None and order is not None and known.when and adoption.when:
        lag = max(0.0, months_between(known.when, adoption.when))
    weight = order or 1.0
    way = hop(best.parent, adoption.place)
    return Parent(adoption.place, best.parent, best.kind, way, weight, lag, best, others)


def _order(earlier: Adoption, later: Adoption) -> float | None:
    return precedes(earlier.when, later.when)


def _evidence(one: Attestation) -> tuple[str, int, int, str]:
    return one.source.id, one.start, one.end, one.sentence
