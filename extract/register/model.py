"""The weights of the register, and what they make of a sentence."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable


class RegisterError(ValueError):
    """A file of weights is missing or is none of ours; the message names the file and the reason."""


@dataclass(frozen=True, slots=True)
class RegisterModel:
    """A log-linear model: the log-odds that a sentence intends are `intercept` and the weights of its features."""

    intercept: float
    weights: Mapping[str, float]
    about: Mapping[str, object] = field(default_factory=dict)

    def odds(self, features: Iterable[str]) -> float:
        """Log-odds that a sentence with these features intends, below 0 where it rather reports."""
        weights = self.weights
        # Exact, so that the order of features, which come as sets, makes no difference.
        return self.intercept + math.fsum([weights[f] for f in features if f in weights])

    def to_json(self) -> str:
        """The model as a file has it: features in order, weights with two decimals, those of 0 left out."""
        kept = {f: r for f, value in sorted(self.weights.items()) if (r := round(value, 2))}
        parts = {"about": dict(self.about), "intercept": round(self.intercept, 3), "weights": kept}
        return "{\n" + ",\n".join(f"{_dumped(key)}: {_dumped(value)}" for key, value in parts.items()) + "\n}\n"


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@cache
def shipped() -> RegisterModel:
    """The model of the package; raises RegisterError as `read_model` does."""
    return read_model(files(__package__).joinpath("model.json"))


def read_model(place: Traversable) -> RegisterModel:
    """The model in a file; raises RegisterError naming the file where it has none."""
    try:
        told = json.loads(place.read_text(encoding="utf-8"))
        weights = {str(feature): float(weight) for feature, weight in told["weights"].items()}
        return RegisterModel(float(told["intercept"]), weights, dict(told["about"]))
    except OSError as err:
        raise RegisterError(f"{place.name}: {err.strerror or err}") from err
    except (AttributeError, KeyError, TypeError, ValueError) as err:
        raise RegisterError(f"{place.name}: not the weights of a register: {err!r}") from err
