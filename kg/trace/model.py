"""What is traced: documents, the places in them that say something, and what these amount to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from kg.resolve.intervals import Interval, began
from kg.trace.dates import lower
from kg.trace.places import Place

ADOPTED, PLANNED, MENTIONED, ENDED = "adopted", "planned", "mentioned", "ended"
GROUPS = (ADOPTED, PLANNED, MENTIONED, ENDED)
GROUP_OF = {"achieved": ADOPTED, "ongoing": ADOPTED, "planned": PLANNED, "mentioned": MENTIONED, "ended": ENDED}


@dataclass(frozen=True, slots=True)
class Source:
    """A document of the corpus: `id` is its hash, `region` its own, `naming` whether it names the programme.

    `year` is that of publication, else the last that it reports on; `covering` tells whether it covers the topic:
    whether one could expect it to name the programme (see docs/tracing.md). `origin` is the document under which it
    counts as a source: itself, or for a reprint what it is a reprint of.
    """

    id: str
    file: str
    title: str | None
    published: str | None
    notice: str | None
    region: Place
    naming: bool
    origin: str
    covering: bool = True
    year: int | None = None

    @property
    def name(self) -> str:
        """What people call it: its title, else its file."""
        return self.title or self.file


@dataclass(frozen=True, slots=True)
class Attestation:
    """One place in the texts that says that `place` has the programme, under the name `used`.

    `time` is what the sentence says, the document's date is `source.published`: they are never mixed. `before` and
    `after` complete the sentence, where the text layer is at hand; `end` is -1 where nothing is quoted. `spot` is
    where in the file that is, in Chinese (第3页, Sheet1!A4:E4), where its format has such places.
    """

    place: Place
    status: str
    time: str | None
    programme: str
    used: str
    sentence: str
    start: int
    end: int
    rule: str | None
    confidence: float | None
    source: Source
    before: str = ""
    after: str = ""
    spot: str | None = None
    # Sort key: by the day by which it is certain, unknown last; then by place in the corpus.
    order: tuple[str, str, str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        when = self.certain_by or "9", lower(self.time) or "9", self.source.file, self.start
        object.__setattr__(self, "order", when)

    @property
    def reported_by(self) -> Place | None:
        """The region whose document says it, where that is another one."""
        return None if self.source.region.key == self.place.key else self.source.region

    @property
    def when(self) -> str | None:
        """The time that the sentence gives, else the date of its document; as exact as it is given."""
        return lower(self.time) or self.source.published

    @property
    def certain_by(self) -> str | None:
        """The day by which it is so: the end of the time that is said, no later than the document's date."""
        return _certain(self.status, self.time, self.source.published)


@lru_cache(maxsize=1 << 14)
def _certain(status: str, time: str | None, published: str | None) -> str | None:
    return began(status, time, published).upper


@dataclass(frozen=True, slots=True)
class Event:
    """A place, a programme and a status: when that began, and all that says so, the first evidence first."""

    place: Place
    programme: str
    status: str
    interval: Interval
    attestations: tuple[Attestation, ...]

    @property
    def first(self) -> Attestation:
        """The first evidence in this corpus."""
        return self.attestations[0]


@dataclass(frozen=True, slots=True)
class Adoption:
    """A place and one group of statuses, over all programmes of the trace, the first evidence first.

    `documents` are sources: reprints count as one with their original, and so does their `evidence`.
    """

    place: Place
    group: str
    interval: Interval
    attestations: tuple[Attestation, ...]

    @property
    def first(self) -> Attestation:
        """The first evidence in this corpus."""
        return self.attestations[0]

    @property
    def names(self) -> tuple[str, ...]:
        """The names that the place used, in order."""
        return tuple(dict.fromkeys(a.used for a in self.attestations))

    @property
    def evidence(self) -> int:
        """How many places in the texts say so; of reprints those of one alone, the one that has most."""
        spots = Counter(source for source, _, _ in {(a.source, a.start, a.end) for a in self.attestations})
        most: dict[str, int] = {}
        for source, count in spots.items():
            most[source.origin] = max(most.get(source.origin, 0), count)
        return sum(most.values())

    @property
    def documents(self) -> int:
        """How many sources say so."""
        return len({a.source.origin for a in self.attestations})

    @property
    def when(self) -> str | None:
        """The time of the first evidence: of the event where it is said, else of the document."""
        return self.first.when
