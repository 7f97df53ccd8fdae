"""Words of trade that a name leaves out and a sentence says."""

from __future__ import annotations

from kg.resolve.match.laying import laid
from kg.resolve.match.particulars import grams
from kg.resolve.match.profile import Profile
from kg.resolve.match.words import words

# So many words of two characters tell something, and sentences say half of them.
_FEWEST = 3


def spoken_rest(a: Profile, b: Profile, cores: tuple[str, str]) -> str:
    """What a programme's longer name has more, if sentences on the other say it: of 苏北五市烘干计划 what is told as
    烘干计划 where 苏北五市 carry it out; '' if they do not."""
    short, long = sorted(cores, key=len)
    of_short = next((p for p in (a, b) if any(short == core.text for name in p.names for core in name.cores)), a)
    marked = list(long)
    for _, at, size in laid(short, long):
        marked[at : at + size] = "\x00" * size
    more = [gram for gram in grams("".join(marked)) if "\x00" not in gram]
    said = [gram for gram in more if any(gram in text for text in of_short.nameless)]
    return said[0] if len(more) >= _FEWEST and len(said) * 2 >= len(more) else ""


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
