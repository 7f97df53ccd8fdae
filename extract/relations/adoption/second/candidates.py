"""Who may have taken a programme up when: each dated time near a programme, with each region that may have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from extract.places import TimeMention, divisions
from extract.relations.adoption.second.marked import Marked, Place, Span, marked
from extract.relations.adoption.topic import topic_of
from extract.relations.claims import is_background
from extract.relations.document import DocumentView
from extract.rules import RuleError, any_of, read_rules

_DATED = ("date", "month", "year", "relative", "vague")
# Sentences before that of a time in which who and what may stand.
_BACK = 2
# More names or times than a sentence has: a line of rubbish, or a table.
_CROWD = 40
_LEVELS = frozenset({"province", "city", "county"})
_LEVEL_OF = {"district": "county"}


class Who(NamedTuple):
    """A region that may act: by its code, named or meant at a position of the marked text, None where the text speaks
    for it."""

    code: str
    at: int | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A region that may have taken up `programme` (an entity number) at the time at position `at`."""

    scene: Marked
    at: int
    time: TimeMention
    who: Who
    programme: int
    clause: Span
    sentence: Span
    line: Span


def candidates(view: DocumentView, times: Sequence[TimeMention], published: str | None) -> Iterator[Candidate]:
    """The candidates of a text, time by time; none where no programme is named near one, and the text is about none."""
    if not times or all(group.type != "Programme" for group in view.groups):
        return
    dated = [t for t in times if may_date(t) and not is_background(view.text, t)]
    if not dated:
        return
    scene, topic = marked(view, dated, published), topic_of(view)
    for at, time in scene.times:
        sentence, line = scene.sentence(at), scene.line(at)
        what = _programmes(scene, at, line, topic)
        who = list(_regions(scene, at, sentence, line)) if what else []
        for one in who if len(who) <= _CROWD else ():
            for programme in what:
                yield Candidate(scene, at, time, one, programme, scene.clause(at), sentence, line)


def may_date(time: TimeMention) -> bool:
    """Whether a time may be that of an adoption: no plan of five years, and of ranges only parts of a year."""
    return time.kind in _DATED or (time.kind == "range" and "-" in time.edtf)


def _programmes(scene: Marked, at: int, line: Span, topic: Sequence[int]) -> list[int]:
    """Which programmes may be meant: those of the clause, else the nearest one before or behind in the sentence or the
    two before, else the one that the text is about; each with the one that it carries out."""
    clause, sentence = scene.clause(at), scene.sentence(at)
    before = _back(scene, at, line)
    found = (
        [p.entity for p in scene.programmes if clause[0] <= p.at < clause[1]]
        or [p.entity for p in scene.programmes if before <= p.at < at][-1:]
        or [p.entity for p in scene.programmes if at < p.at < sentence[1]][:1]
        or ([p.entity for p in scene.programmes if p.at < at][-1:] if topic else [])
        or list(topic)
    )
    broader = scene.view.broader
    return list(dict.fromkeys([*found, *(broader[e] for e in found if e in broader)]))


def _back(scene: Marked, at: int, line: Span) -> int:
    """Where the sentence so many before that of a position begins, in its line."""
    begin = scene.sentence(at)[0]
    for _ in range(_BACK):
        begin = scene.sentence(begin - 1)[0] if begin > line[0] else begin
    return begin


def _regions(scene: Marked, at: int, sentence: Span, line: Span) -> Iterator[Who]:
    """Each region that may act, where it stands nearest: in the sentence by name or by its level (市里), else in those
    before, and the one that the text speaks for."""
    begin = _back(scene, at, line)
    inside = _innermost(scene.places_in(sentence))
    if len(inside) > _CROWD:
        return
    before = _innermost(scene.places_in((begin, sentence[0]))) or _last(scene, begin)
    near: dict[str, list[int]] = {}
    for group in ([*inside, *_by_level(scene, sentence)], before):
        known = frozenset(near)
        for place in group:
            if place.code not in known:
                near.setdefault(place.code, []).append(place.at)
    for code, found in near.items():
        yield Who(code, min(found, key=lambda where: abs(where - at)))
    own = scene.view.own
    if own is not None and own.resolved and own.code not in near:
        yield Who(own.code, None)


def _innermost(places: Sequence[Place]) -> list[Place]:
    """The regions without those that only say where the next one lies: 上海浦东新区."""
    outer = {a for a, b in zip(places, places[1:], strict=False) if b.at == a.at + 1 and is_within(b.code, a.code)}
    return [place for place in places if place not in outer]


def is_within(inner: str, outer: str) -> bool:
    """Whether the division of one code is, or lies in, that of the other."""
    first, second = divisions().get(inner), divisions().get(outer)
    return first is not None and second is not None and divisions().within(first, second)


def _last(scene: Marked, at: int) -> list[Place]:
    return [p for p in scene.places if p.at < at][-1:]


def _by_level(scene: Marked, sentence: Span) -> Iterator[Place]:
    """The regions that words for their level mean: the one around who was named last before, else around who speaks."""
    own = scene.view.own
    for level, words_for_it in levels():
        for match in words_for_it.finditer(scene.text, *sentence):
            known = [p.code for p in reversed(scene.places) if p.at < match.start()]
            for code in [*known, *([own.code] if own and own.resolved else [])]:
                if above := _above(code, level):
                    yield Place(match.start(), above)
                    break


def _above(code: str, level: str) -> str | None:
    """The code of the division of a level that one lies in, or that it is."""
    inner = divisions().get(code)
    around = divisions().chain(inner) if inner else ()
    return next((d.code for d in around if _LEVEL_OF.get(d.level, d.level) == level), None)


@cache
def levels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The words for regions by their level, of `rules/adoption_model.yaml`; raises RuleError for an unknown level."""
    table = read_rules("adoption_model")["levels"]
    if unknown := set(table) - _LEVELS:
        raise RuleError(f"adoption_model.yaml: levels: unknown level {sorted(unknown)[0]!r}")
    return tuple((level, any_of("adoption_model", "levels", level)) for level in table)
