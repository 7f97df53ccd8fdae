"""The model of the register, from sections whose headings tell what they are, and from sentences of gold by status.

A section under 过去一年 reports, one under 今年工作 intends, the articles of a policy document do too: so whole corpora
label themselves (distant supervision, Mintz et al., ACL 2009). Folders of gold add the sentences of news and reports,
whose statuses readers have told.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from extract.clean import clean
from extract.document import Document
from extract.evaluate.facts import Facts
from extract.log_linear import LogLinearModel, Weights
from extract.metadata.complete import complete
from extract.register import INTENDS
from extract.register.features import features
from extract.register.settle import year_of
from extract.structure import Sentence, split_sentences
from extract.text_kind import leanings
from extract.training.second.examples import Example
from extract.training.second.fit import Recipe, fit

# What a sentence does that leans to one of these, before the model is asked …
_BY_HEADING = {"reviews": False, "reported": False, "plans": True}
# … or where a heading or the kind of the text has settled it.
_BY_ROLE = {"report": False, "plan": True, "provision": True}
# What these relations say of a policy is there with it, whatever the sentence intends.
_OF_POLICIES = ("issues", "supports", "establishes", "basedOn")
_BY_STATUS = {"achieved": False, "planned": True}
_SHORTEST = 8
_FOLDS = 5
# Names, numbers and foreign words tell what a text is about, not whether it intends.
_OF_TOPIC = re.compile("[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence with its features, whether it intends, and the document it is from; `source` is headings or gold."""

    document: str
    source: str
    features: frozenset[str]
    intends: bool


@dataclass(frozen=True, slots=True)
class RegisterRecipe:
    """How to fit: the strength of the prior on weights, in how many documents a feature must occur, and how much more
    a sentence of gold counts than one that its heading labels."""

    prior: float = 8.0
    least_documents: int = 12
    gold_weight: float = 2.0


def by_headings(document: Document) -> Iterator[Labelled]:
    """The sentences of a document whose headings, or whose kind, tell whether they intend."""
    metadata = complete(document.text, document.metadata).metadata
    text = clean(document.text).text
    year = int(metadata.published[:4]) if metadata.published else year_of(text)
    for s, leaning in leanings(text, split_sentences(text), metadata.title):
        intends = _BY_HEADING.get(leaning, _BY_ROLE.get(s.role) if s.by and not leaning else None)
        if intends is not None and not s.is_heading and s.end - s.start >= _SHORTEST:
            yield Labelled(document.id, "headings", frozenset(features(text[s.start : s.end], year)), intends)


def by_gold(document: Document, facts: Facts) -> Iterator[Labelled]:
    """The sentences of a document that gold quotes, where all that it finds in them is done, or all is intended."""
    text = clean(document.text).text
    sentences = split_sentences(text)
    told: dict[Sentence, set[str]] = defaultdict(set)
    for said in facts.relations:
        quotes = said.quotes if said.status and said.predicate not in _OF_POLICIES else ()
        for at in (text.find(quote.text) for quote in quotes):
            for s in sentences:
                if s.start <= at < s.end:
                    told[s].add(str(said.status))
    for s, statuses in told.items():
        if len(statuses) == 1 and (status := min(statuses)) in _BY_STATUS:
            seen = frozenset(features(text[s.start : s.end], year_of(text)))
            yield Labelled(f"gold/{document.id}", "gold", seen, _BY_STATUS[status])


def train(labelled: Sequence[Labelled], recipe: RegisterRecipe, date: str) -> LogLinearModel:
    """The model of all labelled sentences; it says of itself how many sentences models that had not seen their
    documents told rightly."""
    held = {f"right_{source}_{name}": share for (source, name), share in held_out(labelled, recipe).items()}
    sentences = Counter(f"{one.source}_{'intends' if one.intends else 'reports'}" for one in labelled)
    documents = len({one.document for one in labelled})
    about = {"date": date, "documents": documents, "sentences": dict(sorted(sentences.items())), "held_out": held}
    return LogLinearModel({INTENDS: _fitted(labelled, recipe)}, about)


def held_out(labelled: Sequence[Labelled], recipe: RegisterRecipe) -> Mapping[tuple[str, str], float]:
    """The share of sentences, by source and by what they are, that models told rightly which had not seen their
    documents: each fifth of the documents by one fitted to the rest."""
    right: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for fold in range(_FOLDS):
        model = _fitted([one for one in labelled if _fold(one.document) != fold], recipe)
        for one in labelled:
            if _fold(one.document) == fold:
                name = "intends" if one.intends else "reports"
                right[one.source, name].append((model.raw(one.features) > 0) == one.intends)
    return {key: round(sum(found) / len(found), 3) for key, found in sorted(right.items())}


def _fold(document: str) -> int:
    return int(sha256(document.encode()).hexdigest(), 16) % _FOLDS


def _fitted(labelled: Sequence[Labelled], recipe: RegisterRecipe) -> Weights:
    kept = _widespread(labelled, recipe.least_documents)
    by_heading = Counter(one.intends for one in labelled if one.source == "headings")
    # Policy documents outnumber reviews; either register counts the same.
    share = {intends: min(by_heading.values()) / count for intends, count in by_heading.items()}
    examples = []
    for one in labelled:
        weight = recipe.gold_weight if one.source == "gold" else share[one.intends]
        pair = (weight, 0.0) if one.intends else (0.0, weight)
        examples.append(Example(one.source, INTENDS, one.features & kept, *pair, 0, 0))
    return fit(examples, Recipe(prior=recipe.prior, least_seen=1))


def _widespread(labelled: Iterable[Labelled], least: int) -> frozenset[str]:
    """The features that occur in so many documents and that are of no topic; years and marks always are of none."""
    seen: dict[str, set[str]] = defaultdict(set)
    for one in labelled:
        for feature in one.features:
            seen[feature].add(one.document)
    of_topic = {f for f in seen if f[0] in "hse" and _OF_TOPIC.search(f, 1)}
    return frozenset(f for f, documents in seen.items() if len(documents) >= least and f not in of_topic)
