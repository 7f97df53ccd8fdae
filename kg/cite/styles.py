"""References as GB/T 7714-2015 has them, and as BibTeX."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import quote

from kg.cite.references import Reference
from kg.query.cells import visible
from kg.query.guard import QueryError

# Characters that mean something to TeX in the text of a field.
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
    "%": r"\%", "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
}  # fmt: skip
_TEX_PATTERN = re.compile("|".join(map(re.escape, _TEX)))
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
# What an address may hold besides letters and digits: braces, backslashes and spaces would end a field of BibTeX.
_IN_ADDRESS = "/:?#[]@!$&'()*+,;=%-._~"


def gbt7714(references: Sequence[Reference], accessed: str | None = None) -> str:
    """A numbered list after GB/T 7714-2015, 8.8 (electronic resources), one document a line.

    `accessed` is the day of reading (引用日期) that the standard wants of addresses. What is not known is left out.
    """
    lines = [f"[{n}] {_gbt(reference, accessed)}" for n, reference in enumerate(references, 1)]
    return "".join(line + "\n" for line in lines)


def bibtex(references: Sequence[Reference], accessed: str | None = None) -> str:
    """BibTeX entries, in UTF-8, each with all that is known; braces keep titles and issuers as they are written."""
    return "\n".join(_entry(reference, accessed) for reference in references)


STYLES: Mapping[str, Callable[[Sequence[Reference], str | None], str]] = {"gbt7714": gbt7714, "bibtex": bibtex}


def render(references: Sequence[Reference], style: str, accessed: str | None = None) -> str:
    """The references in a style of STYLES; raises QueryError for another style and for a malformed day."""
    if style not in STYLES:
        raise QueryError(f"there is no style {style!r} of references; choose {', '.join(STYLES)}")
    if accessed is not None and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", accessed):
        raise QueryError(f"the day of reading is written 2026-01-31, not {accessed!r}")
    return STYLES[style](references, accessed)


def _gbt(reference: Reference, accessed: str | None) -> str:
    """责任者. 题名: 其他题名信息[类型/载体]. (发布日期)[引用日期]. 网址."""
    lead = f"{visible(reference.issuer)}. " if reference.issuer else ""
    number = f": {visible(reference.number)}" if reference.number else ""
    kind = "EB/OL" if reference.url else "Z"
    date = f"({reference.date})" if reference.date and reference.url else reference.date or ""
    read = f"[{accessed}]" if accessed and reference.url else ""
    when = f" {date}{read}." if date or read else ""
    address = f" {_address(reference.url)}." if reference.url else ""
    notice = f" {visible(reference.notice)}." if reference.notice else ""
    return f"{lead}{visible(reference.title)}{number}[{kind}].{when}{address}{notice}"


def _entry(reference: Reference, accessed: str | None) -> str:
    year, month, _ = match.groups() if reference.date and (match := _DATE.match(reference.date)) else (None,) * 3
    fields = {
        "title": _braced(reference.title),
        "author": _braced(reference.issuer),
        "number": _braced(reference.number, plain=True),
        "year": year,
        "month": month.lstrip("0") if month else None,
        "date": reference.date if reference.date and "/" not in reference.date else None,
        "url": _address(reference.url) if reference.url else None,
        "urldate": accessed if reference.url else None,
        "note": _braced(reference.notice, plain=True),
        "langid": "chinese",
    }
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{reference.key},\n{body}}}\n"


def _braced(text: str | None, *, plain: bool = False) -> str | None:
    if not text:
        return None
    escaped = _TEX_PATTERN.sub(lambda match: _TEX[match.group()], visible(text))
    return escaped if plain else f"{{{escaped}}}"


def _address(url: str) -> str:
    return quote(url, safe=_IN_ADDRESS)
