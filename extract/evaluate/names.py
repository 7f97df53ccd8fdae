"""When two names are one: equal once normalised, or near enough for a thing of their type."""

from __future__ import annotations

import re
import unicodedata

# These constants define the measure. They stay apart from the lexicons of extraction, so that a change
# there never moves the yardstick.
_UNHEARD = frozenset("“”‘’\"'「」『』《》〈〉()[]【】,，、。·—-")
_LEGAL_FORM = re.compile("(?:股份有限|有限责任|集团有限|有限|集团|股份)?公司$|集团$")
_TURNS_IT_ROUND = frozenset("非准副拟")
_SHARE = 0.6
_SHORTEST = 2


def normalise(name: str) -> str:
    """`name` without quotation marks, brackets, blanks and pauses, in compatible forms and lower case.

    >>> normalise("“ＡＢ—专精 特新”")
    'ab专精特新'
    """
    compatible = unicodedata.normalize("NFKC", name)
    return "".join(c for c in compatible if c not in _UNHEARD and not c.isspace()).lower()


def is_same(one: frozenset[str], other: frozenset[str], kind: str, *, relaxed: bool) -> bool:
    """Whether two things of the type `kind` share a normalised name, or with `relaxed` have names that are near."""
    return bool(one & other) or (relaxed and any(is_near(a, b, kind) for a in one for b in other))


def is_near(one: str, other: str, kind: str) -> bool:
    """Whether one name is most of the other, and the rest does not turn it round; of companies: but for legal form.

    >>> is_near("四送一服", "四送一服行动", "Programme"), is_near("现役企业", "非现役企业", "Industry")
    (True, False)
    """
    if kind == "Enterprise":
        one, other = _LEGAL_FORM.sub("", one), _LEGAL_FORM.sub("", other)
        return one == other and len(one) >= _SHORTEST
    inner, outer = sorted((one, other), key=len)
    if len(inner) < max(_SHORTEST, _SHARE * len(outer)):
        return False
    before, found, after = outer.partition(inner)
    return bool(found) and _TURNS_IT_ROUND.isdisjoint(before + after)
