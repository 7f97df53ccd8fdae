"""Which pairs are compared at all: those with a key in common.

Source of the method: blocking, as in P. Christen, Data Matching (2012), chapter 4. A key that very many things share
tells nothing and would cost the square of their number; it is parted by place, or left out where that does not help.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import combinations

from kg.resolve.match.likeness import title
from kg.resolve.match.names import Core
from kg.resolve.match.profile import Profile

_MOST = 40
_HEAD, _TAIL = 2, 3
_CALLED, _LONGEST = 4, 32
_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Blocks:
    """The pairs to compare, as positions in the profiles, sorted; and how many keys were too common to use."""

    pairs: tuple[tuple[int, int], ...]
    skipped: int


def block(profiles: Sequence[Profile]) -> Blocks:
    """Candidates among `profiles`; types that no name tells apart (regions, industries) have none."""
    holders: dict[_Key, list[int]] = {}
    known = {text for profile in profiles for text in _called(profile)}
    for number, profile in enumerate(profiles):
        for key in sorted({*_keys(profile), *_told_keys(profile, known)}):
            holders.setdefault(key, []).append(number)
    skipped = 0
    pairs: set[tuple[int, int]] = set()
    for _, members in sorted(holders.items()):
        for group in [members] if len(members) <= _MOST else _by_place(members, profiles):
            if len(group) > _MOST:
                skipped += 1
            else:
                pairs.update(combinations(group, 2))
    return Blocks(tuple(sorted(pairs)), skipped)


def _by_place(members: Iterable[int], profiles: Sequence[Profile]) -> list[list[int]]:
    places: dict[str, list[int]] = {}
    for number in members:
        for place in sorted({home.path[-1] if home and home.path else "" for home in profiles[number].homes}):
            places.setdefault(place, []).append(number)
    return [group for _, group in sorted(places.items()) if len(group) > 1]


def _keys(profile: Profile) -> Iterator[_Key]:
    kind = profile.type
    if profile.masked or kind in ("Region", "Industry"):
        return
    for name in profile.names:
        for core in name.cores:
            yield from _core_keys(kind, core)
    places = {home.path[-1] for home in profile.homes if home and home.path}
    for identifier in profile.ids:
        yield (kind, "id", identifier)
    for counted in sorted(profile.mark("articles")):
        yield from ((kind, "articles", counted, place) for place in places)
    for text in sorted({core.text for name in profile.names for core in name.cores}):
        yield from ((kind, "tail", text[-_TAIL:], place) for place in places if len(text) >= _TAIL)
        yield from ((kind, "ends", text[0] + text[-1], place) for place in places)
        if kind == "Enterprise":
            yield from ((kind, "initials", pair, place) for pair in _initials(text) for place in places)
        if kind in ("Agency", "Park"):
            yield from ((kind, "office", text[0], place) for place in places)
            yield (kind, "office", text[0] + text[-1], "")


def _initials(text: str) -> Iterator[str]:
    """Of 马钢 the whole, of 马鞍山钢铁 its first character with each one behind the second."""
    if len(text) <= _HEAD + 1:
        yield text[:_HEAD]
    else:
        yield from sorted({text[0] + character for character in text[_HEAD:]})


def _called(profile: Profile) -> Iterator[str]:
    """What a sentence elsewhere may call it: its names, whole and without the place."""
    for name in profile.names:
        yield name.text
        yield from (core.text for core in name.cores if len(core.text) >= _CALLED)


def _told_keys(profile: Profile, known: Set[str]) -> Iterator[_Key]:
    """Its names, and the names of others that stand in its sentences where these say how two names lie."""
    if profile.masked or profile.type in ("Region", "Industry"):
        return
    yield from ((profile.type, "named", text) for text in _called(profile))
    for sentence in profile.telling:
        for start in range(len(sentence) - _HEAD + 1):
            for end in range(start + _HEAD, min(start + _LONGEST, len(sentence)) + 1):
                if sentence[start:end] in known:
                    yield (profile.type, "named", sentence[start:end])


def _core_keys(kind: str, core: Core) -> Iterator[_Key]:
    yield (kind, "core", core.text)
    yield (kind, "head", core.stem[:_HEAD])
    if kind == "Policy":
        yield (kind, "title", title(core.text)[0])
    if len(core.text) > _HEAD + _TAIL:
        yield (kind, "start", core.text[: _HEAD + _TAIL])
