"""Government bodies by role: how their names end at each level, and what became of those that were reformed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ontology.vocabulary.edtf import parse_date
from ontology.vocabulary.source import DATA, Row, read_yaml
from ontology.vocabulary.words import LEVEL_LABELS, longest_first


@dataclass(frozen=True, slots=True)
class AgencyRole:
    """A role: what names end in, by level; `since` and `until` in EDTF; where it was reformed, the ids of its
    `successors`, and the `source` that tells the change."""

    id: str
    label: str
    heads: Mapping[str, tuple[str, ...]]
    since: str | None
    until: str | None
    successors: tuple[str, ...]
    source: str | None


@dataclass(frozen=True, slots=True)
class AgencyVocabulary:
    """All roles by id, and all heads (longest first) with the ids of the roles they may belong to."""

    by_id: Mapping[str, AgencyRole]
    heads: Mapping[str, tuple[str, ...]]

    def __iter__(self) -> Iterator[AgencyRole]:
        return iter(self.by_id.values())

    def succeeds(self, later: str, earlier: str) -> bool:
        """Whether a body with the name `later` took over from one with the name `earlier`, if both are of one region.

        >>> load_agencies().succeeds("工业和信息化局", "经信委"), load_agencies().succeeds("经信委", "工信局")
        (True, False)
        """
        after, before = {role.id for role in self.roles(later)}, self.roles(earlier)
        gone = {successor for role in before if role.id not in after for successor in role.successors}
        return not gone.isdisjoint(after)

    def roles(self, name: str) -> tuple[AgencyRole, ...]:
        """The roles of a body by the longest head that its name ends in, () if none.

        >>> [role.id for role in load_agencies().roles("县经信局")]
        ['industry-information']
        """
        for head, ids in self.heads.items():
            if name.endswith(head):
                return tuple(self.by_id[role] for role in ids)
        return ()


@cache
def load_agencies() -> AgencyVocabulary:
    """The shipped roles; raises VocabularyError on a repeated id, an unknown level, successor or source, a bad date."""
    file = read_yaml(DATA / "agencies.yaml")
    file.only(("sources", "agencies"))
    sources = file.child("sources")
    if sources is None:
        raise file.error("'sources' is missing")
    by_id: dict[str, AgencyRole] = {}
    for row in file.children("agencies"):
        role = _role(row, sources)
        if role.id in by_id:
            raise row.error(f"id {role.id!r} is there twice", "id")
        by_id[role.id] = role
    for row in file.children("agencies"):
        for successor in by_id[row.text("id")].successors:
            if successor not in by_id or successor == row.text("id"):
                raise row.error(f"successor {successor!r} is no other role", "successor")
    return AgencyVocabulary(by_id, _heads(by_id))


def _role(row: Row, sources: Row) -> AgencyRole:
    row.only(("id", "label", "heads", "since", "until", "successor", "source"))
    heads = row.child("heads")
    if heads is None:
        raise row.error("'heads' is missing", "heads")
    heads.only(LEVEL_LABELS)
    by_level = {level: longest_first(heads.words(level)) for level in LEVEL_LABELS if level in heads.values}
    since, until = parse_date(row, "since"), parse_date(row, "until")
    key = row.optional("source")
    source = None if key is None else sources.optional(key)
    if (key or since or until or row.words("successor")) and source is None:
        raise row.error(f"source {key!r} is none of {', '.join(sources.values)}", "source")
    return AgencyRole(row.text("id"), row.text("label"), by_level, since, until, row.words("successor"), source)


def _heads(roles: Mapping[str, AgencyRole]) -> dict[str, tuple[str, ...]]:
    owners: dict[str, set[str]] = {}
    for role in roles.values():
        for heads in role.heads.values():
            for head in heads:
                owners.setdefault(head, set()).add(role.id)
    return {head: tuple(sorted(owners[head])) for head in longest_first(owners)}
