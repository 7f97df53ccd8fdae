"""What in sentences on two things ties them, whatever their names are."""

from __future__ import annotations

from kg.resolve.match.particulars import agreeing
from kg.resolve.match.profile import Profile


def corroborated(a: Profile, b: Profile) -> bool:
    """Whether sentences on both share a phrase, several words that few things share, or a person or an amount."""
    told = agreeing(a.particulars, b.particulars, strongly=True)
    return bool(told or not a.stretches.isdisjoint(b.stretches) or a.overlap(b) in ("several", "many"))


def tied(a: Profile, b: Profile) -> bool:
    """Whether sentences on both share a phrase or a word that few things share."""
    return bool(not a.stretches.isdisjoint(b.stretches) or a.shares(b))
