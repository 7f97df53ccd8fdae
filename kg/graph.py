"""The Python API: `from kg import Graph`; the command line and the server are thin shells over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg.errors import ZhengmaiError
from kg.query.cells import Term
from kg.query.guard import QueryError, check_read_only, source_graphs, where_unread
from kg.query.labels import bind, find_sparql, resolve
from kg.query.named import find_query
from kg.query.result import Found, QueryResult, take
from kg.store import ReadStore, open_store

if TYPE_CHECKING:
    import networkx as nx
    import tantivy

    from kg.cite import Reference
    from kg.endpoint import Endpoint, EndpointStore
    from kg.network import Analysis
    from kg.review import Review, Suggestion
    from kg.search import Answer
    from kg.trace import Network, Trace
    from kg.trace.corpus import Corpus


class Graph:
    """A graph on disk, open for reading; a context manager. Nothing here changes it or calls a server.

    Where a thing is asked for, its IRI, a prefixed name (`zmi:region/340000`) or exactly one of its names will do.
    """

    def __init__(self, store: ReadStore | EndpointStore) -> None:
        self.store = store
        self.prefixes = store.namespaces.prefixes
        self._corpus: Corpus | None = None

    @classmethod
    def open(cls, path: str | Path, as_of: str | None = None) -> Graph:
        """The graph in the folder `path`, or as it was at the end of `as_of` (a year, a month or a day).

        Raises ZhengmaiError if there is none, or none that can be read; see `kg.asof` for what a date sees.
        """
        if as_of is None:
            return cls(open_store(Path(path)))
        from kg.asof import open_as_of

        return cls(open_as_of(Path(path), as_of))

    @classmethod
    def connect(cls, endpoint: Endpoint) -> Graph:
        """The graph that was published to a SPARQL server; raises EndpointError if there is none."""
        from kg.endpoint import EndpointStore

        return cls(EndpointStore(endpoint))

    @cached_property
    def as_of(self) -> str | None:
        """The date that the graph is seen as of, None for the graph as it is."""
        found = self._values(self.store.namespaces.thing("dataset", "this"), "asOf")
        return found[0] if found else None

    def force_state(self, iri: str) -> str | None:
        """Whether a policy or document was in force on the date of the view: inForce, notYetInForce, outOfForce; None
        where nothing is told of it."""
        found = self._values(iri, "forceState")
        return found[0].rpartition("#")[2] if found else None

    def _values(self, iri: str, name: str) -> list[str]:
        if not isinstance(self.store, ReadStore):
            return []
        node, predicate = NamedNode(iri), NamedNode(self.store.namespaces.term(name))
        values = (quad.object for quad in self.store.quads(node, predicate))
        return sorted({value.value for value in values if isinstance(value, NamedNode | Literal)})

    def query(self, sparql: str, *, max_rows: int | None = None, timeout: float | None = None) -> QueryResult:
        """The answer to a SPARQL 1.1 query, cut after `max_rows` rows or triples (None: all).

        The prefixes of the ontology and the usual ones need no PREFIX line. With a `timeout` (seconds) the query is
        asked in a process of its own, ended when it overruns. Raises QueryError for a malformed query,
        ForbiddenQuery for updates, LOAD and SERVICE, DeadlinePassed after `timeout`.
        """
        if timeout is not None and isinstance(self.store, ReadStore):
            from kg.worker.once import ask_once

            return ask_once(self.store, sparql, self.prefixes, timeout=timeout, max_rows=max_rows)
        return take(self.answer(sparql, timeout=timeout), sparql, self.prefixes, max_rows)

    def answer(
        self,
        sparql: str,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
        timeout: float | None = None,
    ) -> Found:
        """The store's own answer, row by row as it is found; errors and prefixes as in `query`.

        With `default_graphs` or `named_graphs` (IRIs) the dataset is these and nothing else. `timeout` (seconds) is for
        other servers. Raises QueryError too for a graph that is not here: none is fetched.
        """
        check_read_only(sparql)
        for name in (*source_graphs(sparql, self.prefixes), *(default_graphs or ()), *(named_graphs or ())):
            self._check_graph(name)
        if not isinstance(self.store, ReadStore):
            return self.store.query(sparql, default_graphs=default_graphs, named_graphs=named_graphs, timeout=timeout)
        try:
            return self.store.query(sparql, default_graphs=default_graphs, named_graphs=named_graphs)
        except SyntaxError as error:
            raise QueryError(f"the query cannot be read: {where_unread(sparql, error.msg)}") from error

    def named(self, name: str, /, **parameters: object) -> QueryResult:
        """The answer to the named query `name`; raises QueryError for an unknown name, parameter or value."""
        return self.query(self.named_sparql(name, parameters))

    def named_sparql(self, name: str, parameters: Mapping[str, object]) -> str:
        """The SPARQL of the named query `name` with its parameters in place; raises QueryError as `named` does."""
        query = find_query(name)
        return query.bound(bind(query, parameters, self.prefixes, self._rows))

    def find(self, text: str, limit: int = 20) -> QueryResult:
        """Things whose name or alias contains `text`: `thing, type, label, match`, closest first."""
        return self.query(find_sparql(text, limit))

    def entity(self, name: str, kind: str | None = None) -> list[NamedNode]:
        """The things that `name` means, of class `kind` if given; raises QueryError where there is none."""
        return resolve(name, kind, self.prefixes, self._rows)

    def evidence(self, subject: str, predicate: str | None = None, object: str | None = None) -> QueryResult:
        """Every place in the texts that supports a fact; without a predicate or an object, all of them."""
        return self.named("fact-evidence", subject=subject, predicate=predicate, object=object)

    def trace(
        self,
        programme: str,
        *,
        family: bool = False,
        area: str | None = None,
        level: str | None = None,
        status: str | None = None,
        until: str | None = None,
        min_confidence: float = 0.0,
        inferred: bool = False,
    ) -> Trace:
        """How a programme spread through the documents of this graph; see `kg.trace.trace`.

        With `inferred`, parents that a model infers from all programmes stand beside those that texts tell of.
        """
        from kg.trace import Filters, trace, with_inferred

        filters = Filters(area, level, status, until, min_confidence)
        found = trace(self, programme, family=family, filters=filters)
        return with_inferred(self, found, filters) if inferred else found

    def pathways(self, *, area: str | None = None, level: str | None = None, until: str | None = None) -> Network:
        """From whom regions of one level (provinces) tend to take programmes; see `kg.trace.network`."""
        from kg.trace import Filters, network

        return network(self, Filters(area=area, level=level, until=until))

    def search(
        self,
        words: str,
        *,
        kind: str | None = None,
        region: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int = 20,
    ) -> Answer:
        """Documents, evidence and entities that have all `words`; see `kg.search.search`."""
        from kg.search import search

        return search(self, words, kind=kind, region=region, since=since, until=until, limit=limit)

    @property
    def corpus(self) -> Corpus:
        """The regions and documents that traces read, kept for the next trace of the same generation."""
        from kg.trace.corpus import Corpus
        from kg.trace.read import Reader

        if self._corpus is None or self._corpus.version != self.store.generation:
            self._corpus = Corpus(Reader(self))
        return self._corpus

    @cached_property
    def search_index(self) -> tantivy.Index:
        """The full-text index of this generation; made, and kept beside it, when it is first asked for.

        Raises QueryError for a graph on a SPARQL server, which has none.
        """
        from kg.search.index import open_index

        if not isinstance(self.store, ReadStore):
            raise QueryError("full-text search needs the graph's folder; a SPARQL server has no index of it")
        return open_index(self.store)

    def references(self, answer: QueryResult) -> tuple[Reference, ...]:
        """The documents behind the answer to a query, each once; `kg.cite.render` prints them."""
        from kg.cite import references

        return references(self, answer)

    def network(
        self,
        kind: str,
        *,
        of: str | None = None,
        to: str | None = None,
        area: str | None = None,
        least: int = 1,
        limit: int | None = None,
    ) -> Analysis:
        """A network of programmes or regions and what it tells; see `kg.network.analyse`."""
        from kg.network import analyse

        return analyse(self, kind, of=of, to=to, area=area, least=least, limit=limit)

    def neighbourhood(self, entity: str, depth: int = 1, limit: int = 150) -> nx.MultiDiGraph:
        """The things around one, with the claims and evidence that join them; see `kg.views.neighbourhood`."""
        from kg.views import neighbourhood

        return neighbourhood(self, self.entity(entity), depth=depth, limit=limit)

    def review(self, judgements: Path | None = None) -> Review:
        """Who is who in this graph, with the file of judgements (None: `judgements.jsonl` beside the graph).

        Raises ZhengmaiError for a graph on a server, which has no records.
        """
        from kg.review import Review

        if not isinstance(self.store, ReadStore):
            raise ZhengmaiError("a graph on a server has no records: resolve the folder that it was published from")
        return Review(self.store, judgements)

    def suggestions(self, kind: str | None = None, limit: int | None = None) -> list[Suggestion]:
        """Pairs of things that may be one, with reasons in words, the likeliest first; `review()` decides on them."""
        return self.review().suggestions(kind, limit)

    def text(self, document: str) -> str | None:
        """The text layer of a document by its id; None where the graph no longer has it."""
        try:
            return self.store.text(document)
        except (KeyError, FileNotFoundError):
            return None

    def close(self) -> None:
        """Let the graph go."""
        self.store.close()

    def __enter__(self) -> Graph:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _check_graph(self, name: str) -> None:
        try:
            here = self.store.has_graph(name)
        except ValueError as error:
            raise QueryError(f"{name[:80]!r} is no IRI of a graph: {error}") from error
        if not here:
            raise QueryError(f"there is no graph <{name[:200]}> here, and none is fetched from elsewhere")

    def _rows(self, sparql: str) -> Sequence[Sequence[Term | None]]:
        return self.query(sparql).rows
