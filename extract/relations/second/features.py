"""What can be seen of a pair of names in its sentence, as features of a log-linear model.

In the manner of Kambhatla (ACL 2004) and Zhou et al. (ACL 2005): types and order, distance, the words between and
around, other names nearby and rivals for either end, the clauses of both, the ends of their names. Runs of one to
three characters stand for words. `>` in a feature says that the subject comes first, `<` that the object does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

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


def features(pair: Pair, view: DocumentView) -> set[str]:
    """The features of a pair in a text; the same pair has the same features in any process."""
    found = {*_places(pair), *_between(pair), *_around(pair), *_rivals(pair), *_named(pair, view)}
    return found if pair.scene.clause(pair.subject_at) == pair.scene.clause(pair.object_at) else found | {*_apart(pair)}


def _order(pair: Pair) -> str:
    return ">" if pair.subject_at < pair.object_at else "<"


def _span(pair: Pair) -> tuple[int, int]:
    return min(pair.subject_at, pair.object_at), max(pair.subject_at, pair.object_at)


def _places(pair: Pair) -> Iterator[str]:
    """Types, order, distance, role of the section, and where in their clauses the two stand."""
    (first, last), text, order = _span(pair), pair.scene.text, _order(pair)
    (start, _), (other, _) = pair.scene.clause(pair.subject_at), pair.scene.clause(pair.object_at)
    opening = text[:first]
    yield f"types{order}{text[pair.subject_at]}{text[pair.object_at]}"
    yield f"chars{order}{_step(last - first - 1)}"
    yield f"commas{order}{min(len(_COMMAS.findall(text, first + 1, last)), 5)}"
    yield f"one-clause{order}{start == other}"
    yield f"at{min(pair.subject_at - start, 3)},{min(pair.object_at - other, 3)}"
    yield f"subject-at{min(pair.subject_at - start, 3)}"
    yield f"object-at{min(pair.object_at - other, 3)}"
    yield f"role-{pair.scene.skeleton.sentence.role}"
    yield f"before{min(sum(c in _NAMES for c in opening), 3)}"
    yield f"in-brackets{order}{_in_brackets(opening)}{_in_brackets(text[:last])}"


def _in_brackets(before: str) -> bool:
    return before.count("（") > before.count("）")


def _step(distance: int) -> int:
    return next((step for step in _STEPS if distance < step), _STEPS[-1] + 1) if distance > 3 else distance


def _between(pair: Pair) -> Iterator[str]:
    """The characters and names between the two."""
    (first, last), order = _span(pair), _order(pair)
    between = pair.scene.text[first + 1 : last]
    for name, number in Counter(c for c in between if c in _NAMES).items():
        yield f"among{order}{name}{min(number, 3)}"
    if len(between) <= _AROUND:
        yield f"all{order}{between}"
    for part in (between,) if len(between) <= _NEAR else (between[:_HALF], between[-_HALF:]):
        yield from (f"in{order}{run}" for run in _runs(part, 1))
    for size in (1, 2, 3):
        yield f"first{order}{between[:size]}"
        yield f"last{order}{between[-size:]}"
    yield f"shape{order}{_SHAPE.sub('', between)[:_AROUND]}"
    if pair.scene.text[pair.subject_at] not in between:
        yield f"free-first{order}{between[:2]}"
        yield f"free-last{order}{between[-2:]}"


def _runs(text: str, least: int, most: int = 3) -> set[str]:
    """All runs of `least` to `most` characters."""
    return {text[i : i + size] for size in range(least, most + 1) for i in range(len(text) - size + 1)}


def _around(pair: Pair) -> Iterator[str]:
    """The characters before the first and after the last of the two."""
    (first, last), text, order = _span(pair), pair.scene.text, _order(pair)
    left, right = text[max(0, first - _AROUND) : first], text[last + 1 : last + 1 + _AROUND]
    for size in (1, 2, 3):
        yield f"left{order}{left[-size:]}"
        yield f"right{order}{right[:size]}"
    near = text[max(first - _AROUND, pair.scene.clause(first)[0]) : first]
    yield from (f"lefts{order}{run}" for run in _runs(near, 2))
    near = text[last + 1 : min(last + 1 + _AROUND, pair.scene.clause(last)[1])]
    yield from (f"rights{order}{run}" for run in _runs(near, 2))


def _apart(pair: Pair) -> Iterator[str]:
    """What stands beside either of two in different clauses."""
    text = pair.scene.text
    for end, at in (("subject", pair.subject_at), ("object", pair.object_at)):
        start, stop = pair.scene.clause(at)
        yield from (f"{end}-after{run}" for run in _runs(text[max(start, at - 10) : at], 2))
        yield from (f"{end}-before{run}" for run in _runs(text[at + 1 : min(stop, at + 11)], 2))


def _rivals(pair: Pair) -> Iterator[str]:
    """Other names of the two types, in the sentence, between, nearer, or in the clause of the other end."""
    text, order = pair.scene.text, _order(pair)
    ends = (("subject", pair.subject_at, pair.object_at), ("object", pair.object_at, pair.subject_at))
    for end, own, partner in ends:
        kind = text[own]
        places = [at for at in pair.scene.skeleton.positions if text[at] == kind]
        nearer = sum(abs(at - partner) < abs(own - partner) for at in places)
        start, stop = pair.scene.clause(partner)
        yield f"{end}s{min(len(places), 4)}"
        yield f"nearer-{end}s{order}{min(nearer, 2)}"
        yield f"{end}s-there{order}{min(sum(start <= at < stop and at != own for at in places), 2)}"
        if end == "subject":
            begin = pair.scene.clause(own)[0]
            yield f"place{order}{(start, stop) == pair.scene.clause(own)}{min(own - begin, 2)}{min(nearer, 1)}"
    for end, at in (("subject", pair.subject_at), ("object", pair.object_at)):
        start, stop = pair.scene.clause(at)
        yield from (f"{end}-beside{name}" for name in sorted(_NAMES.intersection(text[start:stop])))


def _named(pair: Pair, view: DocumentView) -> Iterator[str]:
    """How many are named at either end, how their names end, and whether the subject is named here at all."""
    subjects, objects = pair.subjects, pair.objects
    one, other = view.groups[subjects[0].entity].name, view.groups[objects[0].entity].name
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
