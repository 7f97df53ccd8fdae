"""Page furniture out: page counts, share-site headers, adverts, disclaimers, reading counts, navigation."""

from __future__ import annotations

from functools import cache

from ahocorasick_rs import AhoCorasick

from extract.clean.aligned import AlignedText, Edit
from extract.clean.rules import Furniture, furniture


def drop_furniture(text: AlignedText) -> AlignedText:
    """The text without what the patterns of `furniture.yaml` find, each pattern in turn."""
    hinted = _hinted(text.text)
    for number, rule in enumerate(furniture()):
        if number in hinted and (edits := _edits(text.text, rule, hinted[number])):
            text = text.edited(edits)
            hinted = _hinted(text.text)
    return text


def _hinted(text: str) -> dict[int, list[int]]:
    """Where rules have a hint in `text`, by their numbers, all hints being looked for in one pass."""
    matcher, rules = _hints()
    found: dict[int, list[int]] = {}
    for which, start, _ in matcher.find_matches_as_indexes(text, overlapping=True):
        for number in rules[which]:
            found.setdefault(number, []).append(start)
    return found


@cache
def _hints() -> tuple[AhoCorasick, tuple[tuple[int, ...], ...]]:
    """An automaton of all hints, and for each hint the numbers of the rules that it belongs to."""
    hints = sorted({hint for rule in furniture() for hint in rule.hints})
    rules = [tuple(n for n, rule in enumerate(furniture()) if hint in rule.hints) for hint in hints]
    return AhoCorasick(hints), tuple(rules)


def _edits(text: str, rule: Furniture, hints: list[int]) -> list[Edit]:
    looked_at = _lines(text, hints) if rule.in_line else [(0, len(text))]
    found = [m.span() for span in looked_at for m in rule.pattern.finditer(text, *span) if m.end() > m.start()]
    if rule.scope == "line":
        return _line_edits(text, found)
    if rule.scope == "tail":
        return [(max(s - 1, 0), len(text), "") for s, _ in found if len(text) - s <= rule.within][:1]
    return [(start, end, "") for start, end in found]


def _lines(text: str, places: list[int]) -> list[tuple[int, int]]:
    """The lines that hold these places, which are in order, each once."""
    found: list[tuple[int, int]] = []
    for at in places:
        if not found or at >= found[-1][1]:
            end = text.find("\n", at)
            found.append((text.rfind("\n", 0, at) + 1, end if end >= 0 else len(text)))
    return found


def _line_edits(text: str, lines: list[tuple[int, int]]) -> list[Edit]:
    """Edits that take each line with the line break before it, or behind it where it is the first."""
    edits: list[Edit] = []
    taken = 0
    for start, end in lines:
        start, end = (start - 1, end) if start > taken else (start, min(end + 1, len(text)))
        edits.append((start, end, ""))
        taken = end
    return edits
