"""What can be seen of a pair of names in its sentence, as features of a log-linear model.

In the manner of Kambhatla (ACL 2004) and Zhou et al. (ACL 2005): types and order, distance, the words between and
around, other names nearby and rivals for either end, the clauses of both, the ends of their names. Runs of one to
three characters stand for words. `>` in a feature says that the subject comes first, `<` that the object does.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from extract.relations.document import DocumentView
from extract.relations.second.pairs import SHOWN, Pair

_NAMES = frozenset(SHOWN.values())
_COMMAS = re.compile("[，；：。]")
_SHAPE = re.compile(f"[^{''.join(SHOWN.values())}，；：。（）、]")
# Steps of a distance in characters.
_STEPS = (4, 6, 9, 14, 22, 40, 80)
_NEAR = 24
_HALF = 12
_AROUND = 8
_BESIDE = 10
# So far off the rest of a sentence matters: a line may have a hundred thousand characters.
_WIDE = 200
_ENDS = ("subject", "object")


class _Seen(NamedTuple):
    """A pair as its features see it: `first` and `last` are the places of the two, and `clauses` those they are in, of
    the subject and of the object; `order` is > where the subject comes first."""

    pair: Pair
    text: str
    first: int
    last: int
    order: str
    clauses: tuple[tuple[int, int], tuple[int, int]]


def features(pair: Pair, view: DocumentView) -> set[str]:
    """The features of a pair in a text; the same pair has the same features in any process."""
    one, other = pair.subject_at, pair.object_at
    clauses = (pair.scene.clause(one), pair.scene.clause(other))
    seen = _Seen(pair, pair.scene.text, min(one, other), max(one, other), ">" if one < other else "<", clauses)
    found = {*_places(seen), *_between(seen), *_around(seen), *_rivals(seen), *_named(pair, view)}
    return found if clauses[0] == clauses[1] else found | {*_apart(seen)}


def _places(seen: _Seen) -> Iterator[str]:
    """Types, order, distance, role of the section, and where in their clauses the two stand."""
    pair, text, first, last, order, ((start, _), (other, _)) = seen
    low = max(0, first - _WIDE)
    subject_in, object_in = min(pair.subject_at - start, 3), min(pair.object_at - other, 3)
    yield f"types{order}{text[pair.subject_at]}{text[pair.object_at]}"
    yield f"chars{order}{_step(last - first - 1)}"
    yield f"commas{order}{min(len(_COMMAS.findall(text, first + 1, last)), 5)}"
    yield f"one-clause{order}{start == other}"
    yield f"at{subject_in},{object_in}"
    yield f"subject-at{subject_in}"
    yield f"object-at{object_in}"
    yield f"role-{pair.scene.skeleton.sentence.role}"
    yield f"before{min(bisect_left(pair.scene.skeleton.positions, first), 3)}"
    yield f"in-brackets{order}{_in_brackets(text[low:first])}{_in_brackets(text[low:last])}"


def _in_brackets(before: str) -> bool:
    return before.count("（") > before.count("）")


def _step(distance: int) -> int:
    if distance < _STEPS[0]:
        return distance
    return _STEPS[bisect_right(_STEPS, distance)] if distance < _STEPS[-1] else _STEPS[-1] + 1


def _between(seen: _Seen) -> Iterator[str]:
    """The characters and names between the two."""
    order, between = seen.order, seen.text[seen.first + 1 : seen.last]
    for name in _NAMES.intersection(between):
        yield f"among{order}{name}{min(between.count(name), 3)}"
    if len(between) <= _AROUND:
        yield f"all{order}{between}"
    for part in (between,) if len(between) <= _NEAR else (between[:_HALF], between[-_HALF:]):
        yield from [f"in{order}{run}" for run in _runs(part, 1)]
    for size in (1, 2, 3):
        yield f"first{order}{between[:size]}"
        yield f"last{order}{between[-size:]}"
    yield f"shape{order}{_SHAPE.sub('', between)[:_AROUND]}"
    if seen.text[seen.pair.subject_at] not in between:
        yield f"free-first{order}{between[:2]}"
        yield f"free-last{order}{between[-2:]}"


def _runs(text: str, least: int, most: int = 3) -> set[str]:
    """All runs of `least` to `most` characters."""
    return {text[i : i + size] for size in range(least, most + 1) for i in range(len(text) - size + 1)}


def _around(seen: _Seen) -> Iterator[str]:
    """The characters before the first and after the last of the two."""
    text, first, last, order = seen.text, seen.first, seen.last, seen.order
    left, right = text[max(0, first - _AROUND) : first], text[last + 1 : last + 1 + _AROUND]
    for size in (1, 2, 3):
        yield f"left{order}{left[-size:]}"
        yield f"right{order}{right[:size]}"
    opens, closes = min(seen.clauses)[0], max(seen.clauses)[1]
    yield from [f"lefts{order}{run}" for run in _runs(text[max(first - _AROUND, opens) : first], 2)]
    yield from [f"rights{order}{run}" for run in _runs(text[last + 1 : min(last + 1 + _AROUND, closes)], 2)]


def _apart(seen: _Seen) -> Iterator[str]:
    """What stands beside either of two in different clauses."""
    places = (seen.pair.subject_at, seen.pair.object_at)
    for end, at, (start, stop) in zip(_ENDS, places, seen.clauses, strict=True):
        yield from [f"{end}-after{run}" for run in _runs(seen.text[max(start, at - _BESIDE) : at], 2)]
        yield from [f"{end}-before{run}" for run in _runs(seen.text[at + 1 : min(stop, at + 1 + _BESIDE)], 2)]


def _rivals(seen: _Seen) -> Iterator[str]:
    """Other names of the two types, in the sentence, nearer to the other end, or in the clause of the other end."""
    pair, text, first, last, order, clauses = seen
    places, positions = (pair.subject_at, pair.object_at), pair.scene.skeleton.positions
    nearby = positions[bisect_left(positions, first - _WIDE) : bisect_right(positions, last + _WIDE)]
    for number, end in enumerate(_ENDS):
        own, (start, stop) = places[number], clauses[1 - number]
        rivals = [at for at in nearby if text[at] == text[own] and at != own]
        nearer = len([at for at in rivals if abs(at - places[1 - number]) < last - first])
        yield f"{end}s{min(len(rivals) + 1, 4)}"
        yield f"nearer-{end}s{order}{min(nearer, 2)}"
        yield f"{end}s-there{order}{min(len([at for at in rivals if start <= at < stop]), 2)}"
        if number == 0:
            yield f"place{order}{clauses[0] == clauses[1]}{min(own - clauses[0][0], 2)}{min(nearer, 1)}"
        start, stop = max(clauses[number][0], own - _WIDE), min(clauses[number][1], own + _WIDE)
        yield from [f"{end}-beside{name}" for name in _NAMES.intersection(text[start:stop])]


def _named(pair: Pair, view: DocumentView) -> Iterator[str]:
    """How many are named at either end, how their names end, and whether the subject is named here at all."""
    subjects, objects = pair.subjects, pair.objects
    one, other = view.names[subjects[0].entity], view.names[objects[0].entity]
    yield f"subjects-named{min(len(subjects), 4)}"
    yield f"objects-named{min(len(objects), 4)}"
    yield f"several{len(subjects) > 1}{len(objects) > 1}"
    for size in (1, 2):
        yield f"subject-ends{one[-size:]}"
        yield f"object-ends{other[-size:]}"
    if other[:2] in one:
        yield "name-in-name"
    if pair.scene.skeleton.offsets[pair.subject_at] != subjects[0].start:
        yield "subject-left-out"
    if view.text[subjects[0].start : subjects[0].end] != one:
        yield "subject-by-short-name"
