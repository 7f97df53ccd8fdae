"""Which programmes can be held: titles, rungs, lists and pilots, but no campaign or reform."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from extract.entities.group import Group
from extract.relations.document import DocumentView
from extract.relations.engine import OWN, Finding
from extract.relations.skeleton import LETTERS
from extract.rules import any_of, words
from ontology.vocabulary import ProgrammeVocabulary

# So far before a title its verb may stand.
_REACH = 20


def only_titles(view: DocumentView, findings: Iterable[Finding], vocabulary: ProgrammeVocabulary) -> Iterator[Finding]:
    """The findings without those that say somebody is recognised as something that is no title: neither its name nor
    the verb right before it speaks for one, or the holder is a region and no place can hold it."""
    for f in findings:
        if f.predicate == "nextStage":
            if any(is_title(view.groups[end], vocabulary) for end in (f.subject, f.object)) or _of_ladder(f):
                yield f
        elif f.predicate != "recognisedAs":
            yield f
        elif _is_place(view, f.subject):
            if any(_ending("of_places").search(form) for form in view.groups[f.object].forms) and not _smaller(view, f):
                yield f
        elif _of_firm(view, f.subject) and is_of_places(view.groups[f.object]):
            # The profile of a park lists its firms and goes on with its own titles.
            yield from () if view.park is None else (replace(f, subject=view.park),)
        elif is_title(view.groups[f.object], vocabulary) or _granted(f):
            yield f


def _smaller(view: DocumentView, f: Finding) -> bool:
    """Whether a title is that of smaller places than the own region: a province's 创新型县, a county's 特色小镇."""
    own = view.own
    if f.subject != OWN or own is None or own.level is None:
        return False
    like_city = own.level == "province" and own.code[:2] in words("titles", "cities_like_provinces")
    group = f.skeleton.group_at(bisect_left(f.skeleton.offsets, f.focus))
    said = [view.text[r.start : r.end].rstrip("”’") for r in group if r.start == f.focus]
    endings = words("titles", "of_smaller", "city" if like_city else own.level)
    return any(name.endswith(endings) for name in said)


def _of_ladder(f: Finding) -> bool:
    """Whether the sentence speaks of cultivation by steps, so that what follows each other in it are rungs."""
    return any_of("titles", "steps").search(f.skeleton.text) is not None


def _of_firm(view: DocumentView, subject: int) -> bool:
    return subject >= 0 and view.groups[subject].type == "Enterprise"


def is_of_places(title: Group) -> bool:
    """Whether a title is one that places alone hold: a cluster, a demonstration zone."""
    return any(_ending("never_of_firms").search(form) for form in title.forms)


def _is_place(view: DocumentView, subject: int) -> bool:
    return subject == OWN or (subject >= 0 and view.groups[subject].type == "Region")


def _granted(f: Finding) -> bool:
    """Whether a verb of granting stands before the object in its clause, and no other name between."""
    at = bisect_left(f.skeleton.offsets, f.focus)
    return _granting().search(f.skeleton.text, max(0, at - _REACH), at) is not None


def is_title(group: Group, vocabulary: ProgrammeVocabulary) -> bool:
    """Whether a programme is one that holders have: by its forms in the vocabulary, else by the end of its name."""
    known = vocabulary.by_id.get(group.vocabulary)
    if known is not None:
        return not set(known.form).isdisjoint(words("titles", "forms"))
    return any(_ending("endings").search(form) for form in group.forms)


@cache
def _granting() -> re.Pattern[str]:
    letters = "".join(LETTERS[kind] for kind in LETTERS if kind != "Region")
    return re.compile(rf"(?:{'|'.join(words('titles', 'granting'))})[^，。；：{letters}]{{0,12}}$")


@cache
def _ending(kind: str) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(words("titles", kind)) + ")[”’）]*$")
