"""What must hold between programmes: references resolve, ladders end, a form names one programme unless shared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ontology.vocabulary.surfaces import Guard, SurfaceForm, quote_variants

if TYPE_CHECKING:
    from ontology.vocabulary.programmes import Programme

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ACYCLIC = ("variantOf", "broader", "nextStage")


def relations(entry: Programme) -> dict[str, tuple[str, ...]]:
    """The ids that an entry refers to, by the name of the relation in the file."""
    return {
        "variantOf": entry.variant_of,
        "analogueOf": entry.analogue_of,
        "broader": entry.broader,
        "nextStage": entry.next_stage,
    }


def check_references(entries: Mapping[str, Programme]) -> None:
    """Raises VocabularyError where an id is no slug, refers to nothing or itself, or a chain comes back."""
    for entry in entries.values():
        if not _SLUG.fullmatch(entry.id):
            raise entry.row.error(f"id {entry.id!r} must be small letters, digits and hyphens", "id")
        for relation, targets in relations(entry).items():
            for target in targets:
                if target not in entries or target == entry.id:
                    raise entry.row.error(f"{relation} refers to {target!r}, which is no other programme", relation)
    for relation in _ACYCLIC:
        for entry in entries.values():
            _refuse_cycle(entry, relation, entries)


def _refuse_cycle(start: Programme, relation: str, entries: Mapping[str, Programme]) -> None:
    seen: set[str] = set()
    ahead = list(relations(start)[relation])
    while ahead:
        name = ahead.pop()
        if name == start.id:
            raise start.row.error(f"{relation} leads back to {start.id!r}", relation)
        if name not in seen:
            seen.add(name)
            ahead.extend(relations(entries[name])[relation])


def index_surfaces(entries: Iterable[Programme]) -> dict[str, SurfaceForm]:
    """Every surface form, in all styles of quotation marks, with the programmes it names and its guard.

    Raises VocabularyError on a form of one character, one claimed by two entries that do not both mark it
    `shared`, and on a guard or a `shared` for a form that the entry does not have.
    """
    claims: dict[str, list[Programme]] = {}
    guards: dict[str, Guard] = {}
    for entry in entries:
        _check_forms(entry)
        for form, written in _written_forms(entry):
            _claim(claims.setdefault(written, []), entry, form)
            if form in entry.needs:
                guards[written] = entry.needs[form]
    return {
        form: SurfaceForm(form, tuple(sorted(entry.id for entry in owners)), guards.get(form))
        for form, owners in sorted(claims.items())
    }


def _written_forms(entry: Programme) -> list[tuple[str, str]]:
    """(form of the file, as written) for all styles of quotation marks, each writing once."""
    written: dict[str, str] = {}
    for form in entry.surface_forms:
        for variant in quote_variants(form):
            written.setdefault(variant, form)
    for form in entry.surface_forms:
        written[form] = form
    return [(form, variant) for variant, form in written.items()]


def _check_forms(entry: Programme) -> None:
    forms = entry.surface_forms
    if len(set(forms)) < len(forms):
        raise entry.row.error("the label is among the aliases", "aliases")
    for form in forms:
        if len(form) < 2:
            raise entry.row.error(f"{form!r} is too short to be a name", "aliases")
    for field, named in (("needs", entry.needs), ("shared", entry.shared)):
        for form in named:
            if form not in forms:
                raise entry.row.error(f"{form!r} is neither the label nor an alias", field)


def _claim(owners: list[Programme], entry: Programme, form: str) -> None:
    for owner in owners:
        if form not in entry.shared or form not in owner.shared:
            where = f"{owner.row.path.name}:{owner.row.line}"
            raise entry.row.error(f"{form!r} already names {owner.id!r} at {where}; mark it shared in both", "aliases")
    owners.append(entry)
