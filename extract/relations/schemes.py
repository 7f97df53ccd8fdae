"""Whether a policy sets up the programme in its title: as that programme's own scheme, not as one that serves it."""

from __future__ import annotations

import re
from functools import cache

from extract.relations.document import DocumentView
from extract.relations.skeleton import MentionRef
from extract.rules import any_of

_AND = ("和", "与", "及", "、", "+")


def sets_up(view: DocumentView, policy: MentionRef, programme: MentionRef) -> bool:
    """Whether the title of `policy` is that of a scheme for `programme`, which is named in it: what follows the name
    only says what is done with it and what kind of rules these are, or what precedes says that it is begun.

    A title of aid, of a standard, of a call for applications, or of the carrying out of another's policy sets up none.
    """
    if any_of("defaults", "applications").search(view.text, policy.start, policy.end):
        return False
    before = view.text[policy.start : programme.start].rstrip("“‘〈")
    name = view.text[programme.start : programme.end]
    if _serves(before, name) or _part_of_another(view, policy, programme):
        return False
    rest = _rest(view, policy, programme)
    if _own_end().fullmatch(rest):
        return not rest or any_of("schemes", "of_the_nation").match(name) is None
    return any_of("schemes", "begun").search(before) is not None


def _serves(before: str, name: str) -> bool:
    """Whether the words before the name say that it is there already."""
    if any_of("schemes", "serving").search(before):
        return True
    holders = any_of("schemes", "holders").search(name) is not None
    return holders and any_of("schemes", "serving_holders").search(before) is not None


def _part_of_another(view: DocumentView, policy: MentionRef, programme: MentionRef) -> bool:
    """Whether the name is a part of another programme's name, or says of what kind that is: 孵化器|种子基金管理办法."""
    others = (r for r in view.nested_in(policy) if r.type == "Programme" and r.entity != programme.entity)
    return any(
        (r.start <= programme.start and programme.end <= r.end)
        or (r.start >= programme.end and not view.text.endswith(_AND, programme.end, r.start))
        for r in others
    )


def _rest(view: DocumentView, policy: MentionRef, programme: MentionRef) -> str:
    """The title behind the name, without other programmes that are named in one breath with it."""
    rest, at = "", programme.end
    for r in view.nested_in(policy):
        if r.type == "Programme" and r.start >= max(at, programme.end):
            rest += view.text[at : r.start]
            at = r.end
    return (rest + view.text[at : policy.end]).rstrip("》")


@cache
def _own_end() -> re.Pattern[str]:
    """What may follow a programme in the title of its own scheme; nothing where the two have one name."""
    process, own = any_of("schemes", "process").pattern, any_of("schemes", "own").pattern
    bracketed = r"(?:[（(〔][^（）()〔〕]{1,16}[）)〕])*"
    rules = rf"(?:{process})*(?:{own})(?:[和与及](?:{own}))?{bracketed}(?:[〉》]*的?通知)?"
    return re.compile(rf"[”’〉》]*(?:{rules}|{bracketed})")
