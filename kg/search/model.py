"""What a search finds."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = ("document", "evidence", "entity")


@dataclass(frozen=True, slots=True)
class Hit:
    """One document, piece of evidence or entity; `kind` says which, `iri` is its node.

    `snippet` is text around the words, `marks` are the stretches in it (start, end) where they stand. `title` is a
    document's title or an entity's name; `type` an entity's type or the predicate of what evidence supports. Of a
    document and of evidence, `document` is the document's id, `file` its name, `published` its date, `start` and `end`
    where the first word, or the evidence, stands in the text layer. `time` and `status` are those of the claim.
    `force`, as of a date only, is whether a policy or document was in force then: inForce, notYetInForce, outOfForce.
    """

    kind: str
    iri: str
    title: str
    snippet: str
    marks: tuple[tuple[int, int], ...]
    score: float
    type: str | None = None
    document: str | None = None
    file: str | None = None
    published: str | None = None
    region: str | None = None
    status: str | None = None
    time: str | None = None
    start: int | None = None
    end: int | None = None
    force: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Hits, best first; `total` is how many there are in all.

    `loose`: nothing has the words as they stand, and the hits have most of their pairs of characters.
    """

    words: str
    hits: tuple[Hit, ...]
    total: int
    loose: bool = False
