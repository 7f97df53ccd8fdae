"""Which fields a document covers: of which programmes its silence tells anything."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.resolve.rules import load_rules
from ontology.records import Record
from ontology.vocabulary.programmes import load_programmes

# What a report covers that goes through all of a government's work.
GENERAL = "general"


def covers(record: Record, extra: tuple[Path, ...] = ()) -> list[str]:
    """The scopes of the vocabulary's programmes that the document names, and GENERAL for a general report, sorted.

    A document that names one programme of a scope could have named another; of a document on something else, silence
    tells nothing. `extra` are an analyst's own programme files.
    """
    scopes = _scopes(extra)
    found = {s for e in record.entities if e.type == "Programme" for s in scopes.get(e.vocabulary or "", ())}
    if any(word in (record.title or "") for word in load_rules().general_reports):
        found.add(GENERAL)
    return sorted(found)


@cache
def _scopes(extra: tuple[Path, ...]) -> dict[str, tuple[str, ...]]:
    return {programme.id: programme.scope for programme in load_programmes(extra)}
