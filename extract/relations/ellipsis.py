"""Subjects that a clause leaves out (某公司位于某园区，是国家高新技术企业), put back for the relation rules.

A clause that opens with a verb takes over the topic: the subject of a clause before it, or what 公司 and 园区 take up.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from extract.relations.skeleton import LETTERS, MentionRef, Skeleton, kind_of
from extract.rules import read_rules, words
from extract.rules.needed import needed

_CLAUSE = re.compile(r"[^，；：。！？\n]+")
_LASTING = ("Enterprise", "Policy", "Announced")
_KINDS = ("Enterprise", "Park", "Project", "Policy")


@dataclass(frozen=True, slots=True)
class _Topic:
    """What the text speaks of: the mentions of one subject, and where the sentence that named it ends.

    `kind` is its type, or Announced for a policy that somebody sets up.
    """

    kind: str
    group: tuple[MentionRef, ...]
    end: int


def with_subjects(skeletons: Iterable[Skeleton]) -> Iterator[Skeleton]:
    """The skeletons, each clause that leaves its subject out with the letter of its topic at its head.

    A topic lasts to the end of its sentence, a single company or policy to the end of the next one. Semicolons part
    sentences too, but no topic ends there.
    """
    topic: _Topic | None = None
    before = ""
    for skeleton in skeletons:
        topic = _lasting(topic, skeleton, before.endswith("；")) if topic else None
        before = skeleton.text
        inserted: list[tuple[int, tuple[MentionRef, ...]]] = []
        for clause in _CLAUSE.finditer(skeleton.text):
            if topic and _opens_with_verb(topic.kind).match(skeleton.text, clause.start(), clause.end()):
                inserted.append((clause.start(), topic.group))
                topic = _Topic(topic.kind, topic.group, skeleton.sentence.end)
                continue
            topic = _topic_after(skeleton, clause.start(), clause.end(), _still_announced(topic, skeleton))
        yield _insert(skeleton, inserted) if inserted else skeleton


def _lasting(topic: _Topic, skeleton: Skeleton, goes_on: bool) -> _Topic | None:
    """What is left of a topic in a sentence after its own, which `goes_on` after a semicolon or is a new one."""
    if goes_on and topic.end == skeleton.sentence.start:
        return topic
    if topic.end != skeleton.sentence.start or len(topic.group) > 1 or topic.kind not in _LASTING:
        return None
    return topic if topic.kind == "Enterprise" else _Topic("Announced", topic.group, topic.end)


def _still_announced(topic: _Topic | None, skeleton: Skeleton) -> _Topic | None:
    """A topic, unless it is a policy set up in the sentence before and a clause has not gone on with it."""
    gone = topic is not None and topic.kind == "Announced" and topic.end == skeleton.sentence.start
    return None if gone else topic


def _topic_after(skeleton: Skeleton, start: int, end: int, topic: _Topic | None) -> _Topic | None:
    """The topic once the clause `[start, end)` of the skeleton's text is read."""
    text = skeleton.text
    if _others().match(text, start, end):
        topic = None
    if bisect_left(skeleton.positions, start) == bisect_left(skeleton.positions, end):
        return topic
    announced = None if _set_up().isdisjoint(text[start:end]) else _announced().search(text, start, end)
    if announced and announced.lastgroup:
        kind = "Announced" if announced.lastgroup == "Policy" else announced.lastgroup
        return _Topic(kind, skeleton.group_at(announced.start(announced.lastgroup)), skeleton.sentence.end)
    subject = _subject().match(text, start, end)
    if subject is None or (topic and text.startswith("由", start)):
        return topic
    named = kind_of(subject.group("who")) or ""
    return _Topic(named, skeleton.group_at(subject.start("who")), skeleton.sentence.end) if named in _KINDS else None


def _insert(skeleton: Skeleton, inserted: list[tuple[int, tuple[MentionRef, ...]]]) -> Skeleton:
    """The skeleton with the letter of each group put in before the character at its place."""
    text, offsets = skeleton.text, list(skeleton.offsets)
    groups = dict(zip(skeleton.positions, skeleton.groups, strict=True))
    for place, group in reversed(inserted):
        text = text[:place] + LETTERS[group[0].type] + text[place:]
        offsets.insert(place, offsets[place])
        groups = {(at + 1 if at >= place else at): g for at, g in groups.items()} | {place: group}
    positions = sorted(groups)
    return Skeleton(skeleton.sentence, text, tuple(positions), tuple(groups[p] for p in positions), tuple(offsets))


@cache
def _opens_with_verb(kind: str) -> re.Pattern[str]:
    verbs = read_rules("ellipsis")["verbs"]
    own = [*verbs["any"], *verbs[kind]] if kind in ("Enterprise", "Park", "Project") else verbs[kind]
    return re.compile(rf"[“]?(?:{_any('adverbs')})*(?:{'|'.join(own)})")


@cache
def _subject() -> re.Pattern[str]:
    """A clause whose subject is named: nothing before it but adverbs, what describes it, or 走进."""
    letters = "".join(LETTERS.values())
    who = "".join(LETTERS[kind] for kind in (*_KINDS, "Agency", "Region"))
    described = rf"(?:[^，{letters}]{{0,6}}[{letters}][^，{letters}]{{0,8}}(?:的|企业|公司|龙头|内|里|园区)(?:——)?)"
    free = rf"(?:(?!{_any('objects')})[^，{letters}]){{0,4}}"
    opening = rf"(?:[^，{letters}]{{0,16}}(?:{_any('before_subject')})|(?:{_any('adverbs')})*|{free})"
    owner = rf"等?[^，{letters}]{{0,8}}建设|企业|[的内里、][^，]*[{letters}]"
    return re.compile(rf"{opening}{described}?“?(?P<who>[{who}])(?!{owner})")


@cache
def _announced() -> re.Pattern[str]:
    """A clause that ends by setting up what the next ones tell of: 出台某办法, 建设某园区."""
    letters = "".join(LETTERS.values())
    return re.compile(
        "|".join(
            rf"(?:{'|'.join(verbs)})[^，{letters}]{{0,12}}(?P<{kind}>{LETTERS[kind]})[^，{letters}]{{0,8}}$"
            for kind, verbs in read_rules("ellipsis")["announced"].items()
        )
    )


@cache
def _set_up() -> frozenset[str]:
    return needed(_announced().pattern, frozenset(LETTERS.values()))


@cache
def _others() -> re.Pattern[str]:
    return re.compile(_any("others"))


def _any(key: str) -> str:
    return "|".join(words("ellipsis", key))
