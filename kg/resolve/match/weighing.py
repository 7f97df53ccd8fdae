"""A second look at pairs that rules of names leave open: evidence that any two names and their sentences have, weighed
as pairs taught (`learnt.csv`).

Rules of names know forms of short names; where a name is shortened in a way that none foresees, this asks what a
reader asks: does the short name say anything of its own, are the characters that both have any that few names have,
are the sentences about the same things. It is asked only where a name tells enough, and never against a rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from kg.resolve.match.editions import Compared
from kg.resolve.match.laying import Pieces, laid, telling, told
from kg.resolve.match.particulars import agreeing, grams
from kg.resolve.match.profile import Profile
from kg.resolve.match.words import words

Observation = tuple[str, str, str]
# Of these a name in whatever form may be short for another: parks and programmes go by words that many have, offices by
# their roles.
_TYPES = ("Enterprise", "Project", "Policy")
_NEAR = ("same", "within")
# A slip of the pen is a rule only for want of evidence.
_OPEN = frozenset({"misspelt"})
# A name of which so much is found in the other may say something more.
_HALF = 0.5
_LITTLE, _MUCH = 2.0, 5.0
_FEW = 4.0
_SHARED = ((5, "5"), (3, "3"), (2, "2"), (1, "1"), (0, "0"))
_PARTS = ((0.25, "much"), (0.1, "some"), (1e-9, "little"), (0.0, "none"))
_FEWEST_TOPICS, _MOST_OWN, _PAIR = 4, 3, 2
_SHOWN = 3
_SEVERAL = ("3", "5")
_SOME = ("1", "2", *_SEVERAL)
_TITLE_END = 2
_TOWNS = ("镇", "乡", "街道")


@dataclass(frozen=True, slots=True)
class _Laid:
    """Two names, the shorter laid along the longer one; whose they are; what neither has of the other."""

    short: str
    long: str
    pieces: Pieces
    of_short: Profile
    of_long: Profile
    local: frozenset[str]

    def rest(self, *, of_long: bool) -> str:
        """One name with a mark in the place of what the other has too."""
        marked = list(self.long if of_long else self.short)
        for i, j, size in self.pieces:
            at = j if of_long else i
            marked[at : at + size] = "\x00" * size
        return "".join(marked)

    def common(self) -> str:
        """The characters that were found."""
        return "".join(self.short[i : i + size] for i, _, size in self.pieces)

    def alone(self, *, of_long: bool) -> str:
        """What one name has more, but for the names of places where both are."""
        return "".join(c for c in self.rest(of_long=of_long) if c.isalnum() and c not in self.local)

    def town(self) -> str:
        """The town that the shorter name has at its head, if a sentence says that it is one (泰美展联达, 泰美镇)."""
        head = self.rest(of_long=False).partition("\x00")[0]
        texts = (*self.of_short.nameless, *self.of_long.nameless)
        ranked = len(head) > 1 and any(f"{head}{rank}" in text for rank in _TOWNS for text in texts)
        return head if ranked else ""

    def said(self, *, of_long: bool) -> tuple[int, int]:
        """How many words of two characters one name has more, and how many of them sentences on the other say."""
        rest = self.rest(of_long=of_long)
        own = [g for g in grams(rest) if g.isalnum() and not set(g) <= self.local]
        texts = (self.of_short if of_long else self.of_long).nameless
        return len(own), sum(any(gram in text for text in texts) for gram in own)


def may_weigh(a: Profile, b: Profile) -> bool:
    """Whether two candidates' names have in common what could tie them; tells quickly of most that they have not."""
    if a.type not in _TYPES or a.documents & b.documents:
        return False
    shared = a.letters & b.letters
    registered = a.type == "Enterprise" and a.full != b.full and len(shared) >= _PAIR
    return (registered or not shared <= words().ordinary) and _half(a, b)


def _half(a: Profile, b: Profile) -> bool:
    """Whether half of the characters of a shorter name stand in the other."""
    return any(2 * len(x & y) >= min(len(x), len(y)) for x in a.spelt for y in b.spelt)


def open_to_weighing(rules: tuple[str, ...], seen: Compared) -> bool:
    """Whether rules leave a pair open: none keeps it apart but for want of evidence, and both are at one place."""
    return seen.place in _NEAR and _OPEN.issuperset(rules)


def weigh(a: Profile, b: Profile, seen: Compared) -> tuple[Observation, ...] | None:
    """What is observed on two things, each as name, level and what was seen; None where a name tells too little."""
    if not may_weigh(a, b):
        return None
    names = _laid_out(a, b)
    found = tuple(observations(a, b, seen, names))
    levels = {name: level for name, level, _ in found}
    if not _enough(a.type, names, levels) or not _told_alike(levels) or (not seen.said and spoken_of_together(a, b)):
        return None
    return found


def observed(a: Profile, b: Profile, seen: Compared) -> tuple[Observation, ...]:
    """The same of any pair, whether its names tell enough or not: what weights are learnt from."""
    return tuple(observations(a, b, seen, _laid_out(a, b)))


