"""What is no company: names that are blotted out or tell only a kind of firms, firms that are counted, brands that are
none."""

from __future__ import annotations

import re
from functools import cache

from extract.entities.lexicon import either, legal_forms
from extract.rules import any_of, words
from ontology.vocabulary import load_industries

# How many firms there are, which is no part of a name.
COUNT = re.compile(r"[\d一二两三四五六七八九十]+[家户]")
_MASK = re.compile(r"[Xx×]{1,}(?![A-Za-z])|\*+|某|＊+")
_COUNTED_FIRMS = re.compile(r"[\dXx×]+(?:余|多)?[家户]")


def is_masked(name: str) -> bool:
    """Whether the distinctive part of a name is blotted out.

    >>> is_masked('XX新材料股份有限公司'), is_masked('TCL科技'), is_masked('朝辉印刷')
    (True, False, False)
    """
    return bool(_MASK.search(re.sub(r"[A-Za-z]{3,}", "", name) if not re.search(r"[Xx]{3,}", name) else name))


def tells_no_company(text: str, start: int, end: int) -> bool:
    """Whether what stands at `text[start:end]` is a kind of firms that is counted (小竹拉丝厂31家), or the rest of a
    name whose head is blotted out (XX（湖北）光电有限公司)."""
    torn = "）" in text[start:end] and "（" not in text[start:end]
    before = text[max(0, start - 1) : start]
    torn = torn or (text.endswith("公司", start, end) and text.startswith(words("enterprises", "no_company"), end))
    return torn or (before not in "、和及与" and _COUNTED_FIRMS.match(text, end) is not None)


def is_generic(name: str) -> bool:
    """Whether a name says only what kind of company it is (上市公司, 龙头企业), or is that of a trade."""
    return bool(_generic().fullmatch(legal_form().sub("", name)) or any_of("enterprises", "no_firm").search(name))


@cache
def _generic() -> re.Pattern[str]:
    known = either(sorted(words("enterprises", "generic"), key=len, reverse=True))
    return re.compile(rf"(?:{known}|[\d一二三四五六七八九十两几]+)*")


def is_brand(brand: str) -> bool:
    """Whether what stands before a word of trade may be a company's brand, and is no field or kind of firms."""
    generic = _generic().fullmatch(brand) or brand in load_industries().surfaces or is_masked(brand)
    return not generic and bool(re.fullmatch(r"[\u4e00-\u9fff]+", brand)) and brand[0] not in "市县区省州的"


@cache
def legal_form() -> re.Pattern[str]:
    """Any legal form, wherever in a text."""
    return re.compile(f"(?:{either(legal_forms())})")
