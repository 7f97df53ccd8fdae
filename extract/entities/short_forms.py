"""Which names of a document are short forms of longer ones in it: of companies, offices and parks."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extract.entities.group import Group
from extract.entities.lexicon import either, legal_forms
from extract.rules import read_rules, words
from ontology.vocabulary.agencies import load_agencies

_LEAST_SHORT = 3
_BRAND = 2
# The shortest name of a park in short: two characters and 经开区.
_PARK = 5
# So many characters at most stand before the brand: 三台县, 达尔罕茂.
_LONGEST_PLACE = 4
# Types of things that are also called by an end or a part of their name.
_SHORTENED = ("Enterprise", "Agency", "Park")
_BRACKETED_REGION = re.compile(r"（[^（）]{2,8}）")


def merge_short_forms(groups: list[Group], own: tuple[str, ...]) -> list[Group]:
    """濉溪县科技局 and 科技局, 湖北辰美中药有限公司 and 辰美中药: a short form means the one long form that it ends."""
    kept: list[Group] = []
    holders: dict[tuple[str, str], set[int]] = {}
    for group in sorted(groups, key=lambda g: -len(g.name)):
        if group.type not in _SHORTENED:
            kept.append(group)
            continue
        longer = [n for n in _holding(holders, group) if _is_short_form(group, kept[n], own)]
        number = longer[0] if len(longer) == 1 else len(kept)
        if number < len(kept):
            kept[number].add(group)
        else:
            kept.append(group)
        for form in _compared(group):
            for piece in (*_pieces(group.type, form), *_marks(group.type, form, _LONGEST_PLACE + _BRAND)):
                holders.setdefault(piece, set()).add(number)
    return kept


def _holding(holders: dict[tuple[str, str], set[int]], group: Group) -> list[int]:
    """The groups that may have a form with one of this group's in it: those that share its rarest piece."""
    found: set[int] = set()
    for form in _compared(group):
        found |= min((holders.get(piece, set()) for piece in _pieces(group.type, form)), key=len, default=set())
        for mark in _marks(group.type, form, _BRAND):
            found |= holders.get(mark, set())
    return sorted(found)


def _marks(kind: str, form: str, length: int) -> list[tuple[str, str]]:
    """What forms of one name share that share no three characters: the role of an office, and the brand of a company,
    sought among its first `length` characters."""
    if kind == "Agency":
        return [("Agency role", role) for role in _roles(form)]
    if kind == "Park":
        return [("Park in short", _in_short(form)[-_PARK:])]
    return [("brand", form[i : i + _BRAND]) for i in range(length - 1)] if kind == "Enterprise" else []


@lru_cache(maxsize=4096)
def _roles(office: str) -> frozenset[str]:
    return frozenset(role.id for role in load_agencies().roles(office))


def _compared(group: Group) -> set[str]:
    return {company_core(f) for f in group.forms} if group.type == "Enterprise" else set(group.forms)


def _pieces(kind: str, form: str) -> list[tuple[str, str]]:
    return [(kind, form[i : i + _LEAST_SHORT]) for i in range(len(form) - _LEAST_SHORT + 1)]


def _is_short_form(short: Group, long: Group, own: tuple[str, ...]) -> bool:
    if short.vocabulary and long.vocabulary and short.vocabulary != long.vocabulary:
        return False
    if short.type == "Enterprise":
        return any(_ends_company(a, b) for a in short.forms for b in long.forms)
    if short.type == "Agency" and own and short.name[0] in "省市县区州盟旗" and not long.name.startswith(own):
        return False
    if short.type == "Park" and _same_park(short, long):
        return True
    if short.type == "Agency" and own and _same_office(short.name, long.name, own):
        return True
    return any(len(a) >= _LEAST_SHORT and b.endswith(a) and len(b) > len(a) for a in short.forms for b in long.forms)


def _same_park(short: Group, long: Group) -> bool:
    """三台经开区 and 四川三台经济开发区: the end of one name is the other, with the kind of park in short."""
    ends = {form for form in map(_in_short, short.forms) if len(form) >= _PARK}
    return any(_in_short(form).endswith(end) for form in long.forms for end in ends)


@lru_cache(maxsize=4096)
def _in_short(park: str) -> str:
    for brief, full in read_rules("parks")["in_short"].items():
        for ending in full:
            if park.endswith(ending):
                return park.removesuffix(ending) + str(brief)
    return park


def _same_office(short: str, long: str, own: tuple[str, ...]) -> bool:
    """县经信局 and 青山县经济和信息化局: one role, once by the level of the own region, once by its name."""
    place = next((name for name in own if long.startswith(name)), "")
    return bool(place) and not _roles(short).isdisjoint(_roles(long)) and short[0] == own[0][-1]


def _abbreviates(short: str, core: str) -> bool:
    """雅驰 of 重庆雅驰汽车装备, 秦锋重机 of 秦锋重型机械: the brand, and of the rest only characters in their order."""
    at = core.find(short[:_BRAND])
    rest = iter(core[at + _BRAND :])
    return 0 <= at <= _LONGEST_PLACE and len(short) < len(core) and all(char in rest for char in short[_BRAND:])


def _ends_company(short: str, long: str) -> bool:
    core = company_core(long)
    bare = company_core(short)
    # A country is no brand: 中国银行 is not 中国工商银行.
    if bare.startswith(words("enterprises", "countries")):
        return False
    registered = words("enterprises", "registered")
    if core != bare and len(bare) >= _BRAND and not short.endswith(registered) and _abbreviates(bare, core):
        return True
    if len(bare) < _LEAST_SHORT or core == bare:
        return False
    # Two full names, one of which only goes on within the other, are two companies: lists have both.
    part = bare in core and len(bare) >= 4 and not (short.endswith(registered) and long.endswith(registered))
    return core.endswith(bare) or part


@lru_cache(maxsize=65536)
def company_core(name: str) -> str:
    """A company's name without its legal form and a place in brackets.

    >>> company_core('维谛技术（绵阳）有限公司')
    '维谛技术'
    """
    core = _BRACKETED_REGION.sub("", name)
    while found := _legal_form().search(core):
        if found.start() < 2:
            break
        core = core[: found.start()]
    return core


@cache
def _legal_form() -> re.Pattern[str]:
    return re.compile(f"(?:{either(legal_forms())})$")
