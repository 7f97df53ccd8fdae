"""Places in slogans, which name no place: 平安浙江, 数字福建, 法治青山建设."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.places.wordlists import word_lists

_END = re.compile(r"[、，。；：！？”’》）\s]|$")


def in_slogans(text: str, places: Sequence[tuple[int, int]]) -> frozenset[tuple[int, int]]:
    """Those of the stretches `places`, in order, that are a part of a slogan: what shall be so, or the word for how
    (平安 is a county, too)."""
    lists = word_lists("place_contexts")
    heads, tails, aims = (lists[f"slogan_{key}"] for key in ("heads", "tails", "aims"))
    starts = {start for start, _ in places}

    def is_part(start: int, end: int) -> bool:
        if text[start:end] in heads and (end in starts or text.startswith(aims, end)):
            return True
        return text.endswith(heads, 0, start) and (_END.match(text, end) is not None or text.startswith(tails, end))

    return frozenset(place for place in places if is_part(*place))
