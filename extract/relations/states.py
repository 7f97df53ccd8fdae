"""What holds for all that a text says of a thing: how far a project is, and a policy that is not issued yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from extract.relations.engine import Finding
from extract.relations.progress import Status, by_profile
from extract.relations.skeleton import Skeleton
from extract.relations.spot import spot_of
from extract.relations.status import status_of

_OF_PROJECTS = ("undertakes", "locatedIn", "inPark", "inIndustry")
_OF_POLICIES = ("supports", "establishes")
_STAGES = ("planned", "ongoing", "achieved")


class States(NamedTuple):
    """Status of projects and of policies, by entity number."""

    projects: Mapping[int, Status]
    policies: Mapping[int, Status]

    def of(self, f: Finding) -> Status | None:
        """The status of the project or policy that a finding is about, or None where it is about none or only
        mentions it."""
        if f.status == "mentioned":
            return None
        if f.predicate in _OF_POLICIES:
            return self.policies.get(f.subject)
        if f.predicate not in _OF_PROJECTS:
            return None
        return self.projects.get(f.object if f.predicate == "undertakes" else f.subject)


def states_of(findings: Iterable[Finding], skeletons: Iterable[Skeleton]) -> States:
    """How far each project is: the furthest that any of its mentions in `skeletons` tells, which holds for all that the
    text says of it (one under way is under way where it stands, and in the park that it is built in). And the policies
    that the `findings` issue only as planned or under way: what they support and set up is not there before them."""
    projects: dict[int, Status] = {}
    for skeleton in skeletons:
        for group in skeleton.groups:
            if group[0].type == "Project":
                status = by_profile(spot_of(skeleton, group[0].start), "project", "Project")
                projects |= {r.entity: max(status, projects.get(r.entity, status), key=_furthest) for r in group}
    issued: dict[int, list[Status]] = {}
    for f in findings:
        if f.predicate == "issues":
            told = Status(f.status, said=True) if f.told and f.status else None
            issued.setdefault(f.object, []).append(
                told or status_of(spot_of(f.skeleton, f.focus), "issues", "", f.status)
            )
    return States(projects, dict(_to_come(issued)))


def _to_come(issued: Mapping[int, list[Status]]) -> Iterable[tuple[int, Status]]:
    for policy, told in issued.items():
        if {status.value for status in told} <= {"planned", "ongoing"}:
            yield policy, max(told, key=_furthest)


def _furthest(status: Status) -> tuple[bool, int]:
    return status.said, _STAGES.index(status.value)
