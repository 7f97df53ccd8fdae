"""A search: words into a query of the index, and its hits with snippets."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING, Any

import tantivy

from extract.read.dates import to_edtf
from kg.query.guard import QueryError
from kg.resolve.times import last_instant
from kg.search.index import schema
from kg.search.model import KINDS, Answer, Hit
from kg.search.words import Token, pairs, places, tokens

if TYPE_CHECKING:
    from kg.graph import Graph

_LONGEST, _MOST_WORDS, _MOST_HITS = 200, 16, 1000
_NAME_BOOST = 4.0
_PAIR_BOOST = 0.2
# Where nothing has the words as they stand, texts with so many of their pairs of characters will do.
_LOOSE = 0.6
_AROUND = 36
_MOST_MARKS = 20
_BEFORE_ALL, _AFTER_ALL = 1, 99991231
_Clauses = list[tuple[tantivy.Occur, tantivy.Query]]
_Phrases = tuple[tuple[str, ...], ...]


def search(
    graph: Graph,
    words: str,
    *,
    kind: str | None = None,
    region: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int = 20,
) -> Answer:
    """What has all `words` (parted by blanks; each as it stands, whatever its punctuation, width and script).

    `kind` is one of KINDS; `region` a name or IRI, and means all that lies in it; `since` and `until` are dates (2021,
    2021-05, 2021-05-03): of the claim for evidence, else of the document. Entities have no region and no date, and are
    left out where one is asked for. Of a graph as of a date there is what was out or so by then, and of policies
    whether they were in force. Raises QueryError for words with nothing to look for, and for what does not exist.
    """
    phrases = _phrases(words)
    if kind is not None and kind not in KINDS:
        raise QueryError(f"type is one of {', '.join(KINDS)}, not {kind!r}")
    filters = [*_kind(kind), *_region(graph, region), *_time(since, until), *_heard(graph.as_of)]
    searcher = graph.search_index.searcher()
    limit = max(1, min(limit, _MOST_HITS))
    found = searcher.search(_query([_exact(phrase) for phrase in phrases], _ranking(phrases), filters), limit)
    loose = not _total(found) and sum(map(len, phrases)) > len(phrases)
    if loose:
        found = searcher.search(_query([_loosely(phrases)], [], filters), limit)
    hits = (_hit(graph, searcher, score, address, phrases) for score, address in found.hits)
    return Answer(words, tuple(hits), _total(found), loose and bool(_total(found)))


def _total(found: tantivy.SearchResult) -> int:
    # The library's type stub lacks the attribute.
    return int(getattr(found, "count", None) or 0)


def _phrases(words: str) -> _Phrases:
    if len(words) > _LONGEST:
        raise QueryError(f"the words to look for are longer than {_LONGEST} characters")
    found = dict.fromkeys(tuple(token.word for token in tokens(word)) for word in words.split())
    phrases = tuple(phrase for phrase in found if phrase)[:_MOST_WORDS]
    if not phrases:
        raise QueryError(f"there is nothing to look for in {words!r}: give a word, a name or a number")
    return phrases


def _query(musts: Sequence[tantivy.Query], shoulds: Sequence[tantivy.Query], filters: _Clauses) -> tantivy.Query:
    clauses: _Clauses = [(tantivy.Occur.Must, query) for query in musts]
    clauses += [(tantivy.Occur.Should, query) for query in shoulds]
    return tantivy.Query.boolean_query([*clauses, *filters])


def _exact(phrase: tuple[str, ...]) -> tantivy.Query:
    """The phrase in the name, which counts more, or in the text."""
    name = tantivy.Query.boost_query(_in_field("name", phrase), _NAME_BOOST)
    text = _in_field("text", phrase)
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, name), (tantivy.Occur.Should, text)])


def _in_field(field: str, phrase: tuple[str, ...]) -> tantivy.Query:
    if len(phrase) == 1:
        return tantivy.Query.term_query(schema(), field, phrase[0])
    return tantivy.Query.phrase_query(schema(), field, list(phrase))


def _ranking(phrases: _Phrases) -> list[tantivy.Query]:
    return [tantivy.Query.boost_query(query, _PAIR_BOOST) for query in _pair_queries(phrases)]


def _pair_queries(phrases: _Phrases) -> list[tantivy.Query]:
    found = dict.fromkeys(pair for phrase in phrases for pair in pairs(phrase))
    return [tantivy.Query.term_query(schema(), "pairs", pair) for pair in found]


def _loosely(phrases: _Phrases) -> tantivy.Query:
    queries = _pair_queries(phrases)
    least = ceil(_LOOSE * len(queries))
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries], least)


def _kind(kind: str | None) -> _Clauses:
    return [_only("kind", kind)] if kind else []


def _only(field: str, value: str) -> tuple[tantivy.Occur, tantivy.Query]:
    query = tantivy.Query.term_query(schema(), field, value, "basic")
    return tantivy.Occur.Must, tantivy.Query.const_score_query(query, 0.0)


def _region(graph: Graph, region: str | None) -> _Clauses:
    if region is None:
        return []
    keys = [iri.value.rpartition("/")[2] for iri in graph.entity(region, "Region")]
    either = [(tantivy.Occur.Should, tantivy.Query.term_query(schema(), "region", key, "basic")) for key in keys]
    return [(tantivy.Occur.Must, tantivy.Query.const_score_query(tantivy.Query.boolean_query(either), 0.0))]


def _time(since: str | None, until: str | None) -> _Clauses:
    """What ends no earlier than `since` begins, and begins no later than `until` ends."""
    if since is None and until is None:
        return []
    bounds = (("last", _first_day(since), None), ("first", _BEFORE_ALL, _last_day(until)))
    return [
        (tantivy.Occur.Must, tantivy.Query.const_score_query(_between(field, low, high), 0.0))
        for field, low, high in bounds
    ]


def _heard(as_of: str | None) -> _Clauses:
    """What is heard by the end of a date."""
    if as_of is None:
        return []
    query = _between("heard", 0, _last_day(as_of))
    return [(tantivy.Occur.Must, tantivy.Query.const_score_query(query, 0.0))]


def _between(field: str, low: int, high: int | None) -> tantivy.Query:
    top = _AFTER_ALL if high is None else high
    return tantivy.Query.range_query(schema(), field, tantivy.FieldType.Integer, low, top)


def _first_day(stated: str | None) -> int:
    if stated is None:
        return _BEFORE_ALL
    year, month, day = ([int(part) for part in _date(stated).split("-")] + [1, 1])[:3]
    return year * 10000 + month * 100 + day


def _last_day(stated: str | None) -> int | None:
    if stated is None:
        return None
    year, month, day = last_instant(_date(stated))
    return year * 10000 + month * 100 + day


def _date(stated: str) -> str:
    try:
        return to_edtf(stated)
    except ValueError as error:
        raise QueryError(str(error)) from error


def _hit(graph: Graph, searcher: tantivy.Searcher, score: float, address: tantivy.DocAddress, phrases: _Phrases) -> Hit:
    kept: dict[str, Any] = json.loads(str(searcher.doc(address)["hit"][0]))
    hit = Hit(**kept | {"marks": (), "score": round(score, 4)})
    if graph.as_of is not None:
        hit = replace(hit, force=graph.force_state(hit.iri))
    if hit.kind == "entity":
        return _shown(hit, hit.title, phrases, whole=True)
    text = graph.text(hit.document or "") or ""
    if hit.kind == "evidence":
        return _shown(hit, text[hit.start : hit.end], phrases, whole=True)
    return _shown(hit, text, phrases, whole=False)


def _shown(hit: Hit, text: str, phrases: _Phrases, *, whole: bool) -> Hit:
    """The hit with its snippet: all of a sentence or name, of a text what is around the first place."""
    found = sorted(set(_marks(tokens(text), phrases)))
    if whole:
        return replace(hit, snippet=text, marks=tuple(found[:_MOST_MARKS]))
    if not found:
        return replace(hit, snippet=" ".join(text[: 2 * _AROUND].split()))
    start, end = found[0]
    left, right = max(0, start - _AROUND), min(len(text), end + _AROUND)
    marks = tuple((a - left, b - left) for a, b in found if b <= right)
    # Line ends become blanks one for one, so that marks keep their places.
    snippet = "".join(" " if c.isspace() else c for c in text[left:right])
    return replace(hit, snippet=snippet, marks=marks, start=start, end=end)


def _marks(found: Sequence[Token], phrases: _Phrases) -> list[tuple[int, int]]:
    """Where the words stand; where none does as it is, where their pairs of characters do."""
    exact = [span for phrase in phrases for span in places(found, phrase)]
    if exact:
        return exact
    near = [pair for phrase in phrases for pair in zip(phrase, phrase[1:], strict=False)]
    return [span for pair in near for span in places(found, pair)]
