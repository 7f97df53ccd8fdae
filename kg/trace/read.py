"""What a trace reads from the graph: documents, and every place in them that says something of the programme."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, QuerySolutions

from kg.query.cells import value
from kg.query.named import named_queries
from kg.resolve.tellings import unquoted
from kg.resolve.topics import GENERAL
from kg.trace.model import MENTIONED, Attestation, Source
from kg.trace.places import Gazetteer, local
from kg.trace.sentences import Texts, named_in_text

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.trace.corpus import Corpus

_QUERIES = Path(__file__).parent / "queries"
# In larger corpora the texts are not gone through: there, what extraction read is all.
MOST_SCANNED = 2000
Mention = tuple[int, int]


class Reader:
    """Runs the queries of a trace and remembers their text, so that every view can print it."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.sparql: dict[str, str] = {}

    def remember(self, *names: str, scopes: Sequence[str] = ()) -> None:
        """Have the text of queries among those of this trace, though another has asked them."""
        self.sparql |= {name: _bound(name, (), scopes) for name in names}

    def joined(self, name: str) -> list[dict[str, str | None]]:
        """One row a thing from the rows of a query without parameters that each tell something of it.

        What the thing is stands in the first column. Of several values of a column, the first in order counts.
        """
        self.remember(name)
        answer = self._solutions(self.sparql[name])
        names = [variable.value for variable in answer.variables]
        told: dict[str, list[str | None]] = {}
        for thing, *cells in answer:
            known = told.setdefault(thing.value, [None] * len(cells))
            for at, cell in enumerate(cells):
                if cell is not None and ((old := known[at]) is None or cell.value < old):
                    known[at] = cell.value
        return [dict(zip(names, (thing, *known), strict=True)) for thing, known in told.items()]

    def listed(self, name: str) -> list[dict[str, Any]]:
        """One row a thing from a query without parameters for things and values: all values of the thing, in order."""
        self.remember(name)
        answer = self._solutions(self.sparql[name])
        first, second = (variable.value for variable in answer.variables)
        told: dict[str, list[str]] = defaultdict(list)
        for thing, cell in answer:
            told[thing.value].append(cell.value)
        return [{first: thing, second: sorted(values)} for thing, values in told.items()]

    def rows(
        self, name: str, programmes: Sequence[str] = (), scopes: Sequence[str] = (), label: str | None = None
    ) -> list[dict[str, Any]]:
        """The rows of the query `name`, of these programmes (IRIs) and scopes; remembered under `label`."""
        self.sparql[label or name] = text = _bound(name, programmes, scopes)
        answer = self._solutions(text)
        names = [variable.value for variable in answer.variables]
        return [dict(zip(names, row, strict=True)) for row in _in_order([list(map(value, row)) for row in answer])]

    def _solutions(self, sparql: str) -> QuerySolutions:
        answer = self.graph.answer(sparql)
        if not isinstance(answer, QuerySolutions):
            raise TypeError(f"no SELECT query: {sparql}")
        return answer


def _bound(name: str, programmes: Sequence[str], scopes: Sequence[str]) -> str:
    """The text of a query with its parameters in place."""
    terms: dict[str, list[NamedNode | Literal]] = {
        "programme": [NamedNode(iri) for iri in programmes],
        "scope": [Literal(scope) for scope in scopes],
    }
    return named_queries(_QUERIES)[name].bound(terms)


def _in_order(rows: list[list[Any]]) -> list[list[Any]]:
    """The rows by their cells, empty ones first. A store that sorts long texts reads them again for each comparison."""
    told = [column for column in zip(*rows, strict=True) if any(cell is not None for cell in column)]
    if all(None not in column for column in told):
        order = sorted(range(len(rows)), key=list(zip(*told, strict=True)).__getitem__) if told else range(len(rows))
        return [rows[at] for at in order]
    return sorted(rows, key=lambda row: [(cell is not None, cell) for cell in row])


@dataclass(frozen=True, slots=True)
class Reading:
    """Documents by IRI, where each names the programme, and what they say, in no order."""

    sources: Mapping[str, Source]
    mentions: Mapping[str, tuple[Mention, ...]]
    attestations: tuple[Attestation, ...]


def read(reader: Reader, programmes: Mapping[str, str], corpus: Corpus, texts: Texts) -> Reading:
    """All that the documents of the corpus say of the programmes (names by IRI): claims, events, mere mentions by their
    own regions."""
    iris, documents, gazetteer = list(programmes), corpus.documents, corpus.gazetteer
    mentions = _mentions(reader.rows("mentions", iris))
    if len(documents) <= MOST_SCANNED:
        mentions.update(
            _literal([row["source"] for row in documents if row["source"] not in mentions], programmes, texts)
        )
    scopes = [row["scope"] for row in reader.rows("scopes", iris)]
    covering = corpus.covering(reader, [*scopes, GENERAL] if scopes else [])
    sources = corpus.sources(reader, mentions.keys(), covering)
    rows = [*_of_regions(reader, iris, gazetteer), *reader.rows("events", iris)]
    told = _distinct(_attestation(row, sources, gazetteer, mentions) for row in rows if row["source"] in sources)
    bare = list(_bare(sources, mentions, told, texts))
    spans = {iri: tuple((start, end) for start, end, _ in found) for iri, found in mentions.items()}
    return Reading(sources, spans, (*told, *bare))


