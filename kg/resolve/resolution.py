"""All documents' entities as canonical ones: what identifies them, what people judged, what is likely enough."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.resolve.identity import Identity
from kg.resolve.judgements.anchor import Anchored, Problem, anchor, in_order
from kg.resolve.judgements.closure import Verdicts, close
from kg.resolve.judgements.follow import tie
from kg.resolve.judgements.ledger import Line, live
from kg.resolve.match.blocks import block
from kg.resolve.match.clusters import Clusters, Pair, agglomerate, ordered
from kg.resolve.match.context import Sentences, Texts, no_texts
from kg.resolve.match.score import Score, compare, worth_comparing
from kg.resolve.units import Naming, Unit, namings, units
from ontology.records import Record


@dataclass(frozen=True, slots=True)
class Tie:
    """Two things that were compared, each by the entity of a document that stands for it, and their score."""

    first: str
    second: str
    score: Score


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who is who. `identities` are by entity id, of all entities; `merged` are the pairs that the machine joined,
    `suggested` those that a person may decide on, the likeliest first; `judged` the decisions that hold.

    `compared` is how many pairs were scored, `skipped` how many keys were too common to compare by.
    """

    identities: dict[str, Identity]
    namings: dict[str, Naming]
    merged: tuple[Tie, ...] = ()
    suggested: tuple[Tie, ...] = ()
    judged: tuple[Anchored, ...] = ()
    problems: tuple[Problem, ...] = ()
    compared: int = 0
    skipped: int = 0


def resolve(records: Iterable[Record], lines: Sequence[Line] = (), texts: Texts = no_texts) -> Resolution:
    """Who is who in the records; `lines` are a file of judgements, `texts` gives text layers by a document's id.

    Deterministic, and the order of records and lines does not show. Judgements win over scores; only absolute rules
    (types, codes, document numbers, divisions, masks) win over judgements, and are reported.
    """
    held = sorted(records, key=lambda record: record.id)
    found = namings(held)
    anchored, problems = anchor(live(lines), {record.id: record for record in held})
    verdicts = close(anchored)
    made, settled = units(found, verdicts, Sentences(texts))
    number = {id: position for position, unit in enumerate(made) for id in unit.members}
    score = lru_cache(maxsize=None)(lambda a, b: compare(made[a].profile, made[b].profile))
    clusters = Clusters(len(made), _pairs(verdicts.apart(), number), lambda a, b: score(*ordered(a, b)))
    refused, followed = tie(clusters, verdicts.same.values(), number, score)
    judged = sorted((*verdicts.kept_apart(), *followed), key=lambda one: one.line.judgement.id)
    blocks = block([unit.profile for unit in made])
    likely = [(a, b) for a, b in blocks.pairs if worth_comparing(made[a].profile, made[b].profile)]
    scores = {pair: score(*pair) for pair in likely}
    merged = agglomerate(clusters, {pair: one.probability for pair, one in scores.items() if one.merges})
    suggested = _suggested(clusters, scores, verdicts, number)
    ties, asked = (tuple(_tied(made, scores, pairs)) for pairs in (merged, suggested))
    identities = settled | _identities(clusters, made)
    shown = in_order((*problems, *verdicts.problems, *refused))
    return Resolution(identities, found, ties, asked, tuple(judged), shown, len(blocks.pairs), blocks.skipped)


def _pairs(edges: Iterable[frozenset[str]], number: dict[str, int]) -> set[Pair]:
    found = (sorted({number[id] for id in edge}) for edge in edges)
    return {(pair[0], pair[1]) for pair in found if len(pair) > 1}


def _suggested(clusters: Clusters, scores: dict[Pair, Score], verdicts: Verdicts, number: dict[str, int]) -> list[Pair]:
    """The likeliest pair of each two clusters that nobody has decided on, the likeliest first."""
    decided = {_roots(clusters, pair) for pair in _pairs(verdicts.apart(), number)}
    best: dict[Pair, Pair] = {}
    for pair in sorted(scores, key=lambda pair: (-round(scores[pair].probability, 9), pair)):
        roots = _roots(clusters, pair)
        if roots[0] != roots[1] and roots not in decided and scores[pair].asks:
            best.setdefault(roots, pair)
    return list(best.values())


def _roots(clusters: Clusters, pair: Pair) -> Pair:
    return ordered(clusters.root(pair[0]), clusters.root(pair[1]))


def _tied(made: Sequence[Unit], scores: dict[Pair, Score], pairs: Iterable[Pair]) -> list[Tie]:
    return [Tie(made[a].profile.key, made[b].profile.key, scores[a, b]) for a, b in pairs]


def _identities(clusters: Clusters, made: Sequence[Unit]) -> dict[str, Identity]:
    """One identity a cluster: a vocabulary's, else one by a number or registered name, else the first."""
    found: dict[str, Identity] = {}
    for members in clusters.members():
        best = min((made[n] for n in members), key=lambda u: (u.profile.vocabulary is None, not u.strong, u.identity))
        found |= {id: best.identity for n in members for id in made[n].members}
    return found
