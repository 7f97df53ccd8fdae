"""Masks: names and figures blotted out with XX, ××, ** or 某. They stay in the text and are marked."""

from __future__ import annotations

from extract.clean.aligned import AlignedText, Mark
from extract.clean.rules import mask_rules


def mark_masks(text: AlignedText) -> AlignedText:
    """The text with a mark `mask` on every stretch that a pattern of `masks.yaml` finds."""
    return text.marked(Mark("mask", start, end) for start, end in mask_spans(text.text))


def mask_spans(text: str) -> list[tuple[int, int]]:
    """Where masks stand in cleaned text, in order; of two that overlap the first and longer one counts."""
    rules = [rule for rule in mask_rules() if any(hint in text for hint in rule.hints)]
    found = sorted((m.span() for rule in rules for m in rule.pattern.finditer(text)), key=lambda s: (s[0], -s[1]))
    spans: list[tuple[int, int]] = []
    for start, end in found:
        if end > start and (not spans or start >= spans[-1][1]):
            spans.append((start, end))
    return spans
