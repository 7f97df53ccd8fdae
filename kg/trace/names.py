"""Who claims to be first, and which region used which name when."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.trace.model import ENDED, GROUP_OF, Adoption, Attestation
from kg.trace.places import Place
from kg.trace.sentences import Texts
from kg.trace.wording import wording

_STOP = re.compile("[，；：。！？\n]")


@dataclass(frozen=True, slots=True)
class Rival:
    """A sentence that claims that `place` was among the first; `scope` is the area of the claim in the text's words."""

    place: Place
    scope: str
    claim: str
    attestation: Attestation


@dataclass(frozen=True, slots=True)
class NameUse:
    """A name that a place used for a programme: in how many documents, from when to when (EDTF, None if undated)."""

    place: Place
    programme: str
    name: str
    first: str | None
    last: str | None
    documents: int
    attestation: Attestation


@dataclass(frozen=True, slots=True)
class Analogue:
    """A counterpart of another lineage, shown beside: who has it, by first evidence."""

    programme: str
    name: str
    adoptions: tuple[Adoption, ...]


def rivals(found: Iterable[Attestation], texts: Texts) -> tuple[Rival, ...]:
    """Claims to be first in the sentences of these attestations, one a place, scope and document, by time."""
    claims: dict[tuple[str, str, str], Rival] = {}
    for one in sorted(found, key=lambda a: a.order):
        if GROUP_OF[one.status] == ENDED:
            continue
        told = _clause(one, texts)
        for pattern in wording().firsts:
            if match := pattern.regex.search(told):
                claims.setdefault(
                    (one.place.key, match["scope"], one.source.id), Rival(one.place, match["scope"], match[0], one)
                )
                break
    return tuple(sorted(claims.values(), key=lambda rival: (rival.attestation.order, rival.place.key)))


def _clause(one: Attestation, texts: Texts) -> str:
    """The clauses that the evidence stands in: who is first in another clause is first in something else."""
    start, _, sentence = texts.sentence(one.source.id, (one.start, one.end))
    low = max((stop.end() for stop in _STOP.finditer(sentence, 0, max(0, one.start - start))), default=0)
    high = _STOP.search(sentence, max(0, one.end - start))
    return sentence[low : high.start() if high else len(sentence)] or one.sentence


def name_uses(found: Iterable[Attestation]) -> tuple[NameUse, ...]:
    """Each name that each place used, in the order of first use."""
    groups: dict[tuple[str, str, str], list[Attestation]] = defaultdict(list)
    for one in found:
        groups[one.place.key, one.programme, one.used].append(one)
    uses = []
    for (_, programme, name), members in groups.items():
        ordered = sorted(members, key=lambda a: a.order)
        dates = [a.when for a in ordered if a.when]
        documents = len({a.source.id for a in members})
        uses.append(
            NameUse(
                ordered[0].place,
                programme,
                name,
                min(dates, default=None),
                max(dates, default=None),
                documents,
                ordered[0],
            )
        )
    return tuple(sorted(uses, key=lambda use: (use.first or "9", use.place.sort_key, use.programme, use.name)))
