"""The banks of the State, which reports call by their full or short names: 中国工商银行 and 工商银行 are one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.entities.candidates import Candidate
from extract.entities.lexicon import either
from extract.rules import words

_WHOLE = "中国"


def find_banks(text: str) -> Iterator[Candidate]:
    """Candidates of type Enterprise in cleaned text, under the full name of the bank."""
    for match in _banks().finditer(text) if "银行" in text else ():
        short = match["short"]
        yield Candidate(*match.span(), "Enterprise", "enterprise-bank", name=_WHOLE + short if short else "")


@cache
def _banks() -> re.Pattern[str]:
    full, short = (either(words("enterprises", f"{kind}_banks")) for kind in ("whole", "state"))
    behind = "|".join(words("enterprises", "no_bank_before"))
    before = "".join(f"(?<!{word})" for word in words("enterprises", "no_bank_behind"))
    return re.compile(rf"(?:(?:{_WHOLE})?(?P<short>{short})|{before}(?:{full}))(?!{behind})")
