"""How far something is that is built, moved or founded, from the words beside its name."""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile
from typing import Any, NamedTuple

from extract.relations.skeleton import LETTERS
from extract.relations.spot import NAMELESS, Spot
from extract.rules import any_of, read_rules, words

# Sections of what is intended, asked for or prescribed.
_INTENDING = ("plan", "demand", "provision")
# What is built.
_BUILT = ("project", "place")
# What an agreement that was just signed leaves to come.
_OF_SIGNED = ("project", "settled")

# So far behind a name it is looked for how far it is, in characters of the skeleton; more is told of a project.
_NEXT_REACH, _PROJECT_REACH = 40, 90
_END = re.compile("[。；！？\n]")
_OTHERS = re.compile(f"(?:[、和及与][{''.join(LETTERS.values())}])+")


class Status(NamedTuple):
    """One of `ontology.records.STATUSES`, whether words say it or only the default does, and which words do: `why`
    names a list of `rules/status.yaml`, or what else decided."""

    value: str
    said: bool
    why: str = ""


def by_profile(spot: Spot, profile: str, subject: str) -> Status:
    """How far something built or moved is, by the words from its name to the end of the next clause."""
    said = (
        [_beside(spot.text, spot.at)] if profile == "place" else [spot.clause, *_clauses_after(spot, profile, subject)]
    )
    if status := _intended(spot, profile, said):
        return status
    told = next((stage for part in said if (stage := _stage_in(part, profile))), None)
    if told is not None:
        return Status(told, said=True, why=profile)
    if profile in _OF_SIGNED and _only_signed(spot, "，".join(said)):
        return Status("planned", said=True, why="signed")
    if profile == "project" and spot.role in _INTENDING and not any_of("status", "done").search(spot.clause):
        return Status("planned", said=True, why="plans")
    return Status(read_rules("status")["profiles"][profile]["default"], said=False)


def _clauses_after(spot: Spot, profile: str, subject: str) -> list[str]:
    """The clauses behind that of a name that may tell how far it is: of a project all before the next one."""
    built = profile == "project"
    clauses = _END.split(spot.text[spot.at : spot.at + (_PROJECT_REACH if built else _NEXT_REACH)])[0].split("，")[1:]
    if built:
        return list(takewhile(lambda clause: LETTERS["Project"] not in clause, clauses))
    named_before = subject == "Enterprise" and LETTERS["Enterprise"] in spot.up_to
    return [] if named_before and LETTERS["Enterprise"] in "".join(clauses[:1]) else clauses[:1]


def _intended(spot: Spot, profile: str, said: list[str]) -> Status | None:
    """Status of what a section of plans, or words before it in its sentence, intend; None where they do not."""
    carried = any_of("status", "carried").search(spot.before + spot.up_to) if profile in _BUILT else None
    if spot.role not in _INTENDING and carried is None:
        return None
    if any(w in part for part in said for w in words("status", "done")):
        return None
    if profile == "place" and spot.role not in _INTENDING:
        # Where a park does something it is there: only what is done to it tells.
        said = NAMELESS.findall(spot.up_to)[-1:] if not spot.up_to.endswith(tuple(LETTERS.values())) else []
    elif _met(profile, spot.clause, "to_start"):
        return Status("planned", said=True, why="to_start")
    for part, status in ((p, s) for p in said for s in ("achieved", "ongoing", "planned")):
        if _met(profile, part, "in_plans", status):
            return Status(status, said=True, why="in_plans")
    return None


def _stage_in(said: str, profile: str) -> str | None:
    """How far something is by the words of one clause, or None where they do not tell."""
    not_yet = _met(profile, said, "not_yet")
    if not_yet and _met(profile, said, "to_start"):
        return "planned"
    stages = (s for s in ("planned", "achieved", "ongoing", "agreed") if _met(profile, said, s))
    told = next((s for s in stages if not (s == "achieved" and not_yet)), None)
    return "planned" if told == "agreed" else told


def _met(profile: str, said: str, *keys: str) -> bool:
    """Whether one of the words that a profile has under `keys` stands in what is said."""
    pattern = _profile_words(profile, *keys)
    return pattern is not None and pattern.search(said) is not None


@cache
def _profile_words(profile: str, *keys: str) -> re.Pattern[str] | None:
    table: Any = read_rules("status")["profiles"][profile]
    for key in keys:
        table = table.get(key, {})
    return any_of("status", "profiles", profile, *keys) if table else None


def _only_signed(spot: Spot, around: str) -> bool:
    """Whether the clauses before, or the line above, tell of a signing, and nothing of what came of it."""
    before = spot.before + spot.up_to
    return (
        (spot.role == "signed" or any_of("status", "signed").search(before) is not None)
        and not any_of("status", "long_since").search(around)
        and not any(w in before + around for w in words("status", "signed_on"))
    )


def _listed_to(text: str, at: int) -> int:
    """Where the words behind a list of names begin: 加快甲园、乙园建设 says of both that they are built."""
    others = _OTHERS.match(text, at)
    return others.end() if others else at


def _beside(text: str, at: int) -> str:
    """What is said of the name at `at` alone: the words around it up to another name or a comma; nothing where it
    is only the place in which something else happens."""
    before = NAMELESS.findall(text[:at])
    after = NAMELESS.match(text, _listed_to(text, at + 1))
    if text[:at].endswith(words("status", "venues")) or (
        after and after.group().startswith(words("status", "later_parts"))
    ):
        return ""
    return (before[-1] if before and text[:at].endswith(before[-1]) else "") + (after.group() if after else "")
