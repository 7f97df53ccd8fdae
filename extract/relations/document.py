"""What relation extraction needs to know of a document: its entities, its own region, its sentences."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, takewhile

from extract.entities.group import Group
from extract.places import OwnRegion
from extract.relations.coreference import anaphors, park_of_text
from extract.relations.own_policy import own_policy, title_of_text
from extract.relations.short_names import short_names, uncovered
from extract.relations.skeleton import MentionRef, Skeleton, build_skeleton, has_attributes
from extract.structure import Sentence


def _stem(industry: str) -> str:
    return industry.removesuffix("业").removesuffix("制造").removesuffix("产")


@dataclass(frozen=True)
class DocumentView:
    """Cleaned text with its entities and mentions.

    `codes` has the divisions that each Region entity may mean, most likely first, by entity number; `prefixes`
    the division codes of the place at the head of a name, by the start of its mention, and `place_ends` where it ends.
    `towns` are the Region entities that are townships, which bear the code of their county. `broader` has for a
    Programme the one named in the text that it is a way to carry out, by entity number.
    """

    text: str
    groups: Sequence[Group]
    refs: Sequence[MentionRef]
    sentences: Sequence[Sentence]
    own: OwnRegion | None
    codes: Mapping[int, tuple[str, ...]]
    prefixes: Mapping[int, tuple[str, ...]]
    place_ends: Mapping[int, int]
    towns: frozenset[int] = frozenset()
    broader: Mapping[int, int] = field(default_factory=dict)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The name of each entity, by its number."""
        return tuple(group.name for group in self.groups)

    @cached_property
    def industries(self) -> Mapping[str, int]:
        """The Industry entity that each name of an industry in the text means, the longest names first."""
        named = {self.text[r.start : r.end]: r.entity for r in self.refs if r.type == "Industry"}
        named |= {self.names[entity]: entity for entity in named.values()}
        return dict(sorted(named.items(), key=lambda one: (-len(one[0]), one[0])))

    @cached_property
    def trades(self) -> Mapping[str, int]:
        """The Industry entity that each stem of an industry's name means in the name of a place (装备 of 装备制造业,
        in 临港装备产业基地), the longest stems first."""
        stems = {stem: entity for name, entity in self.industries.items() if len(stem := _stem(name)) > 1}
        return dict(sorted((stems | dict(self.industries)).items(), key=lambda one: (-len(one[0]), one[0])))

    @cached_property
    def park(self) -> int | None:
        """The park that the document is about, if it is about one."""
        return park_of_text(self.text, self.refs)

    @cached_property
    def own_policy(self) -> int | None:
        """The policy that the document itself is, if it names it."""
        return own_policy(self.text, self.refs)

    @cached_property
    def title(self) -> MentionRef | None:
        """The policy in whose title the text stands."""
        return title_of_text(self.text, self.refs)

    def skeletons(self, plain: bool = False) -> Iterator[Skeleton]:
        """The skeleton of every sentence that mentions anything, by name or by a word that takes it up.

        `plain` ones leave out places that are attributes of companies; only sentences where that makes a difference.
        """
        for sentence, inside in self._mentioning:
            if not plain or has_attributes(self.text, inside):
                yield build_skeleton(self.text, sentence, inside, plain)

    @cached_property
    def _starts(self) -> list[int]:
        return [ref.start for ref in self.refs]

    @cached_property
    def _mentioning(self) -> list[tuple[Sentence, list[MentionRef]]]:
        """The sentences that mention anything, each with the outermost mentions in it."""
        outer: dict[int, list[MentionRef]] = {}
        starts = [s.start for s in self.sentences]
        shorts = short_names(self.text, self.refs, self.place_ends)
        refs = sorted([*uncovered(self.refs, shorts), *shorts], key=lambda r: (r.start, -r.end))
        taken_up = anaphors(self.text, refs, self.sentences, self.park)
        for ref in sorted([*refs, *taken_up], key=lambda r: (r.start, -r.end)):
            if not ref.nested:
                outer.setdefault(bisect_right(starts, ref.start) - 1, []).append(ref)
        found = [(self.sentences[number], refs) for number, refs in sorted(outer.items())]
        return [(sentence, [r for r in refs if r.end <= sentence.end]) for sentence, refs in found]

    def is_own(self, entity: int) -> bool:
        """Whether a Region entity is the document's own region, and no town in it."""
        own = self.own
        return (
            own is not None and own.resolved and entity not in self.towns and own.code in self.codes.get(entity, ())[:1]
        )

    def nested_in(self, outer: MentionRef) -> list[MentionRef]:
        """The mentions inside another one."""
        first = bisect_left(self._starts, outer.start)
        inside = takewhile(lambda r: r.start < outer.end, islice(self.refs, first, None))
        return [r for r in inside if r.nested and r.end <= outer.end and r != outer]


def mention_refs(mentions: Sequence[tuple[int, int, str, int]]) -> list[MentionRef]:
    """Mentions `(start, end, type, entity)` in order, outer before inner, each told whether it is nested."""
    refs: list[MentionRef] = []
    reach = 0
    for start, end, kind, entity in mentions:
        refs.append(MentionRef(start, end, kind, entity, nested=end <= reach))
        reach = max(reach, end)
    return refs
