"""The tags of the policy recogniser: BIOES (Ratinov and Roth 2009) over the eight types of entity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

TYPES = ("Enterprise", "Park", "Industry", "Policy", "Programme", "Region", "Agency", "Project")
TAGS = ("O", *(f"{part}-{kind}" for kind in TYPES for part in "BIES"))
_NUMBERS = {tag: number for number, tag in enumerate(TAGS)}
_PARTS = tuple((tag[0], tag[2:]) for tag in TAGS)


class Span(NamedTuple):
    """A stretch `[start, end)` of a text that names an entity of `type`."""

    start: int
    end: int
    type: str


class Rated(NamedTuple):
    """A span, and how sure its recogniser is of it: 0 to 1, and 0 where the recogniser does not say."""

    span: Span
    probability: float = 0.0


def encode(length: int, spans: Iterable[Span]) -> list[int]:
    """The tag number of each of `length` characters; raises ValueError where spans overlap or leave the text.

    >>> [TAGS[n] for n in encode(4, [Span(0, 3, 'Park')])]
    ['B-Park', 'I-Park', 'E-Park', 'O']
    """
    tags = [0] * length
    for start, end, kind in spans:
        if not 0 <= start < end <= length or any(tags[start:end]):
            raise ValueError(f"the span {start}-{end} ({kind}) overlaps another or leaves the text of {length}")
        if end - start == 1:
            tags[start] = _NUMBERS[f"S-{kind}"]
        else:
            inner = [_NUMBERS[f"I-{kind}"]] * (end - start - 2)
            tags[start:end] = [_NUMBERS[f"B-{kind}"], *inner, _NUMBERS[f"E-{kind}"]]
    return tags


def decode(tags: Sequence[int]) -> Iterator[Span]:
    """The spans that tag numbers spell out; what is no whole span (a B without its E) is passed over."""
    start, last = -1, -1
    for place in compress(range(len(tags)), tags):
        part, kind = _PARTS[tags[place]]
        if place > last + 1:
            start = -1
        if part == "S":
            yield Span(place, place + 1, kind)
        elif part == "E" and start >= 0:
            yield Span(start, place + 1, kind)
        start = place if part == "B" else start if part == "I" else -1
        last = place


def allowed() -> npt.NDArray[np.bool_]:
    """Which tag may follow which, (tags, tags)."""
    may = np.zeros((len(TAGS), len(TAGS)), np.bool_)
    for a, before in enumerate(TAGS):
        for b, after in enumerate(TAGS):
            inside = before[0] in "BI"
            continues = after[0] in "IE"
            may[a, b] = before[2:] == after[2:] if inside and continues else inside == continues
    return may


def may_begin() -> npt.NDArray[np.bool_]:
    """Which tags a sentence may begin with; the others are those that continue a name."""
    return np.array([tag[0] not in "IE" for tag in TAGS])


def may_end() -> npt.NDArray[np.bool_]:
    """Which tags a sentence may end with; the others are those that a name goes on after."""
    return np.array([tag[0] not in "BI" for tag in TAGS])
