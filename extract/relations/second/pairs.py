"""Pairs of names in one sentence that may be related: by their types, and near enough."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product
from types import MappingProxyType

from extract.relations.skeleton import LETTERS, MentionRef, Skeleton
from extract.rules import RuleError, read_rules
from ontology.records import ENTITY_TYPES, PREDICATES

# What stands for a mention of each type in features, so that they can be read.
SHOWN = MappingProxyType(dict(zip(ENTITY_TYPES, "ⒺⓅⒾⓎⒼⓇⒶⒿ", strict=True)))
_SHOW = str.maketrans({LETTERS[kind]: letter for kind, letter in SHOWN.items()})
_STOP = re.compile("[，；：。！？\n]")
# What stands between two names that are only listed side by side.
_AND = re.compile("[、和与及]|以及")
_IN_TURN = re.compile("分别|分获|分属|各获|依次")
_WAYS = (None, "subject", "object")
# So many pairs of mentions two groups may make.
_MOST = 400
# More names than any sentence has apart from each other: a line of rubbish, or a table.
_CROWD = 300


@dataclass(frozen=True, slots=True)
class Reader:
    """How one predicate is looked for: between which types, how far apart, and from which probability on it is said.

    `alone` is the end that has one partner at most; with `nearest`, a subject next to the object that has it already
    leaves none for those further off.
    """

    predicate: str
    types: frozenset[tuple[str, str]]
    reach: int
    least: float
    alone: str | None
    nearest: bool


class Scene:
    """A sentence in which pairs are judged; `text` is its skeleton with a letter of SHOWN for each mention."""

    def __init__(self, skeleton: Skeleton) -> None:
        self.skeleton = skeleton
        self._clauses: dict[int, tuple[int, int]] = {}

    @cached_property
    def text(self) -> str:
        """The skeleton's text, as features show it."""
        return self.skeleton.text.translate(_SHOW)

    def clause(self, position: int) -> tuple[int, int]:
        """Where the clause around a position begins and ends, without the marks that close it and the one before."""
        if position not in self._clauses:
            start, end = bisect_left(self._stops, position), bisect_right(self._stops, position)
            begin = self._stops[start - 1] + 1 if start else 0
            self._clauses[position] = begin, self._stops[end] if end < len(self._stops) else len(self.text)
        return self._clauses[position]

    @cached_property
    def _stops(self) -> list[int]:
        return [m.start() for m in _STOP.finditer(self.text)]


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two groups of mentions of a scene, at positions of its text, that a predicate may relate."""

    scene: Scene
    reader: Reader
    subject_at: int
    object_at: int

    @property
    def subjects(self) -> tuple[MentionRef, ...]:
        """The mentions behind the subject's letter."""
        return self.scene.skeleton.group_at(self.subject_at)

    @property
    def objects(self) -> tuple[MentionRef, ...]:
        """The mentions behind the object's letter."""
        return self.scene.skeleton.group_at(self.object_at)

    def members(self) -> Iterator[tuple[MentionRef, MentionRef]]:
        """Each subject with each object; where as many of both stand with 分别 or its like between, the first with the
        first and so on."""
        between = sorted((self.subject_at, self.object_at))
        as_many = len(self.subjects) == len(self.objects) > 1
        if as_many and _IN_TURN.search(self.scene.skeleton.text, *between):
            yield from zip(self.subjects, self.objects, strict=True)
        else:
            yield from product(self.subjects, self.objects)


@cache
def readers() -> Mapping[str, Reader]:
    """The readers by predicate, of `rules/second_reader.yaml`; raises RuleError naming a wrong entry."""
    return MappingProxyType({name: _reader(name, entry) for name, entry in read_rules("second_reader").items()})


def _reader(name: str, entry: dict[str, object]) -> Reader:
    try:
        types = frozenset((str(one), str(other)) for one, other in entry["types"])  # type: ignore[attr-defined]
        reader = Reader(
            name, types, int(str(entry["reach"])), float(str(entry["least"])),
            entry.get("alone"), bool(entry.get("nearest", False)),  # type: ignore[arg-type]
        )  # fmt: skip
    except (AttributeError, KeyError, TypeError, ValueError) as err:
        raise RuleError(f"second_reader.yaml: {name}: {err!r}") from err
    known = name in PREDICATES and {kind for pair in types for kind in pair} <= set(ENTITY_TYPES)
    if not known or reader.alone not in _WAYS or not 0 < reader.least <= 1:
        raise RuleError(f"second_reader.yaml: {name}: an unknown predicate, type or end, or a least of none or over 1")
    return reader


@cache
def _by_types() -> Mapping[tuple[str, str], Reader]:
    return MappingProxyType({types: reader for reader in readers().values() for types in sorted(reader.types)})


def pairs_of(skeletons: Iterable[Skeleton]) -> Iterator[Pair]:
    """The pairs of each sentence, in order of their positions; two long lists beside each other make none, and no more
    does what has hundreds of names apart from each other, which is no sentence."""
    furthest = max(reader.reach for reader in readers().values())
    for skeleton in skeletons:
        if 1 < len(skeleton.groups) <= _CROWD:
            scene = Scene(skeleton)
            for number, position in enumerate(skeleton.positions):
                for other in _within(skeleton.positions, number, furthest):
                    yield from _pairs(scene, position, other)


def _within(positions: Sequence[int], number: int, reach: int) -> Sequence[int]:
    """The positions behind the one of that number, as far as `reach` from it."""
    return positions[number + 1 : bisect_right(positions, positions[number] + reach)]


def _pairs(scene: Scene, first: int, last: int) -> Iterator[Pair]:
    wanted = _by_types()
    for subject_at, object_at in ((first, last), (last, first)):
        one, other = scene.skeleton.group_at(subject_at), scene.skeleton.group_at(object_at)
        reader = wanted.get((one[0].type, other[0].type))
        joined = _AND.fullmatch(scene.text, first + 1, last) is not None
        if reader is not None and not joined and last - first <= reader.reach and len(one) * len(other) <= _MOST:
            yield Pair(scene, reader, subject_at, object_at)
