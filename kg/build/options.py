"""What a build is asked for, and what it tells when it has ended."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from extract.document import Refusal
from extract.recogniser.choice import DEFAULT
from ontology.namespaces import DEFAULT_BASE

Progress = Callable[[int, int], None]


def usable_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How documents are read and extracted, and how many processes do it (1: this one alone).

    `judgements` is the file of people's decisions on identity; None takes the one beside the graph, if there is one.
    """

    ner: str = DEFAULT
    vocabulary: tuple[Path, ...] = ()
    unmask: bool = True
    overrides: Path | None = None
    workers: int = field(default_factory=usable_cores)
    base: str = DEFAULT_BASE
    judgements: Path | None = None


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. `failures` name what could not be read or extracted; the rest was built all the same.

    `repeated` are documents with the same bytes as another one, which count once; `reprints` those whose text is
    nearly another's, which count as one source with it. `changed` is False where the graph was already what was asked
    for. `notes` are what a person should know of the judgements.
    """

    documents: int
    extracted: int
    removed: int
    entities: int
    claims: int
    facts: int
    reprints: int
    changed: bool
    generation: str
    seconds: float
    failures: tuple[Refusal, ...] = ()
    repeated: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
