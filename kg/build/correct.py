"""Corrections of documents that stay in a graph without being read again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.build.cache import Cache
from kg.build.intake import Intake
from kg.corrections import Correction, corrected, digest, taken_back
from kg.store import GraphFolder

_TAKEN_BACK = (
    "a correction was taken back, which shows when the document is built again / 更正已撤回，重新构建该文档后生效"
)


def correct_kept(
    intake: Intake, staying: Iterable[str], folder: GraphFolder, corrections: Mapping[str, Sequence[Correction]]
) -> list[str]:
    """Leave out what was found wrong in the records of documents that stay; gives notes for the user.

    What was wrong once and is right again is not in such a record, and comes back when the document is read again: the
    notes name these documents.
    """
    cache, waiting = Cache(folder.cache), []
    back = taken_back(folder.path)
    for document in sorted({*corrections, *back} & set(staying)):
        source = intake.sources[document]
        record, _ = cache.read(folder.record(source.key), source.doc, source.source)
        right = corrected(record, corrections.get(document, ()))
        if right != record:
            said = f"{source.key} {digest(corrections[document])}"
            key = hashlib.sha256(said.encode()).hexdigest()
            cache.keep(key, right.to_json())
            intake.sources[document] = replace(source, key=key)
        if any(corrected(record, [replace(one, verdict="wrong")]) == record for one in back.get(document, ())):
            waiting.append(source.doc)
    return [f"{doc}: {_TAKEN_BACK}" for doc in waiting]
