"""Texts with the relations that readers found in them: folders of gold, and labelled passages."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from extract.document import Document, Metadata
from extract.evaluate.errors import EvaluationError
from extract.evaluate.facts import Facts, Named, Said
from extract.evaluate.names import normalise
from extract.evaluate.sources import gold_sets
from extract.relations.second.pairs import readers
from extract.training.labels import LabelError, Passage, read_passages

_COLUMNS = ["passage", "subject", "predicate", "object", "doubt"]
_SEEN_COLUMNS = ["document", "subject", "predicate", "object"]
_DOUBTFUL = "?"
LABELS, SEEN = "passages.csv", "first_seen.csv"


@dataclass(frozen=True, slots=True)
class Told:
    """A text and what readers found in it, of these `predicates`; `source` is the set that it belongs to."""

    source: str
    document: Document
    facts: Facts
    predicates: frozenset[str]


def read_gold(folders: Sequence[Path]) -> list[Told]:
    """The documents of folders of gold with their texts; raises EvaluationError for a set without texts or of bad
    gold."""
    told = []
    for folder, one in zip(folders, gold_sets(folders), strict=True):
        if not any(facts.doc in one.texts for facts in one.gold):
            raise EvaluationError(f"{folder}: none of its documents has a text")
        every = frozenset(readers())
        told += [Told(folder.name, one.texts[f.doc], f, every) for f in one.gold if f.doc in one.texts]
    return told


def read_labels(folder: Path, passages: Path) -> list[Told]:
    """The passages of the folder `passages` whose relations are labelled in `passages.csv` of `folder`.

    Raises LabelError for a row that names no passage, no name in it, or a predicate that nobody looked for.
    """
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in read_rows(folder / LABELS, _COLUMNS):
        rows[row["passage"]].append(row)
    predicates = frozenset(r["predicate"] for listed in rows.values() for r in listed if r["predicate"])
    if unknown := predicates - readers().keys():
        raise LabelError(f"{folder / LABELS}: {sorted(unknown)[0]!r} is no predicate of the second reader")
    found = [
        _told(file.stem, passage, rows.pop(passage.id), predicates)
        for file in sorted(passages.glob("*.txt"))
        for passage in read_passages([file])
        if passage.id in rows
    ]
    if rows:
        raise LabelError(f"{folder / LABELS}: there is no passage {sorted(rows)[0]!r}")
    return found


def read_first_seen(folder: Path) -> Mapping[str, frozenset[tuple[str, str, str]]]:
    """What the rules read in texts that nobody had looked at while writing them, from `first_seen.csv`: by document,
    normalised subject, predicate and normalised object."""
    seen: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for row in read_rows(folder / SEEN, _SEEN_COLUMNS):
        facts = seen[row["document"]]
        if row["predicate"]:
            facts.add((normalise(row["subject"]), row["predicate"], normalise(row["object"])))
    return {document: frozenset(facts) for document, facts in seen.items()}


def read_rows(path: Path, columns: Sequence[str]) -> Iterator[dict[str, str]]:
    """The rows of a CSV file with these columns; raises LabelError for others and for rows of another length."""
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        if reader.fieldnames != list(columns):
            raise LabelError(f"{path}: the columns {','.join(columns)} are expected")
        for row in reader:
            if None in row or None in row.values():
                raise LabelError(f"{path}:{reader.line_num}: {len(columns)} columns are expected")
            yield row


def _told(source: str, passage: Passage, rows: Iterable[Mapping[str, str]], predicates: frozenset[str]) -> Told:
    named = {(s.type, passage.text[s.start : s.end]): None for s in passage.spans}
    entities = {key: Named(key[0], key[1], (), frozenset({normalise(key[1])}), False, None) for key in named}
    relations = tuple(_said(passage.id, entities, row) for row in rows if row["predicate"])
    digest = sha256(passage.text.encode()).hexdigest()
    document = Document(passage.id, digest, passage.id, passage.text, Metadata())
    return Told(source, document, Facts(passage.id, "", tuple(entities.values()), relations), predicates)


def _said(passage: str, entities: Mapping[tuple[str, str], Named], row: Mapping[str, str]) -> Said:
    """A labelled relation; what is doubtful is optional, and nothing is told of it."""
    for subject, target in sorted(readers()[row["predicate"]].types):
        ends = entities.get((subject, row["subject"])), entities.get((target, row["object"]))
        if ends[0] is not None and ends[1] is not None:
            return Said(ends[0], row["predicate"], ends[1], None, row["doubt"] == _DOUBTFUL, ())
    raise LabelError(f"{LABELS}: {passage} has no {row['subject']} {row['predicate']} {row['object']}")
