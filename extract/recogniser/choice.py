"""Which recogniser is meant: `policy`, `lac`, `none`, `hanlp:MODEL`, or `policy:FOLDER` for a model of one's own."""

from __future__ import annotations

from typing import NamedTuple

RECOGNISERS = ("policy", "lac", "hanlp", "none")
DEFAULT = "policy"
_WITH_MODEL = ("policy", "hanlp")


class ChoiceError(ValueError):
    """No recogniser goes by that name."""


class Choice(NamedTuple):
    """A recogniser's name, and the model that it should load ('' for the one it brings along)."""

    name: str
    model: str = ""

    @property
    def knows_types(self) -> bool:
        """Whether its word is asked on other sources' names: it was trained on our types."""
        return self.name == "policy"


def choose(spec: str) -> Choice:
    """The recogniser that `NAME` or `NAME:MODEL` means; raises ChoiceError for what is neither.

    >>> choose("policy"), choose("hanlp:models/msra")
    (Choice(name='policy', model=''), Choice(name='hanlp', model='models/msra'))
    """
    name, _, model = spec.partition(":")
    if name not in RECOGNISERS or (model and name not in _WITH_MODEL):
        raise ChoiceError(
            f"--ner {spec}: there is no such recogniser; choose policy, lac, none, hanlp:MODEL or policy:FOLDER"
        )
    return Choice(name, model)
