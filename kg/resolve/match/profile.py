"""All that documents show of one thing, as far as it helps to tell it from others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from extract.places.divisions import divisions
from kg.resolve.match.called import called
from kg.resolve.match.context import Sentences
from kg.resolve.match.fold import fold
from kg.resolve.match.homes import Home, home_of
from kg.resolve.match.names import read_name
from kg.resolve.match.offices import read_office
from kg.resolve.match.particulars import Particulars, grams, particulars
from kg.resolve.match.parts import Name
from kg.resolve.match.seats import homes
from kg.resolve.match.signs import signs
from kg.resolve.match.words import words
from kg.resolve.times import record_year
from ontology.records import Entity, Record

_FACTS = {"inIndustry": "industry", "develops": "industry", "inPark": "park", "recognisedAs": "title"}
# From so many characters on a phrase that two sentences share says something.
PHRASE = 6
# So long is what is left of a name without its place, where a sentence may call a thing by it.
_CALLED = 4
# From so many shared words on, and from such a part of the shorter text.
_OVERLAPS = {"many": (3, 0.1), "several": (2, 0.05), "one": (1, 0.0)}
# So long is the name of a works with its place and its trade.
_WHOLE = 6
# Of what a text tells in its own year: what has editions, what was founded some time, and what is built.
_DATED = ("Programme", "Policy", "Enterprise", "Project")
_CHINESE = re.compile("[\u4e00-\u9fff]+")
_LATIN = re.compile("[a-z]{3,}")
Facts = dict[str, frozenset[str]]


@dataclass(frozen=True)
class Profile:
    """One thing as some documents show it; `key` sorts profiles whatever the order of documents.

    `names` are its names taken apart, `homes` where it is, `ids` its credit codes or document numbers, `roles` what a
    government body does, `facts` the names of industries, parks and titles that it is said to have, `sentences` folded.
    """

    key: str
    type: str
    names: tuple[Name, ...]
    homes: frozenset[Home | None]
    documents: frozenset[str]
    ids: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    facts: Facts = field(default_factory=dict)
    sentences: tuple[str, ...] = ()
    vocabulary: str | None = None
    masked: bool = False
    particulars: Particulars = field(default_factory=dict)

    @cached_property
    def marks(self) -> Mapping[str, frozenset[str]]:
        """What its names have of each kind of mark together."""
        kinds = sorted({kind for name in self.names for kind in name.marks})
        return {kind: _union(name.marks.get(kind, frozenset()) for name in self.names) for kind in kinds}

    @cached_property
    def named(self) -> frozenset[Home]:
        """The places that its names name."""
        return frozenset(name.home for name in self.names if name.home is not None)

    @cached_property
    def full(self) -> bool:
        """Whether one of its names is a registered one."""
        return any(name.full for name in self.names)

    @cached_property
    def formal(self) -> bool:
        """Whether one of its names is a registered one, or a whole one of a works (淮南柴油机总厂)."""
        forms = words()["forms"]
        return self.full or any(len(name.text) >= _WHOLE and name.text.endswith(forms) for name in self.names)

    @cached_property
    def group(self) -> bool:
        """Whether one of its names is a group's."""
        return any(name.group for name in self.names)

    @cached_property
    def generic(self) -> bool:
        """Whether its names only say what kind of thing it is."""
        return all(name.generic for name in self.names)

    @cached_property
    def spelt(self) -> tuple[frozenset[str], ...]:
        """The characters of each of its names without form and place."""
        return tuple(frozenset(filter(str.isalnum, core.text)) for name in self.names for core in name.cores)

    @cached_property
    def letters(self) -> frozenset[str]:
        """The characters of all of these."""
        return _union(self.spelt)

    @cached_property
    def called(self) -> tuple[str, ...]:
        """What a sentence elsewhere may call it: its names, whole and without the place, an office without its town."""
        office = self.type == "Agency"
        forms = [name.text for name in self.names]
        for core in (core for name in self.names for core in name.cores):
            texts = (core.text, core.stem, words().patterns["town_head"].sub("", core.stem)) if office else (core.text,)
            forms += [text for text in texts if len(text) >= _CALLED]
        return tuple(dict.fromkeys(forms))

    @cached_property
    def nameless(self) -> tuple[str, ...]:
        """Its sentences with a mark in the place of its names."""
        names = sorted({name.text for name in self.names}, key=lambda name: (-len(name), name))
        pattern = re.compile("|".join(map(re.escape, names)))
        return tuple(pattern.sub("\x00", sentence) for sentence in self.sentences)

    @cached_property
    def warned(self) -> bool:
        """Whether a sentence warns that another thing goes by such a name."""
        return any(word in text for text in self.nameless for word in words()["distinct"])

    @cached_property
    def telling(self) -> tuple[str, ...]:
        """Its sentences that may say how two names lie to each other."""
        cues = (*words()["cues"], *(f"{name.text}{sign}" for name in self.names for sign in "(即"))
        return tuple(s for s in self.sentences if s.startswith("原") or any(cue in s for cue in cues))

    @cached_property
    def stretches(self) -> frozenset[str]:
        """All stretches of `PHRASE` characters of its sentences that do not touch its names."""
        return frozenset(
            gram
            for text in self.nameless
            for at in range(len(text) - PHRASE + 1)
            if "\x00" not in (gram := text[at : at + PHRASE]) and not gram.isascii()
        )

    @cached_property
    def topics(self) -> frozenset[str]:
        """Two characters in a row of its sentences that few things share: not of names or common words."""
        rest = [words().common.sub("\x00", text) for text in self.nameless]
        runs = (run for text in rest for run in _CHINESE.findall(text))
        return frozenset(gram for run in runs for gram in grams(run)) | frozenset(
            word for text in rest for word in _LATIN.findall(text)
        )

    @cached_property
    def characters(self) -> frozenset[str]:
        """Characters of its sentences that by themselves say what they are about: not of names."""
        known = words().ordinary
        return frozenset(c for text in self.nameless for c in text if "\u4e00" <= c <= "\u9fff" and c not in known)

    @cached_property
    def local(self) -> frozenset[str]:
        """Two characters in a row of the names of the divisions that it lies in."""
        places = (divisions().get(key) for home in self.homes if home for key in home.path)
        return frozenset(gram for place in places if place for gram in grams(place.name))

    def shares(self, other: Profile) -> frozenset[str]:
        """What few things share and sentences of both have, besides the names of the places where both are."""
        grams = (self.topics & other.topics) - (self.local & other.local)
        own = {c for text in (*self.local, *other.local, *grams) for c in text}
        return grams | ((self.characters & other.characters) - own)

    def overlap(self, other: Profile) -> str:
        """How much few things share and sentences of both have: many, several, one, or '' for nothing.

        Of long texts much must be shared, as two of them always have some words in common.
        """
        shared = len(self.shares(other))
        part = shared / max(1, min(len(self.topics), len(other.topics)))
        return next((level for level, (least, share) in _OVERLAPS.items() if shared >= least and part >= share), "")

    def mark(self, kind: str) -> frozenset[str]:
        """What its names have of one kind of mark."""
        return self.marks.get(kind, frozenset())


