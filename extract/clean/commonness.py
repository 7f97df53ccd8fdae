"""How much a stretch of characters looks like Chinese that somebody wrote, from counts in `characters.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from extract.clean.script import simplified
from extract.rules.data import parsed

LOST = "\ufffd"
"""Stands where a character is lost for good."""
_PUNCTUATION = frozenset("，。、；：！？（）“”‘’《》〈〉〔〕【】—…·　")


@dataclass(frozen=True, slots=True)
class Commonness:
    """The frequent characters, in falling order, and the frequent pairs of neighbours."""

    frequent: dict[str, int]
    pairs: frozenset[str]

    def of_character(self, character: str) -> float:
        """From -2 for what running text never has to 1 for what it is made of; `character` in simplified script."""
        if character in self.frequent or character in _PUNCTUATION:
            return 1.0
        if character == LOST:
            return -1.0
        if character.isascii():
            return 0.3 if character.isdigit() else -0.5
        return _by_character_set(character)

    def of_pair(self, before: str, after: str) -> float:
        """1 for a frequent pair of neighbours, else 0."""
        return 1.0 if before + after in self.pairs else 0.0

    def of_text(self, text: str) -> float:
        """Sum over the characters of `text`, in either script, and its pairs of neighbours."""
        text = simplified(text)
        return sum(map(self.of_character, text)) + sum(map(self.of_pair, text, text[1:]))


@cache
def commonness() -> Commonness:
    """The counts as shipped; raises ValueError naming the file where they are not in the form described there."""
    data = parsed(resources.files(__package__).joinpath("characters.yaml").read_text("utf-8"))
    if not isinstance(data, dict) or set(data) != {"frequent", "pairs"}:
        raise ValueError("characters.yaml: expected exactly the entries `frequent` and `pairs`")
    ranked = "".join(data["frequent"])
    pairs = frozenset(first + second for first, followers in data["pairs"].items() for second in followers)
    return Commonness({character: rank for rank, character in enumerate(ranked)}, pairs)


def _by_character_set(character: str) -> float:
    """GB 2312 sorts its characters by use: level 1 (rows 16-55) is what people write, level 2 (56-87) is rare."""
    try:
        row = character.encode("gb2312")[0] - 0xA0
    except UnicodeEncodeError:
        return -2.0
    if 16 <= row <= 55:
        return 0.3
    return -1.5 if row >= 56 else -1.0
