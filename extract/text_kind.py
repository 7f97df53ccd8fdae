"""Policy documents and addresses to a congress: texts whose bare clauses are intentions, not deeds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.register.settle import Leaning, settled
from extract.rules import any_of, read_rules, words
from extract.structure import Sentence, bare_role, heading_level

# So far the head of a text reaches, in which it says that it is about a policy.
_HEAD = 120
# In a report the register decides only on what reports, and most firmly not where a heading says that it does.
_OPEN = {("report", ""): "report", ("report", "heading"): "reported"}


def kind_of_text(text: str, title: str | None = None) -> str:
    """`provisions` for a policy document, `address` for a work report to a congress, `report` for any other text.

    `text` is cleaned; `title` is what stands outside it, if anything.

    >>> kind_of_text('为加快发展数字经济，制定本办法。')
    'provisions'
    """
    head = text[: int(read_rules("text_kinds")["address"]["within"])]
    if all(pattern.search(head) for pattern in _each("address", "signs")):
        return "address"
    if any_of("text_kinds", "provisions", "not").search(f"{title or ''}\n{text[:_HEAD]}"):
        return "report"
    named = (title or "").strip()
    signs = {
        "titles": named, "first_lines": named or _first_line(text), "signs": text, "first_headings": _heading(text)
    }  # fmt: skip
    return (
        "provisions"
        if any(any_of("text_kinds", "provisions", key).search(said) for key, said in signs.items())
        else "report"
    )


def by_kind(
    text: str, sentences: Sequence[Sentence], title: str | None = None, year: int | None = None
) -> list[Sentence]:
    """The sentences with the role that the kind of their text gives them: `provision` in a policy document but for
    what it tells of before, `plan` in an address from where it turns to what is intended, `signed` in the items of a
    list of what was signed; what headings leave open, the register of the sentences decides (`extract.register`).

    `year` is that of the text, where it is known.
    """
    return settled(text, list(leanings(text, sentences, title)), year)


def leanings(text: str, sentences: Sequence[Sentence], title: str | None) -> Iterator[Leaning]:
    """The sentences with the role that headings and the kind of their text give them, and how firmly."""
    kind = kind_of_text(text, title)
    if kind == "provisions":
        return _provisions(text, sentences)
    if kind == "address":
        return _address(text, sentences)
    return ((s, _OPEN.get((s.role, s.by), "")) for s in _signings(text, sentences))


def _provisions(text: str, sentences: Sequence[Sentence]) -> Iterator[Leaning]:
    review: int | None = None
    for s in sentences:
        level = heading_level(text[s.start : s.end])
        if level is not None and (review is None or level <= review):
            review = level if _looks_back(s.heading) else None
        yield _in_role(s, "provision" if review is None else "report"), ""


def _looks_back(heading: str) -> bool:
    """Whether a heading of a policy document stands over what was done before."""
    mends = any_of("text_kinds", "provisions", "not_review").search(heading)
    return not mends and any_of("text_kinds", "provisions", "review").search(heading) is not None


def _address(text: str, sentences: Sequence[Sentence]) -> Iterator[Leaning]:
    turned: bool | None = None
    troubled = looking_back = line = -1
    for s in sentences:
        said = text[s.start : s.end]
        if s.paragraph != line and any_of("text_kinds", "address", "looks_back").match(said):
            looking_back = s.paragraph
        before, turned, line = turned, _turned(said, s.heading, turned), s.paragraph
        if (turned and not before) or any_of("text_kinds", "address", "looks_ahead").match(said):
            looking_back = -1
        if any_of("text_kinds", "address", "problems").search(said):
            troubled = s.paragraph
        wrong = s.role == "problem" or s.paragraph == troubled
        if turned:
            # In the midst of plans, a look back may end before its paragraph does.
            yield _in_role(s, "plan"), "address" if s.paragraph == looking_back else "plans"
        elif wrong:
            yield _in_role(s, "problem"), ""
        else:
            yield _in_role(s, "report"), "address" if turned is None else "reviews"


def _turned(said: str, heading: str, turned: bool | None) -> bool | None:
    """Whether an address has turned to what is intended, after it has `said` that; None where nothing has told yet."""
    chapter = heading_level(said) == 0
    if chapter and any_of("text_kinds", "address", "review").search(heading):
        return False
    if chapter and any_of("text_kinds", "address", "plan_headings").search(heading):
        return True
    if (bare := bare_role(said.strip())) in ("plan", "report"):
        return bare == "plan"
    return True if any_of("text_kinds", "address", "turns").search(said) else turned


def _signings(text: str, sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """The items under a line like 现场签约项目9个，其中： are signed, and no more than that, and so is what news of a
    signing tells up to where it turns to what was begun or finished."""
    signed, line = False, -1
    news = any_of("text_kinds", "signings", "news").search(text[: 2 * _HEAD]) is not None
    for s in _news_of_signing(text, sentences) if news else sentences:
        said = text[s.start : s.end]
        if s.paragraph != line:
            signed &= heading_level(said) is not None
        if signed and s.role == "report":
            s = s._replace(role="signed")
        if said.rstrip().endswith(("：", ":")) or said.rstrip().endswith(("其中。", "如下。")):
            signed = any_of("text_kinds", "signings", "signs").search(said) is not None
        line = s.paragraph
        yield s


def _news_of_signing(text: str, sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    signing = True
    for s in sentences:
        if verbs := any_of("text_kinds", "signings", "turns").findall(text, s.start, s.end):
            signing = any(any_of("text_kinds", "signings", "signs").search(verb) for verb in verbs)
        yield s._replace(role="signed") if signing and s.role == "report" else s


def _in_role(s: Sentence, role: str) -> Sentence:
    return s._replace(role=role, by="kind")


def _first_line(text: str) -> str:
    """The first line where it may be a title, or nothing."""
    line = text.lstrip().partition("\n")[0].strip()
    return "" if "。" in line or len(line) > _HEAD else line


def _heading(text: str) -> str:
    """The first line with an enumerator, or nothing."""
    return next((line[:40] for line in text.split("\n") if heading_level(line) is not None), "")


@cache
def _each(kind: str, key: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(word) for word in words("text_kinds", kind, key))
