"""Template text: clauses that many sources share, and which therefore prove no copying between two of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kg.reprints.folding import Folded
from kg.reprints.grams import Hashes, stretch_hashes

# A clause is a template's from so many sources on, and in a large corpus from so large a share of them.
LEAST_SOURCES = 5
LEAST_SHARE = 0.002
# 一是 and 同比增长 are everybody's; what is shorter than this proves nothing, and is not looked at.
_SHORTEST_CLAUSE = 6


@dataclass(frozen=True, slots=True)
class CommonText:
    """The hashes of template clauses, sorted; empty where nothing is known of a corpus."""

    clauses: Hashes = field(default_factory=lambda: np.empty(0, np.uint64))

    def mask(self, text: Folded) -> NDArray[np.bool_]:
        """For each folded character whether it stands in a template clause."""
        lengths = np.diff(np.append(text.clauses, len(text)))
        return np.repeat(np.isin(stretch_hashes(text, text.clauses), self.clauses), lengths)

    def share(self, text: Folded) -> float:
        """How much of a text is template, from 0 to 1."""
        return float(self.mask(text).mean()) if len(text) else 0.0


def clause_hashes(text: Folded) -> Hashes:
    """The hashes of a text's clauses that are long enough to matter, each once, sorted."""
    lengths = np.diff(np.append(text.clauses, len(text)))
    return np.unique(stretch_hashes(text, text.clauses)[lengths >= _SHORTEST_CLAUSE])


def common_text(sources: Iterable[Folded]) -> CommonText:
    """What is template among `sources`, texts that are not copies of each other."""
    return common_clauses([clause_hashes(source) for source in sources])


def common_clauses(sources: Sequence[Hashes]) -> CommonText:
    """The same from the `clause_hashes` of each source, by document frequency."""
    if not sources:
        return CommonText()
    hashes, counts = np.unique(np.concatenate(sources), return_counts=True)
    return CommonText(hashes[counts >= max(LEAST_SOURCES, LEAST_SHARE * len(sources))])
