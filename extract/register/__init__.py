"""The register of a text from sentence to sentence: whether it tells of what was done or of what is intended.

Headings and the kind of the text say so where they can (`extract.structure`, `extract.text_kind`); elsewhere a
log-linear model judges each sentence by the heads and ends of its clauses (`model.json`), and a run of sentences keeps
its register until there is more for the other than a change costs. `zhengmai register train` makes the model anew.
"""

from functools import cache
from importlib.resources import files

from extract.log_linear import Weights, read_model

# The one question that its model answers: whether a sentence intends.
INTENDS = "intends"


@cache
def shipped() -> Weights:
    """What the model of the package weighs; raises ModelError as `read_model` does."""
    return read_model(files(__package__).joinpath("model.json")).readers[INTENDS]
