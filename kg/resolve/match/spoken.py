"""Words of trade that a name leaves out and a sentence says."""

from __future__ import annotations

from kg.resolve.match.particulars import grams
from kg.resolve.match.profile import Profile
from kg.resolve.match.words import words


def spoken_trade(a: Profile, b: Profile, cores: tuple[str, str]) -> str:
    """Two characters that one name has more than the other, and that a sentence on the other has; '' if there are none.

    合力叉车 and 安徽合力股份有限公司, whose sentence speaks of 叉车.
    """
    one, two = cores
    for other, mine, its in ((b, one, two), (a, two, one)):
        vague = {gram for word in words()["vague_trades"] for gram in grams(word)}
        known = vague | a.local | b.local
        more = [gram for gram in grams(mine) if not set(gram) <= set(its) and gram not in known]
        more += [c for c in mine if c not in its and c not in words().ordinary and c not in "".join(known)]
        found = next((gram for gram in more if any(gram in text for text in other.nameless)), None)
        if found:
            return found
    return ""
