"""Same-named local programmes kept apart: one name in two provinces is no spread until something ties them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.trace.model import Attestation
from kg.trace.places import NATIONAL, Place


@dataclass(frozen=True, slots=True)
class Namesake:
    """The same name in another province, with nothing that ties it to what is traced."""

    place: str
    key: str
    documents: int
    regions: int


def strand(place: Place) -> str:
    """What holds a local programme together: its province, else the one document that tells of it."""
    return place.province or place.iri


def apart(
    found: Sequence[Attestation], ties: Iterable[tuple[str, str]], names: dict[str, str]
) -> tuple[tuple[Attestation, ...], tuple[Namesake, ...]]:
    """The attestations of the strand with the most documents, and the others as namesakes, most documents first.

    `ties` are pairs of strands that a citation joins; `names` gives their names. A national text that has the
    programme makes it one in all provinces.
    """
    if any(one.place.level == NATIONAL for one in found):
        return tuple(found), ()
    group = _groups({strand(one.place) for one in found}, ties)
    documents = Counter(g for g, _ in {(group[strand(one.place)], one.source.id) for one in found})
    ranked = sorted(documents, key=lambda g: (-documents[g], g))
    if len(ranked) < 2:
        return tuple(found), ()
    kept = tuple(one for one in found if group[strand(one.place)] == ranked[0])
    others = []
    for key in ranked[1:]:
        places = {one.place.key for one in found if group[strand(one.place)] == key}
        others.append(Namesake(names.get(key, key.rpartition("/")[2]), key, documents[key], len(places)))
    return kept, tuple(others)


def _groups(strands: set[str], ties: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each strand with the first, by name, of those that it is tied to."""
    group = {name: name for name in sorted(strands)}
    for one, other in ties:
        if one in group and other in group:
            low, high = sorted((group[one], group[other]))
            group = {name: low if at == high else at for name, at in group.items()}
    return group
