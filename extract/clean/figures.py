"""Figures of dates that a scanner took for letters: 2O17年l2月1曰."""

from __future__ import annotations

import re

from extract.clean.aligned import AlignedText

_ALIKE = "OolI"
_MAY = re.compile(rf"[{_ALIKE}](?=[\d{_ALIKE}]{{0,3}}[年月日号曰])|曰(?<=\d曰)|曰(?<=[lIO]曰)")
_FIGURES = rf"[\d{_ALIKE}]"
_DATE = re.compile(
    rf"(?<![A-Za-z\d])(?:{_FIGURES}{{4}}年(?:{_FIGURES}{{1,2}}月(?:{_FIGURES}{{1,2}}[日号曰])?)?"
    rf"|{_FIGURES}{{1,2}}月{_FIGURES}{{1,2}}[日号曰]|{_FIGURES}{{1,2}}月(?={_FIGURES}{{1,2}}[日号曰]|[份底初起末中]))"
)
_MEANT = str.maketrans("OolI曰", "0011日")


def mend_figures(text: AlignedText) -> AlignedText:
    """The text with the figures of its dates in digits; what has no digit at all is no date."""
    if not _MAY.search(text.text):
        return text
    return text.recoded(_DATE.sub(_mended, text.text))


def _mended(match: re.Match[str]) -> str:
    told = match.group()
    return told.translate(_MEANT) if any(c.isdigit() for c in told) else told
