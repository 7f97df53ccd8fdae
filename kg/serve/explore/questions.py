"""Which questions the start page shows first: the groups of `questions.yaml`, checked against the queries there are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from kg.query.named import named_queries

_FILE = "questions.yaml"
# As many as are seen at one look.
LEAST, MOST = 10, 15


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Names of queries under a `title` by language (`zh`, `en`): those shown at once, and `more`."""

    title: Mapping[str, str]
    first: tuple[str, ...]
    more: tuple[str, ...]


@cache
def question_groups() -> tuple[QuestionGroup, ...]:
    """The groups, in order; queries that none has stand in the last one's `more`.

    Raises ValueError naming the file and the entry for a query that is not there or stands twice, a group without both
    titles, and for fewer than LEAST or more than MOST questions shown at once.
    """
    text = files("kg.serve.explore").joinpath(_FILE).read_text("utf-8")
    return read_groups(text, named_queries())


def read_groups(text: str, queries: Collection[str]) -> tuple[QuestionGroup, ...]:
    """The groups that the YAML `text` has of `queries`; see `question_groups`."""
    groups = [_group(entry) for entry in yaml.safe_load(text)["groups"]]
    seen: set[str] = set()
    for name in _names(groups):
        if name not in queries or name in seen:
            raise ValueError(f"{_FILE}: {name} {'stands twice' if name in seen else 'is no named query'}")
        seen.add(name)
    shown = sum(len(group.first) for group in groups)
    if not LEAST <= shown <= MOST:
        raise ValueError(f"{_FILE}: {LEAST} to {MOST} questions are shown first, not {shown}")
    last = groups.pop()
    rest = tuple(sorted(set(queries) - seen))
    return (*groups, QuestionGroup(last.title, last.first, last.more + rest))


def _group(entry: Any) -> QuestionGroup:
    if set(entry) != {"title", "first", "more"} or set(entry["title"]) != {"zh", "en"}:
        raise ValueError(f"{_FILE}: a group has a title in zh and en, first and more, not {entry}")
    return QuestionGroup(entry["title"], tuple(entry["first"]), tuple(entry["more"]))


def _names(groups: Collection[QuestionGroup]) -> Iterator[str]:
    for group in groups:
        yield from (*group.first, *group.more)
