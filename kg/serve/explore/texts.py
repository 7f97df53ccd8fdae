"""Sentences and documents that have the words of a search, for the box that also finds things by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.search import search

if TYPE_CHECKING:
    from kg import Graph

_SHORTEST = 2


def found_texts(graph: Graph, words: str, limit: int) -> list[dict[str, Any]]:
    """Evidence first, then documents, each once: `document, title, start, end, before, found, after`.

    Empty for less than two characters, and where nothing has the words as they stand.
    """
    if len(words.strip()) < _SHORTEST:
        return []
    hits = [
        hit
        for kind in ("evidence", "document")
        for answer in [search(graph, words, kind=kind, limit=limit)]
        if not answer.loose
        for hit in answer.hits
    ]
    rows: dict[tuple[str | None, int | None, int | None], dict[str, Any]] = {}
    for hit in hits:
        start, end = hit.marks[0] if hit.marks else (0, 0)
        rows.setdefault(
            (hit.document, hit.start, hit.end),
            {
                "document": hit.document,
                "title": hit.title or hit.file,
                "start": hit.start,
                "end": hit.end,
                "before": hit.snippet[max(0, start - 12) : start],
                "found": hit.snippet[start:end],
                "after": hit.snippet[end : end + 30],
            },
        )
    return list(rows.values())[:limit]
