"""The second reader of relations: a log-linear model that judges pairs of names which no rule has related.

The model travels in the package (`model.json`; `docs/relation-model.md` says what it was trained on and how good it
is); `zhengmai relations train` makes it anew.
"""

from functools import cache
from importlib.resources import files

from extract.log_linear import LogLinearModel, read_model


@cache
def shipped() -> LogLinearModel:
    """The model of the package; raises ModelError as `read_model` does."""
    return read_model(files(__package__).joinpath("model.json"))
