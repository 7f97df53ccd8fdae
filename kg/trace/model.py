"""What a trace says: who has a programme, since when, on what evidence; and what the corpus cannot tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.trace.dates import order
from kg.trace.places import Place

ADOPTED, PLANNED, MENTIONED, ENDED = "adopted", "planned", "mentioned", "ended"
GROUPS = (ADOPTED, PLANNED, MENTIONED, ENDED)
GROUP_OF = {"achieved": ADOPTED, "ongoing": ADOPTED, "planned": PLANNED, "mentioned": MENTIONED, "ended": ENDED}


@dataclass(frozen=True, slots=True)
class Source:
    """A document of the corpus: `id` is its hash, `region` its own, `naming` whether it names the programme.

    `origin` is the document under which it counts as a source: itself, or for a reprint what it is a reprint of.
    """

    id: str
    file: str
    title: str | None
    published: str | None
    notice: str | None
    region: Place
    naming: bool
    origin: str


@dataclass(frozen=True, slots=True)
class Attestation:
    """One place in the texts that says that `place` has the programme, under the name `used`.

    `time` is what the sentence says, the document's date is `source.published`: they are never mixed.
    """

    place: Place
    status: str
    time: str | None
    used: str
    sentence: str
    start: int
    end: int
    rule: str | None
    confidence: float | None
    source: Source

    @property
    def reported_by(self) -> Place | None:
        """The region whose document says it, where that is another one."""
        return None if self.source.region.key == self.place.key else self.source.region

    @property
    def order(self) -> tuple[tuple[bool, str], str, int, str]:
        """Sort key: by the time of the event, else of the document; then by place in the corpus."""
        return order(self.time, self.source.published), self.source.file, self.start, self.status


@dataclass(frozen=True, slots=True)
class Adoption:
    """A place and one group of statuses, with the first evidence in this corpus and how much there is in all.

    `documents` are sources: reprints count as one with their original, and so does their `evidence`.
    """

    place: Place
    group: str
    first: Attestation
    names: tuple[str, ...]
    evidence: int
    documents: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the corpus can and cannot tell, by province-level division: names in order of their codes.

    `adopted`: a region in it has adopted evidence; `silent`: it has documents, none of which says so;
    `without_document`: the corpus has nothing from it, which is not the same as not adopted.
    """

    documents: int
    naming_documents: int
    unplaced_documents: int
    adopted: tuple[str, ...]
    silent: tuple[str, ...]
    without_document: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """How a programme spread through this corpus. `programmes` are names by IRI: several with variants or namesakes."""

    programmes: Mapping[str, str]
    adoptions: tuple[Adoption, ...]
    coverage: Coverage
    notices: tuple[str, ...] = ()
    sparql: tuple[str, ...] = field(default=(), repr=False)

    def group(self, name: str) -> tuple[Adoption, ...]:
        """The adoptions of one group of statuses, by first evidence."""
        return tuple(adoption for adoption in self.adoptions if adoption.group == name)
