"""Dates, document numbers and names of agencies as they are written in texts."""

from __future__ import annotations

import re
import unicodedata

from extract.numerals import spelled, whole
from extract.read.dates import to_edtf
from ontology.vocabulary import load_agencies

_HANZI = re.compile(
    r"(?P<y>[一二][〇○零OＯ一二三四五六七八九]{3})年(?P<m>[一二三四五六七八九十]{1,2})月(?:(?P<d>[一二三四五六七八九十]{1,3})日)?"
)
_ARABIC = re.compile(r"(?<!\d)\d{4}(?:年\d{1,2}月(?:\d{1,2}日)?|(?P<s>[-/.])\d{1,2}(?:(?P=s)\d{1,2})?(?!\d))")
_NUMBER = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{1,14})\s?[〔\[（(【]\s?(?P<year>(?:19|20)\d\d)\s?[〕\]）)】]\s?第?0*(?P<n>\d{1,5})\s?号"
)
_LONGEST_AGENCY = 40
# 二 〇 一 七 年 十 二 月 三 十 一 日, and blanks around it.
_LONGEST_DATE = 60
_AGENCIES_APART = re.compile(r"[、,，;；|｜\s]+")
# 国 家 能 源 局: blanks between all characters fill the line.
_SPACED = re.compile(r"(?<=(?<!\S)\S)[ \u3000]+(?=\S(?!\S))")
_NOT_IN_NAMES = re.compile(r"[。，：:；！？“”《》\d]")


def first_date(text: str) -> str | None:
    """The first date in `text` as EDTF, None where there is none that can be.

    >>> first_date("二〇一七年二月二十日印发"), first_date("2021/05/03 10:20"), first_date("2021年65月")
    ('2017-02-20', '2021-05-03', None)
    """
    for pattern, read in ((_ARABIC, re.Match.group), (_HANZI, _from_hanzi)):
        if found := pattern.search(unicodedata.normalize("NFKC", text)):
            try:
                return to_edtf(str(read(found)))
            except ValueError:
                return None
    return None


def is_date(line: str) -> bool:
    """Whether a line is a date and nothing else, brackets apart."""
    if len(line) > _LONGEST_DATE:
        return False
    plain = unicodedata.normalize("NFKC", line).strip(" \t()")
    plain = "".join(plain.split())
    return bool(_ARABIC.fullmatch(plain) or _HANZI.fullmatch(plain))


def _from_hanzi(found: re.Match[str]) -> str:
    year = spelled(found["y"])
    parts = [whole(found[name]) for name in "md" if found[name]]
    return f"{year}年{parts[0]}月" + (f"{parts[1]}日" if len(parts) > 1 else "")


def document_number(text: str) -> str | None:
    """A text that is a document number and nothing else, in its usual form; None for anything else.

    >>> document_number("浙政发[2017]06号")
    '浙政发〔2017〕6号'
    """
    found = _NUMBER.fullmatch(text.strip(" \t\u3000()（）"))
    return f"{found['who']}〔{found['year']}〕{found['n']}号" if found else None


def agencies(text: str) -> tuple[str, ...]:
    """The government bodies that a line consists of, () where it has anything else.

    >>> agencies("省发展改革委　省经信厅"), agencies("推动高质量发展")
    (('省发展改革委', '省经信厅'), ())
    """
    names = [name for name in _AGENCIES_APART.split(_SPACED.sub("", text.strip())) if name]
    return tuple(dict.fromkeys(names)) if names and all(map(_is_agency, names)) else ()


def _is_agency(name: str) -> bool:
    return len(name) <= _LONGEST_AGENCY and not _NOT_IN_NAMES.search(name) and bool(load_agencies().roles(name))
