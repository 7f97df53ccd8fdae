"""The second reader of adoptions: a log-linear model that judges who took a programme up when, of each time that a text
tells near a programme and each region that may have.

The model travels in the package (`model.json`; `docs/adoption-model.md` says what it was trained on and how good it
is); `zhengmai events train` makes it anew.
"""

from functools import cache
from importlib.resources import files

from extract.log_linear import LogLinearModel, read_model


@cache
def shipped_adoptions() -> LogLinearModel:
    """The model of the package; raises ModelError as `read_model` does."""
    return read_model(files(__package__).joinpath("model.json"))
