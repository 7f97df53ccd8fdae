"""Readings as the pipeline makes them, each with its features and the status that readers gave to what it says."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from extract.document import Document
from extract.evaluate.compare import OWN as OWN_END
from extract.evaluate.compare import End
from extract.evaluate.facts import Facts, Named
from extract.evaluate.names import is_same, normalise
from extract.pipeline import ExtractConfig, Reading, all_findings, read_by_rules
from extract.relations.claims import as_seen
from extract.relations.document import DocumentView
from extract.relations.engine import Finding
from extract.relations.second.model import SecondModel
from extract.relations.second.reader import Fact, fact_of
from extract.relations.status_reader.features import WHERE, Seen
from extract.relations.status_reader.model import JUDGED
from extract.training.labels import LabelError, read_passages
from extract.training.second.gold import Told, document_of, overlap, read_rows
from ontology.records import OWN_REGION

LABELS = "status.csv"
_COLUMNS = ["passage", "subject", "predicate", "object", "status"]
# How much of a quotation's pairs of characters must stand in a sentence that says the same.
_SAID = 0.5
# How far one of several readings of a fact counts where it is not the one that the gold quotes, and how far a fact that
# careful readers take or leave.
_ELSEWHERE, _OPTIONAL = 0.4, 0.5


# A status, the quotation that goes with it, and whether the fact is optional.
Verdict = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class Example:
    """A reading with its status, as far as it is known (`weight`, 0 to 1); `source` is the set that its text is of."""

    source: str
    seen: Seen
    status: str
    weight: float


@dataclass(frozen=True, slots=True)
class Judgements:
    """What readers said of the facts of one text: `of` gives the statuses of a fact, each with a quotation, if any, and
    whether careful readers take or leave the fact."""

    source: str
    document: Document
    facts: Facts | None = None
    by_name: Mapping[tuple[str, str, str], str] | None = None

    def of(self, view: DocumentView, fact: Fact) -> list[Verdict]:
        """The statuses of a fact by entity numbers; none where nobody found it, or readers differ."""
        if self.by_name is not None:
            one, other = (OWN_REGION if n < 0 else view.names[n] for n in (fact[0], fact[2]))
            status = self.by_name.get((one, fact[1], other))
            return [(status, "", False)] if status else []
        assert self.facts is not None
        own = self.facts.own_names()
        ends = _end(view, fact[0], own), _end(view, fact[2], own)
        return [
            (said.status, said.quotes[0].text if said.quotes else "", said.optional)
            for said in self.facts.relations
            if said.predicate == fact[1] and said.status is not None
            if _same(_gold_end(said.subject, own), ends[0]) and _same(_gold_end(said.object, own), ends[1])
        ]


def from_gold(told: Iterable[Told]) -> list[Judgements]:
    """The judgements in folders of gold."""
    return [Judgements(one.source, one.document, facts=one.facts) for one in told]


def from_labels(folder: Path, passages: Path) -> list[Judgements]:
    """The judgements of `status.csv` in `folder` on the passages of the folder `passages`; raises LabelError for a row
    that names no passage, or no status of JUDGED."""
    rows: dict[str, dict[tuple[str, str, str], str]] = defaultdict(dict)
    for row in read_rows(folder / LABELS, _COLUMNS):
        if row["status"] not in JUDGED:
            raise LabelError(f"{folder / LABELS}: {row['passage']}: {row['status']!r} is no status to tell apart")
        rows[row["passage"]][row["subject"], row["predicate"], row["object"]] = row["status"]
    found = [
        Judgements(file.stem, document_of(passage), by_name=rows.pop(passage.id))
        for file in sorted(passages.glob("*.txt"))
        for passage in read_passages([file])
        if passage.id in rows
    ]
    if rows:
        raise LabelError(f"{folder / LABELS}: there is no passage {sorted(rows)[0]!r}")
    return found


def examples(judgements: Judgements, config: ExtractConfig, model: SecondModel) -> list[Example]:
    """The examples that a text gives, of the readings of the rules and of the second reader's `model`."""
    reading = read_by_rules(judgements.document, config)
    findings = [f for f in all_findings(reading, config, model) if not f.told and f.subject != f.object]
    facts = [fact_of(reading.view, f.subject, f.predicate, f.object) for f in findings]
    often = Counter(facts)
    known = {fact: judgements.of(reading.view, fact) for fact in often if fact[0] != fact[2]}
    given = []
    for f, fact in zip(findings, facts, strict=True):
        status, weight = _judged(reading, f, known.get(fact, []), often[fact] == 1)
        seen = as_seen(reading.view, f)
        if status in JUDGED and seen.kind != WHERE:
            given.append(Example(judgements.source, seen, status, weight))
    return given


def _judged(reading: Reading, f: Finding, said: list[Verdict], alone: bool) -> tuple[str, float]:
    """The status of a reading, and how far that is known; no status where it is not."""
    sentence = f.skeleton.sentence
    text = normalise(reading.view.text[sentence.start : sentence.end])
    shared = [overlap(normalise(quote), text) if quote else 0.0 for _, quote, _ in said]
    most = max([_SAID, *shared])
    here = [status for (status, *_), share in zip(said, shared, strict=True) if share == most]
    sure = _OPTIONAL if said and all(optional for *_, optional in said) else 1.0
    if len({status for status, *_ in said}) == 1:
        return said[0][0], sure if here or alone else sure * _ELSEWHERE
    return (here[0], sure) if len(set(here)) == 1 else ("", 0.0)


def _end(view: DocumentView, number: int, own: frozenset[str]) -> End:
    if number < 0:
        return OWN_END
    group = view.groups[number]
    forms = frozenset(form for name in (group.name, *group.aliases) if (form := normalise(name)))
    return OWN_END if group.type == "Region" and (view.is_own(number) or forms & own) else (group.type, forms)


def _gold_end(entity: Named | None, own: frozenset[str]) -> End:
    if entity is None or (entity.type == "Region" and entity.forms & own):
        return OWN_END
    return entity.type, entity.forms


def _same(one: End, other: End) -> bool:
    return one[0] == other[0] and is_same(one[1], other[1], one[0], relaxed=True)


def counts(given: Iterable[Example]) -> Iterator[tuple[str, list[int]]]:
    """How many examples each kind of claim has, by status in the order of JUDGED."""
    found = Counter((e.seen.kind, e.status) for e in given)
    for kind in sorted({kind for kind, _ in found}):
        yield kind, [found[kind, status] for status in JUDGED]