def observations(a: Profile, b: Profile, seen: Compared, names: _Laid) -> Iterator[Observation]:
    """All observations, in the order of `learnt.csv`."""
    yield "type", a.type, ""
    yield "own", _own(names), names.alone(of_long=False)
    rare = sorted({c for c in names.common() if c not in names.local and c not in words().ordinary and c.isalpha()})
    yield "rare", str(min(len(rare), _MOST_OWN)), "".join(rare)
    yield "more", _more(names), names.alone(of_long=True)
    yield "registered", ("none", "one", "both")[a.full + b.full], ""
    yield "place", seen.place, ""
    shares = a.shares(b)
    part = len(shares) / max(_FEWEST_TOPICS, min(len(a.topics), len(b.topics)))
    yield "shared", _level(_SHARED, len(shares)), " ".join(sorted(shares)[:_SHOWN])
    yield "share", _level(_PARTS, part), ""
    strong = agreeing(a.particulars, b.particulars, strongly=True)
    weak = agreeing(a.particulars, b.particulars)
    yield "particulars", "strong" if strong else "weak" if weak else "none", strong or weak
    yield "statement", seen.said or "none", ""


def _level(levels: tuple[tuple[float, str], ...], value: float) -> str:
    return next(level for least, level in levels if value >= least)


def _own(names: _Laid) -> str:
    """How much the shorter name says of its own, unless sentences on the other say it too."""
    alone = names.alone(of_long=False)
    if not alone or alone == names.town():
        return "none"
    own, said = names.said(of_long=False)
    if own and said * 2 >= own:
        return "told"
    return "little" if told(alone) < _LITTLE else "some" if told(alone) < _MUCH else "much"


def _more(names: _Laid) -> str:
    """Whether sentences on the thing of the shorter name say what the longer one has more."""
    alone = names.alone(of_long=True)
    if not alone:
        return "none"
    more, said = names.said(of_long=True)
    if more and said * 2 >= more:
        return "said"
    return "few" if told(alone) <= _FEW else "unsaid"


def _enough(kind: str, names: _Laid, levels: dict[str, str]) -> bool:
    """Whether names tell enough to weigh what else there is.

    A title or project adds nothing of its own to the other's; a bare name of a firm may have another word of trade
    than the registered one, of two bare names it tells two firms.
    """
    if kind == "Policy":
        return levels["rare"] != "0" and levels["own"] == "none" and _one_kind(names)
    if kind == "Project":
        own = levels["own"] == "none" or (levels["own"] in ("told", "little") and levels["particulars"] == "strong")
        return levels["rare"] != "0" and own
    if levels["rare"] in ("0", "1") and levels["registered"] != "one":
        return False
    short = told(names.short) or 1.0
    if levels["own"] == "none" and levels["more"] != "none" and names.of_short.full and not names.of_long.full:
        # 鹤林水泥包装厂 has more than all of 鹤林水泥有限公司.
        return False
    fits = levels["own"] != "much" and told(names.common()) >= _HALF * short
    return levels["own"] == "none" or (fits and (levels["registered"] == "one" or levels["statement"] != "none"))


def _told_alike(levels: dict[str, str]) -> bool:
    """Whether sentences tell something of both, and several things where the shorter name says something of its own."""
    if levels["statement"] != "none" or levels["particulars"] == "strong":
        return True
    return levels["shared"] in (_SOME if levels["own"] == "none" else _SEVERAL)


def spoken_of_together(a: Profile, b: Profile) -> bool:
    """Whether a sentence names both; where it does not say that they are one, it speaks of two."""
    return any(_names(text, p, q) for p, q in ((a, b), (b, a)) for text in p.sentences)


def _names(text: str, one: Profile, other: Profile) -> bool:
    """Whether a sentence on one thing names another besides."""
    for name in sorted((name.text for name in one.names), key=len, reverse=True):
        text = text.replace(name, "\x00")
    return any(form in text for form in other.called)


def _one_kind(names: _Laid) -> bool:
    return names.short[-_TITLE_END:] == names.long[-_TITLE_END:]


def _laid_out(a: Profile, b: Profile) -> _Laid:
    """The two cores of which the shorter one has most in the other, and then the other in it; of equals the longest."""
    pairs = product(*(sorted({core.text for name in p.names for core in name.cores}) for p in (a, b)))
    _, _, short, long, second = max(((*_fit(x, y), y) for x, y in pairs), key=lambda found: found[:4])
    of_short, of_long = (a, b) if second == long else (b, a)
    local = frozenset(c for gram in a.local | b.local for c in gram)
    return _Laid(short, long, laid(short, long), of_short, of_long, local)


def _fit(first: str, second: str) -> tuple[float, int, str, str]:
    short, long = sorted((first, second), key=lambda text: (len(text), text))
    common = sum(map(telling, set(short) & set(long)))
    return 3 * common / (told(short) or 1.0) + common / (told(long) or 1.0), len(short), short, long
