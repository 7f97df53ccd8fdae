"""Gold folders, the texts that they judge, and the answers: records of a file, or extraction in this process."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extract.document import Document, Refusal
from extract.evaluate.errors import EvaluationError
from extract.evaluate.facts import Facts, read_facts
from extract.read import read_paths
from extract.read.limits import unopened
from ontology.records import PREDICATES

if TYPE_CHECKING:
    from extract.pipeline import ExtractConfig

GOLD_FOLDER = "gold"
TEXT_FOLDERS = ("text", "corpus")
# Annotated in some sets of gold only; where a set never has it, an answer that has it is not wrong.
_NOT_EVERYWHERE = "basedOn"


@dataclass(frozen=True, slots=True)
class Pair:
    """The gold of one document, the answer to it if there is one, and the text layer if it is at hand.

    Only relations with these `predicates` are compared.
    """

    gold: Facts
    answer: Facts | None
    text: str | None
    predicates: frozenset[str] = frozenset(PREDICATES)


@dataclass(frozen=True, slots=True)
class GoldSet:
    """The gold of one folder, with the texts beside it by document."""

    gold: tuple[Facts, ...]
    texts: Mapping[str, Document]

    def text(self, gold: Facts) -> str | None:
        """The text layer of a document, if it is at hand."""
        return self.texts[gold.doc].text if gold.doc in self.texts else None

    @property
    def predicates(self) -> frozenset[str]:
        """The predicates that its annotators looked for."""
        met = {said.predicate for facts in self.gold for said in facts.relations}
        return frozenset(PREDICATES) - ({_NOT_EVERYWHERE} - met)


def extracted_pairs(
    folders: Sequence[Path],
    config: ExtractConfig,
    texts: Sequence[Path] = (),
    *,
    progress: Callable[[int, int], None] | None = None,
    refused: Callable[[Refusal], None] | None = None,
) -> Iterator[Pair]:
    """Each gold document with what extraction makes of its text now.

    A folder is one of gold files, or has them in `gold`; texts are looked for in `texts`, then in `text` or
    `corpus` beside the gold. A document without a text gets no answer; `refused` hears of files that cannot be
    read. Raises EvaluationError for gold that
    is bad, and for a folder of which no document has a text.
    """
    from extract.pipeline import extract_document

    sets = gold_sets(folders, texts, refused)
    total = sum(len(one.gold) for one in sets)
    for folder, one in zip(folders, sets, strict=True):
        if not any(one.text(gold) for gold in one.gold):
            raise EvaluationError(f"{folder}: none of its documents has a text; name their folder with --texts")
    for done, (one, gold) in enumerate(_each(sets), 1):
        document = one.texts.get(gold.doc)
        if document is None:
            yield Pair(gold, None, None, one.predicates)
        else:
            answer = read_facts(asdict(extract_document(document, config)), f"record of {document.source}")
            yield Pair(gold, answer, document.text, one.predicates)
        if progress:
            progress(done, total)


def recorded_pairs(folders: Sequence[Path], extracted: Path, texts: Sequence[Path] = ()) -> Iterator[Pair]:
    """Each gold document with its record in the file `extracted` (JSONL); texts serve to show sentences.

    Raises EvaluationError for gold or records that are bad.
    """
    answers = read_records(extracted)
    for one, gold in _each(gold_sets(folders, texts)):
        yield Pair(gold, answers.get(gold.doc), one.text(gold), one.predicates)


def _each(sets: Sequence[GoldSet]) -> Iterator[tuple[GoldSet, Facts]]:
    return ((one, gold) for one in sets for gold in one.gold)


def extracted_answers(
    docs: Collection[str],
    texts: Sequence[Path],
    config: ExtractConfig,
    *,
    progress: Callable[[int, int], None] | None = None,
    refused: Callable[[Refusal], None] | None = None,
) -> dict[str, Facts]:
    """What extraction makes now of those documents among `texts` that are named in `docs`, by document."""
    from extract.pipeline import extract_document

    wanted = [document for name, document in sorted(_read_texts(texts, refused).items()) if name in docs]
    answers = {}
    for done, document in enumerate(wanted, 1):
        answers[document.doc] = read_facts(asdict(extract_document(document, config)), f"record of {document.source}")
        if progress:
            progress(done, len(wanted))
    return answers


def read_gold(folder: Path) -> tuple[Facts, ...]:
    """All gold files (`*.json`) of the folder, by name of file; raises EvaluationError naming file and reason."""
    if not folder.is_dir():
        raise EvaluationError(f"{folder}: it is not a folder of gold")
    read: dict[str, tuple[Path, Facts]] = {}
    for path in sorted(folder.glob("*.json")):
        facts = _parsed(_bytes(path), str(path))
        if facts.doc in read:
            raise EvaluationError(f"{path}: it is about document {facts.doc!r}, as {read[facts.doc][0]} is")
        read[facts.doc] = path, facts
    if not read:
        raise EvaluationError(f"{folder}: the folder has no gold (*.json)")
    return tuple(facts for _, facts in read.values())


def read_records(path: Path) -> dict[str, Facts]:
    """The records of a JSONL file by document; raises EvaluationError naming line and reason."""
    records: dict[str, Facts] = {}
    for number, line in enumerate(_bytes(path).split(b"\n"), 1):
        if line.strip():
            facts = _parsed(line, f"{path}:{number}")
            if facts.doc in records:
                raise EvaluationError(f"{path}:{number}: there is a record of document {facts.doc!r} before")
            records[facts.doc] = facts
    return records


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise EvaluationError(f"{path}: {unopened(error)}") from error


def _parsed(data: bytes, where: str) -> Facts:
    try:
        parsed = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise EvaluationError(f"{where}: it is not JSON: {error}") from error
    return read_facts(parsed, where)


def gold_sets(
    folders: Sequence[Path], texts: Sequence[Path] = (), refused: Callable[[Refusal], None] | None = None
) -> list[GoldSet]:
    """The gold of each folder, with the texts of `texts` and those beside it; `refused` hears of files that cannot be
    read. Raises EvaluationError for gold that is bad."""
    given = _read_texts(texts, refused)
    sets = []
    for folder in folders:
        holder = folder / GOLD_FOLDER if (folder / GOLD_FOLDER).is_dir() else folder
        own = _read_texts([p for name in TEXT_FOLDERS if (p := holder.resolve().parent / name).is_dir()], refused)
        sets.append(GoldSet(read_gold(holder), own | given))
    return sets


def _read_texts(paths: Sequence[Path], refused: Callable[[Refusal], None] | None) -> dict[str, Document]:
    documents: dict[str, Document] = {}
    for item in read_paths(paths):
        if isinstance(item, Document):
            documents[item.doc] = item
        elif refused:
            refused(item)
    return documents
