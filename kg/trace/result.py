"""A trace: all that is known of a programme's spread through one corpus, with the evidence and the queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kg.trace.coverage import Coverage, Matrix
from kg.trace.curves import Curves
from kg.trace.hops import HopCount
from kg.trace.model import ADOPTED, PLANNED, Adoption, Event, Source
from kg.trace.names import Analogue, NameUse, Rival
from kg.trace.parents import Parent
from kg.trace.statistics import Statistics, statistics
from kg.trace.strands import Namesake


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a caption has to say: the generation of the graph, the dates of its documents, and the limits asked for."""

    version: str
    first_document: str | None = None
    last_document: str | None = None
    until: str | None = None
    area: str | None = None
    level: str | None = None
    status: str | None = None
    min_confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Inference:
    """What inferred parents rest on: programmes of at least 4 adopters among regions of `level`, and whether their
    adoptions show a network (with the p-value of the test); None where the programmes are too few to look.

    `shown` is how many hypotheses of probability ≥ 0.5 there are for this programme.
    """

    level: str
    programmes: int
    structure: bool | None
    p_value: float | None
    shown: int


@dataclass(frozen=True)
class Trace:
    """How a programme spread through this corpus, by first evidence in it.

    `programmes` are names by IRI, several with variants. `events` are one a place, programme and status; `adoptions`
    one a place and group of statuses. `parents` and `hops` are those of the adopted group; `plans` are the parents of
    regions that only planned it, which no curve, hop or tree counts. `sources` are the documents by id. `inference` is
    None where none was asked for. `sparql` has each query that was asked, by name.
    """

    programmes: Mapping[str, str]
    events: tuple[Event, ...]
    adoptions: tuple[Adoption, ...]
    coverage: Coverage
    matrix: Matrix
    curves: Curves
    parents: tuple[Parent, ...]
    plans: tuple[Parent, ...]
    hops: tuple[HopCount, ...]
    rivals: tuple[Rival, ...]
    names: tuple[NameUse, ...]
    analogues: tuple[Analogue, ...]
    namesakes: tuple[Namesake, ...]
    sources: Mapping[str, Source]
    provenance: Provenance
    notices: tuple[str, ...] = ()
    inference: Inference | None = None
    sparql: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def name(self) -> str:
        """The names of its programmes, each once."""
        return "、".join(dict.fromkeys(self.programmes.values()))

    @cached_property
    def statistics(self) -> Statistics:
        """The interval-censored curve and the fits; worked out when first asked for."""
        return statistics(self.adoptions, self.sources.values(), self.provenance.level)

    def line(self, adoption: Adoption) -> Parent | None:
        """Where an adoption, or a plan that none followed, came from; None for any other."""
        return self._lines.get((adoption.group, adoption.place.key))

    @cached_property
    def _lines(self) -> Mapping[tuple[str, str], Parent]:
        grouped = ((ADOPTED, self.parents), (PLANNED, self.plans))
        return {(group, line.child.key): line for group, lines in grouped for line in lines}

    def group(self, name: str) -> tuple[Adoption, ...]:
        """The adoptions of one group of statuses, by first evidence."""
        return tuple(adoption for adoption in self.adoptions if adoption.group == name)
