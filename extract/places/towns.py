"""Townships that a text names without 镇, 乡 or 街道: 横溪小微园, 八滩、滨淮, 恒口的毛绒玩具."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.places.divisions import Division, county_shorts, divisions, township_shorts
from extract.places.gazetteer import TOWNSHIP
from extract.places.mentions import RegionMention
from extract.places.wordlists import word_lists


def find_towns(text: str) -> list[RegionMention]:
    """Townships in the cleaned text where a list or what follows makes places of them, anywhere in the country.

    Their `candidates` are codes of the counties that have one of the name; `inside` is `park` where a park is
    named after it. Names that are also ordinary words are left out.
    """
    hits = [(start, end) for _, start, end in _automaton().find_matches_as_indexes(text)]
    listed = _listed(text, hits)
    placed = [hit for hit in hits if hit in listed or text.startswith(_tails(), hit[1])]
    return _shared_parks(text, [_mention(text, *span, township_shorts()[text[slice(*span)]]) for span in placed])


def find_local_towns(text: str, region: str, others: Iterable[RegionMention]) -> list[RegionMention]:
    """Townships of the division with the code `region` in the cleaned text, which as its own need less context.

    `others` are the region mentions already found: none of the towns overlaps them, and a list that they share
    makes a place of a town. An unknown code gives none.
    """
    outer = divisions().get(region)
    if outer is None or outer.level == "province":
        return []
    towns = _towns_of(outer)
    known = sorted((m.start, m.end) for m in others)
    automaton = AhoCorasick(sorted(towns), matchkind=MatchKind.LeftmostLongest)
    hits = [(start, end) for _, start, end in automaton.find_matches_as_indexes(text)]
    taken = {i for start, end in known for i in range(start, end)}
    free = [hit for hit in hits if taken.isdisjoint(range(*hit))]
    listed = _listed(text, sorted([*known, *free]))
    placed = [hit for hit in free if hit in listed or _stands_alone(text, *hit)]
    return _shared_parks(text, [_mention(text, *span, towns[text[slice(*span)]]) for span in placed])


@cache
def _towns_of(outer: Division) -> dict[str, tuple[str, ...]]:
    counties = {outer.code} if outer.level == "county" else {d.code for d in divisions().below(outer)}
    words = set(word_lists("township_words")["words"])
    found: dict[str, list[str]] = defaultdict(list)
    for county in sorted(counties):
        for name in county_shorts().get(county, ()):
            found[name].append(county)
    return {name: tuple(codes) for name, codes in found.items() if name not in words}


def _listed(text: str, spans: list[tuple[int, int]]) -> Collection[tuple[int, int]]:
    pairs = zip(spans, spans[1:], strict=False)
    return {span for a, b in pairs if text[a[1] : b[0]] in ("、", "和", "与") for span in (a, b)}


def _stands_alone(text: str, start: int, end: int) -> bool:
    return text.startswith(_tails(), end) or (
        text[end : end + 1] == "的" and text[start - 1 : start] in ("、", "，", "。")
    )


def _mention(text: str, start: int, end: int, counties: tuple[str, ...]) -> RegionMention:
    parks = word_lists("place_contexts")["park_tails"]
    tail = next((t for t in _tails() if text.startswith(t, end)), "")
    inside = "park" if tail.endswith(parks) else None
    return RegionMention(start, end, text[start:end], text[start:end], TOWNSHIP, counties, inside)


def _shared_parks(text: str, towns: list[RegionMention]) -> list[RegionMention]:
    """A list that ends in the name of a park names parks: 蔡桥、正红、通榆民营创业园."""
    for i in range(len(towns) - 2, -1, -1):
        if text[towns[i].end : towns[i + 1].start] == "、" and towns[i + 1].inside:
            towns[i] = replace(towns[i], inside=towns[i + 1].inside)
    return towns


@cache
def _tails() -> tuple[str, ...]:
    return tuple(sorted(word_lists("region_cues")["town_tails"], key=lambda t: (-len(t), t)))


@cache
def _automaton() -> AhoCorasick:
    words = {*word_lists("township_words")["words"], *word_lists("ambiguous_names")["shorts"]}
    return AhoCorasick(sorted(township_shorts().keys() - words), matchkind=MatchKind.LeftmostLongest)
