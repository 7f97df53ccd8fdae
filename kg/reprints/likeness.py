"""Whether one text is a copy of another: how much they share, and whether what they do not share matters.

A copy may be cut, misread, masked or converted; it does not report other figures, another year or another place.
Year-on-year reports and policies that one county took over from another share as much text as copies do, and differ in
exactly these.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.places.divisions import Division, divisions
from kg.reprints.alignment import Difference, Shared, shared_passages
from kg.reprints.common import CommonText
from kg.reprints.folding import Folded

# So much of the shorter text is in the longer one when it is a copy, and so many letters at least.
LEAST_COVERAGE = 0.7
_LEAST_MATCHED = 40
# Figures are misread here and there; a report of another year has others throughout.
_MOST_FIGURES = 0.15
_FEW_FIGURES = 2
_MOST_YEARS = 0.2
# A copy leaves out; where each of two texts has words of its own in between, one was revised.
_MOST_REWRITTEN = 0.025
# The same two words exchanged so often are a name that was changed.
_REPEATED = 3
_LONGEST_PLACE = 8
_AROUND = 3
_FIGURE = re.compile(r"[\d〇零一二三四五六七八九十百千万亿两]+")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年|\Z|\D)")
_WORD = re.compile(r"(?![x某○〇]+\Z)[^\d]{2,}")
_MASKED = re.compile(r"[x某○〇]+")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two texts are: `coverage` of the shorter one by what both have; how many figures there are within it
    and how many are not the same; the share of years that are not; how many names of places, or other words throughout,
    were exchanged; `rewritten`: how much each of the two has of its own between what they share, whichever has less,
    as a share of the shorter one."""

    coverage: float
    matched: int
    figures: int
    figures_changed: int
    years_changed: float
    names_changed: int
    rewritten: float

    def is_copy(self, *, figures_doubtful: bool = False, exact: bool = False) -> bool:
        """Whether the two count as one source; figures do not tell where those of one text are known to be wrong.

        `exact` is for single sentences, in which one other figure makes another statement.
        """
        if self.coverage < LEAST_COVERAGE or self.matched < _LEAST_MATCHED:
            return False
        if self.names_changed or self.rewritten > _MOST_REWRITTEN:
            return False
        if exact:
            return self.figures_changed == 0
        return figures_doubtful or not (self._has_other_figures() or self.years_changed > _MOST_YEARS)

    def _has_other_figures(self) -> bool:
        return self.figures_changed > max(_FEW_FIGURES, _MOST_FIGURES * self.figures)


def compare(a: Folded, b: Folded, common: CommonText | None = None) -> Likeness:
    """The likeness of two texts; the same whichever comes first but for ties in alignment."""
    passages = shared_passages(a, b, common)
    matched = sum(p.matched for p in passages)
    shorter = min(len(a), len(b))
    return Likeness(
        coverage=min(1.0, matched / shorter) if shorter else 0.0,
        matched=matched,
        figures=sum(len(_FIGURE.findall(a.text, *p.folded_a)) for p in passages),
        figures_changed=sum(map(_is_other_figure, (d for p in passages for d in p.differences))),
        years_changed=_years_changed(passages, a.text, b.text),
        names_changed=_names_changed(passages, a.text, b.text),
        rewritten=_rewritten(passages, a.text, b.text) / shorter if shorter else 0.0,
    )


def _rewritten(passages: Sequence[Shared], text_a: str, text_b: str) -> int:
    """Letters in words that one text alone has between what both share; of the text that has fewer."""
    own_a = [d.a for p in passages for d in p.differences]
    own_b = [d.b for p in passages for d in p.differences]
    for p, following in zip(passages, passages[1:], strict=False):
        own_a.append(text_a[p.folded_a[1] : following.folded_a[0]])
        own_b.append(text_b[p.folded_b[1] : following.folded_b[0]])
    return min(sum(len(word) for word in own if _WORD.fullmatch(word)) for own in (own_a, own_b))


def _is_other_figure(difference: Difference) -> bool:
    return bool(_FIGURE.search(difference.a) and _FIGURE.search(difference.b))


def _years_changed(passages: Iterable[Shared], text_a: str, text_b: str) -> float:
    changed = all_years = 0
    for passage in passages:
        all_years += len(_YEAR.findall(text_a, *passage.folded_a))
        changed += sum(_is_other_year(d, text_a, text_b) for d in passage.differences)
    return changed / max(all_years, changed) if changed else 0.0


def _is_other_year(difference: Difference, text_a: str, text_b: str) -> bool:
    """Whether the difference stands within a year on both sides, and the years are not the same."""
    years = (_year_around(text_a, difference.start_a), _year_around(text_b, difference.start_b))
    return None not in years and years[0] != years[1]


def _year_around(text: str, place: int) -> str | None:
    for start in range(max(0, place - 3), place + 1):
        if (found := _YEAR.match(text, start)) and found.end() > place:
            return found.group()
    return None


def _names_changed(passages: Iterable[Shared], text_a: str, text_b: str) -> int:
    """How many differences exchange one place for another, or are a word that is exchanged throughout."""
    differences = [d for p in passages for d in p.differences if _may_be_names(d)]
    places = [d for d in differences if _are_other_places(d, text_a, text_b)]
    words = Counter((d.a, d.b) for d in differences if min(len(d.a), len(d.b)) > 1)
    return len(places) + sum(count >= _REPEATED for count in words.values())


def _may_be_names(difference: Difference) -> bool:
    """Neither side is left out, masked or a figure."""
    sides = (difference.a, difference.b)
    return all(sides) and not any(_MASKED.search(side) or _FIGURE.fullmatch(side) for side in sides)


def _are_other_places(difference: Difference, text_a: str, text_b: str) -> bool:
    before = set(_places_around(text_a, difference.start_a, len(difference.a)))
    after = set(_places_around(text_b, difference.start_b, len(difference.b)))
    return bool(before and after and before.isdisjoint(after))


def _places_around(text: str, start: int, length: int) -> Iterator[str]:
    """Lineages of the divisions whose name covers the difference."""
    for first in range(max(0, start - _AROUND), start + 1):
        for last in range(start + length, min(len(text), start + length + _AROUND, first + _LONGEST_PLACE) + 1):
            yield from (division.lineage for division in _divisions(text[first:last]))


def _divisions(name: str) -> tuple[Division, ...]:
    return divisions().named(name) or (divisions().shortly(name) if len(name) > 1 else ())
