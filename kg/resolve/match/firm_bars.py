"""Rules on two firms: a group and its members, short names in two trades, a works and a company, registered names."""

from __future__ import annotations

from kg.resolve.match.editions import Compared
from kg.resolve.match.firm_names import trade_words
from kg.resolve.match.particulars import agreeing
from kg.resolve.match.profile import Profile
from kg.resolve.match.tying import corroborated, tied
from kg.resolve.match.words import words

# A name of so many characters says no trade; and so long is a word.
_BARE, _WORD = 3, 2
# Levels at which the names of a group and of what it has on the stock exchange are alike.
_SAME_STEM = ("equal", "abbreviated", "shortened", "skipped", "initials")
# Levels at which the name of a member goes on behind that of its group.
_MEMBERS = ("abbreviated", "shortened", "skipped", "initials", "contained", "kin")


def group(a: Profile, b: Profile, seen: Compared) -> bool:
    """海螺集团 and 海螺水泥: the group has the shorter core. 巨力电缆集团 is 巨力电缆, 杉杉股份 is not 杉杉集团."""
    if a.type != "Enterprise" or seen.said:
        return False
    listed = (word in n.text for p in (a, b) if not p.group for n in p.names for word in words()["stocks"])
    if a.group != b.group and seen.name in _SAME_STEM and any(listed):
        return True
    if seen.name not in _MEMBERS:
        return False
    if seen.name in ("skipped", "shortened") and a.group != b.group and corroborated(a, b):
        return False
    if seen.name == "skipped" and a.group != b.group and not tied(a, b):
        # 徐工机械 is what 徐州工程机械集团 has on the stock exchange; 北薯 is a name of the group.
        return True
    short = min((a, b), key=lambda p: min((len(c.text), len(n.text)) for n in p.names for c in n.cores))
    long = b if short is a else a
    return short.group and not long.group


def goods(a: Profile, b: Profile, seen: Compared) -> bool:
    """Two short names that sentences go on with in other words (丰收农机, 丰收罐头), or of two characters, which many
    firms at one place may have, with only a word in common."""
    if a.type != "Enterprise" or seen.name != "equal" or seen.said or a.ids & b.ids or a.full or b.full:
        return False
    if max(map(len, seen.cores)) <= _WORD and not corroborated(a, b):
        return True
    if (
        max(map(len, seen.cores)) > _BARE
        or not a.stretches.isdisjoint(b.stretches)
        or a.overlap(b) in ("several", "many")
    ):
        return False
    one, other = (_following(p) for p in (a, b))
    return bool(one and other) and not one & other


def _following(p: Profile) -> frozenset[str]:
    """The two characters behind a thing's name in its sentences, where they say a trade or are no common words."""
    tails = (text.partition("\x00")[2][:_WORD] for text in p.nameless)
    telling = (tail for tail in tails if len(tail) == _WORD and tail.isalpha())
    return frozenset(tail for tail in telling if tail in trade_words() or not words().common.search(tail))


def works(a: Profile, b: Profile, seen: Compared) -> bool:
    """A works and a company are one only under the same name, or where texts share what few do."""
    if a.type != "Enterprise" or seen.said or a.ids & b.ids or seen.name in ("equal", "reading"):
        return False
    works = [any(n.text.endswith(words()["works"]) for n in p.names) for p in (a, b)]
    return works[0] != works[1] and (a.full or b.full) and not tied(a, b)


def full(a: Profile, b: Profile, seen: Compared) -> bool:
    """Two registered names are two firms unless their cores are the same, or a text says that one became the other."""
    if not (a.full and b.full) or seen.said or a.ids & b.ids:
        return False
    if seen.name not in ("equal", "reading", "misspelt"):
        return True
    named = bool(a.named and b.named) and not a.named & b.named
    return named and not (not a.stretches.isdisjoint(b.stretches) or agreeing(a.particulars, b.particulars))
