"""From gold to a model, and how good models are on sets that they have not seen."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from scipy.special import expit

from extract.log_linear import LogLinearModel, Weights
from extract.pipeline import ExtractConfig, Reading, read_by_rules
from extract.relations.second.pairs import readers
from extract.training.second.examples import Example, Seen, examples
from extract.training.second.fit import Recipe, calibrate, fit
from extract.training.second.gold import Told

Tell = Callable[[int, int], None]
Judged = tuple[float, int, int]


@dataclass(frozen=True, slots=True)
class Read:
    """A text with its gold, as the rules have read it, and the examples that it gives."""

    told: Told
    reading: Reading
    examples: tuple[Example, ...]


def read_all(
    texts: Sequence[Told], seen: Seen, config: ExtractConfig, tell: Tell = lambda done, all_: None
) -> list[Read]:
    """The texts as rules read them; `tell` hears how many are done, and of how many."""
    read = []
    for done, told in enumerate(texts, 1):
        reading = read_by_rules(told.document, config)
        read.append(Read(told, reading, tuple(examples(told, reading, seen))))
        tell(done, len(texts))
    return read


def train(read: Sequence[Read], recipe: Recipe, date: str) -> LogLinearModel:
    """The model of all these texts, calibrated on what models without a text's set make of the pairs that rules left
    over in it."""
    given = [e for one in read for e in one.examples]
    judged = left_over(given, recipe)
    fitted = _fitted(given, recipe)
    calibrated = {name: calibrate(weights, judged[name], recipe) for name, weights in fitted.items()}
    return LogLinearModel(calibrated, _about(read, given, judged, date, calibrated))


def left_over(given: Sequence[Example], recipe: Recipe) -> Mapping[str, list[Judged]]:
    """The pairs by predicate that rules left over when they first saw them, each with its log-odds by a model that has
    not seen its set, and how many mentions in it were right and wrong."""
    judged: dict[str, list[Judged]] = defaultdict(list)
    for source in sorted({e.source for e in given if e.left_right or e.left_wrong}):
        without = _fitted([e for e in given if e.source != source], recipe)
        for e in given:
            if e.source == source and e.predicate in without and (e.left_right or e.left_wrong):
                judged[e.predicate].append((without[e.predicate].raw(e.features), e.left_right, e.left_wrong))
    return judged


def _fitted(given: Sequence[Example], recipe: Recipe) -> dict[str, Weights]:
    by_predicate: dict[str, list[Example]] = defaultdict(list)
    for e in given:
        by_predicate[e.predicate].append(e)
    return {name: fit(by_predicate[name], recipe) for name in readers() if any(e.right for e in by_predicate[name])}


def _about(
    read: Sequence[Read],
    given: Sequence[Example],
    judged: Mapping[str, list[Judged]],
    date: str,
    fitted: Mapping[str, Weights],
) -> Mapping[str, object]:
    """What a model says of itself: texts by set, pairs right and wrong that it learnt from, and of those that rules
    left over how many it would say rightly and wrongly, of how many that are right."""
    texts = Counter(one.told.source for one in read)
    right = Counter(e.predicate for e in given if e.right)
    wrong = Counter(e.predicate for e in given if e.wrong)
    return {
        "trained": date,
        "texts": dict(sorted(texts.items())),
        "pairs": {name: [right[name], wrong[name]] for name in sorted(fitted)},
        "left over": {name: _said(fitted[name], judged[name], readers()[name].least) for name in sorted(fitted)},
    }


def _said(weights: Weights, judged: Sequence[Judged], least: float) -> list[int]:
    said = [one for one in judged if expit(weights.scale * one[0] + weights.shift) >= least]
    return [sum(one[1] for one in said), sum(one[2] for one in said), sum(one[1] for one in judged)]


def summary(model: LogLinearModel) -> list[str]:
    """What a model says of itself, a line a predicate."""
    told: Mapping[str, Mapping[str, Sequence[int]]] = model.about  # type: ignore[assignment]
    return [
        f"{name}: learnt from {right} right and {wrong} wrong; of {missed} that rules left over says {hit}, and "
        f"{extra} wrong"
        for name, (right, wrong) in told["pairs"].items()
        for hit, extra, missed in [told["left over"][name]]
    ]
