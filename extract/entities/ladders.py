"""Rungs of a ladder that a text spells out in quotation marks: each is a programme, the whole is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.entities.candidates import Candidate
from extract.entities.gazetteer import Gazetteer
from extract.entities.programmes import level_length
from extract.rules import read_rules, words

_QUOTED = re.compile(r"[“「]([^“”\n，。；]{2,20}(?:[“‘][^“”‘’\n]{1,12}[”’])?[^“”\n，。；]{0,60})[”」]")
_RUNG = re.compile(r"[‘’“”]*([\u4e00-\u9fffA-Za-z0-9‘’“”]{2,20}?)[‘’“”]*")
_LEAST_KNOWN = 2
# A rung of fewer characters keeps the level at its head.
_LEAST_NAME = 2


def find_ladders(text: str, names: Gazetteer) -> Iterator[Candidate]:
    """Candidates of type Programme in cleaned text, one a rung, tied to the entry of the vocabulary that it names."""
    for match in _QUOTED.finditer(text):
        rungs = list(_rungs(text, match.start(1), match.end(1)))
        if len(rungs) < 2:
            continue
        candidates = [_rung(text, start, end, names) for start, end in rungs]
        known = sum(bool(c.vocabulary) for c in candidates)
        if known >= _LEAST_KNOWN or _head().match(text, match.end()):
            yield from (c for c in candidates if text[c.start : c.end] not in words("ladders", "no_rungs"))


def _rungs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between the joins of a quotation, without quotation marks and levels; none where one is no name."""
    found: list[tuple[int, int]] = []
    at = start
    for join in [*_join().finditer(text, start, end), None]:
        stop = join.start() if join else end
        rung = _RUNG.fullmatch(text, at, stop)
        if rung is None:
            return
        found.append(_edges(rung))
        at = join.end() if join else end
    yield from found


def _edges(rung: re.Match[str]) -> tuple[int, int]:
    """A rung without the level at its head, with the quotation mark that closes one inside it."""
    name, level = rung.group(1), level_length(rung.group(1))
    first = rung.start(1) + (level if len(name) - level >= _LEAST_NAME else 0)
    return first, rung.end(1) + ("‘" in name and "’" not in name and rung.end() > rung.end(1))


def _rung(text: str, start: int, end: int, names: Gazetteer) -> Candidate:
    name = text[start:end]
    entry = next((known for form in (name, f"{name}企业") if (known := names.programme_id(form))), "")
    return Candidate(start, end, "Programme", "programme-rung", entry)


@cache
def _join() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words("ladders", "joins"), key=len, reverse=True))))


@cache
def _head() -> re.Pattern[str]:
    reach = int(read_rules("ladders")["reach"])
    return re.compile(rf"[^，。；“”]{{0,{reach}}}?(?:{'|'.join(words('ladders', 'heads'))})")
