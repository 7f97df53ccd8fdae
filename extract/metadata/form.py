"""The form of an official document: number and title at its head, signature and date at its tail.

After the state's norm for official documents, GB/T 9704-2012.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extract.metadata.written import agencies, document_number, first_date, is_date
from extract.rules import words
from ontology.vocabulary import load_policy_types

_HEAD_LINES, _TITLE_LINES, _TAIL_LINES = 20, 3, 10
_SHORTEST_TITLE, _LONGEST_TITLE = 6, 80
_MOST_SIGNERS = 6
_BLANK = " \t\u00a0\u2002\u2003\u3000\u200b\ufeff"
_NUMBER_IN_TITLE = re.compile(r"[（(]([^（()）]{4,30}号)[）)]\s*\Z")
# The text has begun: a sentence, or the line that addresses the receivers. The box above the title has colons within.
_BODY = re.compile(r"[。；！？]|[：:]\Z")
_SENTENCE = re.compile(r"[。；：:！？]|，.*，")
_SIGNED_LINE = re.compile(r"(?P<who>\D{2,60}?)[ \u3000\t]+(?P<date>\S*\d{4}\S*[日\d])(?P<printed>[ \u3000]?印发)?")
# No line without one of these has a date; U+F98E is 年, too.
_DATED = re.compile("[\\d年\uf98e]")
_ISSUER_IN_TITLE = re.compile(r"(?P<who>[^《》]{4,60}?)关于")


@dataclass(frozen=True, slots=True)
class Form:
    """What head and tail tell, None or () where they tell nothing; `date` is EDTF, of the signature."""

    title: str | None = None
    number: str | None = None
    issuers: tuple[str, ...] = ()
    date: str | None = None


def read_form(text: str) -> Form:
    """The form of a text layer; a title is guessed from the first lines."""
    lines = [plain for line in text.split("\n") if (plain := line.strip(_BLANK))]
    signers, date = _signature(lines)
    return Form(_title(lines), _number(lines), signers, date or _lone_date(lines))


def number_in_title(title: str) -> str | None:
    """The number in brackets that closes a title."""
    found = _NUMBER_IN_TITLE.search(title)
    return document_number(found[1]) if found else None


def issuers_in_title(title: str) -> tuple[str, ...]:
    """The bodies that a title names before 关于."""
    found = _ISSUER_IN_TITLE.match(title)
    return agencies(found["who"]) if found else ()


def _number(lines: Sequence[str]) -> str | None:
    return next((number for line in lines[:_HEAD_LINES] if (number := document_number(line))), None)


def _title(lines: Sequence[str]) -> str | None:
    """The first few lines that together end as titles do, each short and none a sentence."""
    for start in range(min(_HEAD_LINES // 2, len(lines))):
        if document_number(lines[start]) or is_date(lines[start]):
            continue
        for count in range(1, _TITLE_LINES + 1):
            title = "".join(lines[start : start + count])
            if len(title) > _LONGEST_TITLE or not _may_be_title(title):
                break
            if len(title) >= _SHORTEST_TITLE and _NUMBER_IN_TITLE.sub("", title).endswith(_title_ends()):
                return title
        if _BODY.search(lines[start]):
            return None
    return None


def _may_be_title(text: str) -> bool:
    return not _SENTENCE.search(text) and "\t" not in text and not text.startswith(words("metadata", "no_title"))


@cache
def _title_ends() -> tuple[str, ...]:
    types = [noun for policy_type in load_policy_types() for noun in policy_type.surface_forms]
    return (*types, *words("metadata", "title_ends"))


def _signature(lines: Sequence[str]) -> tuple[tuple[str, ...], str | None]:
    """Who signs and when: a date under names of bodies, or behind them; the imprint of a printing office comes last."""
    printed: tuple[tuple[str, ...], str | None] = ((), None)
    for place, line in enumerate(lines):
        if not _DATED.search(line):
            continue
        if is_date(line) and (signers := _signers(lines[max(0, place - _MOST_SIGNERS) : place])):
            return signers, first_date(line)
        found = _SIGNED_LINE.fullmatch(line)
        if found and is_date(found["date"]) and (who := agencies(found["who"])):
            if not found["printed"]:
                return who, first_date(found["date"])
            printed = (), first_date(found["date"])
    return printed


def _signers(lines: Sequence[str]) -> tuple[str, ...]:
    """The bodies in the last lines, as far up as lines consist of them."""
    found: tuple[str, ...] = ()
    for line in reversed(lines):
        names = agencies(line)
        if not names:
            break
        found = (*names, *found)
    return tuple(dict.fromkeys(found))


def _lone_date(lines: Sequence[str]) -> str | None:
    """A date on a line of its own, at the very end or under the title."""
    ends = [*reversed(lines[-_TAIL_LINES:]), *lines[1:_TITLE_LINES]]
    return next((first_date(line) for line in ends if is_date(line)), None)
