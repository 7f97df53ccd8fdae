"""Which pairs are compared at all: those with a key in common.

Source of the method: blocking, as in P. Christen, Data Matching (2012), chapter 4. A key that very many things share
tells nothing and would cost the square of their number; it is parted by place, or left out where that does not help.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from kg.resolve.match.firms import word_starts
from kg.resolve.match.likeness import planless, title
from kg.resolve.match.masks import is_holed
from kg.resolve.match.parts import Core
from kg.resolve.match.pieces import less
from kg.resolve.match.profile import Profile
from kg.resolve.match.words import words

_MOST = 40
# What the whole country has, and any place in it may speak of.
_HANDED_DOWN = ("Policy",)
_HEAD, _TAIL = 2, 3
# What a sentence is searched for begins with so many characters, by which it is found.
PREFIX = 2
_LONGEST = 32
_LED = ("legal", "head", "chair", "address", "stock")
Key = tuple[str, ...]
Starting = Callable[[str], Iterable[str]]
_Thing = TypeVar("_Thing")


@dataclass(frozen=True, slots=True)
class Blocks:
    """The pairs to compare, as positions in the profiles, sorted; and how many keys were too common to use."""

    pairs: tuple[tuple[int, int], ...]
    skipped: int


def block(profiles: Sequence[Profile]) -> Blocks:
    """Candidates among `profiles`; types that no name tells apart (regions, industries) have none."""
    holders: dict[Key, list[int]] = {}
    known: dict[str, set[str]] = {}
    for text in (text for profile in profiles for text in profile.called):
        known.setdefault(text[:PREFIX], set()).add(text)
    for number, profile in enumerate(profiles):
        for key in sorted({*keys_of(profile), *told_keys(profile, lambda start: known.get(start, ()))}):
            holders.setdefault(key, []).append(number)
    skipped = 0
    pairs: set[tuple[int, int]] = set()
    for _, members in sorted(holders.items()):
        groups, too_many = usable(members, lambda number: places_of(profiles[number]))
        skipped += too_many
        for group in groups:
            pairs.update(combinations(group, 2))
    return Blocks(tuple(sorted(pairs)), skipped)


def usable(members: Sequence[_Thing], places: Callable[[_Thing], Iterable[str]]) -> tuple[list[Sequence[_Thing]], int]:
    """The holders of one key in groups whose members are compared, and how many groups were too large for it."""
    if len(members) <= _MOST:
        return [members], 0
    at: dict[str, list[_Thing]] = {}
    for member in members:
        for place in places(member):
            at.setdefault(place, []).append(member)
    groups: list[Sequence[_Thing]] = [group for _, group in sorted(at.items()) if 1 < len(group) <= _MOST]
    return groups, sum(len(group) > _MOST for group in at.values())


def places_of(profile: Profile) -> list[str]:
    """The divisions by which holders of a common key are parted; "" for the whole country, or none."""
    return sorted({home.path[-1] if home and home.path else "" for home in profile.homes})


def keys_of(profile: Profile) -> Iterator[Key]:
    """The keys that a profile gives by itself."""
    kind = profile.type
    if profile.masked and is_holed(profile):
        yield from _told_keys_of(profile)
    if not _has_keys(profile):
        return
    for name in profile.names:
        for core in name.cores:
            yield from _core_keys(kind, core)
    places = {key for home in profile.homes if home for key in home.path[1:] or home.path}
    wide = places | {home.path[0] for home in profile.homes if home and home.path}
    wide |= {""} if kind in _HANDED_DOWN else set()
    for identifier in profile.ids:
        yield (kind, "id", identifier)
    yield from _told_keys_of(profile)
    for counted in sorted(profile.mark("articles")):
        yield from ((kind, "articles", counted, place) for place in places)
    for text in sorted({core.text for name in profile.names for core in name.cores}):
        yield from ((kind, "tail", text[-_TAIL:], place) for place in places if len(text) >= _TAIL)
        yield from ((kind, "ends", text[0] + text[-1], place) for place in places)
        if kind == "Project":
            built = less(text, words()["project_fillers"])
            yield from ((kind, "tail", built[-_TAIL:], place) for place in places if len(built) >= _TAIL)
        yield from ((kind, "inner", gram, place) for gram in _inner(text) for place in wide)
        if kind == "Enterprise":
            yield from ((kind, "initials", pair, place) for pair in _initials(text) for place in places)
        if kind in ("Agency", "Park"):
            yield from ((kind, "office", text[0], place) for place in places)
            yield (kind, "office", text[0] + text[-1], "")
    yield from (named_key(kind, text) for text in profile.called)


def _told_keys_of(profile: Profile) -> Iterator[Key]:
    """By what sentences tell of it, at each of its places: amounts, of firms who leads it, where and as which stock."""
    places = {key for home in profile.homes if home for key in home.path[1:] or home.path}
    for what in ("amount", *(_LED if profile.type == "Enterprise" else ())):
        for told in sorted(profile.particulars.get(what, ())):
            yield from ((profile.type, what, told, place) for place in sorted(places))


def _inner(text: str) -> Iterator[str]:
    """By what a short name may be found inside a long one: the two characters that it begins with."""
    yield text[:_HEAD]
    if len(text) > _HEAD + 1:
        yield from sorted({text[at : at + _HEAD] for at in range(1, len(text) - _HEAD)})


def _initials(text: str) -> Iterator[str]:
    """Of 马钢 the whole, of 马鞍山钢铁 the first character with each one behind; of 神华宁夏煤业 also 宁煤."""
    if len(text) <= _HEAD + 1:
        yield text[:_HEAD]
    else:
        starts = sorted({0, *word_starts(text)})
        yield from sorted({text[at] + c for at in starts if at < len(text) for c in text[at + 1 :]})


def told_keys(profile: Profile, starting: Starting) -> Iterator[Key]:
    """The names of others that stand in its sentences where these say how two names lie.

    `starting` gives the texts that anything is called and that begin with so many characters.
    """
    if not _has_keys(profile):
        return
    for sentence in profile.telling:
        for at in range(len(sentence) - PREFIX + 1):
            for text in starting(sentence[at : at + PREFIX]):
                if findable(text) and sentence.startswith(text, at):
                    yield named_key(profile.type, text)


def named_key(kind: str, text: str) -> Key:
    """The key of all things of a type that are called so, or whose sentences name what is."""
    return kind, "named", text


def findable(text: str) -> bool:
    """Whether a text is looked for in sentences."""
    return PREFIX <= len(text) <= _LONGEST


def prefixes(profile: Profile) -> set[str]:
    """Where in its telling sentences a text could begin that is looked for there."""
    if not _has_keys(profile):
        return set()
    return {s[at : at + PREFIX] for s in profile.telling for at in range(len(s) - PREFIX + 1)}


def _has_keys(profile: Profile) -> bool:
    return not profile.masked and profile.type not in ("Region", "Industry")


def _core_keys(kind: str, core: Core) -> Iterator[Key]:
    yield (kind, "core", core.text)
    yield (kind, "head", core.stem[:_HEAD])
    if kind == "Policy":
        yield from ((kind, "title", title(text)[0]) for text in dict.fromkeys((core.text, planless(core.text))))
    if len(core.text) > _HEAD + _TAIL:
        yield (kind, "start", core.text[: _HEAD + _TAIL])
