"""Names that the policy recogniser is only half sure of, where their form or the words around them speak for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType

from extract.entities.brands import looks_like_company
from extract.entities.parks import is_park_name
from extract.recogniser.tagset import Span
from extract.rules import words

_REACH = 14
_LEVEL = 4
# Shorter ones (产业集群) only say of what kind something is.
_LEAST = 5
# A ladder, or a piece of a quotation, is none.
_TORN = re.compile(r"[—–→]")


def spoken_for(sentence: str, span: Span) -> bool:
    """Whether form or surroundings make a name of a span: a company by brand and trade, a park by its last word, a
    programme that is granted, striven for, or has its level before it."""
    told = _SIGNS.get(span.type)
    return told is not None and told(sentence, span)


def _company(sentence: str, span: Span) -> bool:
    kind = sentence.startswith(words("enterprises", "kind_behind"), span.end)
    return not kind and looks_like_company(sentence[span.start : span.end])


def _park(sentence: str, span: Span) -> bool:
    no_place = sentence.startswith(words("parks", "works_behind"), span.end)
    return not no_place and is_park_name(sentence[span.start : span.end])


def _programme(sentence: str, span: Span) -> bool:
    name = sentence[span.start : span.end]
    whole = name.count("“") == name.count("”") and name.count("‘") == name.count("’")
    if not whole or _TORN.search(name) or len(name) < _LEAST:
        return False
    levelled = _level().search(sentence, max(0, span.start - _LEVEL), span.start) or _level().match(name)
    titled = name.rstrip("”’").endswith(words("titles", "endings"))
    granted = _granted().search(sentence, max(0, span.start - _REACH), span.start)
    return granted is not None or (titled and levelled is not None)


@cache
def _granted() -> re.Pattern[str]:
    verbs = {*words("programmes", "title_verbs"), *words("titles", "granting"), *words("conflicts", "speaking_for")}
    return re.compile(rf"(?:{'|'.join(sorted(verbs, key=len, reverse=True))})[^，。；：、]{{0,8}}$")


@cache
def _level() -> re.Pattern[str]:
    return re.compile("(?:国家|全国|[省市县区]|自治区)级?$|^(?:国家|[省市县区]级)")


_SIGNS: Mapping[str, Callable[[str, Span], bool]] = MappingProxyType(
    {"Enterprise": _company, "Park": _park, "Programme": _programme}
)
