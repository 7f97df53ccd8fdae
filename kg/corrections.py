"""What readers found wrong: a line file in the graph's folder, which every later build honours.

A line names a place of evidence by document, span and predicate, so it outlives rebuilds: ids of claims may change,
places in a document do not. The names of subject and object, as that document has them, tell apart what one sentence
says of several things. The last line about a place counts, so a correction can be taken back.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from kg.errors import ZhengmaiError
from ontology.records import OWN_REGION, AdoptionEvent, Evidence, Record, Relation

FILE = "corrections.jsonl"
WRONG, RIGHT = "wrong", "right"


@dataclass(frozen=True, slots=True)
class Correction:
    """A verdict on one place: `start` and `end` are code points of the text layer, `subject` and `object` names."""

    document: str
    start: int
    end: int
    predicate: str
    subject: str
    object: str
    verdict: str = WRONG

    @property
    def place(self) -> tuple[str, int, int, str, str, str]:
        """What the verdict is about."""
        return self.document, self.start, self.end, self.predicate, self.subject, self.object


def read_corrections(folder: Path) -> Mapping[str, Sequence[Correction]]:
    """What is wrong, by document, sorted; empty where `folder` has no corrections.

    Raises ZhengmaiError naming file and line where one cannot be read.
    """
    return _with_verdict(folder, WRONG)


def taken_back(folder: Path) -> Mapping[str, Sequence[Correction]]:
    """What was wrong once and is right again, by document, sorted; raises as `read_corrections` does."""
    return _with_verdict(folder, RIGHT)


def _with_verdict(folder: Path, verdict: str) -> Mapping[str, Sequence[Correction]]:
    path = folder / FILE
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    last = {found.place: found for n, line in enumerate(lines, 1) if line.strip() for found in [_read(path, n, line)]}
    found: dict[str, list[Correction]] = {}
    for place in sorted(last):
        if last[place].verdict == verdict:
            found.setdefault(last[place].document, []).append(last[place])
    return found


def _read(path: Path, number: int, line: str) -> Correction:
    try:
        found = Correction(**json.loads(line))
        for field in fields(Correction):
            if type(getattr(found, field.name)).__name__ != field.type:
                raise ValueError(f"{field.name} is no {field.type}")
        if found.verdict not in (WRONG, RIGHT):
            raise ValueError(f"verdict is {WRONG} or {RIGHT}, not {found.verdict!r}")
    except (ValueError, TypeError) as error:
        raise ZhengmaiError(f"{path}, line {number}: {error}") from error
    return found


def add_correction(folder: Path, correction: Correction) -> None:
    """Append a line; raises OSError where the file cannot be written."""
    line = json.dumps(asdict(correction), ensure_ascii=False, sort_keys=True)
    with (folder / FILE).open("a", encoding="utf-8") as file:
        file.write(line + "\n")


def digest(corrections: Iterable[Correction]) -> str:
    """A hash of what is wrong in one document: its record is another when this changes."""
    return hashlib.sha256(json.dumps([asdict(one) for one in corrections], sort_keys=True).encode()).hexdigest()


def corrected(record: Record, corrections: Iterable[Correction]) -> Record:
    """`record` without the evidence that was found wrong, and without what rested on it alone."""
    wrong = {one.place for one in corrections}
    names = {entity.id: entity.name for entity in record.entities} | {OWN_REGION: OWN_REGION}

    def kept(relation: Relation) -> Relation:
        about = (relation.kind or relation.predicate, names[relation.subject], names[relation.object])
        right = [e for e in relation.evidence if (record.id, e.start, e.end, *about) not in wrong]
        return replace(relation, evidence=right)

    relations = [relation for relation in map(kept, record.relations) if relation.evidence]
    adopters: dict[tuple[int, int, str], list[str]] = {}
    for _, start, end, predicate, subject, name in sorted(wrong):
        if predicate == "implements":
            adopters.setdefault((start, end, name), []).append(subject)

    def stays(event: AdoptionEvent, evidence: Evidence) -> bool:
        told = adopters.get((evidence.start, evidence.end, names[event.programme]), ())
        return not any(_adopts(record, subject, event) for subject in told)

    events = [replace(event, evidence=[e for e in event.evidence if stays(event, e)]) for event in record.events]
    return replace(record, relations=relations, events=[event for event in events if event.evidence])


def _adopts(record: Record, subject: str, event: AdoptionEvent) -> bool:
    """Whether a correction with this subject is about the event's region: that of the document, a region by its full
    path or its name, or whoever's agency the subject is."""
    if subject == event.region:
        return True
    own = record.region is not None and record.region.resolved and event.region == record.region.path
    if subject == OWN_REGION:
        return own
    if any(entity.name == subject and entity.type == "Region" for entity in record.entities):
        return event.region.rpartition("/")[2].startswith(subject)
    return "/" not in subject
