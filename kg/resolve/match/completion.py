"""Names that a sentence completes: what a project or park lacks at its head stands before it, or builds it."""

from __future__ import annotations

import re

from kg.resolve.match.alignment import laid_out
from kg.resolve.match.particulars import grams
from kg.resolve.match.pieces import less
from kg.resolve.match.profile import Profile
from kg.resolve.match.words import words

_SHORT = 2
# So much of what a park's name lacks may stand so far before it.
_PLACE, _NEAR = 2, 10
_HEAD = frozenset({0})


def completed(a: Profile, b: Profile) -> tuple[str, str] | None:
    """Two cores of which the one lacks at its head what a sentence has right before it (千岭水库增容), or an owner
    who builds it there (由紫露酒业投资); None if none."""
    for p, q in ((a, b), (b, a)):
        for short in sorted({core.text for name in p.names for core in name.cores}):
            for long in sorted({core.text for name in q.names for core in name.cores}):
                if (lacks := _lacks(short, long, p.type)) and _has_said(p, lacks):
                    return short, long
    return None


def _has_said(p: Profile, lacks: str) -> bool:
    """Whether sentences on a thing have what its name lacks: right before it, of a project's owner anywhere, of a park
    the place at its head (木石的循环园)."""
    head = lacks[:_PLACE]
    if p.type == "Park" and not set(grams(head)) <= p.local:
        return any(head in text.partition("\x00")[0][-_NEAR:] for text in p.nameless)
    if p.type == "Project" and len(lacks) >= _SHORT and any(_builds(lacks[:_SHORT], text) for text in p.nameless):
        return True
    return any(text.partition("\x00")[0].removesuffix("的").endswith(lacks) for text in p.nameless)


def _lacks(short: str, long: str, kind: str) -> str:
    """What a name lacks at its head that another has, '' if that is not all that it lacks."""
    rest = less(long, words()["project_fillers"]) if kind == "Project" and not long.endswith(short) else long
    if len(short) >= _SHORT and rest.endswith(short) and rest != short:
        return rest[: -len(short)]
    if kind != "Park" or len(short) <= _SHORT:
        return ""
    heads = (at for at in range(len(long) - len(short), 1, -1) if laid_out(short, long[at:], _HEAD, len(long) - at - 2))
    return long[: next(heads, 0)]


def _builds(owner: str, text: str) -> bool:
    """Whether a sentence says that somebody builds something: 由紫露酒业投资."""
    name = re.escape(owner)
    return any(re.search(pattern.replace("{owner}", name), text) for pattern in words()["builds"])
