"""Page furniture out: page counts, share-site headers, adverts, disclaimers, reading counts, navigation."""

from __future__ import annotations

from extract.clean.aligned import AlignedText, Edit
from extract.clean.rules import Furniture, furniture


def drop_furniture(text: AlignedText) -> AlignedText:
    """The text without what the patterns of `furniture.yaml` find, each pattern in turn."""
    for rule in furniture():
        if any(hint in text.text for hint in rule.hints):
            text = text.edited(_edits(text.text, rule))
    return text


def _edits(text: str, rule: Furniture) -> list[Edit]:
    found = [m.span() for m in rule.pattern.finditer(text) if m.end() > m.start()]
    if rule.scope == "line":
        return _line_edits(text, found)
    if rule.scope == "tail":
        return [(max(s - 1, 0), len(text), "") for s, _ in found if len(text) - s <= rule.within][:1]
    return [(start, end, "") for start, end in found]


def _line_edits(text: str, lines: list[tuple[int, int]]) -> list[Edit]:
    """Edits that take each line with the line break before it, or behind it where it is the first."""
    edits: list[Edit] = []
    taken = 0
    for start, end in lines:
        start, end = (start - 1, end) if start > taken else (start, min(end + 1, len(text)))
        edits.append((start, end, ""))
        taken = end
    return edits
