"""Parents by text reuse: passages on the programme that a region's own document shares with an earlier one elsewhere.

Pairs come from MinHash sketches of sentences, passages from alignment (`kg.reprints`). Boilerplate is left out: clauses
of many documents that do not name the programme. What all adopters share is none for that: a plan that a whole province
copies is what is looked for. What shares a text may both have taken it from a third that the corpus lacks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.reprints import CommonText, Folded, Shared, common_text, fold, shared_passages
from kg.reprints.sketch import candidate_pairs, sketch
from kg.resolve.intervals import precedes
from kg.trace.model import Adoption, Attestation, Source
from kg.trace.parents import TEXT_REUSE, Candidate
from kg.trace.places import Place
from kg.trace.sentences import Texts

# Of so many documents or characters, none are compared: folding them would take longer than the rest of a trace.
MOST_DOCUMENTS, MOST_CHARACTERS = 300, 1_500_000


@dataclass(frozen=True, slots=True)
class _Telling:
    """A document in which a region tells of its own adoption or plan, and where it does."""

    place: Place
    source: Source
    spans: tuple[tuple[int, int], ...]

    def touches(self, start: int, end: int) -> bool:
        """Whether a passage is about the programme: it has, at least in part, a place that tells of it."""
        return any(first < end and start < last for first, last in self.spans)


def reused(adoptions: Sequence[Adoption], sources: Iterable[Source], texts: Texts) -> dict[str, list[Candidate]]:
    """Candidates by key of the child: for each earlier region, the longest passage that its documents share with it.

    `sources` are the documents of the corpus, of which those that do not name the programme tell what is boilerplate.
    `strength` is how many letters and digits are the same; `evidence` is the child's passage, `origin` the parent's.
    Empty where there are more documents than MOST_DOCUMENTS, or longer texts.
    """
    tellings = list(_tellings(adoptions))
    if not 1 < len(tellings) <= MOST_DOCUMENTS:
        return {}
    whole = [texts.whole(telling.source.id) for telling in tellings]
    if sum(map(len, whole)) > MOST_CHARACTERS:
        return {}
    folded = [fold(text) for text in whole]
    best: dict[tuple[str, str], Candidate] = {}
    for parent, child, passage in _passages(tellings, folded, _Boilerplate(sources, texts)):
        key = tellings[child].place.key, tellings[parent].place.key
        found = _candidate(tellings[parent], tellings[child], passage, whole[parent], whole[child])
        if key not in best or best[key].strength < found.strength:
            best[key] = found
    candidates: dict[str, list[Candidate]] = defaultdict(list)
    for (child_key, _), found in sorted(best.items()):
        candidates[child_key].append(found)
    return candidates


def _tellings(adoptions: Iterable[Adoption]) -> Iterator[_Telling]:
    own: dict[tuple[str, str], list[Attestation]] = defaultdict(list)
    for adoption in adoptions:
        for one in adoption.attestations:
            if one.reported_by is None and one.end > one.start and one.source.published:
                own[one.place.key, one.source.id].append(one)
    for found in own.values():
        yield _Telling(found[0].place, found[0].source, tuple((one.start, one.end) for one in found))


class _Boilerplate:
    """Clauses of many documents that do not name the programme; these are gone through when it is first asked for."""

    def __init__(self, sources: Iterable[Source], texts: Texts) -> None:
        self._sources = sources
        self._texts = texts

    @cached_property
    def common(self) -> CommonText:
        """Of evenly many documents of the corpus, as many as are compared at most; reprints count once."""
        silent = sorted((s for s in self._sources if not s.naming and s.origin == s.id), key=lambda s: (s.file, s.id))
        listed = silent[:: -(-len(silent) // MOST_DOCUMENTS) or 1]
        room = MOST_CHARACTERS // max(1, len(listed))
        return common_text([fold(self._texts.whole(source.id)[:room]) for source in listed])


def _passages(
    tellings: Sequence[_Telling], folded: Sequence[Folded], boilerplate: _Boilerplate
) -> Iterator[tuple[int, int, Shared]]:
    """Positions of an earlier and a later document of two regions, with each passage on the programme they share."""
    for pair in candidate_pairs([sketch(text) for text in folded], least=0.0):
        for first, second in (pair, pair[::-1]):
            one, other = tellings[first], tellings[second]
            apart = one.place.iri != other.place.iri and one.source.origin != other.source.origin
            if not apart or precedes(one.source.published, other.source.published) != 1.0:
                continue
            texts = folded[first], folded[second]
            if any(_on_it(one, other, passage) for passage in shared_passages(*texts)):
                found = shared_passages(*texts, boilerplate.common)
                yield from ((first, second, passage) for passage in found if _on_it(one, other, passage))


def _on_it(one: _Telling, other: _Telling, passage: Shared) -> bool:
    return one.touches(passage.start_a, passage.end_a) and other.touches(passage.start_b, passage.end_b)


def _candidate(parent: _Telling, child: _Telling, passage: Shared, before: str, after: str) -> Candidate:
    earlier, later = (passage.start_a, passage.end_a), (passage.start_b, passage.end_b)
    return Candidate(
        parent=parent.place,
        kind=TEXT_REUSE,
        strength=float(passage.matched),
        detail=f"same characters: {passage.matched}",
        evidence=(child.source.id, *later, after[slice(*later)]),
        document=child.source.name,
        origin=(parent.source.id, *earlier, before[slice(*earlier)]),
        origin_document=parent.source.name,
    )
