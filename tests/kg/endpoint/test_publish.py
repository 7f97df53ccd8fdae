"""Publishing: only what changed, nothing of others, and no state from which it does not recover."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from engines import endpoint_at, free_port, oxigraph
from example_graph import document, example_trig, write_graph

from kg import Graph
from kg.endpoint import Endpoint, EndpointError, PublishReport, publish
from kg.query.guard import ForbiddenQuery, QueryError
from kg.store import open_store

ALL = "SELECT ?s ?p ?o { ?s ?p ?o }"
CLAIM = {"programme": "si-song-yi-fu", "status": "achieved"}
PLACE = "zm:level zm:city"
STEPS = [
    [document("d1", "甲市", PLACE, "2020", CLAIM), document("d2", "乙市", PLACE, "2020", CLAIM)],
    [document("d1", "甲市", PLACE, "2021", CLAIM), document("d2", "乙市", PLACE, "2020", CLAIM)],
    [document("d2", "乙市", PLACE, "2020"), document("d3", "丙市", PLACE, "2022", CLAIM)],
    [],
]


@pytest.fixture(params=["own", "union", "foreign"])
def endpoint(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Endpoint]:
    """An empty server; one whose default graph is a union; one whose default graph others use."""
    options = ["--union-default-graph"] if request.param == "union" else []
    for address in oxigraph(tmp_path / "server", *options)():
        with endpoint_at(address) as endpoint:
            if request.param == "foreign":
                endpoint.update("INSERT DATA { <urn:x:of> <urn:x:somebody> <urn:x:else> }")
            yield endpoint


def put(endpoint: Endpoint, folder: Path, *trig: str) -> PublishReport:
    with open_store(write_graph(folder, example_trig(), *trig)) as store:
        return publish(store, endpoint)


def triples(graph: Graph) -> set[tuple[object, ...]]:
    return set(graph.query(ALL).rows)


def test_each_state_replaces_the_last_one(endpoint: Endpoint, tmp_path: Path) -> None:
    for number, trig in enumerate(STEPS):
        put(endpoint, tmp_path / str(number), *trig)
        with Graph.open(tmp_path / str(number)) as here:
            assert triples(Graph.connect(endpoint)) == triples(here)


def test_only_what_changed_is_sent(endpoint: Endpoint, tmp_path: Path) -> None:
    first = put(endpoint, tmp_path / "0", *STEPS[0])
    again = put(endpoint, tmp_path / "1", *STEPS[0])
    changed = put(endpoint, tmp_path / "2", *STEPS[1])
    assert (first.anew, first.unchanged) == (True, 0)
    assert again == PublishReport(0, 0, first.written, anew=False)
    assert (changed.written, changed.dropped, changed.anew) == (1, 0, False)


def test_what_others_keep_there_stays(endpoint: Endpoint, tmp_path: Path) -> None:
    endpoint.update("INSERT DATA { GRAPH <urn:x:g> { <urn:x:s> <urn:x:p> <urn:x:o> } }")
    had = endpoint.rows("SELECT ?o { <urn:x:of> <urn:x:somebody> ?o }")
    for number, trig in enumerate(STEPS):
        put(endpoint, tmp_path / str(number), *trig)
    assert len(endpoint.rows("SELECT * { GRAPH <urn:x:g> { ?s ?p ?o } }")) == 1
    assert len(endpoint.rows("SELECT ?o { <urn:x:of> <urn:x:somebody> ?o }")) == len(had)


@pytest.mark.parametrize("after", range(1, 8))
def test_a_publication_that_broke_off_is_made_good_by_the_next(tmp_path: Path, after: int) -> None:
    class Breaking(Endpoint):
        left = after

        def update(self, sparql: str) -> None:
            if self.left == 0:
                raise EndpointError("the line went dead")
            self.left -= 1
            super().update(sparql)

    for address in oxigraph(tmp_path / "server")():
        with endpoint_at(address) as endpoint:
            put(endpoint, tmp_path / "0", *STEPS[0])
            try:
                put(Breaking(address), tmp_path / "1", *STEPS[2])
            except EndpointError:
                put(endpoint, tmp_path / "2", *STEPS[2])
            with Graph.open(tmp_path / "1") as here:
                assert triples(Graph.connect(endpoint)) == triples(here)


def test_a_merge_that_somebody_damaged_is_written_anew(endpoint: Endpoint, tmp_path: Path) -> None:
    put(endpoint, tmp_path / "0", *STEPS[0])
    merged = "https://w3id.org/zhengmai/graph/merged"
    endpoint.update(f"DELETE WHERE {{ ?s a ?t }} ; DELETE WHERE {{ GRAPH <{merged}> {{ ?s a ?t }} }}")
    put(endpoint, tmp_path / "1", *STEPS[1])
    with Graph.open(tmp_path / "1") as here:
        assert triples(Graph.connect(endpoint)) == triples(here)


def test_what_a_server_refuses_is_told(endpoint: Endpoint, tmp_path: Path) -> None:
    with pytest.raises(EndpointError, match="no graph"):
        Graph.connect(endpoint)
    put(endpoint, tmp_path / "0")
    graph = Graph.connect(endpoint)
    with pytest.raises(ForbiddenQuery):
        graph.query("SELECT * { SERVICE <http://localhost:9/> { ?s ?p ?o } }")
    with pytest.raises(QueryError, match="refuses the query"):
        graph.query("SELECT { ?s ?p")
    with pytest.raises(QueryError, match="no graph"):
        graph.query("SELECT * FROM <http://localhost:9/> { ?s ?p ?o }")


def test_a_server_that_is_not_there_is_named() -> None:
    address = f"http://127.0.0.1:{free_port()}/query"
    with Endpoint(address) as endpoint, pytest.raises(EndpointError, match=address):
        Graph.connect(endpoint)
    with pytest.raises(EndpointError, match="http"):
        Endpoint("file:///etc/passwd")
