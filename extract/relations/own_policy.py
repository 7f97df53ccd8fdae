"""Which policy a document is: the one that it publishes, or has for its heading; else the one that it opens with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.relations.skeleton import MentionRef
from extract.rules import any_of

_OPENING = 80
# Headings stand among so many characters at the head of a text.
_HEAD = 400
_AROUND = 60
_NUMBER = re.compile("号[）)]?$")


def own_policy(text: str, refs: Sequence[MentionRef]) -> int | None:
    """The number of the policy entity that the document itself is, or None where the text does not name it."""
    outer = _titles(text, refs)
    found = next(_published(text, outer), None) or next(_headings(text, outer), None)
    if found is None:
        first = next((r for r in refs if not r.nested and r.type in ("Policy", "Enterprise", "Park")), None)
        opens = first is not None and first in outer and first.start <= _OPENING
        found = first if first and opens and not any_of("own_policy", "a_basis").search(_before(text, first)) else None
    return found.entity if found else None


def title_of_text(text: str, refs: Sequence[MentionRef]) -> MentionRef | None:
    """The policy in whose title the text stands: named in a line of its own at its head. None for a text that explains
    a policy (解读) or has no such line."""
    found = next(_headings(text, _titles(text, refs)), None)
    return None if found and any_of("own_policy", "explained").search(text, 0, found.end + _AROUND) else found


def _titles(text: str, refs: Sequence[MentionRef]) -> list[MentionRef]:
    """Titles of policies that stand in no longer name; numbers of documents are none."""
    return [r for r in refs if r.type == "Policy" and not r.nested and not _NUMBER.search(text[r.start : r.end])]


def _published(text: str, policies: Sequence[MentionRef]) -> Iterator[MentionRef]:
    """What the text hands out: 现将《某办法》印发给你们, 《某办法》已经市政府同意，现印发给你们."""
    for r in policies:
        after = text[r.end : r.end + 80]
        if any_of("own_policy", "handed_out").match(after) and not any_of("own_policy", "handed_on").match(after):
            yield r


def _headings(text: str, policies: Sequence[MentionRef]) -> Iterator[MentionRef]:
    """Titles that stand in a line of their own at the head of the text, but for who issues them, or which part of the
    policy the text is."""
    for r in policies:
        if r.start >= _HEAD:
            continue
        before, after = _before(text, r), text[r.end : r.end + _AROUND].split("\n")[0]
        heads = any_of("own_policy", "heads").fullmatch(before)
        part = not before.strip() and any_of("own_policy", "heads_part").fullmatch(after)
        if part or (heads and any_of("own_policy", "heads_end").fullmatch(after)):
            yield r


def _before(text: str, r: MentionRef) -> str:
    """The line up to the mention."""
    return text[max(0, r.start - _AROUND) : r.start].rpartition("\n")[2]
