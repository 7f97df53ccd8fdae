"""What documents add to the graphs that all share, as pieces of `kg.store.shares`.

Kinds of pieces, and what their key is:

- `thing`: a canonical entity (`programme/si-song-yi-fu`): how the document calls it, or that it speaks of the region;
- `fact`: subject, predicate, object: what its claims say of it, with a voice;
- `document`: links to canonical entities, its own region where facts are about it, the fields it covers, counts;
- `adoptions`: a region: what the document tells of its adoptions, and what it covers for it;
- `descent`: a programme: who took it up when, for where that came from;
- `force`: a policy, or a document: from when and until when it is in force;
- `offices`: a place: its offices that the document names;
- `joint`: a judgement, an office that a reform came upon: triples that no document alone gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pyoxigraph as ox

from kg.quads.document import own_region_label
from kg.resolve.gather import OWN, Fact, Gathered, gather, own_identity
from kg.resolve.identity import Identity
from kg.resolve.lineages import seats
from kg.resolve.parks import find_park, park_region
from kg.resolve.places import parent_key
from kg.resolve.standing import Word
from kg.resolve.tellings import coverage, tellings
from kg.resolve.topics import covers
from kg.store.shares import Piece
from ontology.records import OWN_DOCUMENT, Evidence, Record

_BETWEEN = "\x1f"


def pieces_of(record: Record, links: Mapping[str, Identity], extra: tuple[Path, ...] = ()) -> list[Piece]:
    """All pieces of one document, each key once, in order; `links` are the identities of its entities, by id.

    `extra` are an analyst's own programme files.
    """
    found = gather([record], links)
    offices = (Piece("offices", place, plain_json(named)) for place, named in seats(record, found.links).items())
    pieces = [*_things(found), *_facts(found), *_adoptions(record, found, extra), *offices, *_force(record, found)]
    pieces.append(_document(record, found, covers(record, extra)))
    return sorted(pieces, key=lambda piece: (piece.kind, piece.key))


def joint_pieces(quads: Iterable[ox.Quad]) -> list[Piece]:
    """What follows from all documents together and from none alone, by subject."""
    told: dict[str, list[str]] = {}
    for quad in quads:
        told.setdefault(str(quad.subject), []).append(f"{quad} .")
    return [Piece("joint", key, sorted(lines)) for key, lines in sorted(told.items())]


def region_pieces(regions: dict[str, str], named: dict[str, list[Any]] | None = None) -> list[Piece]:
    """Pieces for regions spoken of (key → name, "" where none is needed) and all that they are part of.

    `named` is what is said besides of things, by identity.
    """
    said = dict(named or {})
    waiting, done = sorted(regions), set()
    while waiting:
        key = waiting.pop()
        if key in done:
            continue
        done.add(key)
        said.setdefault(f"region/{key}", []).append({"region": regions.get(key, "")})
        if parent := parent_key(key):
            waiting.append(parent)
    return [Piece("thing", key, items) for key, items in said.items()]


def identity_of(key: str) -> Identity:
    """The canonical entity that the key of a thing means."""
    kind, _, rest = key.partition("/")
    return Identity(kind, rest)


def fact_of(key: str) -> Fact:
    """The fact that a key means."""
    subject, predicate, object_ = key.split(_BETWEEN)
    return identity_of(subject), predicate, identity_of(object_)


def _key(identity: Identity) -> str:
    return f"{identity.kind}/{identity.key}"


def _things(found: Gathered) -> list[Piece]:
    named: dict[str, list[Any]] = {}
    for identity, canonical in found.canonical.items():
        aliases = sorted(canonical.aliases)
        said = {"type": canonical.type, "names": canonical.names, "aliases": aliases, "candidate": canonical.candidate}
        named[_key(identity)] = [said]
    parks = (find_park(identity.key) for identity in found.canonical if identity.kind == "park")
    around = {region: "" for park in parks if park and (region := park_region(park))}
    return region_pieces(around | found.regions, named)


def _facts(found: Gathered) -> Iterator[Piece]:
    for fact in sorted(found.words.keys() | found.guesses.keys()):
        key = _BETWEEN.join((_key(fact[0]), fact[1], _key(fact[2])))
        words, guesses = (_words(table.get(fact, ())) for table in (found.words, found.guesses))
        yield Piece("fact", key, {"words": words, "guesses": guesses})


def _adoptions(record: Record, found: Gathered, extra: tuple[Path, ...]) -> Iterator[Piece]:
    """What is told of each region, with its evidence, and of each programme, as bare as descent needs it."""
    regions: dict[str, dict[str, list[Any]]] = {}
    programmes: dict[str, list[Any]] = {}
    for telling in tellings(record, found):
        of_region = regions.setdefault(_key(telling.region), {"told": [], "covered": []})
        of_region["told"].append(plain_json(telling))
        first = min((evidence.start for evidence in telling.evidence), default=0)
        bare = replace(telling, evidence=(Evidence(first, first, ""),), claim=None)
        programmes.setdefault(_key(telling.programme), []).append(plain_json(bare))
    if covered := coverage(record, found, extra):
        own = regions.setdefault(_key(own_identity(record)), {"told": [], "covered": []})
        own["covered"].append(plain_json(covered))
    yield from (Piece("adoptions", key, said) for key, said in regions.items())
    yield from (Piece("descent", key, said) for key, said in programmes.items())


def _force(record: Record, found: Gathered) -> Iterator[Piece]:
    said: dict[str, list[list[str]]] = {}
    for force in record.force:
        own = force.policy == OWN_DOCUMENT
        key = f"doc/{record.id}" if own else _key(found.links[force.policy])
        said.setdefault(key, []).append([force.effect, force.time])
    yield from (Piece("force", key, sorted(times)) for key, times in said.items())


def plain_json(value: object) -> Any:
    """A dataclass as plain JSON, sets sorted: the same for the same value."""
    return msgspec.to_builtins(value, order="sorted")


def _words(words: Iterable[Word]) -> list[list[Any]]:
    return sorted([word.status, *word.time] for word in words)


def _document(record: Record, found: Gathered, covered: list[str]) -> Piece:
    own = Identity(OWN, record.id)
    about_own = any(own in (fact[0], fact[2]) for fact in found.facts())
    said = {
        "links": sorted([entity, _key(identity)] for entity, identity in found.links.items()),
        "own": own_region_label(record) if about_own else None,
        "covers": covered,
        "entities": len(record.entities),
        "claims": len(record.relations),
    }
    return Piece("document", record.id, said)


def parsed(lines: Iterable[str]) -> Iterator[ox.Quad]:
    """Quads of N-Quads lines that this package wrote."""
    return iter(ox.parse("\n".join(lines), ox.RdfFormat.N_QUADS))
