"""The weights of the reader of status, and what they make of features: a probability for each status."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from extract.relations.second.model import ModelError
from extract.relations.status_reader.features import Seen, features

# What it tells apart; what has ended or is only mentioned the rules tell alone.
JUDGED = ("achieved", "ongoing", "planned")
# Each feature has weights that are the same for all kinds of claim, and more for the kind at hand.
ALL = "all"
# Weights are whole numbers of this part, so that their sums are exact in any order.
UNIT = 100

Weights = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class StatusModel:
    """A log-linear model: `weights` by kind of claim and feature, one for each of JUDGED in hundredths; what stands
    under a kind goes before what stands under `ALL`. `scale` makes its probabilities true of texts not seen yet."""

    weights: Mapping[str, Mapping[str, Weights]]
    scale: float = 1.0
    about: Mapping[str, object] = field(default_factory=dict)

    def odds(self, seen: Seen) -> Weights:
        """Log-odds of JUDGED before calibration, in hundredths and up to a constant."""
        common, own = self.weights.get(ALL, {}), self.weights.get(seen.kind, {})
        one = other = third = 0
        for feature in features(seen):
            if weights := own.get(feature) or common.get(feature):
                one, other, third = one + weights[0], other + weights[1], third + weights[2]
        return one, other, third

    def probabilities(self, seen: Seen) -> tuple[float, float, float]:
        """How likely each of JUDGED is, 0 to 1, together 1."""
        odds = self.odds(seen)
        highest = max(odds)
        one, other, third = (math.exp(self.scale * (o - highest) / UNIT) for o in odds)
        total = one + other + third
        return one / total, other / total, third / total

    def to_json(self) -> str:
        """The model as a file has it: one line a kind of claim, features in order."""
        lines = [f'"about": {_dumped(dict(self.about))}', f'"scale": {round(self.scale, 3)}']
        lines += [f"{_dumped(kind)}: {_dumped(dict(sorted(w.items())))}" for kind, w in sorted(self.weights.items())]
        return "{\n" + ",\n".join(lines) + "\n}\n"


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@cache
def shipped() -> StatusModel:
    """The model of the package; raises ModelError as `read_model` does."""
    return read_model(files(__package__).joinpath("model.json"))


def read_model(place: Traversable) -> StatusModel:
    """The model in a file; raises ModelError naming the file where it has none."""
    try:
        told = json.loads(place.read_text(encoding="utf-8"))
        about, scale = dict(told.pop("about")), float(told.pop("scale"))
        weights = {str(kind): _weights(found) for kind, found in told.items()}
    except OSError as err:
        raise ModelError(f"{place.name}: {err.strerror or err}") from err
    except (AttributeError, KeyError, TypeError, ValueError) as err:
        raise ModelError(f"{place.name}: not the weights of a reader of status: {err!r}") from err
    return StatusModel(weights, scale, about)


def _weights(found: Mapping[str, Iterable[int]]) -> dict[str, Weights]:
    read = {}
    for feature, weights in found.items():
        one, other, third = map(int, weights)
        read[feature] = one, other, third
    return read
