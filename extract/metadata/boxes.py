"""The box above a text on a government site, and the line under its title: labels with values."""

from __future__ import annotations

import re
from functools import cache

from extract.rules import read_rules, words
from extract.rules.openings import tried_at

# A box stands above the text or, on some sites, below it.
_HEAD, _FOOT = 2500, 600
_LONGEST_VALUE = 120
_VALUE = rf"[^\n\t|｜]{{1,{_LONGEST_VALUE}}}"
_CLOSE = r"[ \u3000]*[】\]]?[ \u3000]*"


def boxed(text: str) -> dict[str, str]:
    """The first value of each kind of label (`title, number, issuers, written, published, url, source`).

    A label stands at the beginning of a line or cell, or behind two blanks or a bar, with a colon, a tab or the end of
    the line behind it.
    """
    found: dict[str, str] = {}
    for part in (text[:_HEAD], text[max(_HEAD, len(text) - _FOOT) :]):
        for match in tried_at(_pattern(), _may_begin(), part):
            kind = _kinds()[re.sub(r"\s", "", match["label"])]
            if kind and (value := match["value"].strip(" \u3000:：")):
                found.setdefault(kind, value)
    return found


@cache
def _kinds() -> dict[str, str | None]:
    """What stands behind each label; None for those that only end another value."""
    labels = {label: kind for kind in read_rules("metadata")["labels"] for label in words("metadata", "labels", kind)}
    return {label: None if kind == "others" else kind for label, kind in labels.items()}


@cache
def _may_begin() -> re.Pattern[str]:
    opening = "【\\[" + "".join(sorted({label[0] for label in _kinds()}))
    return re.compile(rf"[{opening}](?:(?<=^.)|(?<=[\t|｜【\[ \u3000].))", re.MULTILINE)


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_kinds(), key=lambda label: (-len(label), label))
    label = "|".join(r"[ \u3000]*".join(name) for name in longest_first)
    begin = r"(?:^|(?<=[\t|｜【\[])|(?<=[ \u3000]))"
    behind = rf"{_CLOSE}(?:[:：][ \u3000\t]*|\t|\n[ \u3000]*(?={_VALUE}))"
    end = rf"(?=[ \u3000]+(?:{label}){_CLOSE}[:：]|[ \u3000]*[【\[](?:{label})|\t|\n|[|｜]|\Z)"
    return re.compile(rf"{begin}[【\[]?(?P<label>{label}){behind}(?P<value>{_VALUE}?){end}", re.MULTILINE)
