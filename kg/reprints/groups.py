"""Documents that are one source: groups of copies, each with the document that it is counted under."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extract.places.divisions import divisions
from kg.reprints.common import CommonText, common_clauses
from kg.reprints.likeness import Likeness
from kg.reprints.sketch import Sketch, candidate_pairs
from ontology.records import Record

_TIERS = ("gazette", "official", "internal", "press", "repost", "sharing")
_LAST = "9999-12-31"
_DAYS = ("", "-12-31", "-31", "")
# What is so much shorter than the other is an extract of it, which is no document's copy.
_LEAST_LENGTH = 1 / 3


@dataclass(frozen=True, slots=True)
class Copyable:
    """What tells documents apart besides their text: `id` and `doc` name it; `numbers` are its own document numbers,
    `years` those of its title, `region` the code of the division it speaks for where the text states it.
    """

    id: str
    doc: str
    published: str | None = None
    tier: str | None = None
    region: str | None = None
    numbers: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()
    figures_doubtful: bool = False

    @property
    def precedence(self) -> tuple[str, int, str]:
        """Sort key of the head of a group: published first, then nearest to who issued it, then by name.

        A date that is not exact counts as its last day: a copy "of 2018" is not earlier than a day in 2018.
        """
        date = self.published
        last = date + _DAYS[len(date.split("-"))] if date and len(date.split("-")) < len(_DAYS) else date or _LAST
        return last, _TIERS.index(self.tier) if self.tier in _TIERS else len(_TIERS), self.doc


@dataclass(frozen=True, slots=True)
class Reprints:
    """`head_of` leads from each copy to the document that the group counts under (which has no entry itself);
    `first_published` from every member of a group to the earliest date of any; `common` is template text."""

    head_of: Mapping[str, str] = field(default_factory=dict)
    first_published: Mapping[str, str] = field(default_factory=dict)
    common: CommonText = field(default_factory=CommonText)

    def source(self, document: str) -> str:
        """The document under which `document` is counted: its group's head, or itself."""
        return self.head_of.get(document, document)

    def dated(self, records: Iterable[Record]) -> list[Record]:
        """The records, those of copies dated as the first of their group: what a reprint tells was so by then."""
        return [
            replace(record, published=date) if (date := self.first_published.get(record.id)) else record
            for record in records
        ]

    def groups(self) -> dict[str, list[str]]:
        """Heads with their copies, sorted."""
        found: dict[str, list[str]] = {}
        for copy, head in sorted(self.head_of.items()):
            found.setdefault(head, []).append(copy)
        return found


def group_copies(
    documents: Sequence[Copyable],
    sketches: Sequence[Sketch],
    compare: Callable[[str, str], Likeness],
    *,
    exact: bool = False,
) -> Reprints:
    """The groups among `documents` (each with its sketch), whatever their order.

    `compare` gives the likeness of two documents by their ids; it is asked about pairs that share sentences only.
    `exact` where the documents are single sentences.
    """
    order = sorted(range(len(documents)), key=lambda i: documents[i].id)
    documents, sketches = [documents[i] for i in order], [sketches[i] for i in order]
    copies: list[tuple[float, int, int]] = []
    for i, j in candidate_pairs(sketches):
        if _may_be_copies(documents[i], documents[j]) and _of_one_length(sketches[i], sketches[j]):
            likeness = compare(documents[i].id, documents[j].id)
            doubtful = documents[i].figures_doubtful or documents[j].figures_doubtful
            if likeness.is_copy(figures_doubtful=doubtful, exact=exact):
                copies.append((-likeness.coverage, i, j))
    groups = _joined(documents, sorted(copies))
    return _reprints(documents, groups, sketches)


def _may_be_copies(a: Copyable, b: Copyable) -> bool:
    """Whether nothing that two documents state of themselves tells them apart."""
    if a.numbers and b.numbers and a.numbers.isdisjoint(b.numbers):
        return False
    if a.years and b.years and a.years.isdisjoint(b.years):
        return False
    return a.region is None or b.region is None or _nested(a.region, b.region)


def _nested(a: str, b: str) -> bool:
    """Whether one division lies in the other, or is it: a city's site reprints what its province issued."""
    first, second = divisions().get(a), divisions().get(b)
    if first is None or second is None:
        return True
    return divisions().within(first, second) or divisions().within(second, first)


def _of_one_length(a: Sketch, b: Sketch) -> bool:
    shorter, longer = sorted(int(sketch.lengths.sum()) for sketch in (a, b))
    return shorter >= _LEAST_LENGTH * longer


def _joined(documents: Sequence[Copyable], copies: Iterable[tuple[float, int, int]]) -> list[list[int]]:
    """Pairs into groups, the surest first; two groups with members that cannot be copies stay apart."""
    group_of: dict[int, list[int]] = {}
    for _, i, j in copies:
        first, second = group_of.setdefault(i, [i]), group_of.setdefault(j, [j])
        if first is not second and all(_may_be_copies(documents[a], documents[b]) for a in first for b in second):
            first += second
            group_of.update(dict.fromkeys(second, first))
    groups = {id(group): group for group in group_of.values() if len(group) > 1}
    return list(groups.values())


def _reprints(documents: Sequence[Copyable], groups: list[list[int]], sketches: Sequence[Sketch]) -> Reprints:
    head_of: dict[str, str] = {}
    first: dict[str, str] = {}
    copies: set[int] = set()
    for group in groups:
        members = sorted(group, key=lambda i: documents[i].precedence)
        copies.update(members[1:])
        head_of.update({documents[i].id: documents[members[0]].id for i in members[1:]})
        if date := documents[members[0]].published:
            first.update({documents[i].id: date for i in members})
    sources = [sketch.clauses for i, sketch in enumerate(sketches) if i not in copies]
    return Reprints(dict(sorted(head_of.items())), dict(sorted(first.items())), common_clauses(sources))
