"""From mentions to entities: one thing that a document names, under all the forms it uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from extract.entities.candidates import Candidate
from extract.entities.group import Group
from extract.entities.lexicon import either
from extract.entities.policies import number_after
from extract.entities.short_forms import company_core, merge_short_forms
from extract.places import RegionMention
from extract.rules import any_of, words

_DROP = re.compile(r"[\s“”‘’\"'「」『』]")


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
    merged = _merge_numbers(_merge_same_names(merge_short_forms(list(groups.values()), tuple(own))))
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
