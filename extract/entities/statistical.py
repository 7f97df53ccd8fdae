"""Candidates of the statistical recogniser: names typed by its tag and their last words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.entities.candidates import Candidate
from extract.entities.enterprises import is_generic, is_masked
from extract.entities.lac import LacRecogniser
from extract.entities.lexicon import legal_forms, trades
from extract.entities.parks import is_park_name
from extract.rules import words

_SOURCES = {"ORG": "lac-organisation", "LOC": "lac-place", "nz": "lac-name"}
_COUNTED = re.compile(r"[\d一二三四五六七八九十两]+[个家处大条]|等$|各")
_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")


def find_statistical(text: str, recogniser: str) -> Iterator[Candidate]:
    """Names that `recogniser` (only `lac` so far) sees in cleaned text, as far as their last words tell the type."""
    sentences = list(_SENTENCE.finditer(text))
    for sentence, tokens in zip(sentences, _lac().tag([s.group() for s in sentences]), strict=True):
        for token in tokens:
            start, end = sentence.start() + token.start, sentence.start() + token.end
            if kind := name_type(text[start:end], token.tag):
                yield Candidate(start, end, kind, _SOURCES[token.tag])


@cache
def _lac() -> LacRecogniser:
    return LacRecogniser()


def name_type(name: str, tag: str) -> str:
    """Type of a name by LAC's tag (ORG, LOC, nz) and its last words, '' where they do not tell.

    >>> name_type('英科医疗', 'ORG'), name_type('泰和高新区', 'LOC'), name_type('市红十字会', 'ORG')
    ('Enterprise', 'Park', '')
    """
    if tag not in _SOURCES or len(name) < 4 or is_masked(name) or _COUNTED.search(name):
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
