"""Firms' names taken apart: place, core, words of trade, legal form, branch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.entities.lexicon import trades
from extract.places.divisions import divisions
from kg.resolve.match.fold import unread
from kg.resolve.match.homes import Home, closing_place, home_of, leading_division, leading_divisions
from kg.resolve.match.parts import BRACKETS, SHORTEST, Core, Name, numbered, without_country
from kg.resolve.match.words import words
from kg.resolve.rules import load_rules
from ontology.records import Record
from ontology.vocabulary import load_legal_forms

_NUMBERED_WORKS = re.compile("[一二三四五六七八九十0-9]厂$")
# What is left of a legal form where a table cuts names.
_CUT = ("有限", "有限责任", "股份有限")
_BRANCH_PLACE = 10
_NAMED_TRADE = 4


def read_firm(text: str, record: Record) -> Name:
    """The parts of a firm's folded name, as the document that has it is dated and placed."""
    bare, branch = _branch(text)
    named = _named_branch(bare, branch)
    if named:
        bare, branch = named, ()
    full = bool(named) or bare.endswith((*load_rules().legal_forms, *_CUT))
    home, inner, parts = _bracketed(bare, record)
    ahead = leading_divisions(inner, record, registered=full)
    place, rest = ahead[-1] if ahead else (None, inner)
    _, group = _formless(without_country(rest))
    read = list(_firm_cores(inner, [rest for _, rest in ahead]))
    cores = tuple(
        dict.fromkeys([*read, *(firm_core(text) for core in read if (text := unread(core.text)) != core.text)])
    )
    cores = tuple(dict.fromkeys([*cores, *(own for core in cores if (own := _own(core.text)))]))
    home = home or (home_of(place) if place else None)
    if not full and home is None and (closing := closing_place(read[-1].text, record)) is not None:
        cores, home = (*cores, firm_core(closing[0])), home_of(closing[1])
    group = group or any(inner in words()["groups"] for inner in BRACKETS.findall(bare))
    return Name(text, cores, home, {"branch": frozenset({*branch, *parts}), **numbered(bare)}, group, full)


def _firm_cores(name: str, rests: list[str]) -> Iterator[Core]:
    """The readings of a firm's name without form: without the place at its head, with a part of it, with all.

    What only says a trade is no reading where there is a longer one: of 贵州金沙酿酒 not 酿酒.
    """
    whole, _ = _formless(without_country(name))
    for rest in reversed(rests):
        reading, _ = _formless(without_country(rest))
        if reading not in trade_words():
            yield firm_core(reading, len(rest) - len(rests[-1]))
            townless = words().patterns["town_head"].sub("", reading)
            if len(townless) > SHORTEST and townless != reading:
                yield firm_core(townless)
    yield firm_core(whole, len(name) - len(rests[-1]) if rests and whole.endswith(_formless(rests[-1])[0]) else 0)


def _own(text: str) -> Core | None:
    """What stands behind its owner in a name: 鄂城钢铁 of 宝武集团鄂城钢铁; None if no owner does."""
    ends = (text.rfind(word) + len(word) for word in words()["groups"] if 0 < text.rfind(word) < len(text) - len(word))
    own = text[max(ends, default=len(text)) :].removeprefix(")")
    return firm_core(own) if len(own) > SHORTEST and own not in trade_words() else None


def _branch(text: str) -> tuple[str, tuple[str, ...]]:
    """The name without its branch, and the branch: 某某有限公司 and 霍山分公司, 徽商银行 and 舒城支行."""
    ending = next((word for word in words()["branches"] if text.endswith(word)), None)
    if ending is None or len(text) - len(ending) <= SHORTEST:
        return _works(text) or _unit(text)
    head = text[: -len(ending)]
    after_form = max((head.rfind(form) + len(form) for form in words()["forms"] if form in head), default=0)
    if after_form:
        return head[:after_form], (head[after_form:] + ending,)
    return _sited(head, ending) or (head, (ending,))


def _named_branch(head: str, branch: tuple[str, ...]) -> str:
    """The name and place of a branch that has a trade of its own: 独山子石化 of 独山子石化分公司; else an empty one."""
    ending = next((word for word in words()["branches"] if branch and branch[0].endswith(word)), "")
    own = branch[0].removesuffix(ending) if ending and head.endswith(words()["forms"]) else ""
    trade = next((word for word in trade_words() if own.endswith(word)), "")
    return own if trade and trade not in words()["vague_trades"] and len(own) - len(trade) >= SHORTEST else ""


def _sited(head: str, ending: str) -> tuple[str, tuple[str, ...]] | None:
    """The name before a place and a word for a branch; None if no place stands there."""
    for length in range(min(_BRANCH_PLACE, len(head) - SHORTEST), 1, -1):
        tail = head[-length:]
        if divisions().named(tail) or divisions().shortly(tail):
            return head[:-length], (tail + ending,)
    return None


def _works(text: str) -> tuple[str, tuple[str, ...]] | None:
    """信义光伏玻璃 of 信义光伏玻璃芜湖厂: one of a firm's works."""
    return _sited(text[:-1], text[-1]) if text.endswith(words()["works"]) else None


def _unit(text: str) -> tuple[str, tuple[str, ...]]:
    """What stands behind a registered name is a part of that firm: 某某有限公司宁国工厂."""
    form = next((form for form in load_rules().legal_forms if form in text), None)
    end = text.rfind(form) + len(form) if form else len(text)
    rest = text[end:]
    is_part = bool(rest) and not rest.startswith("(") and not rest.endswith(words()["forms"])
    return (text[:end], (rest,)) if is_part else (text, ())


def _bracketed(text: str, record: Record) -> tuple[Home | None, str, list[str]]:
    """The place in brackets within a company's name, the name without brackets, and what part of it they name:
    维谛技术(绵阳)有限公司, 金河纺织(二厂)."""
    home: Home | None = None
    parts: list[str] = []
    for inner in BRACKETS.findall(text):
        place, _ = leading_division(f"{inner}公司", record, registered=True)
        home = home or (home_of(place) if place else None)
        if inner.endswith(words()["units"]):
            parts.append(inner)
    return home, BRACKETS.sub("", text) or text, parts


def _formless(text: str) -> tuple[str, bool]:
    """A name without legal forms and words for groups at its end, and whether it had one for groups."""
    group, core = False, text
    while True:
        ending = next((w for w in (*words()["forms"], *words()["groups"]) if core.endswith(w)), None)
        if ending is None or len(core) - len(ending) < SHORTEST or _NUMBERED_WORKS.search(core):
            return core, group
        group = group or ending in words()["groups"]
        core = core[: -len(ending)]


@cache
def trade_words() -> tuple[str, ...]:
    """Words of trade that close a firm's name behind what tells it from others, the longest first."""
    alike = (word for group in words().trades for word in group)
    known = {*trades(), *load_legal_forms().trade, *words()["more_trades"], *alike} - {
        *words()["groups"],
        *words()["forms"],
    }
    return tuple(sorted(known, key=lambda word: (-len(word), word)))


def firm_core(text: str, place: int = 0) -> Core:
    """A firm's name without form as its stem and its words of trade."""
    stem = text
    while word := next((w for w in trade_words() if stem.endswith(w) and len(stem) - len(w) >= SHORTEST), None):
        stem = stem[: -len(word)]
    if stem == text and len(text) >= _NAMED_TRADE and text.endswith(words()["trade_ends"]):
        stem = text[:-2]
    return Core(text, stem, text[len(stem) :], place)
