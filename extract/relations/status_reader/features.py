"""What can be seen of the status of a claim, as features of a log-linear model.

The words that tell how far something is, by what they speak of (`rules/status_reader.yaml`) and by where they stand:
in the clause of the object before (`b`) and after it (`a`), in the clause before (`p`), in those before that (`e`) and
in the next one (`n`). With them go the characters right beside the object (`-` and `+`), what the rules say and by
which words, the rule that read the claim, the role of the section, and how the name ends that it is about (项目, 中心).
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from extract.relations.second.pairs import SHOWN
from extract.relations.skeleton import LETTERS
from extract.relations.spot import Spot, clause_start
from extract.relations.status import Status
from extract.rules import RuleError, any_of, read_rules, word_set

# So far before the object words are looked at, and in the next clause, in characters.
_EARLIER, _NEXT = 120, 40
_SHOW = str.maketrans({LETTERS[kind]: letter for kind, letter in SHOWN.items()} | dict.fromkeys("123456789", "0"))
_CLOSING = "”’）》"
_PLACED = ("locatedIn", "inPark")
# Where firms and agencies are is no question of stages.
WHERE = "where"


class Seen(NamedTuple):
    """A reading as the reader of status sees it: what the rules say of it (`ruled`), the kind of claim, the rule that
    read it, the status which that fixes, and the name that it is about."""

    spot: Spot
    ruled: Status
    kind: str
    rule: str
    fixed: str | None
    name: str


def kind_of_claim(predicate: str, subject: str) -> str:
    """What claims are judged alike: those of one predicate, but where projects, parks and firms are is told apart.

    >>> kind_of_claim('locatedIn', 'Project')
    'project'
    """
    if predicate == "undertakes" or (predicate in _PLACED and subject == "Project"):
        return "project"
    if predicate == "locatedIn":
        return "place" if subject == "Park" else WHERE
    return "policy" if predicate in ("supports", "establishes", "basedOn", "nextStage") else predicate


def features(seen: Seen) -> list[str]:
    """The features of a reading; the same reading has the same features in any process."""
    found = [*_of_rules(seen.ruled, seen.spot.role, seen.rule, seen.fixed, seen.spot.skeleton.sentence.is_heading)]
    name = seen.name.rstrip(_CLOSING)
    found += ("ends " + name[-1:], "ends " + name[-2:])
    _add_beside(found, seen.spot)
    _add_words(found, seen.spot)
    return found


@lru_cache(maxsize=4096)
def _of_rules(ruled: Status, role: str, rule: str, fixed: str | None, is_heading: bool) -> tuple[str, ...]:
    """What the rules make of a reading, and the role of its section."""
    return (
        "any",
        f"status {ruled.value}",
        f"why {ruled.value} {ruled.why}",
        f"role {role}",
        f"role {role} {ruled.value} {ruled.said}",
        f"rule {rule}",
        f"fixed {fixed}",
        *(("heading",) if is_heading else ()),
    )


def _add_beside(found: list[str], spot: Spot) -> None:
    """The characters right beside the object, with a letter for each name and one digit for all."""
    before = "-" + spot.text[max(spot.start, spot.at - 3) : spot.at].translate(_SHOW)[::-1]
    after = "+" + spot.text[spot.at + 1 : min(spot.end, spot.at + 4)].translate(_SHOW)
    found += (before[:2], before[:3], before[:4], after[:2], after[:3], after[:4])


def _add_words(found: list[str], spot: Spot) -> None:
    """The words that tell how far something is, with where they stand."""
    text, at, start, end = spot.text, spot.at, spot.start, spot.end
    low = max(spot.low, at - _EARLIER)
    previous = clause_start(text, low, start - 1) if start > low else start
    last = first = None
    for match in any_of("status_reader", "kinds").finditer(text, low, spot.next_end(_NEXT)):
        place = match.start()
        kind = _kind_of(match.group())
        if place < at:
            zone = "b " if place >= start else "p " if place >= previous else "e "
            last = kind if kind in _decisive() else last
        else:
            zone = "a " if place < end else "n "
            first = kind if first is None and kind in _decisive() else first
        found.append(zone + kind)
    found += (f"last {last}", f"first {first}", f"between {last} {first}")


@lru_cache(maxsize=4096)
def _kind_of(word: str) -> str:
    """The first kind that has a word; raises RuleError for one that stands in a list only before certain others."""
    for kind in read_rules("status_reader")["kinds"]:
        if any_of("status_reader", "kinds", kind).fullmatch(word):
            return str(kind)
    raise RuleError(f"status_reader.yaml: kinds: {word!r} is none by itself")


@cache
def _decisive() -> frozenset[str]:
    """The kinds of which the nearest words are told as well; raises RuleError for one that there is not."""
    found = word_set("status_reader", "decisive")
    if unknown := found - read_rules("status_reader")["kinds"].keys():
        raise RuleError(f"status_reader.yaml: decisive: there is no kind {sorted(unknown)[0]!r}")
    return found
