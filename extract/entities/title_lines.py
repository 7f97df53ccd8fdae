"""Titles without 《》 that stand by themselves: in a line at the head of a text (青山县工业发展扶持办法（试行）), or
in a row of a list, in the cell before the one of its number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.entities.candidates import Candidate
from extract.entities.lexicon import either, policy_nouns
from extract.rules import any_of, word_set, words

# Titles stand among so many characters, and below so many sentences (of a web page) at the most.
_HEAD = 500
_SENTENCES = 1
_LEAST, _MOST = 8, 60
# A title is broken over so many lines.
_LINES = 3
# A document's number: 绩政办〔2013〕17号.
_NUMBER_CELL = r"[\u4e00-\u9fff]{1,12}[〔\[（(](?:19|20)\d\d[〕\]）)]第?\d{1,5}号"
# Between the cells of a row cleaned text has one of these, and no other blank.
_PARTS = "\u3000"
_ROW = re.compile(
    rf"(?:^|{_PARTS})(?P<name>[^{_PARTS}\n，。；《》]{{{_LEAST},{_MOST}}}){_PARTS}(?={_NUMBER_CELL}(?:{_PARTS}|$))",
    re.M,
)
_ASIDE = r"(?:（(?!\d{4}年\d{1,2}月|第)[^（）\n]{1,20}）)?"


def find_title_lines(text: str) -> Iterator[Candidate]:
    """The first title in the lines at the head of a cleaned text, as a candidate of type Policy."""
    lines = [m.span() for m in re.finditer(r"[^\n]+", text[:_HEAD])]
    sentences = 0
    for at, (start, stop) in enumerate(lines):
        line = text[start:stop].rstrip()
        if any_of("policies", "line_none").match(line) or sentences > _SENTENCES:
            return
        sentences += line.count("。")
        found = _title(line)
        if found:
            begin, end = start + found[0], start + found[1]
            if found[0] == 0:
                begin = _begun_above(text, lines[max(0, at + 1 - _LINES) : at], begin, end)
            if end - begin >= _LEAST:
                yield Candidate(begin, end, "Policy", "policy-line", name=_unbroken(text[begin:end]))
                return


def find_title_rows(text: str) -> Iterator[Candidate]:
    """The titles in rows of a cleaned text, each before the cell of its document number."""
    if _PARTS not in text:
        return
    for match in _ROW.finditer(text):
        if _ending(False).fullmatch(match["name"]):
            yield Candidate(*match.span("name"), "Policy", "policy-row")


def _title(line: str) -> tuple[int, int] | None:
    """Where a title stands in a line: its beginning without who issues it, its end with a bracket behind."""
    match = _before().match(line)
    start = match.end() if match else 0
    handed = match is not None and match["handing"] is not None
    found = _ending(handed).match(line, start, start + 2 * _MOST)
    if found is None or any_of("policies", "line_none_within").search(line[start : found.end()]):
        return None
    return (start, found.end()) if found.end() - start <= _MOST else None


def _begun_above(text: str, above: list[tuple[int, int]], begin: int, end: int) -> int:
    """Where a title begins whose first part stands in the lines above, which are not those of who issues it."""
    for start, stop in reversed(above):
        line = text[start:stop].rstrip()
        if text[stop:begin].strip() or end - start > _MOST or not any_of("policies", "line_begins").fullmatch(line):
            break
        begin = start
    return begin


def _unbroken(name: str) -> str:
    return "".join(name.split()) if "\n" in name else ""


@cache
def _before() -> re.Pattern[str]:
    marks, issuer, handing = ("|".join(words("policies", f"line_{part}")) for part in ("before", "issuer", "handing"))
    return re.compile(f"(?:{marks})*(?:{issuer})?(?P<handing>{handing})?")


@cache
def _ending(handed: bool) -> re.Pattern[str]:
    """A title that ends its line; one that a notice hands out (关于印发…的通知) ends before the notice does."""
    nouns = either((*policy_nouns(word_set("policies", "line_not_nouns")), *words("policies", "line_nouns")))
    behind = "|".join((*words("policies", "line_after"), *(["的通知"] if handed else [])))
    return re.compile(
        rf"[^，。；：！？《》\n]*?(?:{nouns}|[一二三四五六七八九十\d]+条){_ASIDE}(?=\s*(?:$|（\d{{4}}年\d{{1,2}}月|（第|{behind}))"
    )
