"""One document in, one record out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain
from pathlib import Path

from extract.clean import AlignedText, clean
from extract.document import Document
from extract.entities.gazetteer import gazetteer
from extract.lists import (
    TitleList,
    list_claims,
    outside_lists,
    placed_holders,
    read_lists,
    with_listed,
    without_rows,
)
from extract.log_linear import LogLinearModel
from extract.metadata import complete
from extract.nlp import load_pipeline
from extract.places import find_times, infer_region, report_period
from extract.places.own_region import OwnRegion
from extract.places.times import TimeMention, trusted_times
from extract.recogniser.choice import DEFAULT, choose
from extract.record import RecordWriter
from extract.relations.adoption import adoption_findings
from extract.relations.adoption.second import shipped_adoptions
from extract.relations.adoption.second.reader import believed, is_likely, judge_adoptions, more_adoptions, told_in
from extract.relations.anaphora import carried_findings, of_park, owners_park, with_park_spoken_of
from extract.relations.based_on import repealed_in_lists, title_findings, with_own_policy
from extract.relations.bystanders import without_bystanders
from extract.relations.carriers import at_own_level, for_region
from extract.relations.claims import Claim, make_claims
from extract.relations.defaults import by_named_owner, default_findings
from extract.relations.document import DocumentView
from extract.relations.ellipsis import with_subjects
from extract.relations.engine import Finding, apply_rules, named_over_own
from extract.relations.holders import owners_titles, with_holders
from extract.relations.industry_headings import headed_findings
from extract.relations.own_industries import own_industries
from extract.relations.refusal import without_refused
from extract.relations.rules import sentence_rules
from extract.relations.second import shipped
from extract.relations.second.reader import fact_of, second_findings
from extract.relations.skeleton import Skeleton
from extract.relations.titles import only_titles
from extract.repealed import all_force
from extract.view import view_of
from ontology.records import Record


@dataclass(frozen=True, slots=True)
class ExtractConfig:
    """How to extract: the statistical recogniser (what `choose` reads), vocabulary files of an analyst's own, and
    whether to infer a region that the document does not name (`unmask`)."""

    ner: str = DEFAULT
    vocabulary: tuple[Path, ...] = ()
    unmask: bool = True

    def fingerprint(self) -> str:
        """Hash of all that decides a record besides the document: options, vocabulary files, and our code and data."""
        digest = sha256(f"{self.ner} {self.unmask} {_code_hash()}".encode())
        for path in [*self.vocabulary, *_model_files(choose(self.ner).model)]:
            digest.update(sha256(path.read_bytes()).digest())
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as the rules have read it: `findings` of its sentences, claims `listed` in its lists; `spoken` are its
    skeletons with the subjects that clauses leave out; `doubtful` is whether its digits are trusted."""

    document: Document
    aligned: AlignedText
    basis: Mapping[str, str]
    view: DocumentView
    spoken: Sequence[Skeleton]
    lists: Sequence[TitleList]
    listed: Sequence[Claim]
    findings: Sequence[Finding]
    times: Sequence[TimeMention]
    doubtful: bool
    warnings: Sequence[str]


def extract_document(document: Document, config: ExtractConfig) -> Record:
    """The record of one document: a pure function of the document and the configuration.

    Raises ValueError for an unknown recogniser, VocabularyError for a vocabulary file that breaks the rules.
    """
    return record_of(read_by_rules(document, config), config, shipped(), shipped_adoptions())


def read_by_rules(document: Document, config: ExtractConfig) -> Reading:
    """What names and rules tell of a document; raises as `extract_document` does."""
    completed = complete(document.text, document.metadata)
    document = replace(document, metadata=completed.metadata)
    aligned = clean(document.text)
    lists = read_lists(document, aligned)
    own = _own_region(aligned, document, config, lists)
    nlp = load_pipeline(config.ner, tuple(str(path) for path in config.vocabulary))
    view = view_of(aligned.text, document.metadata, nlp, gazetteer(config.vocabulary), own, lists)
    skeletons = list(view.skeletons())
    spoken = list(with_subjects(skeletons))
    ruled = _ruled(view, skeletons, spoken, config)
    times = find_times(aligned.text, document.metadata.published)
    told = trusted_times(times) if completed.figures_doubtful else times
    ruled += adoption_findings(view, skeletons, told, document.metadata.published)
    listed = list_claims(view, lists, gazetteer(config.vocabulary).programmes)
    said = [*ruled, *default_findings(view, skeletons, ruled), *of_park(view, own_industries(view, spoken, ruled))]
    said = list(at_own_level(view, for_region(view, said)))
    said = list(with_holders(view, spoken, said, gazetteer(config.vocabulary).programmes))
    said = list(without_bystanders(view, said))
    findings = list(without_refused(view, outside_lists(lists, said, placed_holders(view, listed))))
    warnings = [*completed.warnings, *(f"implausible year {t.edtf}" for t in times if t.kind == "implausible")]
    return Reading(
        document, aligned, completed.basis, view, spoken, lists, listed, findings, told, completed.figures_doubtful,
        warnings,
    )  # fmt: skip