@dataclass(slots=True)
class Told:
    """What relations of one record tell of its entities, by id: facts of a kind, and where they are."""

    facts: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    located: dict[str, Home] = field(default_factory=dict)


def told(record: Record) -> Told:
    """The relations of a record that help to tell its entities from others."""
    found, entities = Told(), {entity.id: entity for entity in record.entities}
    for relation in record.relations:
        kind, object_ = _FACTS.get(relation.predicate), entities.get(relation.object)
        if kind and object_:
            found.facts.setdefault(relation.subject, {}).setdefault(kind, set()).add(fold(object_.name))
        elif relation.predicate == "locatedIn" and object_ and (division := divisions().get(object_.vocabulary or "")):
            found.located.setdefault(relation.subject, home_of(division))
    return found


def profiles(record: Record, sentences: Sentences) -> dict[str, Profile]:
    """What one document shows of each of its entities, by id."""
    relations = told(record)
    return {entity.id: profile(entity, record, relations, sentences) for entity in record.entities}


def profile(entity: Entity, record: Record, relations: Told, sentences: Sentences) -> Profile:
    """What one document shows of one of its entities."""
    quotes = sentences.around(record.id, entity)
    folded = tuple(dict.fromkeys(fold(quote) for quote in quotes))
    forms = dict.fromkeys([entity.name, *entity.aliases])
    special = particulars(entity.type, map(fold, forms), folded)
    if entity.type == "Agency":
        name, home, roles = read_office(entity.name, record)
        names: tuple[Name, ...] = (name,)
        places = frozenset({home})
    else:
        special = {**special, **_sizes(entity.type, forms, special, record), **_told_in(entity.type, record)}
        read = called(entity.type, forms, special, folded)
        names, roles = tuple(read_name(entity.type, form, record) for form in read), frozenset[str]()
        places = homes(entity, record, relations.located.get(entity.id), names, folded, _levels(names, special))
    return Profile(
        entity.id,
        entity.type,
        names,
        places,
        frozenset({record.id}),
        signs(entity, names, folded),
        roles,
        {kind: frozenset(values) for kind, values in sorted(relations.facts.get(entity.id, {}).items())},
        folded,
        entity.vocabulary,
        any(name.masked for name in names),
        special,
    )


def joined(profiles: Iterable[Profile]) -> Profile:
    """What several documents show of what is known to be one thing."""
    members = sorted(profiles, key=lambda member: member.key)
    if len(members) == 1:
        return members[0]
    first = members[0]
    told_of = sorted({kind for m in members for kind in m.particulars})
    facts = {kind: _union(m.facts.get(kind, frozenset()) for m in members) for kind in sorted(set(_FACTS.values()))}
    return Profile(
        first.key,
        first.type,
        tuple({name.text: name for m in members for name in m.names}.values()),
        frozenset(home for m in members for home in m.homes),
        _union(m.documents for m in members),
        _union(m.ids for m in members),
        _union(m.roles for m in members),
        facts,
        tuple(dict.fromkeys(sentence for m in members for sentence in m.sentences)),
        next((m.vocabulary for m in members if m.vocabulary), None),
        any(m.masked for m in members),
        {kind: _union(m.particulars.get(kind, frozenset()) for m in members) for kind in told_of},
    )


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*sets)


def _levels(names: tuple[Name, ...], special: Particulars) -> frozenset[str]:
    """The levels that names say, else those that stand right before them."""
    return _union(name.marks.get("level", frozenset()) for name in names) or special.get("level", frozenset())


def _told_in(kind: str, record: Record) -> Particulars:
    """The year of the text, where that tells something."""
    year = record_year(record)
    return {"told": frozenset({str(year)})} if year and kind in _DATED else {}


def _sizes(kind: str, forms: Iterable[str], special: Particulars, record: Record) -> Particulars:
    """The amounts that sentences on a project tell and those that its name tells, which another text may say of it."""
    named = _union(read_name(kind, form, record).marks.get("capacity", frozenset()) for form in forms)
    return {"amount": special.get("amount", frozenset()) | named} if named else {}
