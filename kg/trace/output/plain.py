"""A trace as JSON, all of it, and as CSV, a line an adoption."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from kg.query.result import csv_text
from kg.trace.coverage import Coverage
from kg.trace.curves import Curve
from kg.trace.dates import precision
from kg.trace.model import ADOPTED, Adoption, Attestation
from kg.trace.output.statistics import statistics_data
from kg.trace.parents import INFERRED, Candidate, Parent
from kg.trace.result import Trace

NOTE = "first evidence in this corpus"


def to_json(trace: Trace) -> str:
    """The whole trace as one JSON object, with the SPARQL that yields it by name."""
    return json.dumps(to_data(trace), ensure_ascii=False, indent=2)


def to_data(trace: Trace) -> dict[str, Any]:
    """The whole trace in plain values, every list in a fixed order."""
    return {
        "programmes": [{"iri": iri, "name": name} for iri, name in trace.programmes.items()],
        "note": NOTE,
        "notices": list(trace.notices),
        "adoptions": [adoption_data(adoption, trace.line(adoption)) for adoption in trace.adoptions],
        "coverage": {name: getattr(trace.coverage, name) for name in Coverage.__slots__},
        "matrix": {
            "years": list(trace.matrix.years),
            "rows": [
                {"region": row.place.name, "region_iri": row.place.iri, "states": [cell.state for cell in row.cells],
                 "documents": [cell.documents for cell in row.cells]}
                for row in trace.matrix.documented()
            ],
        },
        "curve": _curve(trace.curves.all),
        "curve_by_level": {level: _curve(curve) for level, curve in trace.curves.levels.items()},
        "statistics": statistics_data(trace.statistics),
        "central_mandate": asdict(trace.curves.mandate) if trace.curves.mandate else None,
        "hops": [asdict(count) for count in trace.hops],
        "parents": [_parent(parent) for parent in trace.parents],
        "plans": [_parent(parent) for parent in trace.plans],
        "inference": asdict(trace.inference) if trace.inference else None,
        "rivals": [
            {"region": r.place.name, "scope": r.scope, "claim": r.claim, "time": r.attestation.when}
            | _place(r.attestation)
            for r in trace.rivals
        ],
        "names": [
            {"region": u.place.name, "name": u.name, "programme": trace.programmes.get(u.programme, u.programme),
             "first": u.first, "last": u.last, "documents": u.documents}
            for u in trace.names
        ],
        "analogues": [
            {"iri": a.programme, "name": a.name,
             "adoptions": [adoption_data(one) for one in a.adoptions if one.group == ADOPTED]}
            for a in trace.analogues
        ],
        "namesakes": [asdict(namesake) for namesake in trace.namesakes],
        "provenance": asdict(trace.provenance),
        "sparql": dict(trace.sparql),
    }  # fmt: skip


def adoption_data(adoption: Adoption, parent: Parent | None = None) -> dict[str, Any]:
    """One adoption with plain values; `parent` is where it came from."""
    first, place = adoption.first, adoption.place
    return {
        "region": place.name,
        "region_iri": place.iri,
        "region_code": place.code,
        "region_level": place.level,
        "region_inferred": place.inferred,
        "group": adoption.group,
        "status": first.status,
        "event_time": first.time,
        "precision": precision(first.time),
        "document_date": first.source.published,
        "not_before": adoption.interval.lower,
        "not_after": adoption.interval.upper,
        "silent_document": adoption.interval.silent,
        "names": list(adoption.names),
        **_place(first),
        "title": first.source.title,
        "reported_by": first.reported_by.name if first.reported_by else None,
        "rule": first.rule,
        "confidence": first.confidence,
        "evidence": adoption.evidence,
        "documents": adoption.documents,
        "parent": parent.parent.name if parent and parent.parent else None,
        "parent_kind": parent.kind if parent else None,
        "hop": parent.hop if parent else None,
        "notice": first.source.notice,
    }


def _place(one: Attestation) -> dict[str, Any]:
    return {
        "sentence": one.sentence,
        "start": one.start,
        "end": one.end,
        "spot": one.spot,
        "document": one.source.id,
        "file": one.source.file,
    }


def _curve(curve: Curve) -> dict[str, Any]:
    return {
        "steps": [{"date": step.date, "total": step.total, "new": len(step.places)} for step in curve.steps],
        "median": curve.median,
        "undated": len(curve.undated),
    }


def _parent(parent: Parent) -> dict[str, Any]:
    return {
        "region": parent.child.name,
        "parent": parent.parent.name if parent.parent else None,
        "kind": parent.kind,
        "hop": parent.hop,
        "weight": parent.weight,
        "lag_months": parent.lag,
        "evidence": _candidate(parent.chosen) if parent.chosen else None,
        "others": [{"parent": other.parent.name, "kind": other.kind} | _candidate(other) for other in parent.others],
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    return {
        "detail": candidate.detail,
        "probability": candidate.strength if candidate.kind == INFERRED else None,
        **_passage(candidate.evidence),
        "reused": _passage(candidate.origin) if candidate.origin else None,
    }


def _passage(place: tuple[str, int, int, str] | None) -> dict[str, Any]:
    document, start, end, sentence = place or (None, None, None, None)
    return {"document": document, "start": start, "end": end, "sentence": sentence}


def to_csv(trace: Trace) -> str:
    """One line an adoption, with a byte-order mark; several names are joined by 、."""
    rows = [adoption_data(a, trace.line(a)) | {"names": "、".join(a.names)} for a in trace.adoptions]
    header = list(rows[0]) if rows else ["region", "status", "event_time", "document_date", "sentence", "document"]
    return csv_text(header, (list(row.values()) for row in rows))
