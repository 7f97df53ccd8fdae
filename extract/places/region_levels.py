"""At which level a document speaks: a nation's, a province's, a prefecture's or a county's."""

from __future__ import annotations

import re
from functools import cache

from extract.entities.lexicon import either
from extract.places.wordlists import word_lists

LEVELS = ("county", "district", "city", "province")
# 全省 is said of every province in the news of any county; so much less it tells of the speaker.
_LEAST = {"county": 1.0, "district": 1.0, "city": 1.0, "province": 4.0}
_WEIGHTS = {"own": 3.0, "whole": 1.0, "office": 0.5, "below": 2.0}


def level_votes(text: str) -> dict[str, float]:
    """How strongly the words of the cleaned text speak for each level; `district` is a county called 区."""
    votes = dict.fromkeys((*LEVELS, "nation"), 0.0)
    for match in _cues().finditer(text):
        manner, level = _kinds()[match[0]]
        votes[level] += _WEIGHTS[manner]
    return votes


def own_level(votes: dict[str, float]) -> str | None:
    """The level with most votes, or None where the words do not tell.

    All provinces, cities and counties are also spoken of from below (全市排名第三 in a county's report), so the
    lower of two wins unless the upper one has three times as many votes.
    """
    best: str | None = None
    for level in LEVELS:
        if votes[level] >= _LEAST[level] and (best is None or votes[level] > 3 * votes[best]):
            best = level
    return best


@cache
def _kinds() -> dict[str, tuple[str, str]]:
    cues = word_lists("region_cues")
    kinds: dict[str, tuple[str, str]] = {}
    for key, words in cues.items():
        manner, _, level = key.partition("_")
        if manner in _WEIGHTS and level:
            kinds |= dict.fromkeys(words, (manner, level))
    return kinds


@cache
def _cues() -> re.Pattern[str]:
    return re.compile(either(sorted(_kinds(), key=lambda w: (-len(w), w))))
