"""Credit codes and document numbers that stand behind names in sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from kg.resolve.identity import document_number
from kg.resolve.match.parts import Name
from ontology.records import Entity

# 18 characters (GB 32100-2015), behind a name; misprints have also the letters that a code cannot have.
# A permit to discharge has it with a number of three digits and a letter.
_CODE = re.compile(r"(?<![0-9A-Z])([0-9A-Z]{2}\d{6}[0-9A-Z]{10})(?:\d{3}[A-Z])?(?![0-9A-Z])")
_CODE_OF = re.compile(_CODE.pattern + r"[)]?的$")
_CODE_BEFORE = re.compile(_CODE.pattern + r"[^、;。,]{0,4}$")
_BEHIND = 48
# A number that stands beside a title is its own, but for one that it follows or carries out.
_NUMBER = r"(?!依据|根据|按照?|落实|贯彻|转发|参照|对照|执行|以)[^(),。;:、〔]{1,10}〔\d{4}〕\d{1,5}号"
_NUMBER_BEHIND = re.compile(rf"^,?(?:(?:其)?(?:发文|文件)?(?:文号|字号|编号)[为是:]?)?(\(?{_NUMBER}\)?)")
# In brackets it is that of the title before them.
_NUMBER_BEFORE = re.compile(rf"(?:^|[,。;、:])({_NUMBER})(?:文件?)?(?:[:,]|即|就是)$")
# What the platform for approvals of investment gives a project: year, division, kind, trade, number.
_PROJECT_CODE = re.compile(r"(?<!\d)(\d{4}-\d{6}-\d{2}-\d{2}-\d{6})(?!\d)")
_CODED = ("Policy", "Enterprise", "Project")
# A title behind these, in its own clause, is in the title of what hands it on, whose number stands behind both.
_HANDED_ON = re.compile(r"(?:转发|批转)[^,。;、()〔〕]{0,60}$")


def signs(entity: Entity, names: tuple[Name, ...], sentences: tuple[str, ...]) -> frozenset[str]:
    """The codes or numbers that stand beside the entity's names."""
    if entity.type not in _CODED:
        return frozenset()
    if entity.type == "Project":
        return frozenset(code for s in sentences if len(codes := set(_PROJECT_CODE.findall(s))) == 1 for code in codes)
    find: Callable[[str], Iterable[str]] = _number_behind if entity.type == "Policy" else _code_behind
    places = ((s, at) for s in sentences for n in names for at in _ends(s, n.text, entity.type))
    found = {hit for s, at in places for hit in find(s[at : at + _BEHIND])}
    if entity.type == "Enterprise":
        found |= {m[1] for s in sentences for n in names for m in _CODE_BEFORE.finditer(s.partition(n.text)[0].upper())}
        found |= {m[1] for s in sentences for n in names for m in _CODE_OF.finditer(s.partition(n.text)[0].upper())}
    if entity.type == "Policy":
        before = {m[1] for s in sentences for n in names if (m := _NUMBER_BEFORE.search(s.partition(n.text)[0]))}
        found |= {"".join(number) for text in before if (number := document_number(text))}
    if entity.type == "Policy" and (number := document_number(entity.name, *entity.aliases)):
        found.add("".join(number))
    return frozenset(found)


def _ends(sentence: str, name: str, type: str) -> Iterable[int]:
    """Where the name ends in a sentence; of a policy's, where it is not the end of another's title."""
    found = re.finditer(re.escape(name), sentence) if name else ()
    return (m.end() for m in found if not (type == "Policy" and _HANDED_ON.search(sentence, 0, m.start())))


def _code_behind(text: str) -> Iterable[str]:
    return _CODE.findall(text.partition("。")[0].upper())[:1]


def _number_behind(text: str) -> Iterable[str]:
    number = document_number(match[1]) if (match := _NUMBER_BEHIND.match(text)) else None
    return ["".join(number)] if number else []
