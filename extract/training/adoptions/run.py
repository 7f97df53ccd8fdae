"""From texts with their adoptions to a model, and how good models are on folders that they have not seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from scipy.special import expit

from extract.log_linear import LogLinearModel
from extract.pipeline import ExtractConfig, Reading, read_by_rules
from extract.places import divisions
from extract.places.time_shifts import precise
from extract.relations.adoption.second.candidates import Candidate, candidates
from extract.relations.adoption.second.features import features
from extract.relations.adoption.second.reader import STATUSES, thresholds
from extract.training.adoptions.gold import Told
from extract.training.second.examples import Example
from extract.training.second.fit import Recipe, fit

RECIPE = Recipe(least_seen=3)
_QUOTES = str.maketrans("", "", "“”")

Tell = Callable[[int, int], None]


def read_examples(texts: Sequence[Told], config: ExtractConfig, tell: Tell = lambda done, all_: None) -> list[Example]:
    """The examples of all texts, two a candidate; `tell` hears how many texts are done, and of how many."""
    programmes = sorted({a.programme for told in texts for a in told.adoptions})
    found = []
    for done, told in enumerate(texts, 1):
        found += list(_examples(told, read_by_rules(told.document, config), programmes))
        tell(done, len(texts))
    return found


def _examples(told: Told, reading: Reading, programmes: Sequence[str]) -> Iterator[Example]:
    published = reading.document.metadata.published
    said = {(a.programme, a.region, a.time): a.status for a in told.adoptions}
    for one in candidates(reading.view, reading.times, published):
        key = (_programme(one, programmes), _region(one, published), precise(one.time.edtf))
        seen = frozenset(features(one))
        for question, statuses in STATUSES.items():
            right = float(said.get(key) in statuses)
            yield Example(told.source, question, seen, right, 1 - right, 0, 0)


def _programme(one: Candidate, programmes: Sequence[str]) -> str:
    """The programme of the gold that a candidate's is, by any of its names, the longest that fits."""
    group = one.scene.view.groups[one.programme]
    names = [name.translate(_QUOTES) for name in (group.name, *group.aliases)]
    fitting = [p for p in programmes if any(p in name for name in names)]
    return max(fitting, key=len, default="")


def _region(one: Candidate, published: str | None) -> str:
    """The path of a candidate's region, as it was when the text appeared."""
    code = one.who.code
    return divisions().path(code, int(published[:4]) if published else None) if divisions().get(code) else "中国"


def train(given: Sequence[Example], recipe: Recipe, date: str) -> LogLinearModel:
    """The model of all examples; `unseen` of what it says of itself is what models without a folder make of that."""
    questions = {name: [e for e in given if e.predicate == name] for name in STATUSES}
    unseen = {name: left_out(examples, recipe) for name, examples in questions.items()}
    readers = {name: fit(examples, recipe) for name, examples in questions.items()}
    about = {
        "trained": date,
        "examples": dict(sorted(Counter(e.source for e in questions["adopted"]).items())),
        "right": {name: sum(int(e.right) for e in examples) for name, examples in questions.items()},
        "unseen": {name: _said(unseen[name]) for name in questions},
    }
    return LogLinearModel(readers, about)


def left_out(given: Sequence[Example], recipe: Recipe) -> list[tuple[float, int, int]]:
    """The examples of one question, each with its log-odds by a model that has not seen its folder."""
    found = []
    for source in sorted({e.source for e in given}):
        others = [e for e in given if e.source != source]
        if any(e.right for e in others):
            without = fit(others, recipe)
            found += [(without.raw(e.features), int(e.right), int(e.wrong)) for e in given if e.source == source]
    return found


def _said(unseen: Sequence[tuple[float, int, int]]) -> list[int]:
    """Of candidates in folders unseen: how many that are right it says, how many wrongly, and how many are right."""
    said = [one for one in unseen if expit(one[0]) >= thresholds()["least"]]
    return [sum(one[1] for one in said), sum(one[2] for one in said), sum(one[1] for one in unseen)]


def summary(model: LogLinearModel) -> list[str]:
    """What a model says of itself, a line a question."""
    unseen: Mapping[str, Sequence[int]] = model.about["unseen"]  # type: ignore[assignment]
    return [
        f"{name}: of {right} right in folders left out in turn it says {hit}, and {extra} wrong"
        for name, (hit, extra, right) in unseen.items()
    ]
