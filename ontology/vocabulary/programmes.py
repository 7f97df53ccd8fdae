"""Programmes of industrial policy: named campaigns, titles, ladders, reforms, funds and the like.

The entries are in `programmes/*.yaml`, one file a theme, where an analyst edits them; the format is
told in `programmes/README.md`. A name is not an identity: an entry that is not `national` may name
different programmes in different regions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ontology.vocabulary.edtf import parse_date
from ontology.vocabulary.programme_checks import check_references, index_surfaces
from ontology.vocabulary.source import DATA, Row, read_yaml
from ontology.vocabulary.surfaces import Guard, SurfaceForm, parse_guard

FORMS = (
    "service campaign", "recognition title", "ladder rung", "reform mechanism", "project series",
    "financing tool", "fund", "platform", "list", "pilot", "certification", "rating",
)  # fmt: skip
HOLDERS = ("enterprise", "park", "region", "project", "product", "person", "government", "organisation")
GRANTORS = ("national", "provincial", "city", "county")
SCOPES = (
    "industry", "innovation", "digital", "green", "government-service", "finance", "talent", "safety", "trade",
    "market-entity", "quality", "intellectual-property", "investment", "rural", "regional", "ecology", "welfare",
)  # fmt: skip
RELATIONS = ("variantOf", "analogueOf", "broader", "nextStage")
EVENT_STATUSES = ("planned", "ongoing", "achieved", "ended")

_DEFAULTS = ("form", "holder", "grantor", "scope", "levels", "national")
_FIELDS = (
    "id", "label", "en", "aliases", "needs", "shared", *_DEFAULTS, "origin", "central_mandate", "adoptions", *RELATIONS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DatedFact:
    """An origin, a central mandate or an adoption: when (EDTF), where or by which document, and who says so."""

    date: str
    source: str
    region: str | None = None
    document: str | None = None
    status: str = "achieved"
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme with its facets; the relations hold ids, `levels` the scheme of its grades in order.

    `needs` has the guard of each form (label or alias) that is also an ordinary word, `shared` the forms
    that other programmes may claim too. What is not known is empty.
    """

    id: str
    label: str
    english: str
    aliases: tuple[str, ...]
    needs: Mapping[str, Guard] = field(hash=False)
    shared: tuple[str, ...]
    form: tuple[str, ...]
    holder: tuple[str, ...]
    grantor: tuple[str, ...]
    scope: tuple[str, ...]
    levels: tuple[str, ...]
    national: bool
    origin: DatedFact | None
    central_mandate: DatedFact | None
    adoptions: tuple[DatedFact, ...]
    variant_of: tuple[str, ...]
    analogue_of: tuple[str, ...]
    broader: tuple[str, ...]
    next_stage: tuple[str, ...]
    row: Row = field(repr=False, compare=False, hash=False)

    @property
    def surface_forms(self) -> tuple[str, ...]:
        """Label and aliases, as the file has them."""
        return (self.label, *self.aliases)


@dataclass(frozen=True, slots=True)
class ProgrammeVocabulary:
    """All programmes, by id, and all their surface forms (with every style of quotation marks)."""

    entries: tuple[Programme, ...]
    by_id: Mapping[str, Programme]
    surfaces: Mapping[str, SurfaceForm]

    def __iter__(self) -> Iterator[Programme]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def lookup(self, form: str) -> tuple[Programme, ...]:
        """The programmes that a surface form may name, () if none; guards are the caller's to ask."""
        surface = self.surfaces.get(form)
        return tuple(self.by_id[name] for name in surface.names) if surface else ()

    def family(self, programme_id: str) -> tuple[Programme, ...]:
        """A programme and its renamings, over `variantOf` in both directions; raises KeyError if there is none."""
        members = {self.by_id[programme_id].id}
        grown = True
        while grown:
            related = {e.id for e in self.entries if members.intersection(e.variant_of)}
            related.update(v for member in members for v in self.by_id[member].variant_of)
            grown = not related <= members
            members |= related
        return tuple(entry for entry in self.entries if entry.id in members)


