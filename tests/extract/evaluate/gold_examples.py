"""Small gold and answers, written out where a test reads best with them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from extract.evaluate.facts import Facts, read_facts

TEXT = "我县开展“四送一服”活动。\n兴宇汽车获评绿色工厂。下一步,将推进亩均论英雄改革。\n"


def entity(kind: str, name: str, *aliases: str, **more: Any) -> dict[str, Any]:
    """An entity as gold has it."""
    return {"type": kind, "name": name, "aliases": list(aliases), **more}


def relation(subject: str, predicate: str, target: str, status: str | None = "achieved", **more: Any) -> dict[str, Any]:
    """A relation as gold has it; with `rule`, one that the rule of this name has read."""
    rule = more.pop("rule", None)
    if rule:
        more["evidence"] = [{"start": 0, "end": 2, "quote": "我县", "rule": rule}]
    return {"subject": subject, "predicate": predicate, "object": target, "status": status, **more}


def document(entities: list[dict[str, Any]], relations: Sequence[dict[str, Any]] = (), **more: Any) -> dict[str, Any]:
    """A gold file, or a record."""
    return {"doc": "a", "region": {"path": "安徽省/合肥市"}, "entities": entities, "relations": list(relations), **more}


def facts(entities: list[dict[str, Any]], relations: Sequence[dict[str, Any]] = (), **more: Any) -> Facts:
    """What such a file says."""
    return read_facts(document(entities, relations, **more), "example")


def write_gold(folder: Path, *documents: dict[str, Any]) -> Path:
    """A folder of gold files, one a document."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, gold in enumerate(documents):
        (folder / f"{number:03}.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    return folder
