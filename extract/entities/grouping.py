"""From mentions to entities: one thing that a document names, under all the forms it uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from types import MappingProxyType

from extract.entities.candidates import Candidate
from extract.entities.lexicon import either, legal_forms
from extract.entities.policies import number_after
from extract.places import RegionMention
from extract.rules import any_of, read_rules, words
from ontology.vocabulary.agencies import load_agencies

_DROP = re.compile(r"[\s“”‘’\"'「」『』]")
_LEAST_SHORT = 3
_BRAND = 2
# The shortest name of a park in short: two characters and 经开区.
_PARK = 5
# So many characters at most stand before the brand: 三台县, 达尔罕茂.
_LONGEST_PLACE = 4
# Types of things that are also called by an end or a part of their name.
_SHORTENED = ("Enterprise", "Agency", "Park")
_BRACKETED_REGION = re.compile(r"（[^（）]{2,8}）")


@dataclass(slots=True)
class Group:
    """The mentions of one entity: its type, its vocabulary id or '', its forms in order of appearance, the `names`
    among them."""

    type: str
    vocabulary: str
    forms: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The longest name; of equally long ones the most frequent, then the first."""
        if len(self.names) == 1:
            return self.names[0]
        names = dict.fromkeys(self.names)
        length = max(map(len, names))
        longest = [name for name in names if len(name) == length]
        return longest[0] if len(longest) == 1 else max(longest, key=self.names.count)

    @property
    def aliases(self) -> list[str]:
        """The other forms, in order of appearance."""
        name = self.name
        return [f for f in dict.fromkeys(self.forms) if f != name]

    def add(self, other: Group) -> None:
        """Take over the forms and spans of a group that means the same."""
        self.names += other.names
        self.refer(other)

    def refer(self, other: Group) -> None:
        """Take over the forms and spans of a group whose name is none for this one."""
        self.forms += other.forms
        self.spans = sorted(self.spans + other.spans)
        self.vocabulary = self.vocabulary or other.vocabulary


def group_mentions(
    text: str,
    mentions: Sequence[Candidate],
    regions: Iterable[RegionMention],
    own: Sequence[str] = (),
    labels: Mapping[str, str] = MappingProxyType({}),
) -> list[Group]:
    """Entities of a document in order of first mention; every mention belongs to exactly one.

    `own` are names of the region that speaks: 市政府 is that of no other. `labels` are the names that a vocabulary
    gives to programmes, by id.
    """
    region_names = {(r.start, r.end): r for r in regions}
    groups: dict[tuple[str, str], Group] = {}
    for m in mentions:
        forms = _forms(text, m, region_names)
        if m.type == "Programme" and (label := labels.get(m.vocabulary)) and label in text:
            forms = list(dict.fromkeys([label, *forms]))
        key = (m.type, m.vocabulary or _key(forms[0], m.type, own))
        group = groups.setdefault(key, Group(m.type, m.vocabulary))
        group.forms += [f for f in forms if f]
        group.names.append(forms[0])
        group.spans.append((m.start, m.end))
    merged = _merge_numbers(_merge_same_names(_merge_short_forms(list(groups.values()), tuple(own))))
    return sorted(merged, key=lambda g: (g.spans[0][0], -g.spans[0][1], g.type))


def _forms(text: str, m: Candidate, regions: dict[tuple[int, int], RegionMention]) -> list[str]:
    surface = text[m.start : m.end]
    if m.type == "Region":
        region = regions.get((m.start, m.end))
        return [region.name, surface] if region and region.name else [surface]
    if m.type == "Policy" and (number := number_after(text, m.end)):
        return [m.name or surface, surface, number]
    if m.type == "Programme":
        return [m.name or strip_quotes(_level().sub("", surface)), strip_quotes(surface)]
    if m.type == "Park" and (bare := _without_place(surface, m, regions)):
        return [surface, bare]
    return [m.name, surface] if m.name else [surface]


def _without_place(park: str, m: Candidate, regions: dict[tuple[int, int], RegionMention]) -> str:
    """京山工业园 of 大山县京山工业园; '' where nothing of a name would be left."""
    ends = [end for start, end in regions if start == m.start and end < m.end]
    rest = park[max(ends) - m.start :] if ends else ""
    general = rest in words("parks", "own") or rest.startswith(words("parks", "generic_heads"))
    return "" if len(rest) < 5 or general else rest


@cache
def _level() -> re.Pattern[str]:
    """A level before a programme's name, where something that tells it apart is left without."""
    bound = either(words("programmes", "bound_to_level"))
    levels = any_of("programmes", "level_words").pattern
    return re.compile(rf"^(?:国家级|省级|市级|县级|国家|{levels})(?!{bound})(?=[\u4e00-\u9fff“]{{3}})")


def strip_quotes(name: str) -> str:
    """A name without the quotes around the whole of it; quotes around a part stay.

    >>> strip_quotes('“四送一服”'), strip_quotes('专精特新“小巨人”')
    ('四送一服', '专精特新“小巨人”')
    """
    whole = name.startswith("“") and name.endswith("”") and name.count("“") == 1
    return name[1:-1] if whole else name


def _key(form: str, kind: str, own: Sequence[str]) -> str:
    bare = _DROP.sub("", form).lower()
    if kind == "Policy":
        title = bare.strip("《》")
        return next((title.removeprefix(name) for name in own if title.startswith(name)), title)
    return company_core(bare) if kind == "Enterprise" else bare


@cache
def _legal_form() -> re.Pattern[str]:
    return re.compile(f"(?:{either(legal_forms())})$")


def _merge_same_names(groups: list[Group]) -> list[Group]:
    """One name of a type is one entity of a document, whether the vocabulary knew it at every place or not."""
    named: dict[tuple[str, str], Group] = {}
    for group in groups:
        known = named.setdefault((group.type, group.name), group)
        if known is not group:
            known.add(group)
    return list(named.values())


def _merge_numbers(groups: list[Group]) -> list[Group]:
    """A document number alone means the one policy that stands with it elsewhere."""
    holders: dict[str, list[Group]] = {}
    for group in groups:
        for form in dict.fromkeys(group.forms) if group.type == "Policy" else ():
            holders.setdefault(form, []).append(group)
    kept: list[Group] = []
    # Taken beforehand: a group that takes in a number longer than its title would be called by it.
    names = [group.name for group in groups]
    for group, name in zip(groups, names, strict=True):
        titled = [g for g in holders.get(name, ()) if g is not group] if group.type == "Policy" else []
        if len(titled) == 1:
            titled[0].refer(group)
        else:
            kept.append(group)
    return kept


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


def _merge_short_forms(groups: list[Group], own: tuple[str, ...]) -> list[Group]:
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
