"""What a click shows: for each mark of a page the sentences, documents and dates behind it, as plain data."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.query.cells import visible
from kg.trace.coverage import UNSEEN, Cell, Row
from kg.trace.model import ADOPTED, Adoption, Attestation
from kg.trace.output.table import interval_text, place_name
from kg.trace.output.words import word
from kg.trace.parents import Candidate, Parent
from kg.trace.result import Trace
from viz.trace.maps import inside, tile_name
from viz.trace.prepare import documented_rows, ref
from viz.trace.views import NOTHING, MapView
from viz.trace.words import say, spot_words
from viz.words import LANGUAGES

_QUOTE_LIMIT = 1200
_MOST_DOCUMENTS, _MOST_QUOTES = 20, 5
Card = dict[str, Any]


def cards(trace: Trace, view: MapView) -> dict[str, Card]:
    """By `ref` of a mark: a heading, lines and, in order, quotes and links to other cards. Texts are safe to show."""
    found: dict[str, Card] = {}
    for number, adoption in enumerate(trace.adoptions):
        found[f"a{number}"] = _adoption(adoption, trace.line(adoption)) | {"reject": _rejection(trace, adoption)}
    for number, line in enumerate(trace.parents):
        if line.chosen is not None:
            found[f"l{number}"] = _descent(line)
    for number, rival in enumerate(trace.rivals):
        found[f"r{number}"] = {
            "head": _both(lambda lang, r=rival: place_name(r.place, lang)),
            "quotes": [_quote(rival.attestation)],
        }
    for number, use in enumerate(trace.names):
        head = _both(lambda lang, u=use: f"{place_name(u.place, lang)} · {u.name}")
        found[f"n{number}"] = {"head": head, "quotes": [_quote(use.attestation)]}
    found.update(list(_tiles(trace, view, found)))
    found.update(_cells(trace))
    found[NOTHING] = {
        "head": _both(lambda lang: word("states", UNSEEN, lang)),
        "lines": [_both(lambda lang: say("page", "none", lang))],
    }
    return found


def _both(say_in: Any) -> dict[str, str]:
    return {lang: visible(say_in(lang)) for lang in LANGUAGES}


def _adoption(adoption: Adoption, line: Parent | None) -> Card:
    first = adoption.first
    facts = [
        _fact("event date", "事件时间", first.time or "–"),
        _fact("document date", "文件日期", first.source.published or "–"),
        _fact("interval", "最早至最晚", interval_text(adoption) or "–"),
        _fact("name used", "所用名称", "、".join(adoption.names)),
        _fact("evidence", "证据", f"{adoption.evidence} ({adoption.documents})"),
    ]
    card: Card = {
        "head": _both(lambda lang: f"{place_name(adoption.place, lang)} · {word('statuses', first.status, lang)}"),
        "facts": facts,
        "quotes": [_told_of(first)],
    }
    if line is not None and line.chosen is not None:
        card["from"] = _both(lambda lang: _way(line, lang))
        card["reasons"] = _candidate(line.chosen)
    return card


def _fact(english: str, chinese: str, value: str) -> Card:
    return {"en": english, "zh": chinese, "value": visible(value)}


def _way(line: Parent, lang: str) -> str:
    above = place_name(line.parent, lang) if line.parent else "?"
    lag = "" if line.lag is None else f" · {word('lines', 'month', lang).format(f'{line.lag:g}')}"
    detail = ""
    if line.chosen is not None and ": " in line.chosen.detail:
        kind, _, said = line.chosen.detail.partition(": ")
        detail = f" · {word('citations', kind, lang)}：{said}"
    return f"{above} · {word('parents', line.kind, lang)} · {word('hops', line.hop, lang)}{lag}{detail}"


def _descent(line: Parent) -> Card:
    card: Card = {"head": _both(lambda lang: _way(line, lang)), "quotes": []}
    if line.chosen is not None:
        card["reasons"] = _candidate(line.chosen)
    return card


def _candidate(candidate: Candidate) -> list[Card]:
    """What speaks for a parent: a quote; where a text is reused, first the parent's own passage."""
    places = [(candidate.origin, candidate.origin_document), (candidate.evidence, candidate.document)]
    return [_passage(*place, document) for place, document in places if place is not None]


