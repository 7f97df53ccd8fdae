"""Names found once are names wherever they stand in the document, also in the short forms that reports use."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from extract.entities.candidates import Candidate
from extract.entities.grouping import strip_quotes
from extract.entities.industries import is_pursued
from extract.entities.lexicon import either, trades
from extract.entities.short_forms import company_core
from extract.rules import word_set, words

# Names of the inner types may stand in longer names: a company in its project's, an industry in a title.
_INNER = ("Enterprise", "Industry")
_OUTER = ("Park", "Project", "Programme", "Agency")
# An industry counts again in the names of these alone: elsewhere the recogniser saw none.
_TITLED = ("Policy", "Programme", "Project")
# Of a park within a park, so long a name of its own tells it.
_LEAST_PART = 5
_LEAST = {"Enterprise": 3, "Park": 4, "Project": 5, "Programme": 4, "Agency": 4, "Industry": 2}


def propagate(text: str, mentions: Sequence[Candidate], places: Collection[tuple[int, int]]) -> Iterator[Candidate]:
    """Further mentions of the names that `mentions` found; `places` are stretches that name places.

    A company counts under its name without place and legal form too, and under brand and first word of trade
    (海安苏锦新材料科技有限公司 → 苏锦新材料), where only one company of the document has that form.
    """
    place_ends = dict(sorted(places))
    forms: dict[str, set[tuple[str, str]]] = {}
    for m in mentions:
        if m.type in (*_INNER, *_OUTER):
            for form in _forms(text, m, place_ends):
                forms.setdefault(form, set()).add((m.type, m.vocabulary))
    sure = {form: found.pop() for form, found in forms.items() if len(found) == 1}
    titles = sorted((m.start, m.end) for m in mentions if m.type in _TITLED)
    for kinds in (_OUTER, _INNER):
        names = sorted(form for form, (kind, _) in sure.items() if kind in kinds)
        for start, end in occurrences(text, names):
            kind, vocabulary = sure[text[start:end]]
            if (
                kind != "Industry"
                or (_inside(start, end, titles) and not _plain_there(text, start, end))
                or _bracketed(text, start, end)
                or is_pursued(text, start, end)
            ):
                yield Candidate(start, end, kind, "propagated", vocabulary)


def _bracketed(text: str, start: int, end: int) -> bool:
    """Whether a stretch alone stands in brackets: 某某炭素公司（冶金）."""
    return text[start - 1 : start] == "（" and text[end : end + 1] == "）"


def _plain_there(text: str, start: int, end: int) -> bool:
    """Whether an industry's name without its head is an ordinary word of a title: 《安全生产条例》."""
    alone = text[start:end] in word_set("industries", "plain_alone")
    return alone and not text.startswith(words("industries", "plain_before"), end)


def _inside(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a stretch is a part of one of `spans`, which are in order."""
    at = bisect_left(spans, (start + 1,)) - 1
    return at >= 0 and spans[at][0] <= start and end <= spans[at][1] and (start, end) != spans[at]


def occurrences(text: str, names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where `names` (in order, none empty) stand in `text`, as `[start, end)` from left to right, the longest where one
    begins with another."""
    if names:
        # Made anew for each text, so what is quick to make is quicker in all.
        matcher = AhoCorasick(names, MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA)
        yield from ((start, end) for _, start, end in matcher.find_matches_as_indexes(text))


def _forms(text: str, m: Candidate, place_ends: dict[int, int]) -> Iterator[str]:
    surface = m.name or text[m.start : m.end]
    if m.type == "Park":
        stem = surface[place_ends[m.start] - m.start :] if m.start in place_ends else surface
        yield from (form for form in {surface, _own_part(stem)} if len(form) >= _LEAST_PART)
        return
    if m.type != "Enterprise":
        name = strip_quotes(surface)
        if len(name) >= _LEAST[m.type]:
            yield name
        return
    stem = surface[place_ends[m.start] - m.start :] if m.start in place_ends else surface
    core = company_core(stem)
    yield surface
    for form in {core, *_short_forms(core)}:
        if len(form) >= _LEAST["Enterprise"] + (form != core):
            yield form


def _own_part(park: str) -> str:
    """What stands behind the park that a park is in (化工产业园 of 某开发区化工产业园); '' where it is in none."""
    around = [m.end() for m in _own_parks().finditer(park) if m.end() < len(park)]
    return park[max(around) :] if around else ""


def _short_forms(core: str) -> Iterator[str]:
    tail = _general_tail().search(core)
    if tail and tail.start() >= _LEAST["Enterprise"] + 1:
        yield core[: tail.start()]
    for match in _trades().finditer(core):
        if match.start() >= 2:
            yield core[: match.end()]
            yield core[: match.start()] + "公司"
            return


@cache
def _general_tail() -> re.Pattern[str]:
    """What stands before a company's legal form and is left out in speech: 远山密封科技有限公司 is 远山密封."""
    return re.compile(f"(?:{either(words('enterprises', 'general_tails'))})+$")


@cache
def _own_parks() -> re.Pattern[str]:
    return re.compile(either(words("parks", "own")))


@cache
def _trades() -> re.Pattern[str]:
    return re.compile(either(trades()))
