"""A trace as a table, JSON and CSV, in Chinese or English."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from kg.query.cells import sentence, visible
from kg.query.result import csv_text, rich_table
from kg.trace.dates import precision
from kg.trace.model import GROUPS, Adoption, Coverage, Trace
from kg.trace.places import Place

_COLUMNS = {
    "zh": ("地区", "状态", "事件时间", "文件日期", "所用名称", "证据句", "文件"),
    "en": ("region", "status", "event date", "document date", "name used", "sentence", "document"),
}
_TITLES = {
    "zh": {"adopted": "已推行：按本语料中的首次证据", "planned": "仅为计划", "mentioned": "仅提及", "ended": "已结束"},
    "en": {
        "adopted": "Adopted, by first evidence in this corpus",
        "planned": "Planned",
        "mentioned": "Mentioned only",
        "ended": "Ended",
    },
}
_STATUS = {"achieved": "已实现", "ongoing": "进行中", "planned": "计划", "mentioned": "提及", "ended": "结束"}
_WORDS = {
    "zh": {
        "inferred": "（推断）",
        "by": "（{}文件转述）",
        "of": "{}的推行情况",
        "none": "本语料中没有地区推行它的证据。",
    },
    "en": {
        "inferred": " (inferred)",
        "by": " (reported by {})",
        "of": "Trace of {}",
        "none": "No evidence in this corpus.",
    },
}
_COVERAGE = {
    "zh": (
        "文件 {documents} 份，提到它的 {naming} 份，不知属何省的 {unplaced} 份。省级：有推行证据 {adopted}；"
        "有文件而无推行证据 {silent}；没有文件 {absent}（没有文件不等于没有推行）。"
    ),
    "en": (
        "{documents} documents, {naming} name it, {unplaced} of unknown province. Provinces: evidence of adoption "
        "{adopted}; documents but no such evidence {silent}; no document {absent} (not the same as not adopted)."
    ),
}


def to_table(trace: Trace, lang: str = "zh") -> RenderableType:
    """A rich table a group of statuses, first evidence first, and what the corpus covers."""
    words = _WORDS[lang]
    parts: list[RenderableType] = [
        Text(words["of"].format("、".join(dict.fromkeys(trace.programmes.values()))), style="bold")
    ]
    parts += [Text(visible(notice), style="bold red") for notice in trace.notices]
    for group in GROUPS:
        if found := trace.group(group):
            rows = [_cells(adoption, lang) for adoption in found]
            parts.append(rich_table(_TITLES[lang][group], _COLUMNS[lang], rows))
    if not trace.adoptions:
        parts.append(Text(words["none"]))
    return Group(*parts, Text(_coverage(trace.coverage, lang)))


def _cells(adoption: Adoption, lang: str) -> Sequence[str]:
    first = adoption.first
    reporter = first.reported_by
    document = first.source.title or first.source.file
    if reporter is not None:
        document += _WORDS[lang]["by"].format(place_name(reporter, lang))
    status = _STATUS[first.status] if lang == "zh" else first.status
    times = (first.time or "", first.source.published or "")
    return (
        place_name(adoption.place, lang),
        status,
        *times,
        "、".join(adoption.names),
        sentence(first.sentence),
        document,
    )


def place_name(place: Place, lang: str = "zh") -> str:
    """The name of a place, marked where the division was inferred and not stated."""
    return place.name + (_WORDS[lang]["inferred"] if place.inferred else "")


def _coverage(coverage: Coverage, lang: str) -> str:
    return _COVERAGE[lang].format(
        documents=coverage.documents,
        naming=coverage.naming_documents,
        unplaced=coverage.unplaced_documents,
        adopted=len(coverage.adopted),
        silent=len(coverage.silent),
        absent=len(coverage.without_document),
    )


def to_json(trace: Trace) -> str:
    """The whole trace as one JSON object, with the SPARQL that yields it."""
    data = {
        "programmes": [{"iri": iri, "name": name} for iri, name in trace.programmes.items()],
        "note": "first evidence in this corpus",
        "notices": trace.notices,
        "adoptions": [to_dict(adoption) for adoption in trace.adoptions],
        "coverage": {name: getattr(trace.coverage, name) for name in Coverage.__slots__},
        "sparql": trace.sparql,
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def to_dict(adoption: Adoption) -> dict[str, Any]:
    """One adoption with plain values."""
    first, place = adoption.first, adoption.place
    return {
        "region": place.name,
        "region_iri": place.key.rstrip("?"),
        "region_level": place.level,
        "region_inferred": place.inferred,
        "group": adoption.group,
        "status": first.status,
        "event_time": first.time,
        "precision": precision(first.time),
        "document_date": first.source.published,
        "names": list(adoption.names),
        "sentence": first.sentence,
        "start": first.start,
        "end": first.end,
        "document": first.source.id,
        "file": first.source.file,
        "title": first.source.title,
        "reported_by": first.reported_by.name if first.reported_by else None,
        "rule": first.rule,
        "confidence": first.confidence,
        "evidence": adoption.evidence,
        "documents": adoption.documents,
        "notice": first.source.notice,
    }


def to_csv(trace: Trace) -> str:
    """One line an adoption, with a byte-order mark; several names are joined by 、."""
    rows = [to_dict(a) | {"names": "、".join(a.names)} for a in trace.adoptions]
    header = list(rows[0]) if rows else ["region", "status", "event_time", "document_date", "sentence", "document"]
    return csv_text(header, (list(row.values()) for row in rows))
