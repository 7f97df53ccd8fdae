"""Lists of title holders as files, and what is read out of them in short."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from extract.document import Document
from extract.pipeline import ExtractConfig, extract_document
from extract.read import read_paths
from ontology.contract import check_evidence, check_meaning, validate_record
from ontology.records import Record

QINGHE, YUANSHAN, XINGYU, JUNYE = (
    "安徽青禾新材料有限公司", "安徽远山机械（集团）股份有限公司", "芜湖兴宇汽车零部件有限公司", "亳州君业药业有限公司",
)  # fmt: skip
NO_NER = ExtractConfig(ner="none")


class Held(NamedTuple):
    """A recognition in short."""

    holder: str
    title: str
    status: str
    stage: str | None
    levels: str
    time: str | None
    place: str | None


def record_of(tmp_path: Path, name: str, data: bytes) -> tuple[Record, str]:
    path = tmp_path / name
    path.write_bytes(data)
    (document,) = read_paths([path])
    assert isinstance(document, Document)
    record = extract_document(document, NO_NER)
    found = validate_record(json.loads(record.to_json()))
    assert [*found, *check_evidence(record, document.text), *check_meaning(record)] == []
    return record, document.text


def held(record: Record) -> list[Held]:
    names = {entity.id: entity.name for entity in record.entities}
    return [
        Held(names[r.subject], names[r.object], r.status, r.stage, "".join(r.levels), r.time, r.evidence[0].place)
        for r in record.relations
        if r.predicate == "recognisedAs"
    ]


def located(record: Record) -> dict[str, str]:
    names = {entity.id: entity.name for entity in record.entities}
    return {names[r.subject]: names.get(r.object, r.object) for r in record.relations if r.predicate == "locatedIn"}