def _of_regions(reader: Reader, programmes: Sequence[str], gazetteer: Gazetteer) -> Iterator[dict[str, Any]]:
    """Claims whose subject is a region; those of agencies are events of their regions."""
    for row in reader.rows("claims", programmes):
        region = row["who"] if gazetteer.is_own(row["who"]) else row["stands"]
        if region is not None and gazetteer.knows(region):
            yield row | {"region": region}


def _mentions(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[tuple[int, int, str]]]:
    """By IRI of the document: start, end, programme. A document's graph bears the name that its node has."""
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for row in rows:
        base, _, key = row["text"].rpartition("graph/doc/")
        found[f"{base}id/doc/{key}"].append((row["start"], row["end"], row["programme"]))
    return {document: sorted(places) for document, places in found.items()}


def _literal(
    documents: Iterable[str], programmes: Mapping[str, str], texts: Texts
) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """Documents in which extraction read the name as something else (an industry, a part of a longer name).

    The name stands there, in quotation marks or not: so the document is not silent, and does not say more either.
    """
    forms = [(iri, named_in_text(name)) for iri, name in programmes.items()]
    for iri in documents:
        text = texts.whole(iri.rpartition("/")[2])
        found = [(*match.span(), named) for named, pattern in forms if (match := pattern.search(text))]
        if found:
            yield iri, found


def _attestation(
    row: Mapping[str, Any],
    sources: Mapping[str, Source],
    gazetteer: Gazetteer,
    mentions: Mapping[str, Sequence[tuple[int, int, str]]],
) -> Attestation:
    return Attestation(
        place=gazetteer.place(row["region"]),
        status=local(row["status"]) or MENTIONED,
        time=row["time"],
        programme=row["programme"],
        used=unquoted(_used(row, mentions.get(row["source"], ())) or row["used"]),
        sentence=row["sentence"],
        start=row["start"],
        end=row["end"],
        rule=row["rule"],
        confidence=row["confidence"],
        source=sources[row["source"]],
        spot=row["spot"],
    )


def _used(row: Mapping[str, Any], mentions: Sequence[tuple[int, int, str]]) -> str | None:
    """The name of the programme as the quote has it, the longest where it stands there twice."""
    start, end, quote = row["start"], row["end"], row["sentence"]
    first = bisect_left(mentions, (start,))
    found = (
        quote[at - start : to - start]
        for at, to, programme in mentions[first:]
        if at < end and to <= end and programme == row["programme"]
    )
    return max(found, key=len, default=None)


def _distinct(found: Iterable[Attestation]) -> tuple[Attestation, ...]:
    """One a place in the texts: what an event tells again is the same evidence as the claim that it repeats."""
    best: dict[tuple[object, ...], Attestation] = {}
    for one in found:
        key = (one.place.key, one.programme, one.status, one.time, one.source.id, one.start, one.end)
        if key not in best or best[key].confidence is None:
            best[key] = one
    return tuple(best.values())


def _bare(
    sources: Mapping[str, Source],
    mentions: Mapping[str, Sequence[tuple[int, int, str]]],
    told: Iterable[Attestation],
    texts: Texts,
) -> Iterable[Attestation]:
    """Documents that name the programme and say no more of it: a mention by their own region.

    Where it is named only in what is said of another region, the document's own region has not even mentioned it.
    """
    speaking: set[tuple[str, str]] = set()
    others: dict[str, list[Mention]] = defaultdict(list)
    for one in told:
        if one.reported_by is None:
            speaking.add((one.source.id, one.programme))
        else:
            others[one.source.id].append((one.start, one.end))
    for iri, found in mentions.items():
        source = sources.get(iri)
        if source is None:
            continue
        for programme in sorted({programme for _, _, programme in found}):
            free = [
                (start, end)
                for start, end, named in found
                if named == programme and not any(a <= start and end <= b for a, b in others[source.id])
            ]
            if free and (source.id, programme) not in speaking:
                yield _mention(source, programme, free[0], texts)


def _mention(source: Source, programme: str, span: Mention, texts: Texts) -> Attestation:
    start, end, quote = texts.sentence(source.id, span)
    used = unquoted(quote[span[0] - start : span[1] - start])
    return Attestation(source.region, MENTIONED, None, programme, used, quote, start, end, None, None, source)


def in_context(found: Attestation, texts: Texts) -> Attestation:
    """The same with the rest of its sentence before and after the quote."""
    before, after = texts.around(found.source.id, (found.start, found.end))
    return replace(found, before=before, after=after)
