"""The steps that lead to a view: what a permalink holds, what undo takes back, and what the server replays.

A step is written `verb~argument~…`, things by the end of their IRI: `open~programme/si-song-yi-fu`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.query.guard import QueryError
from kg.serve.explore.index import NONE, Index
from kg.serve.explore.paths import shortest_path

MAX_STEPS = 400
SOFT, HARD = 2_000, 10_000
# Of each class, so many neighbours when a thing is opened.
_BEST = 8
_MOST = 200
OUT, IN = "out", "in"


class StepError(QueryError):
    """A step that means nothing."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `open` a thing with its best neighbours, `more` of them by predicate and direction, `add` things,
    `path` between two, `drop` a thing, `fold` away what hangs on it alone, `all` things up to a number (of a class and
    a province, empty where none is known, if these follow)."""

    verb: str
    arguments: tuple[str, ...]


# How many arguments each verb may have; `add` has any number.
_ARGUMENTS = {"open": (1,), "more": (4,), "add": None, "path": (2,), "drop": (1,), "fold": (1,), "all": (1, 3)}


def read_steps(written: Iterable[str]) -> list[Step]:
    """Steps from how they are written; raises StepError for one that cannot be read, or for too many."""
    steps = [_read(text) for text in written]
    if len(steps) > MAX_STEPS:
        raise StepError(f"a view has at most {MAX_STEPS} steps, not {len(steps)}")
    return steps


def _read(text: str) -> Step:
    verb, *arguments = text.split("~")
    if verb not in _ARGUMENTS:
        raise StepError(f"a step is one of {', '.join(_ARGUMENTS)}, not {verb[:40]!r}")
    needed = _ARGUMENTS[verb]
    if (needed is None and not arguments) or (needed is not None and len(arguments) not in needed):
        told = "some" if needed is None else " or ".join(map(str, needed))
        raise StepError(f"the step {verb} has {told} arguments, not {len(arguments)}")
    return Step(verb, tuple(arguments))


def limit_of(steps: Iterable[Step]) -> int:
    """How many things a view of these steps has at most: SOFT, unless a step asks for more outright."""
    asked = (_number(step.arguments[0]) for step in steps if step.verb == "all")
    return HARD if max(asked, default=0) > SOFT else SOFT


@dataclass(frozen=True, slots=True)
class View:
    """Things in the order in which they came; `centre` is the first that was opened, `path` the last one found
    (empty where there is none), `cut` how many things a limit left out, `unknown` what the graph does not have."""

    things: tuple[int, ...]
    centre: int | None
    path: tuple[int, ...] | None
    cut: int
    unknown: tuple[str, ...]


class Replay:
    """Steps carried out one after the other over an index."""

    def __init__(self, index: Index, base: str, limit: int = SOFT) -> None:
        self._index = index
        self._base = base
        self._limit = min(limit, HARD)
        self._chosen: dict[int, None] = {}
        self._centre: int | None = None
        self._path: tuple[int, ...] | None = None
        self._cut = 0
        self._unknown: list[str] = []

    def run(self, steps: Sequence[Step]) -> View:
        """The view after all `steps`; what is unknown is passed over and told."""
        for step in steps:
            self._do(step)
        return View(tuple(self._chosen), self._centre, self._path, self._cut, tuple(self._unknown))

    def _do(self, step: Step) -> None:
        if step.verb == "all":
            self._all(_number(step.arguments[0]), *step.arguments[1:])
            return
        if step.verb == "more":
            self._more(*step.arguments)
            return
        things = [n for key in step.arguments if (n := self._thing(key)) is not None]
        if step.verb == "add":
            self._take(things)
        elif len(things) == len(step.arguments):
            self._on_known(step.verb, things)

    def _on_known(self, verb: str, things: Sequence[int]) -> None:
        match verb:
            case "open":
                self._open(things[0])
            case "path":
                self._find_path(things[0], things[1])
            case "drop":
                self._chosen.pop(things[0], None)
            case "fold":
                self._fold(things[0])

    def _thing(self, key: str) -> int | None:
        number = self._index.number.get(self._base + key, self._index.number.get(key))
        if number is None:
            self._unknown.append(key)
        return number

    def _take(self, things: Iterable[int]) -> None:
        for thing in things:
            if thing in self._chosen:
                continue
            if len(self._chosen) >= self._limit:
                self._cut += 1
            else:
                self._chosen[thing] = None

    def _all(self, most: int, kind: str | None = None, province: str | None = None) -> None:
        """The things with most claims; those that no link has are not counted."""
        degree, things = self._index.degree, self._index.things
        chosen = [n for n in range(len(things)) if degree[n] and kind in (None, things[n].type)]
        if province is not None:
            place = self._province(province)
            chosen = [n for n in chosen if things[n].province == place]
        chosen.sort(key=lambda n: (-int(degree[n]), n))
        self._take(chosen[:most])
        self._cut += max(len(chosen) - most, 0)

    def _province(self, name: str) -> int | None:
        if not name:
            return NONE
        if name not in self._index.provinces:
            self._unknown.append(name)
            return None
        return self._index.provinces.index(name)

    def _open(self, thing: int) -> None:
        if self._centre is None:
            self._centre = thing
        self._take([thing, *best_neighbours(self._index, thing)])

    def _more(self, key: str, predicate: str, direction: str, count: str) -> None:
        thing = self._thing(key)
        if direction not in (OUT, IN):
            raise StepError(f"a direction is out or in, not {direction[:9]!r}")
        if thing is not None:
            self._take(neighbours(self._index, thing, predicate, direction)[: _number(count)])

    def _find_path(self, start: int, end: int) -> None:
        self._path = tuple(shortest_path(self._index, start, end))
        if self._centre is None:
            self._centre = start
        self._take([start, *self._path, end])

    def _fold(self, thing: int) -> None:
        """Take away what is joined to nothing shown but `thing`."""
        for other in {other for _, other in self._index.links(thing)} & self._chosen.keys():
            shown = {end for _, end in self._index.links(other)} & self._chosen.keys()
            if shown <= {thing, other} and other != thing:
                del self._chosen[other]


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 6:
        raise StepError(f"how many things a step adds is a whole number, not {text[:9]!r}")
    return min(int(text), HARD)


def neighbours(index: Index, thing: int, predicate: str, direction: str) -> list[int]:
    """The things at the other ends of links with `predicate`, those with more claims first."""
    links = index.links_from(thing) if direction == OUT else index.links_to(thing)
    ends = index.object if direction == OUT else index.subject
    found = [
        (int(ends[link]), index.weight(int(link)))
        for link in links
        if index.predicates[index.predicate[link]] == predicate
    ]
    return [other for other, weight in sorted(found, key=lambda f: (-f[1], -int(index.degree[f[0]]), f[0]))]


def best_neighbours(index: Index, thing: int) -> list[int]:
    """Of each class the neighbours with most claims shared, at most eight; claims count before the vocabulary."""
    shared: dict[int, int] = {}
    for link, other in index.links(thing):
        shared[other] = shared.get(other, 0) + index.weight(link) * bool(index.claimed[link])
    ranked = sorted(shared, key=lambda n: (-shared[n], -int(index.degree[n]), n))
    of_class: dict[str, int] = {}
    best: list[int] = []
    for other in ranked:
        kind = index.things[other].type
        of_class[kind] = of_class.get(kind, 0) + 1
        if of_class[kind] <= _BEST and other != thing:
            best.append(other)
    return best[:_MOST]


def menu(index: Index, thing: int) -> list[tuple[str, str, int]]:
    """By which predicates and in which direction a thing can be expanded, and how many things each leads to."""
    found: dict[tuple[str, str], set[int]] = {}
    for direction, links, ends in (
        (OUT, index.links_from(thing), index.object),
        (IN, index.links_to(thing), index.subject),
    ):
        for link in links:
            found.setdefault((index.predicates[index.predicate[link]], direction), set()).add(int(ends[link]))
    return sorted(((*key, len(things)) for key, things in found.items()), key=lambda row: (-row[2], row[0], row[1]))
