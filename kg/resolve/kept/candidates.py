"""Which pairs of units are compared, and which no longer are, after some units went and others came."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations

from kg.resolve.kept.table import Kept, block_key, called_text, compares, name_key, prefix_key
from kg.resolve.match.blocks import PREFIX, findable, keys_of, named_key, prefixes, told_keys, usable
from kg.resolve.match.profile import Profile
from ontology.records import ENTITY_TYPES

Pairs = set[tuple[str, str]]


@dataclass(slots=True)
class Moved:
    """Keys that units gained and lost; `fresh` are the units that came, `places` those of units that went."""

    fresh: dict[str, Profile]
    places: dict[str, list[str]]
    gained: dict[str, set[str]] = field(default_factory=dict)
    lost: dict[str, set[str]] = field(default_factory=dict)

    def gain(self, unit: str, keys: Iterable[str]) -> None:
        """Note keys that a unit holds from now on."""
        for key in keys:
            self.gained.setdefault(key, set()).add(unit)


def take_keys(kept: Kept, fresh: dict[str, Profile], lost: dict[str, set[str]], places: dict[str, list[str]]) -> Moved:
    """Give their keys to units that came, after those that went have `lost` theirs.

    What nobody is called any more is no key of those whose sentences name it, and what somebody is called from now
    on is.
    """
    moved = Moved(fresh, places, lost=lost)
    for unit, profile in fresh.items():
        moved.gain(unit, map(block_key, keys_of(profile)))
        moved.gain(unit, map(name_key, profile.called))
        moved.gain(unit, map(prefix_key, prefixes(profile)))
    new = {text for key in moved.gained if (text := called_text(key)) is not None}
    old = {text for key in lost if (text := called_text(key)) is not None}
    known = {text for text in new | old if kept.holders(name_key(text))}
    kept.hold((key, unit) for key, units in moved.gained.items() for unit in units)
    for unit, profile in fresh.items():
        moved.gain(unit, map(block_key, told_keys(profile, kept.starting)))
    _forget(kept, moved, old - new - known)
    _spread(kept, moved, new - old - known)
    kept.hold((key, unit) for key, units in moved.gained.items() for unit in units)
    return moved


def _forget(kept: Kept, moved: Moved, texts: Iterable[str]) -> None:
    for key in (block_key(named_key(kind, text)) for text in texts for kind in ENTITY_TYPES):
        if tellers := kept.release(key):
            moved.lost.setdefault(key, set()).update(tellers)


def _spread(kept: Kept, moved: Moved, texts: Iterable[str]) -> None:
    """Give a name to the units that were there before and whose sentences tell it."""
    for text in filter(findable, texts):
        for unit in kept.holders(prefix_key(text[:PREFIX])):
            if unit not in moved.fresh:
                profile = kept.profile(unit)
                if any(text in sentence for sentence in profile.telling):
                    moved.gain(unit, [block_key(named_key(profile.type, text))])


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs among the units that are there, as their keys give them; `first` where there was none before."""

    kept: Kept
    moved: Moved
    first: bool

    def changes(self) -> tuple[Pairs, Pairs]:
        """Pairs to be compared now, and pairs of units that stayed which one key gave before and gives no longer."""
        come: Pairs = set()
        gone: Pairs = set()
        for key in filter(compares, self.moved.gained.keys() | self.moved.lost.keys()):
            gained, lost = self.moved.gained.get(key, set()), self.moved.lost.get(key, set())
            after = sorted(gained) if self.first else self.kept.holders(key)
            staying = {unit for unit in after if unit not in gained}
            now, before = self._pairs(after), self._pairs_before(sorted(staying | lost))
            come |= {pair for pair in now if pair not in before or not gained.isdisjoint(pair)}
            gone |= {pair for pair in before - now if staying.issuperset(pair)}
        return come, gone

    def given(self, first: str, second: str) -> bool:
        """Whether any key still has two units compared."""
        keys = filter(compares, self.kept.common_keys(first, second))
        return any((first, second) in self._pairs(self.kept.holders(key)) for key in keys)

    def _pairs(self, units: Sequence[str]) -> Pairs:
        return _within(usable(units, self.kept.places)[0])

    def _pairs_before(self, units: Sequence[str]) -> Pairs:
        places = self.moved.places
        return _within(usable(units, lambda unit: places[unit] if unit in places else self.kept.places(unit))[0])


def _within(groups: Iterable[Sequence[str]]) -> Pairs:
    return set(chain.from_iterable(combinations(group, 2) for group in groups))
