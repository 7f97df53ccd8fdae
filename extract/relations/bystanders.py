"""Industries that a clause names for another reason than that somebody develops them: fields that a technology is put
to use in, sectors that are curbed, what others meet about. Nothing is claimed of them there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from extract.relations.document import DocumentView
from extract.relations.engine import Finding
from extract.relations.skeleton import LETTERS
from extract.rules import RuleError, read_rules, words

_NAME = "bystanders"
# The industry that is asked about, in place of its letter, and one whose name ends in 业; the others are words of their
# clause.
_ASKED, _CALLED = "\ue7ff", "\ue7fe"
_INDUSTRY = LETTERS["Industry"]
_OTHERS = "".join(LETTERS[kind] for kind in ("Region", "Park", "Enterprise", "Agency", "Project"))
# So far the words around an industry are looked at, on either side.
_REACH = 70


def without_bystanders(view: DocumentView, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings but for those that say a place develops an industry, or a policy supports it, where the industry
    only stands by. What a programme is for (a fund, a campaign), it is put to use in."""
    for f in findings:
        by_policy = f.predicate == "supports" and view.groups[f.subject].type == "Policy"
        if not (f.predicate == "develops" or by_policy) or not stands_by(f, view.text):
            yield f


def stands_by(f: Finding, whole: str) -> bool:
    """Whether the words around the object of a finding in the text `whole` name it for another reason; never where it
    is part of another name."""
    text, at = f.skeleton.text, bisect_right(f.skeleton.offsets, f.focus) - 1
    if text[at] != _INDUSTRY:
        return False
    last = f.skeleton.group_at(at)[-1]
    asked = _CALLED if whole.endswith("业", 0, last.end) else _ASKED
    around = text[max(0, at - _REACH) : at] + asked + text[at + 1 : at + _REACH]
    return any(pattern.search(around) for pattern in _patterns())


def bystander_rules() -> list[dict[str, Any]]:
    """The kinds of bystanders as they stand in the file, with their examples."""
    rules = read_rules(_NAME).get("bystanders")
    if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
        raise RuleError(f"{_NAME}.yaml: a list of kinds is expected under 'bystanders'")
    return rules


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    made: list[re.Pattern[str]] = []
    developing = "|".join(words(_NAME, "developing"))
    plain = f"(?:(?!{developing})[^，。；：{_OTHERS}]){{0,30}}?"
    for rule in bystander_rules():
        try:
            wide = rule["pattern"].replace("…", "[^，。；：]{0,40}?")
            asked = wide.replace("~", plain).replace("Ⓘ", f"[{_ASKED}{_CALLED}]").replace("Ⓝ", _ASKED)
            made.append(re.compile(asked))
        except (KeyError, AttributeError, re.error) as error:
            raise RuleError(f"{_NAME}.yaml: kind {rule.get('id')!r}: {error!r}") from error
    return tuple(made)
