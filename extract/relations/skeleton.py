"""A sentence with its mentions replaced by one letter a group of coordinated mentions.

`兴宇汽车、君业药业等2家企业已列入未来工厂名单` reads `Ⓔ等2家企业已列入Ⓖ名单`, so that a rule is a regular expression
over types and words, and coordination is resolved once for all rules.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extract.structure import Sentence
from ontology.records import ENTITY_TYPES

LETTERS = {kind: chr(0xE000 + i) for i, kind in enumerate(ENTITY_TYPES)}
_TYPE_OF = {letter: kind for kind, letter in LETTERS.items()}
# A document may have these private characters too; in it they are no mentions.
_FOREIGN = re.compile(f"[{''.join(LETTERS.values())}]")
_LEVEL = r"(?:国家级?|省级?|市级?|县级?|区级)"
_GLUE = re.compile(
    rf"(?:[、，]|和|与|及|以及|或|暨|、?{_LEVEL}|[“”]+|”、“|、“|”、|”和“|（[^（）]{{1,12}}）、?|、?{_LEVEL}“|”、{_LEVEL}“?|(?:和|与|及|以及){_LEVEL}“?)?"
)
# Between policies their numbers may stand, or nothing.
_POLICY_GLUE = re.compile("(?:（[^（）\\n]{1,40}）)*(?:、|和|与|及|以及|；|(?:和|与|及其?|以及)配套的?)?")
_TIGHT = re.compile(r"[，]")


class MentionRef(NamedTuple):
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

    def between(self, start: int, end: int) -> str:
        """The part of the skeleton that stands for `[start, end)` of the cleaned text."""
        return self.text[bisect_left(self.offsets, start) : bisect_left(self.offsets, end)]

    def group_at(self, position: int) -> tuple[MentionRef, ...]:
        """The mentions behind the letter at `position` of the skeleton."""
        return self.groups[bisect_left(self.positions, position)]


def kind_of(letter: str) -> str | None:
    """The entity type that a letter stands for, or None.

    >>> kind_of(LETTERS['Park'])
    'Park'
    """
    return _TYPE_OF.get(letter)


def build_skeleton(text: str, sentence: Sentence, mentions: Sequence[MentionRef], plain: bool = False) -> Skeleton:
    """The skeleton of one sentence; `mentions` are the outermost ones in it, in order.

    `plain` leaves out the places that only say where a company is (宜都市的甲公司、枝江市的乙公司 are two companies).
    """
    if _FOREIGN.search(text, sentence.start, sentence.end):
        text = _FOREIGN.sub("\ufffd", text)
    skipped = _attributes(text, mentions) if plain else {}
    groups = _coordinate(text, [m for m in mentions if m.start not in skipped], skipped)
    shown = ""
    offsets: list[int] = []
    positions: list[int] = []
    at = sentence.start
    for group in groups:
        start, end = group[0].start, group[-1].end
        visible = at + len(_between(text, at, start, skipped))
        shown += text[at:visible] + LETTERS[group[0].type]
        offsets += [*range(at, visible), start]
        positions.append(len(offsets) - 1)
        at = end
    shown += text[at : sentence.end]
    offsets += range(at, sentence.end)
    return Skeleton(sentence, shown, tuple(positions), tuple(groups), (*offsets, sentence.end))


def has_attributes(text: str, mentions: Sequence[MentionRef]) -> bool:
    """Whether a plain skeleton of a sentence with these mentions leaves any out."""
    return bool(_attributes(text, mentions))


def _attributes(text: str, mentions: Sequence[MentionRef]) -> dict[int, int]:
    """Where places begin that stand right before a company, or before it with 的, and where the company begins."""
    return {
        a.start: b.start
        for a, b in zip(mentions, mentions[1:], strict=False)
        if a.type == "Region" and b.type == "Enterprise" and text[a.end : b.start] in ("", "的", "市的", "县的", "区的")
    }


def _between(text: str, start: int, end: int, skipped: Mapping[int, int]) -> str:
    """The text between two mentions, without what is skipped."""
    place = next((a for a, b in skipped.items() if start <= a and b == end), None) if skipped else None
    return text[start : end if place is None else place]


def _coordinate(text: str, mentions: Sequence[MentionRef], skipped: Mapping[int, int]) -> list[tuple[MentionRef, ...]]:
    groups: list[list[MentionRef]] = []
    for mention in mentions:
        previous = groups[-1][-1] if groups else None
        if (
            previous
            and previous.type == mention.type
            and _joined(_between(text, previous.end, mention.start, skipped), mention.type)
        ):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return [tuple(group) for group in groups]


def _joined(between: str, kind: str) -> bool:
    if kind == "Region" and not between:
        return False
    if kind == "Policy" and _POLICY_GLUE.fullmatch(between):
        return True
    return bool(_GLUE.fullmatch(between)) and not _TIGHT.fullmatch(between)
