"""Names taken apart, each as its type is named: the place, the core that tells one thing from another, the marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from kg.resolve.agencies import rank_level
from kg.resolve.match.firm_names import read_firm
from kg.resolve.match.fold import fold
from kg.resolve.match.homes import leading_division
from kg.resolve.match.park_names import without_level
from kg.resolve.match.parts import BRACKETS, SHORTEST, Core, Name, numbered, read_plainly
from kg.resolve.match.pieces import less
from kg.resolve.match.titles import read_policy, read_programme, read_project
from kg.resolve.match.words import words
from kg.resolve.rules import is_masked
from ontology.records import Record

# What a programme is called stands in quotes, and before and behind it what it is of and for.
# How long each of two slogans is at least.
_SLOGANS = (4, 4)
_QUOTED = re.compile('^(.*?)[“「『"]([^”」』"]{2,})[”」』"](.{0,10})$')


def read_name(kind: str, name: str, record: Record) -> Name:
    """The parts of one name of a thing of type `kind`, as the document that has it is dated and placed."""
    text = fold(name)
    read = _READERS.get(kind, _plain)(text, record)
    quoted = _QUOTED.match(name) if kind == "Programme" else None
    # “互联网+”大学生创新创业大赛 is only called after what stands in the quotes.
    called_after = quoted and quoted[3].endswith(words()["other_things"])
    if quoted and not called_after and (len(quoted[2]) > SHORTEST or quoted[3].endswith(words()["programme_tails"])):
        read = _quoted(read, quoted, record)
    masked = is_masked(words().patterns["quantity"].sub("", name) if kind == "Project" else name)
    return Name(text, read.cores, read.home, read.marks, read.group, read.full, masked)


def _quoted(read: Name, quoted: re.Match[str], record: Record) -> Name:
    """A programme's name read as what stands in its quotes; what stands before them tells it from another one that is
    called so: 塑料“苗圃成林”, 家电“苗圃成林”."""
    before, called, behind = map(fold, quoted.groups())
    ending = less(behind, words()["programme_tails"])
    cores = [Core(text, text, ending) for text in dict.fromkeys((called, _first_slogan(quoted[2])))]
    place, rest = leading_division(f"{before}行动", record, registered=False)
    of = less((rest if place else f"{before}行动").removesuffix("行动"), words()["programme_levels"])
    marks = {**read.marks, "aside": frozenset({of} - {""})}
    return replace(read, cores=tuple(dict.fromkeys((*read.cores, *cores))), marks=marks)


def _first_slogan(quoted: str) -> str:
    """The first of two slogans between which there is a blank, by which people call the programme; else the whole."""
    parts = [fold(part) for part in quoted.split()]
    return parts[0] if len(parts) == len(_SLOGANS) and all(map(int.__le__, _SLOGANS, map(len, parts))) else fold(quoted)


def _park(text: str, record: Record) -> Name:
    bare = BRACKETS.sub(lambda m: m[1] if len(m[1]) == 1 or m[1].endswith(words()["pieces"]) else "", text) or text
    place, rest = leading_division(bare, record, registered=False)
    rest = without_level(rest)
    ranked = rest[1:] if place is None and rank_level(rest) and len(rest) > SHORTEST else rest
    readings = [ranked] if ranked == bare else [ranked, without_level(bare)]
    piece = frozenset(word for word in words()["pieces"] if text.removesuffix(")").endswith(word))
    return read_plainly(text, place, readings, {"branch": piece, **numbered(text)})


def _plain(text: str, record: Record) -> Name:
    return read_plainly(text, None, [text], numbered(text))


_READERS: Mapping[str, Callable[[str, Record], Name]] = MappingProxyType(
    {
        "Enterprise": read_firm,
        "Park": _park,
        "Policy": read_policy,
        "Programme": read_programme,
        "Project": read_project,
    }
)
