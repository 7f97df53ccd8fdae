"""Words that end names: those of the vocabularies, and what extraction adds to them in its rule files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from extract.rules import words
from ontology.vocabulary import load_legal_forms, load_policy_types

# Words of trade that legal forms themselves begin with (股份有限公司).
_OF_FORMS = ("股份", "控股", "集团")


@cache
def legal_forms() -> tuple[str, ...]:
    """Legal forms and words that close a company's full name, longest first; none begins with a word of trade."""
    trade = tuple(word for word in trades() if word not in _OF_FORMS)
    bare = [form for form in load_legal_forms().forms if not form.startswith(trade)]
    return _longest_first((*bare, *words("enterprises", "legal_forms")))


@cache
def trades() -> tuple[str, ...]:
    """Words of trade that close a company's short name and tell it from other names, longest first."""
    vague = set(words("enterprises", "vague_trades"))
    telling = [word for word in load_legal_forms().trade if word not in vague]
    return _longest_first((*telling, *words("enterprises", "trades")))


@cache
def offices() -> tuple[str, ...]:
    """Offices that close an agency's name, longest first."""
    return _longest_first(words("agencies", "offices"))


@cache
def policy_nouns(without: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Nouns that close a policy's title, longest first; types of the vocabulary with their compounds, but those
    of the nouns in `without`."""
    types = [noun for t in load_policy_types() if t.noun not in without for noun in (t.noun, *t.compounds)]
    return _longest_first((*types, *(noun for noun in words("policies", "nouns") if noun not in without)))


def any_number(choices: Iterable[str]) -> re.Pattern[str]:
    """What is made up of words or patterns alone, any number of them, as `fullmatch` tells.

    >>> any_number(['重点', '项目']).fullmatch('重点项目') is not None
    True
    """
    return re.compile(f"(?:{'|'.join(sorted(choices, key=len, reverse=True))})*")


def either(choices: Iterable[str]) -> str:
    """A regular expression that matches one of some words, of those that fit the first; words that begin alike are put
    together, so that few are tried at each place.

    >>> either(['公司', '4S店', '公社'])
    '公(?:司|社)|4S店'
    """
    told: list[tuple[str, list[str]]] = []
    alike: dict[str, list[str]] = {}
    for word in choices:
        if not word:
            # Nothing behind it may come before it.
            alike = {}
        if word[:1] not in alike:
            told.append((word[:1], alike.setdefault(word[:1], [])))
        alike[word[:1]].append(word[1:])
    return "|".join(re.escape(head) + _rest(rest) for head, rest in told)


def _rest(words_left: list[str]) -> str:
    return re.escape(words_left[0]) if len(words_left) == 1 else f"(?:{either(words_left)})"


def _longest_first(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(found), key=lambda w: (-len(w), w)))
