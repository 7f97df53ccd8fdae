"""Credit codes and document numbers that stand behind names in sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from kg.resolve.identity import document_number
from kg.resolve.match.parts import Name
from ontology.records import Entity

# 18 characters (GB 32100-2015), behind a name; misprints have also the letters that a code cannot have.
_CODE = re.compile(r"(?<![0-9A-Z])([0-9A-Z]{2}\d{6}[0-9A-Z]{10})(?![0-9A-Z])")
_CODE_OF = re.compile(_CODE.pattern + r"[)]?的$")
_CODE_BEFORE = re.compile(_CODE.pattern + r"[^、;。,]{0,4}$")
_BEHIND = 48
_NUMBER_BEHIND = re.compile(
    r"^(?:,?(?:其)?(?:发文|文件)?(?:文号|字号|编号)[为是:]?)?(\(?[^(),。;]{1,12}〔\d{4}〕\d{1,5}号\)?)"
)


def signs(entity: Entity, names: tuple[Name, ...], sentences: tuple[str, ...]) -> frozenset[str]:
    """The codes or numbers that stand right behind the entity's names."""
    find: Callable[[str], Iterable[str]] = _number_behind if entity.type == "Policy" else _code_behind
    if entity.type not in ("Policy", "Enterprise"):
        return frozenset()
    found = {hit for s in sentences for n in names for at in _ends(s, n.text) for hit in find(s[at : at + _BEHIND])}
    if entity.type == "Enterprise":
        found |= {m[1] for s in sentences for n in names for m in _CODE_BEFORE.finditer(s.partition(n.text)[0].upper())}
        found |= {m[1] for s in sentences for n in names for m in _CODE_OF.finditer(s.partition(n.text)[0].upper())}
    if entity.type == "Policy" and (number := document_number(entity.name, *entity.aliases)):
        found.add("".join(number))
    return frozenset(found)


def _ends(sentence: str, name: str) -> Iterable[int]:
    return (match.end() for match in re.finditer(re.escape(name), sentence)) if name else ()


def _code_behind(text: str) -> Iterable[str]:
    return _CODE.findall(text.partition("。")[0].upper())[:1]


def _number_behind(text: str) -> Iterable[str]:
    number = document_number(match[1]) if (match := _NUMBER_BEHIND.match(text)) else None
    return ["".join(number)] if number else []
