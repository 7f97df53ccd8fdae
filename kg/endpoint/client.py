"""A SPARQL 1.1 server as a client sees it: queries, updates, and who may send them."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from types import TracebackType

import httpx
import pyoxigraph as ox

from kg.errors import ZhengmaiError
from kg.query.guard import QueryError, check_read_only
from kg.query.result import Found
from kg.worker.once import read_answer

# Asked for both, Virtuoso writes triples as a table.
_TABLES = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
_TRIPLES = "application/n-triples, text/turtle;q=0.8"
_SHOWN = 300


class EndpointError(ZhengmaiError):
    """A server that can't be reached, refuses, or answers with what is no answer."""


class _Login(httpx.DigestAuth):
    """Basic or Digest, whichever the server asks for; nothing is sent to one that does not ask."""

    def __init__(self, user: str, password: str) -> None:
        super().__init__(user, password)
        self._basic = httpx.BasicAuth(user, password)
        self._asked_basic = False

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Send `request`, again with proof where the first answer demands it (httpx)."""
        if self._asked_basic:
            yield from self._basic.auth_flow(request)
            return
        flow = super().auth_flow(request)
        response = yield next(flow)
        if response.status_code == 401 and response.headers.get("www-authenticate", "").lower().startswith("basic"):
            self._asked_basic = True
            yield from self._basic.auth_flow(request)
            return
        try:
            yield flow.send(response)
        except StopIteration:
            return


class Endpoint:
    """A server: where it takes queries and updates, as whom; a context manager. `timeout` in seconds a request."""

    def __init__(
        self,
        url: str,
        update: str | None = None,
        *,
        user: str | None = None,
        password: str = "",
        timeout: float = 300.0,
    ) -> None:
        for address in (url, update or url):
            if not address.startswith(("http://", "https://")):
                raise EndpointError(f"{address} is no address of a server: it starts with http:// or https://")
        self.url = url
        # The two addresses that Oxigraph, Fuseki and Blazegraph have; where others differ, the user tells.
        self.update_url = update or (url.removesuffix("/query") + "/update" if url.endswith("/query") else url)
        login = None if user is None else _Login(user, password)
        self._http = httpx.Client(auth=login, timeout=timeout, headers={"User-Agent": "zhengmai"})

    def query(
        self,
        sparql: str,
        *,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        timeout: float | None = None,
    ) -> Found:
        """The answer to a query over the given dataset (the server's own without one).

        Raises QueryError where the server takes the query for malformed, EndpointError for anything else.
        """
        kind = check_read_only(sparql)
        form: dict[str, str | list[str]] = {"query": sparql}
        if default_graphs or named_graphs:
            form |= {"default-graph-uri": list(default_graphs), "named-graph-uri": list(named_graphs)}
        accept = _TABLES if kind in ("SELECT", "ASK") else _TRIPLES
        response = self._post(self.url, data=form, accept=accept, timeout=timeout)
        if response.status_code == 400:
            raise QueryError(f"{self.url} refuses the query: {_first_lines(response)}")
        self._check(response, self.url)
        try:
            answer = read_answer(response.content, response.headers.get("content-type", ""))
            return _truth(answer) if kind == "ASK" and isinstance(answer, ox.QuerySolutions) else answer
        except (ValueError, SyntaxError) as error:
            raise EndpointError(f"{self.url} gives an answer that cannot be read: {error}") from error

    def rows(self, sparql: str) -> list[ox.QuerySolution]:
        """The rows of a SELECT query over the server's own dataset; raises as `query`, and for another answer."""
        answer = self.query(sparql)
        if not isinstance(answer, ox.QuerySolutions):
            raise EndpointError(f"{self.url} answers a SELECT query with something that is no table")
        return list(answer)

    def update(self, sparql: str) -> None:
        """Have the server carry out an update; raises EndpointError where it does not."""
        headers = {"Content-Type": "application/sparql-update; charset=utf-8"}
        self._check(self._post(self.update_url, content=sparql.encode(), headers=headers), self.update_url)

    def close(self) -> None:
        """Let the connection go."""
        self._http.close()

    def __enter__(self) -> Endpoint:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _post(
        self,
        url: str,
        *,
        data: Mapping[str, str | list[str]] | None = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        accept: str = "*/*",
        timeout: float | None = None,
    ) -> httpx.Response:
        given = {"Accept": accept, **(headers or {})}
        limit = self._http.timeout if timeout is None else httpx.Timeout(timeout)
        try:
            return self._http.post(url, data=data, content=content, headers=given, timeout=limit)
        except httpx.TimeoutException as error:
            raise EndpointError(f"{url} does not answer in time") from error
        except httpx.HTTPError as error:
            raise EndpointError(f"{url} cannot be reached: {error}") from error

    def _check(self, response: httpx.Response, url: str) -> None:
        if response.status_code in (401, 403):
            raise EndpointError(f"{url} wants to know who asks: give --user, and the password in ZHENGMAI_PASSWORD")
        if not response.is_success:
            raise EndpointError(f"{url} answers {response.status_code}: {_first_lines(response)}")


def _truth(answer: ox.QuerySolutions) -> Found:
    """Virtuoso answers ASK with a table: a row with 1, or 0, or none."""
    told = any(row[0].value not in ("0", "false") for row in answer)
    return ox.parse_query_results(f'{{"head": {{}}, "boolean": {str(told).lower()}}}', ox.QueryResultsFormat.JSON)


def _first_lines(response: httpx.Response) -> str:
    return " ".join(response.text.split())[:_SHOWN] or response.reason_phrase
