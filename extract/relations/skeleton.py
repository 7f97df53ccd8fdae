"""A sentence with its mentions replaced by one letter a group of coordinated mentions.

`兴宇汽车、君业药业等2家企业已列入未来工厂名单` reads `Ⓔ等2家企业已列入Ⓖ名单`, so that a rule is a regular expression
over types and words, and coordination is resolved once for all rules.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from extract.structure import Sentence
from ontology.records import ENTITY_TYPES

LETTERS = {kind: chr(0xE000 + i) for i, kind in enumerate(ENTITY_TYPES)}
_TYPE_OF = {letter: kind for kind, letter in LETTERS.items()}
_LEVEL = r"(?:国家级?|省级?|市级?|县级?|区级)"
_GLUE = re.compile(rf"(?:[、，]|和|与|及|以及|或|暨|、?{_LEVEL}|[“”]+|”、“|、“|”、|”和“|（[^（）]{{1,12}}）、?|、?{_LEVEL}“|”、{_LEVEL}“?)?")
_TIGHT = re.compile(r"[，]")


@dataclass(frozen=True, slots=True)
class MentionRef:
    """A mention of entity number `entity` at `[start, end)` of cleaned text; `nested` within another mention."""

    start: int
    end: int
    type: str
    entity: int
    nested: bool = False


@dataclass(frozen=True, slots=True)
class Skeleton:
    """`text` has a letter of LETTERS a group; `groups[i]` are the mentions behind `positions[i]`.

    `offsets[j]` is where character j of `text` begins in the cleaned text.
    """

    sentence: Sentence
    text: str
    positions: tuple[int, ...]
    groups: tuple[tuple[MentionRef, ...], ...]
    offsets: tuple[int, ...]

    def group_at(self, position: int) -> tuple[MentionRef, ...]:
        """The mentions behind the letter at `position` of the skeleton."""
        return self.groups[bisect_left(self.positions, position)]


def kind_of(letter: str) -> str | None:
    """The entity type that a letter stands for, or None.

    >>> kind_of(LETTERS['Park'])
    'Park'
    """
    return _TYPE_OF.get(letter)


def build_skeleton(text: str, sentence: Sentence, mentions: Sequence[MentionRef]) -> Skeleton:
    """The skeleton of one sentence; `mentions` are the outermost ones in it, in order."""
    groups = _coordinate(text, mentions)
    parts: list[str] = []
    offsets: list[int] = []
    positions: list[int] = []
    at = sentence.start
    for group in groups:
        start, end = group[0].start, group[-1].end
        parts.append(text[at:start])
        offsets += range(at, start)
        positions.append(len(offsets))
        parts.append(LETTERS[group[0].type])
        offsets.append(start)
        at = end
    parts.append(text[at : sentence.end])
    offsets += range(at, sentence.end)
    return Skeleton(sentence, "".join(parts), tuple(positions), tuple(groups), (*offsets, sentence.end))


def _coordinate(text: str, mentions: Sequence[MentionRef]) -> list[tuple[MentionRef, ...]]:
    groups: list[list[MentionRef]] = []
    for mention in mentions:
        previous = groups[-1][-1] if groups else None
        if previous and previous.type == mention.type and _joined(text[previous.end : mention.start], mention.type):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return [tuple(group) for group in groups]


def _joined(between: str, kind: str) -> bool:
    if kind == "Region" and not between:
        return False
    return bool(_GLUE.fullmatch(between)) and not _TIGHT.fullmatch(between)
