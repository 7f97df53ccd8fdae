"""Words that take up something named before (该公司, 园区), as mentions for the relation rules.

They make no mention of their own in the record: the entity is named elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from extract.entities.definitions import uses
from extract.relations.own_policy import own_policy
from extract.relations.skeleton import MentionRef
from extract.rules import any_of, read_rules
from extract.spans import Spans
from extract.structure import Sentence

_TYPES = ("Enterprise", "Park", "Project", "Policy")
# One of two things of these types is called 前者 or 后者.
_PAIRED = ("Enterprise", "Park", "Project", "Policy")
# 该公司 is the last one named, whatever its name ends in.
_CALLED_BY_ROLE = ("Enterprise", "Project")
# A project's name tells whose it is, and where.
_IN_NAMES = ("Enterprise", "Park")
_OPENING = 80
_OTHER_PARKS = 8
# What the opening of a text about a park may name before it.
_BEFORE_PARKS = ("Region", "Agency")
# Between two names that are named together; no singular word takes up one of them.
_COORDINATED = ("、", "和", "与", "及", "以及")
_SIDE_BY_SIDE = (*_COORDINATED, "")


def anaphors(
    text: str, refs: Sequence[MentionRef], sentences: Sequence[Sentence], park: int | None
) -> list[MentionRef]:
    """Mentions by such words, in order; `park` is the entity of the park that the text is about, or None. What a text
    defines a word to mean goes before what the word means elsewhere."""
    own = own_policy(text, refs)
    readings = (
        _defined(text, refs),
        _what_it_is_about(text, {"own_park": ("Park", park), "own_policy": ("Policy", own)}),
        _several(text, refs, sentences),
        _of_pair(text, refs, sentences),
        _some_of(text, refs, sentences),
        _taken_up(text, refs, sentences, own),
    )
    found: dict[int, MentionRef] = {}
    for reading in readings:
        found = {r.start: r for r in reading} | found
    outer = Spans((r.start, r.end) for r in refs if not r.nested)
    return sorted(r for r in found.values() if not outer.touch(r.start, r.end))


def _what_it_is_about(text: str, about: Mapping[str, tuple[str, int | None]]) -> Iterator[MentionRef]:
    """Mentions of what the text is about by words for it (本园区, 本办法); by key of the rules, its type and number."""
    for key, (kind, entity) in about.items():
        if entity is not None:
            yield from (MentionRef(*match.span(), kind, entity) for match in any_of("anaphora", key).finditer(text))


def _several(text: str, refs: Sequence[MentionRef], sentences: Sequence[Sentence]) -> Iterator[MentionRef]:
    """Mentions of as many companies or projects as a word counts (上述两家企业), those named last; each has a piece of
    the word."""
    counts = read_rules("anaphora")["counts"]
    for kind, key, back in (("Enterprise", "several", 1), ("Project", "several_projects", max(counts.values()) + 1)):
        for match in any_of("anaphora", key).finditer(text):
            many = next(n for word, n in counts.items() if word in match[0])
            near = _before(refs, sentences, match.start(), kind, back)
            last = list(dict.fromkeys(r.entity for r in reversed(near)))[:many][::-1]
            if len(last) == many:
                yield from _pieces(match, kind, last)


def _some_of(text: str, refs: Sequence[MentionRef], sentences: Sequence[Sentence]) -> Iterator[MentionRef]:
    """Mentions of some of the companies that the paragraph named: its first or last ones (前两家), or those that the
    sentence has not named yet (另两家)."""
    counts = read_rules("anaphora")["counts"]
    for match in any_of("anaphora", "some_of").finditer(text):
        many = next((n for word, n in counts.items() if word in match[0]), 1)
        all_named = list(dict.fromkeys(r.entity for r in _in_paragraph(refs, sentences, match.start())))
        if "前" in match[0] or "后" in match[0]:
            meant = all_named[:many] if "前" in match[0] else all_named[-many:]
        else:
            here = {r.entity for r in _before(refs, sentences, match.start(), "Enterprise", 0)}
            meant = [entity for entity in all_named if entity not in here]
        if len(meant) == many < len(all_named):
            yield from _pieces(match, "Enterprise", meant)


def _in_paragraph(refs: Sequence[MentionRef], sentences: Sequence[Sentence], position: int) -> Sequence[MentionRef]:
    """The companies named before a position in its paragraph, a few sentences back at most."""
    here = bisect_right(sentences, position, key=lambda s: s.start) - 1
    near = sentences[max(0, here - int(read_rules("anaphora")["reach"])) : here]
    back = sum(1 for s in near if s.paragraph == sentences[here].paragraph)
    return _before(refs, sentences, position, "Enterprise", back)


def _pieces(match: re.Match[str], kind: str, entities: Sequence[int]) -> Iterator[MentionRef]:
    """A piece of a word for each thing that it means."""
    cuts = [*range(match.start(), match.start() + len(entities)), match.end()]
    for start, end, entity in zip(cuts, cuts[1:], entities, strict=False):
        yield MentionRef(start, end, kind, entity)


def _of_pair(text: str, refs: Sequence[MentionRef], sentences: Sequence[Sentence]) -> Iterator[MentionRef]:
    """What 前者 and 后者 stand for: the one or the other of two that were last named together."""
    for match in any_of("anaphora", "of_pair").finditer(text):
        for kind in _PAIRED:
            near = _before(refs, sentences, match.start(), kind)
            joined = [text[a.end : b.start] in _SIDE_BY_SIDE for a, b in zip(near, near[1:], strict=False)]
            if joined and joined[-1] and not any(joined[-2:-1]):
                named = near[-2] if match[0].startswith("前") else near[-1]
                yield named._replace(start=match.start(), end=match.end())


def _before(
    refs: Sequence[MentionRef], sentences: Sequence[Sentence], position: int, kind: str, back: int = 1
) -> Sequence[MentionRef]:
    """The mentions of a type before a position, in its sentence or in the `back` ones before."""
    sentence = bisect_right(sentences, position, key=lambda s: s.start) - 1
    first = sentences[max(0, sentence - back)].start
    low, high = (bisect_left(refs, at, key=lambda r: r.start) for at in (first, position))
    return [r for r in refs[low:high] if r.type == kind and not r.nested and r.end <= position]


def _defined(text: str, refs: Sequence[MentionRef]) -> Iterator[MentionRef]:
    """Mentions by a short name that the text defines: 以下简称《方案》."""
    ends = {r.end: r for r in refs}
    for d, start, end in uses(text, ends):
        if start >= d.end:
            yield ends[d.at]._replace(start=start, end=end, nested=False)


def park_of_text(text: str, refs: Sequence[MentionRef]) -> int | None:
    """The park that a text is about: it opens with it, speaks of 园区, and names hardly any other; where a place or an
    office comes before it, it speaks of 园区 more than of the region; or its title presents it."""
    first = next((r for r in refs if not r.nested and r.type not in _BEFORE_PARKS), None)
    if first is None or first.type != "Park" or first.start > _OPENING:
        return None
    others = {r.entity for r in refs if r.type == "Park" and not r.nested} - {first.entity}
    about = len(any_of("anaphora", "own_park").findall(text))
    of_region = len(any_of("anaphora", "of_region").findall(text)) if refs[0] != first else 0
    presented = any_of("anaphora", "presented").match(text, first.end) is not None
    return first.entity if (about > of_region or presented) and len(others) < _OTHER_PARKS else None


def _taken_up(
    text: str, refs: Sequence[MentionRef], sentences: Sequence[Sentence], own: int | None
) -> Iterator[MentionRef]:
    reach = int(read_rules("anaphora")["reach"])
    starts = [s.start for s in sentences]
    for kind in _TYPES:
        named = [r for r in refs if r.type == kind and (not r.nested or kind in _IN_NAMES)]
        # Where a text names one park alone, 园区 is that one, however far back it was named.
        alone = kind == "Park" and len({r.entity for r in named}) == 1
        for match in any_of("anaphora", kind).finditer(text) if named else ():
            sentence = bisect_right(starts, match.start()) - 1
            last = bisect_right(named, match.start(), key=lambda r: r.end) - 1
            near = sentence >= 0 and last >= 0
            near &= alone or named[last].start >= starts[max(0, sentence + 1 - reach)]
            if near and not (last and text[named[last - 1].end : named[last].start] in _COORDINATED):
                yield MentionRef(*match.span(), kind, _called(text, match[0], named[: last + 1], own).entity)


def _called(text: str, word: str, named: Sequence[MentionRef], own: int | None) -> MentionRef:
    """The last of the mentions; for the last word of a title or a park's name (《方案》, 该办法, 集中区) the last one
    whose name ends in it, and of several policies the one that the text is about."""
    short = word.strip("《》").removeprefix("该")
    if named[-1].type in _CALLED_BY_ROLE:
        return named[-1]
    fitting = [r for r in named if text[r.start : r.end].rstrip("》）”").endswith(short)] or list(named)
    return next((r for r in reversed(fitting) if r.type == "Policy" and r.entity == own), fitting[-1])