def load_programmes(extra: Sequence[Path] = ()) -> ProgrammeVocabulary:
    """The shipped programmes and those of `extra` files, which replace shipped ones of the same id.

    Raises VocabularyError, with file and line, where a file breaks the rules: an unknown field or facet,
    a repeated id, a form claimed twice, a reference to nothing, a malformed date, a dated fact without a source.
    """
    return _load(tuple(Path(path) for path in extra))


@cache
def _load(extra: tuple[Path, ...]) -> ProgrammeVocabulary:
    entries = _unique(entry for path in sorted((DATA / "programmes").glob("*.yaml")) for entry in _read(path))
    for path in extra:
        entries |= _unique(_read(path))
    check_references(entries)
    return ProgrammeVocabulary(tuple(entries.values()), entries, index_surfaces(entries.values()))


def _unique(entries: Iterable[Programme]) -> dict[str, Programme]:
    by_id: dict[str, Programme] = {}
    for entry in entries:
        if entry.id in by_id:
            first = by_id[entry.id].row
            raise entry.row.error(f"id {entry.id!r} is already at {first.path.name}:{first.line}", "id")
        by_id[entry.id] = entry
    return by_id


def _read(path: Path) -> Iterator[Programme]:
    """The entries of one file: `defaults` (facets that its entries share) and `programmes`."""
    file = read_yaml(path)
    file.only(("defaults", "programmes"))
    defaults = file.child("defaults")
    if defaults is not None:
        defaults.only(_DEFAULTS)
    shared = defaults.values if defaults is not None else {}
    for row in file.children("programmes"):
        yield _programme(Row(row.path, row.line, {**shared, **row.values}, row.lines))


def _programme(row: Row) -> Programme:
    row.only(_FIELDS)
    return Programme(
        id=row.text("id"),
        label=row.text("label"),
        english=row.text("en"),
        aliases=row.words("aliases"),
        needs=_guards(row),
        shared=row.words("shared"),
        form=_some(row, "form", FORMS),
        holder=row.choices("holder", HOLDERS),
        grantor=row.choices("grantor", GRANTORS),
        scope=_some(row, "scope", SCOPES),
        levels=row.words("levels"),
        national=row.flag("national"),
        origin=_dated(row.child("origin"), "region"),
        central_mandate=_dated(row.child("central_mandate"), "document"),
        adoptions=tuple(fact for child in row.children("adoptions") if (fact := _dated(child, "region"))),
        variant_of=row.words("variantOf"),
        analogue_of=row.words("analogueOf"),
        broader=row.words("broader"),
        next_stage=row.words("nextStage"),
        row=row,
    )


def _some(row: Row, name: str, allowed: Sequence[str]) -> tuple[str, ...]:
    words = row.choices(name, allowed)
    if not words:
        raise row.error(f"{name!r} needs at least one of: {', '.join(allowed)}", name)
    return words


def _guards(row: Row) -> dict[str, Guard]:
    needs = row.child("needs")
    guards: dict[str, Guard] = {}
    for form in needs.values if needs is not None else ():
        guard = needs.child(form) if needs is not None else None
        if guard is not None:
            guards[form] = parse_guard(guard)
    return guards


def _dated(row: Row | None, what: str) -> DatedFact | None:
    """A dated fact, which must have a date, `what` and a source: nothing is dated on nobody's word."""
    if row is None:
        return None
    row.only(("date", "source", "region", "document", "status", "note"))
    date, status = parse_date(row), row.optional("status") or "achieved"
    if date is None or status not in EVENT_STATUSES:
        raise row.error(f"a dated fact needs a date, and a status of {', '.join(EVENT_STATUSES)}")
    row.text(what)
    region, document = row.optional("region"), row.optional("document")
    return DatedFact(date, row.text("source"), region, document, status, row.optional("note"))