def _passage(document: str, start: int, end: int, sentence: str, name: str) -> Card:
    quote = visible(sentence[:_QUOTE_LIMIT])
    return {"quote": quote, "title": visible(name), "document": document, "start": start, "end": end}


def _quote(one: Attestation) -> Card:
    reporter = one.reported_by
    card: Card = {
        "before": visible(one.before[-_QUOTE_LIMIT:]),
        "quote": visible(one.sentence[:_QUOTE_LIMIT]),
        "after": visible(one.after[:_QUOTE_LIMIT]),
        "title": visible(one.source.name),
        "file": visible(one.source.file),
        "document": one.source.id,
        "date": visible(one.source.published or ""),
        "start": one.start,
        "end": one.end,
        "rule": (one.rule or "").rpartition("/rule/")[2],
        "confidence": one.confidence,
    }
    if (spot := one.spot) is not None:
        card["where"] = _both(lambda lang: spot_words(spot, lang))
    if reporter is not None:
        card["by"] = _both(lambda lang: word("lines", "reported", lang).format(place_name(reporter, lang)).strip())
    return card


def _rejection(trace: Trace, adoption: Adoption) -> str:
    """The command that notes all evidence of an adoption as wrong."""
    place, name = adoption.place, trace.programmes.get(adoption.first.programme, trace.name)
    alone = sum(one.place.name == place.name for one in trace.group(adoption.group)) == 1
    group = [] if adoption.group == ADOPTED else ["--group", adoption.group]
    return visible(shlex.join(["zhengmai", "reject", name, place.name if alone else place.iri, *group]))


def _told_of(one: Attestation) -> Card:
    """A quote that tells of an adoption, with whose."""
    return _quote(one) | {"adopter": one.place.iri}


def _tiles(trace: Trace, view: MapView, found: Mapping[str, Card]) -> Iterator[tuple[str, Card]]:
    above = {adoption.place.iri: adoption.place.above for adoption in trace.adoptions}
    for tile in view.tiles:
        within = set(inside(tile.key, above))
        links = [
            {"ref": f"a{number}", **_both(lambda lang, a=adoption: _short(a, lang))}
            for number, adoption in enumerate(trace.adoptions)
            if adoption.place.iri in within
        ]
        card: Card = {"head": _both(lambda lang, code=tile.key: tile_name(code, lang)), "links": links}
        if links:
            card["quotes"] = found[links[0]["ref"]]["quotes"]
        else:
            state = tile.states[-1] if tile.states else "no document"
            name = "none" if state == "no document" else "no_evidence"
            card["lines"] = [_both(lambda lang, n=name: say("page", n, lang))]
        yield tile.ref, card


def _short(adoption: Adoption, lang: str) -> str:
    return (
        f"{place_name(adoption.place, lang)} · {word('statuses', adoption.first.status, lang)} · {adoption.when or '–'}"
    )


def _cells(trace: Trace) -> Iterator[tuple[str, Card]]:
    numbers: dict[str, list[int]] = {}
    for number, adoption in enumerate(trace.adoptions):
        numbers.setdefault(adoption.place.key, []).append(number)
    for at, row in enumerate(documented_rows(trace)):
        of = numbers.get(row.place.key, [])
        for year, cell in zip(trace.matrix.years, row.cells, strict=True):
            if (key := ref(cell, at, year)) != NOTHING:
                yield key, _cell(trace, row, year, cell, of)


def _cell(trace: Trace, row: Row, year: int, cell: Cell, of: Sequence[int]) -> Card:
    """What is behind a region in a year: what is said of that year, the documents of that year, and its adoptions."""
    said = [a for n in of for a in trace.adoptions[n].attestations if (a.when or "")[:4] == str(year)]
    documents = [trace.sources[key] for key in cell.sources[:_MOST_DOCUMENTS] if key in trace.sources]
    card: Card = {
        "head": _both(lambda lang: f"{place_name(row.place, lang)} · {year}"),
        "lines": [_both(lambda lang: word("states", cell.state, lang))],
        "quotes": [_told_of(one) for one in said[:_MOST_QUOTES]],
        "documents": [
            {"title": visible(s.name), "date": visible(s.published or ""), "naming": s.naming, "document": s.id}
            for s in documents
        ],
    }
    if cell.state in ("adopted", "ended", "named"):
        card["links"] = [{"ref": f"a{n}", **_both(lambda lang, a=trace.adoptions[n]: _short(a, lang))} for n in of]
    return card