def _ruled(
    view: DocumentView, skeletons: Sequence[Skeleton], spoken: Sequence[Skeleton], config: ExtractConfig
) -> list[Finding]:
    """What the rules for relations read."""
    readable = [*spoken, *view.skeletons(plain=True)]
    ruled = list(chain.from_iterable(apply_rules(s, sentence_rules()) for s in readable))
    ruled += [*carried_findings(view, skeletons), *headed_findings(view, skeletons)]
    ruled += [*title_findings(view, skeletons), *repealed_in_lists(skeletons)]
    ruled = list(with_own_policy(view, with_park_spoken_of(view, skeletons, ruled)))
    ruled = list(by_named_owner(view, ruled))
    ruled = list(only_titles(view, ruled, gazetteer(config.vocabulary).programmes))
    ruled += [*owners_park(ruled), *owners_titles(view, ruled)]
    return list(named_over_own(of_park(view, ruled)))


def record_of(
    reading: Reading, config: ExtractConfig, model: LogLinearModel, adoptions: LogLinearModel | None = None
) -> Record:
    """The record of a document that the rules have read, with what the second reader's `model` adds, and what that of
    `adoptions` adds or does not believe."""
    view, document = reading.view, reading.document
    known = {fact_of(view, c.subject, c.predicate, c.object) for c in reading.listed}
    more = second_findings(view, reading.spoken, reading.findings, known, model)
    more = without_bystanders(view, only_titles(view, more, gazetteer(config.vocabulary).programmes))
    findings = [*reading.findings, *outside_lists(reading.lists, without_refused(view, more), set())]
    if adoptions is not None:
        findings = _with_adoptions(reading, findings, adoptions)
    claims = with_listed(make_claims(view, findings, reading.times, reading.spoken), reading.listed)
    dated = "" if reading.doubtful else view.text
    published = document.metadata.published
    period = report_period(dated, document.metadata.title, published)
    # Dates of substituted digits tell nothing of force either.
    force = all_force(view.text, published, view.refs, view.own_policy) if dated else []
    writer = RecordWriter(document, reading.aligned, view, reading.basis)
    return writer.record(claims, period, reading.warnings, force)


def _with_adoptions(reading: Reading, findings: Sequence[Finding], model: LogLinearModel) -> list[Finding]:
    """The readings with the adoptions that the second reader adds, without those that it does not believe."""
    view = reading.view
    judged = judge_adoptions(view, reading.times, reading.document.metadata.published, model)
    findings = believed(view, findings, judged)
    if not any(is_likely(one) for one in judged):
        return findings
    told = told_in(view, make_claims(view, findings, reading.times, reading.spoken))
    more = more_adoptions(view, reading.spoken, told, judged)
    return [*findings, *outside_lists(reading.lists, without_refused(view, more), set())]


def _own_region(
    aligned: AlignedText, document: Document, config: ExtractConfig, lists: Sequence[TitleList]
) -> OwnRegion | None:
    """The region that speaks. Where holders are says less of it than what stands around their list."""
    stated = document.metadata
    around = without_rows(aligned.text, lists)
    own = infer_region(around, stated.title, stated.region, stated.published) if around else None
    if own is None or not own.resolved:
        own = infer_region(aligned.text, stated.title, stated.region, stated.published)
    return own if own is None or config.unmask or own.basis == "stated" else None


def _model_files(model: str) -> list[Path]:
    folder = Path(model)
    return sorted(p for p in folder.iterdir() if p.is_file()) if model and folder.is_dir() else []


def _code_hash() -> str:
    """Hash of the package's own files: a changed rule or module makes every kept record stale."""
    digest = sha256()
    for package in ("extract", "ontology"):
        for path in _files(files(package)):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(folder: Traversable) -> list[Traversable]:
    found: list[Traversable] = []
    for item in sorted(folder.iterdir(), key=lambda p: p.name):
        if item.is_dir() and item.name != "__pycache__":
            found += _files(item)
        elif item.name.endswith((".py", ".yaml", ".csv", ".json", ".onnx")):
            found.append(item)
    return found
