"""Policy documents and addresses to a congress: texts whose bare clauses are intentions, not deeds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.rules import any_of, read_rules, words
from extract.structure import Sentence, bare_role, heading_level

# So far the head of a text reaches, in which it says that it is about a policy.
_HEAD = 120


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
    signs = {"titles": (title or "").strip(), "signs": text, "first_headings": _heading(text)}
    return (
        "provisions"
        if any(any_of("text_kinds", "provisions", key).search(said) for key, said in signs.items())
        else "report"
    )


def by_kind(text: str, sentences: Sequence[Sentence], title: str | None = None) -> list[Sentence]:
    """The sentences with the role that the kind of their text gives them: `provision` in a policy document but for
    what it tells of before, `plan` in an address from where it turns to what is intended, `signed` in the items of a
    list of what was signed."""
    kind = kind_of_text(text, title)
    if kind == "provisions":
        return list(_provisions(text, sentences))
    return list(_address(text, sentences) if kind == "address" else _signings(text, sentences))


def _provisions(text: str, sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    review: int | None = None
    for s in sentences:
        level = heading_level(text[s.start : s.end])
        if level is not None and (review is None or level <= review):
            review = level if any_of("text_kinds", "provisions", "review").search(s.heading) else None
        yield _in_role(s, "provision" if review is None else "report")


def _address(text: str, sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    turned, troubled = False, -1
    for s in sentences:
        said = text[s.start : s.end]
        chapter = heading_level(said) == 0
        if chapter and any_of("text_kinds", "address", "review").search(s.heading):
            turned = False
        elif chapter and any_of("text_kinds", "address", "plan_headings").search(s.heading):
            turned = True
        elif (bare := bare_role(said.strip())) in ("plan", "report"):
            turned = bare == "plan"
        else:
            turned = turned or any_of("text_kinds", "address", "turns").search(said) is not None
        if any_of("text_kinds", "address", "problems").search(said):
            troubled = s.paragraph
        wrong = s.role == "problem" or s.paragraph == troubled
        yield _in_role(s, "plan" if turned else "problem" if wrong else "report")


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
    return s if s.role == role else Sentence(s.start, s.end, role, s.heading, s.is_heading, s.paragraph)


def _heading(text: str) -> str:
    """The first line with an enumerator, or nothing."""
    return next((line[:40] for line in text.split("\n") if heading_level(line) is not None), "")


@cache
def _each(kind: str, key: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(word) for word in words("text_kinds", kind, key))
