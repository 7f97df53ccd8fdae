"""Candidates of the statistical recogniser: organisations, typed by their last words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.entities.candidates import Candidate
from extract.entities.enterprises import is_generic, is_masked
from extract.entities.lac import LacRecogniser
from extract.rules import words

_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")


def find_statistical(text: str, recogniser: str) -> Iterator[Candidate]:
    """Organisations that `recogniser` (only `lac` so far) sees in cleaned text, as Enterprise or Agency."""
    sentences = list(_SENTENCE.finditer(text))
    for sentence, tokens in zip(sentences, _lac().tag([s.group() for s in sentences]), strict=True):
        for token in tokens:
            if token.tag == "ORG":
                start, end = sentence.start() + token.start, sentence.start() + token.end
                kind = organisation_type(text[start:end])
                if kind:
                    yield Candidate(start, end, kind, "lac-organisation")


@cache
def _lac() -> LacRecogniser:
    return LacRecogniser()


def organisation_type(name: str) -> str:
    """Type of an organisation by the last words of its name, '' where they do not tell.

    >>> organisation_type('英科医疗'), organisation_type('市红十字会')
    ('Enterprise', '')
    """
    if is_masked(name) or len(name) < 3:
        return ""
    if name.endswith(words("enterprises", "legal_forms") + words("enterprises", "trades")):
        return "" if is_generic(name) else "Enterprise"
    return ""
