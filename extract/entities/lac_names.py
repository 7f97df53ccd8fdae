"""What LAC's tags mean to us: names typed by tag and last words."""

from __future__ import annotations

import re
from functools import cache

from extract.entities.lexicon import legal_forms, trades
from extract.entities.no_enterprises import is_generic, is_masked
from extract.entities.parks import is_park_name
from extract.rules import words

NAME_TAGS = ("ORG", "LOC", "nz")
_COUNTED = re.compile(r"[\d一二三四五六七八九十两]+[个家处大条]|等$|各")


def name_type(name: str, tag: str) -> str:
    """Type of a name by LAC's tag (ORG, LOC, nz) and its last words, '' where they do not tell.

    >>> name_type('英科医疗', 'ORG'), name_type('泰和高新区', 'LOC'), name_type('市红十字会', 'ORG')
    ('Enterprise', 'Park', '')
    """
    if tag not in NAME_TAGS or len(name) < 4 or is_masked(name) or _COUNTED.search(name):
        return ""
    if tag == "LOC":
        return "Park" if is_park_name(name) else ""
    if name.endswith(legal_forms()) or (tag == "ORG" and name.endswith(trades())):
        return "" if is_generic(name) else "Enterprise"
    return "Agency" if tag == "ORG" and _office().search(name) else ""


@cache
def _office() -> re.Pattern[str]:
    levels = "|".join(words("agencies", "level_words"))
    return re.compile(rf"(?:{levels})[\u4e00-\u9fff]{{2,8}}(?:局|委|委员会|厅|办公室|管委会|常委会|政府)$")
