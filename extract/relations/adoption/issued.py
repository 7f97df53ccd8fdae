"""A policy about a programme takes it up on the day under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.places import TimeMention
from extract.relations.adoption.readings import finding, told_by
from extract.relations.adoption.thread import Clause
from extract.relations.adoption.words import pattern
from extract.relations.document import DocumentView
from extract.relations.engine import OWN, Finding
from extract.relations.skeleton import MentionRef, Skeleton

# The date under a policy stands on one of the last lines, alone.
_MAX_DATE_LINE = 16


def issued(view: DocumentView, skeleton: Skeleton, dated: Sequence[TimeMention]) -> Iterator[Finding]:
    """A policy about a programme takes it up on the day under it."""
    signed = dated[-1] if dated else None
    if signed is None or signed.kind != "date" or not _stands_alone(view.text, signed):
        return
    for ref in (ref for group in skeleton.groups for ref in group):
        if ref.type == "Policy" and ref.entity == view.own_policy:
            clause, own = Clause(skeleton, 0, len(skeleton.text)), MentionRef(ref.start, ref.start, "Region", OWN)
            status = "planned" if pattern("draft").search(view.text, ref.start, ref.end) else "achieved"
            for inner in told_by(view, ref):
                yield finding(clause, own, inner.entity, "adoption-issued", inner.start, status, signed.edtf)


def _stands_alone(text: str, time: TimeMention) -> bool:
    line = text[text.rfind("\n", 0, time.start) + 1 :].split("\n", 1)[0]
    return "\n" in text[: time.start] and len(line.strip()) <= _MAX_DATE_LINE
