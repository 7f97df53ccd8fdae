"""Log-linear models in files: weights of features for each of the questions asked, and what these make of features."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable


class ModelError(ValueError):
    """A file of weights is missing or is none of ours; the message names the file and the reason."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A log-linear model of one question: its log-odds are `intercept` and the weights of all features there are,
    then `scale` times that and `shift`, which make its probabilities true of what it is asked about."""

    intercept: float
    weights: Mapping[str, float]
    scale: float = 1.0
    shift: float = 0.0

    def raw(self, features: Iterable[str]) -> float:
        """Log-odds before calibration."""
        weights = self.weights
        # Exact, so that the order of features, which come as sets, makes no difference.
        return self.intercept + math.fsum([weights[f] for f in features if f in weights])

    def probability(self, features: Iterable[str]) -> float:
        """How likely what has these features is so, 0 to 1."""
        odds = max(-50.0, min(50.0, self.scale * self.raw(features) + self.shift))
        return 1 / (1 + math.exp(-odds))


@dataclass(frozen=True, slots=True)
class LogLinearModel:
    """The weights by question, and what the model says of itself."""

    readers: Mapping[str, Weights]
    about: Mapping[str, object] = field(default_factory=dict)

    def to_json(self) -> str:
        """The model as a file has it: one line a question, features in order, weights with two decimals."""
        lines = [f'"about": {_dumped(dict(self.about))}']
        for name, one in sorted(self.readers.items()):
            told = {"intercept": one.intercept, "scale": one.scale, "shift": one.shift}
            rounded = {key: round(value, 3) for key, value in told.items()}
            kept = {f: r for f, value in sorted(one.weights.items()) if (r := round(value, 2))}
            lines.append(f"{_dumped(name)}: {_dumped(rounded | {'weights': kept})}")
        return "{\n" + ",\n".join(lines) + "\n}\n"


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def read_model(place: Traversable) -> LogLinearModel:
    """The model in a file; raises ModelError naming the file where it has none."""
    try:
        told = json.loads(place.read_text(encoding="utf-8"))
        about = told.pop("about")
        readers = {
            str(name): Weights(float(one["intercept"]), dict(one["weights"]), float(one["scale"]), float(one["shift"]))
            for name, one in told.items()
        }
    except OSError as err:
        raise ModelError(f"{place.name}: {err.strerror or err}") from err
    except (AttributeError, KeyError, TypeError, ValueError) as err:
        raise ModelError(f"{place.name}: not the weights of a log-linear model: {err!r}") from err
    return LogLinearModel(readers, about)
