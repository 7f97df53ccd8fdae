"""From gold and labels to a model, and how good models are on sets that they have not seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from extract.pipeline import ExtractConfig
from extract.relations.second.model import SecondModel
from extract.relations.status_reader.model import StatusModel, Weights
from extract.relations.status_reader.reader import judged
from extract.training.status.examples import Example, Judgements, counts, examples
from extract.training.status.fit import Recipe, calibrate, fit

Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Judged:
    """An example of a set as a model without that set sees it."""

    example: Example
    odds: Weights
    status: str


def read_all(
    texts: Sequence[Judgements], config: ExtractConfig, model: SecondModel, tell: Tell = lambda done, all_: None
) -> list[Example]:
    """The examples of all texts; `tell` hears how many are done, and of how many."""
    given: list[Example] = []
    for done, text in enumerate(texts, 1):
        given += examples(text, config, model)
        tell(done, len(texts))
    return given


def train(given: Sequence[Example], recipe: Recipe, date: str) -> StatusModel:
    """The model of all these examples, calibrated on what models without an example's set make of it."""
    crossed = across_sets(given, recipe)
    model = calibrate(fit(given, recipe), [(one.odds, one.example.status, one.example.weight) for one in crossed])
    return StatusModel(model.weights, model.scale, _about(given, crossed, date))


def across_sets(given: Sequence[Example], recipe: Recipe) -> list[Judged]:
    """Every example as a model sees it that was trained on the other sets; nothing where there is one set alone."""
    sources = sorted({e.source for e in given})
    crossed = []
    for source in sources if len(sources) > 1 else ():
        without = fit([e for e in given if e.source != source], recipe)
        held = [e for e in given if e.source == source]
        crossed += [Judged(e, without.odds(e.seen), judged(e.seen, without).value) for e in held]
    return crossed


def _about(given: Sequence[Example], crossed: Sequence[Judged], date: str) -> Mapping[str, object]:
    """What a model says of itself: examples by set, and by kind of claim and status; of each set, how many statuses the
    rules tell rightly, how many it would without that set, and of how many."""
    sets = {}
    for source in sorted({one.example.source for one in crossed}):
        own = [one for one in crossed if one.example.source == source]
        ruled = sum(one.example.seen.ruled.value == one.example.status for one in own)
        sets[source] = [ruled, sum(one.status == one.example.status for one in own), len(own)]
    return {
        "trained": date,
        "readings": dict(sorted(Counter(e.source for e in given).items())),
        "kinds": dict(counts(given)),
        "unseen sets": sets,
    }


def summary(model: StatusModel) -> list[str]:
    """What a model says of itself, a line a set."""
    told: Mapping[str, Mapping[str, Sequence[int]]] = model.about  # type: ignore[assignment]
    return [
        f"{name}: of {total} statuses the rules tell {ruled} rightly, a model without the set {right}"
        for name, (ruled, right, total) in told["unseen sets"].items()
    ]
