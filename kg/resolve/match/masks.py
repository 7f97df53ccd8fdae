"""Names of which a character or two are hidden: 德*新材料(南通)有限公司."""

from __future__ import annotations

import re

from kg.resolve.match.particulars import agreeing
from kg.resolve.match.profile import Profile

_HIDDEN = re.compile("[×*○□〇]")
# So much of a registered name is left, and so much of it may be hidden.
_LEFT, _MOST = 6, 2
_TOLD = ("several", "many")


def is_holed(profile: Profile) -> bool:
    """Whether one of its names is a registered one with few characters hidden."""
    return any(pattern_of(name.text) for name in profile.names if name.full)


def pattern_of(name: str) -> re.Pattern[str] | None:
    """What fills a folded name with hidden characters; None if it has none, or too many."""
    parts = _HIDDEN.split(name)
    if not 1 < len(parts) <= _MOST + 1 or sum(map(len, parts)) < _LEFT:
        return None
    return re.compile("[\u4e00-\u9fff]".join(map(re.escape, parts)))


def filled(a: Profile, b: Profile) -> bool:
    """Whether one name is the other with a character hidden, and sentences on both share a person or an amount and
    several words that few do: so much is told of no two."""
    if a.masked == b.masked or a.type != "Enterprise" or a.overlap(b) not in _TOLD:
        return False
    hidden, open_ = (a, b) if a.masked else (b, a)
    fits = any(
        pattern.fullmatch(name.text)
        for pattern in (pattern_of(name.text) for name in hidden.names if name.full)
        if pattern
        for name in open_.names
    )
    return fits and bool(agreeing(a.particulars, b.particulars, strongly=True))
