"""What in a text points to the region it speaks for: names, townships, programmes, provinces by one letter."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extract.places.divisions import Division, divisions
from extract.places.gazetteer import TOWNSHIP
from extract.places.mentions import RegionMention, find_place_names
from extract.places.towns import find_towns
from extract.places.wordlists import word_lists

_NAME, _SPEAKER, _TITLE, _INSIDE, _OTHERS = 1.0, 2.0, 6.0, 0.5, 0.1
_TOWNSHIP = 0.8
# A name repeated says less each time: the n-th counts for 1/n, to this many.
_REPEATS = 12
# 在上海市第十三届人民代表大会第二次会议上: whoever addresses an assembly addresses that of the own region.
_ASSEMBLY = re.compile(r"第[一二三四五六七八九十]{1,3}届(?:人民代表大会|人大|政协|委员会)[^，。\n]{0,12}会议")
_MAX_HEADING, _CLOSED = 40, ("。", "！", "？", "；", "，")
# What we issue bears our name: 我县于2021年6月印发《泗洪县….
_OWN_TITLE = re.compile("[我本][省市县区州旗盟][^，。；《]{0,20}《$")
# Brackets in which a text is signed.
_OPENS, _SIGNATURE = ("（", "("), re.compile(r"[^（）()。；\n]{1,40}[）)](?=\s|$)")
_NUMBER = re.compile(r"(?P<letter>[一-龥])[一-龥（）]{0,8}〔\d{4}〕")


@dataclass(frozen=True, slots=True)
class Clue:
    """Text `[start, end)` points to `division` with a weight; `kind` is title, name, township, programme or letter."""

    start: int
    end: int
    division: Division
    weight: float
    kind: str


def find_clues(text: str, title: str | None, year: int | None) -> list[Clue]:
    """All clues of the cleaned text; those of the title have no place in the text, start and end 0."""
    title = title or _heading(text, year)
    clues = [c for m in _weighed(find_place_names(title, year)) for c in _named(title, m, year)]
    found = [Clue(0, 0, c.division, c.weight * _TITLE, "title") for c in clues if c.kind == "name"]
    for mention in _weighed(find_place_names(text, year)):
        found.extend(_named(text, mention, year))
    return [*found, *_programmes(text), *_letters(text)]


def _heading(text: str, year: int | None) -> str:
    """The first line where it begins with a place, as the heading of an own text does (晋江市工信局答记者问)."""
    line = text.split("\n", 1)[0]
    if len(line) == len(text) or len(line) > _MAX_HEADING or line.endswith(_CLOSED):
        return ""
    return line if any(m.start == 0 and m.candidates for m in find_place_names(line, year)) else ""


def find_township_clues(text: str, year: int | None) -> list[Clue]:
    """Townships named without 镇 or 乡 where the context makes places of them (八滩、滨淮工业园); slower to load."""
    known = ((m, divisions().get(code, year)) for m in find_towns(text) for code in m.candidates)
    return [Clue(m.start, m.end, d, _TOWNSHIP, "township") for m, d in known if d]


def _weighed(mentions: list[RegionMention]) -> Iterator[tuple[RegionMention, float]]:
    seen: Counter[tuple[str, ...]] = Counter()
    for mention in mentions:
        seen[mention.candidates] += 1
        times = seen[mention.candidates]
        if times <= _REPEATS:
            yield mention, 1 / times**0.5


def _named(text: str, weighed: tuple[RegionMention, float], year: int | None) -> Iterator[Clue]:
    mention, share = weighed
    weight = share * _weight(text, mention)
    kind = "township" if mention.kind == TOWNSHIP else "name"
    for code in mention.candidates:
        division = divisions().get(code, year)
        if division:
            shared = weight if kind == "township" else weight / len(mention.candidates)
            yield Clue(mention.start, mention.end, division, shared, kind)


def _weight(text: str, mention: RegionMention) -> float:
    cues = word_lists("region_cues")
    if text.endswith(cues["others"], max(0, mention.start - 2), mention.start):
        return _OTHERS
    if text.startswith(cues["not_the_place"], mention.end) or _is_venue(text, mention, cues["venue"]):
        return _OTHERS
    if mention.text in cues["verb_and_level"] and text.startswith(cues["speaks"], mention.end):
        return _OTHERS
    if _signs(text, mention, cues["speaks"]):
        return _TITLE
    assembly = _ASSEMBLY.match(text, mention.end) or text.endswith(cues["speaks_for"], 0, mention.start)
    if assembly or _OWN_TITLE.search(text, max(0, mention.start - 30), mention.start):
        return _TITLE
    if mention.inside:
        return _INSIDE
    if mention.kind == TOWNSHIP:
        return _TOWNSHIP
    return _SPEAKER if text.startswith(cues["speaks"], mention.end) else _NAME


def _signs(text: str, mention: RegionMention, speaks: tuple[str, ...]) -> bool:
    """Whether an office of the place has signed the text, in brackets at its head or end: （略阳县科技局，10月9日）."""
    if text[max(0, mention.start - 1) : mention.start] not in _OPENS or not text.startswith(speaks, mention.end):
        return False
    closed = _SIGNATURE.match(text, mention.end)
    return closed is not None and (mention.start <= 1 or not text[closed.end() :].strip())


def _is_venue(text: str, mention: RegionMention, deeds: tuple[str, ...]) -> bool:
    return text.startswith("在", max(0, mention.start - 1)) and text.startswith(deeds, mention.end)


def _programmes(text: str) -> Iterator[Clue]:
    seen: Counter[str] = Counter()
    table = _table("region_programmes.csv")
    for match in _any_of("region_programmes.csv").finditer(text):
        seen[match[0]] += 1
        if seen[match[0]] <= 2:
            yield from _of_province(match.span(), *table[match[0]], "programme", seen[match[0]])


def _letters(text: str) -> Iterator[Clue]:
    table = _table("province_letters.csv")
    seen: Counter[str] = Counter()
    numbers = _NUMBER.finditer(text) if "〔" in text else ()
    for match in (*_stays().finditer(text), *numbers):
        letter = match["letter"]
        if letter in table:
            seen[letter] += 1
            yield from _of_province(match.span("letter"), *table[letter], "letter", seen[letter])


def _of_province(span: tuple[int, int], code: str, weight: float, kind: str, times: int) -> Iterator[Clue]:
    division = divisions().get(code)
    if division:
        yield Clue(*span, division, weight / times, kind)


@cache
def _table(file: str) -> dict[str, tuple[str, float]]:
    """Of each name its province and weight, if it has any as a clue."""
    lines = (files(f"{__package__}.data") / file).read_text(encoding="utf-8").splitlines()
    table: dict[str, tuple[str, float]] = {}
    for line, row in enumerate(csv.reader(lines[1:]), 2):
        try:
            weight = float(row[2])
        except (IndexError, ValueError) as error:
            raise ValueError(f"{file}, line {line}: not a name, a province's code and a weight") from error
        if divisions().get(row[1]) is None:
            raise ValueError(f"{file}, line {line}: no province has the code {row[1]!r}")
        if weight:
            table[row[0]] = row[1], weight
    return table


@cache
def _any_of(file: str) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(w) for w in sorted(_table(file), key=lambda w: (-len(w), w))))


@cache
def province_letters() -> str:
    """The characters that stand for provinces: 皖, 浙, …"""
    return "".join(_table("province_letters.csv"))


@cache
def _stays() -> re.Pattern[str]:
    cues, letters = word_lists("region_cues"), province_letters()
    return re.compile(rf"(?:{'|'.join(cues['stays'])})(?P<letter>[{letters}])(?={'|'.join(cues['visits'])})")
