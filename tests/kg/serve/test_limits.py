"""What one question may take of the server, and that the others do not notice."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from processes import children, until
from serving import serving

from kg import Graph
from kg.serve.pool import Busy, WorkerPool
from kg.serve.settings import ServeSettings
from kg.worker.frames import DeadlinePassed, WorkerDied

# A number of seconds that no machine counts in.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?l ?i ?f ?c"
ALL = "SELECT * { ?s ?p ?o }"
LONG = 600.0


@pytest.fixture(scope="module")
def small(example: Path) -> Iterator[str]:
    with serving(example, ServeSettings(workers=3, timeout=2.5, max_rows=5, max_bytes=2_000, memory=300)) as address:
        yield address


def ask(address: str, query: str, **parameters: str) -> httpx.Response:
    return httpx.get(f"{address}/sparql", params={"query": query, **parameters}, timeout=60)


def test_an_endless_query_is_ended_while_others_are_answered(small: str) -> None:
    with ThreadPoolExecutor(1) as elsewhere:
        endless = elsewhere.submit(ask, small, ENDLESS)
        time.sleep(0.2)
        answered = 0
        while not endless.done():
            assert ask(small, "ASK { ?s ?p ?o }").json()["boolean"] is True
            answered += 1
    assert (endless.result().status_code, "2.5 s" in endless.result().text) == (504, True)
    assert answered > 0


def test_the_process_of_an_ended_query_is_gone_and_another_in_its_place(small: str) -> None:
    until(lambda: len(children(os.getpid())) >= 3)
    before = children(os.getpid())
    assert ask(small, ENDLESS).status_code == 504
    until(lambda: len(before - children(os.getpid())) == 1 and len(children(os.getpid())) >= len(before))


def test_as_many_endless_queries_as_a_client_may_have_pass(small: str) -> None:
    with ThreadPoolExecutor(2) as elsewhere:
        answers = list(elsewhere.map(lambda _: ask(small, ENDLESS), range(2)))
    assert [answer.status_code for answer in answers] == [504, 504]
    assert ask(small, "ASK {}").status_code == 200


def test_a_query_that_takes_too_much_memory_is_ended(example: Path) -> None:
    with serving(example, ServeSettings(workers=1, memory=200, timeout=LONG)) as address:
        assert ask(address, GREEDY).status_code == 507
        assert ask(address, "ASK {}").status_code == 200


def test_a_query_ends_with_the_client_that_asked_it(example: Path) -> None:
    with serving(example, ServeSettings(workers=1, timeout=LONG)) as address:
        with pytest.raises(httpx.ReadTimeout):
            httpx.get(f"{address}/sparql", params={"query": ENDLESS}, timeout=0.5)
        # The only worker would be busy for ten minutes otherwise.
        assert httpx.get(f"{address}/sparql", params={"query": "ASK {}"}, timeout=30).status_code == 200


@pytest.mark.parametrize("format", ["json", "xml", "tsv"])
def test_a_table_is_cut_at_a_row_and_says_so(small: str, format: str) -> None:
    answer = ask(small, ALL, format=format)
    kind = {"json": "JSON", "xml": "XML", "tsv": "TSV"}[format]
    parsed = ox.parse_query_results(answer.content, getattr(ox.QueryResultsFormat, kind))
    assert isinstance(parsed, ox.QuerySolutions)
    assert len(list(parsed)) == 5
    assert answer.headers["zhengmai-truncated"] == "rows"
    assert format != "json" or answer.json()["head"]["truncated"] == "rows"


def test_triples_are_cut_and_say_so(small: str) -> None:
    answer = ask(small, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", format="nt")
    assert len(answer.text.splitlines()) == 5
    assert answer.headers["zhengmai-truncated"] == "rows"


@pytest.mark.parametrize("format", ["json", "xml", "csv", "tsv"])
def test_a_long_answer_is_cut_at_a_row_too(small: str, format: str) -> None:
    wide = f'SELECT ?s ("{"政" * 300}" AS ?long) {{ ?s ?p ?o }} LIMIT 4'
    answer = ask(small, wide, format=format)
    assert answer.headers["zhengmai-truncated"] == "bytes"
    assert len(answer.content) < 2_500


def test_an_answer_of_exactly_the_allowed_rows_is_whole(small: str) -> None:
    answer = ask(small, ALL + " LIMIT 5")
    assert len(answer.json()["results"]["bindings"]) == 5
    assert "zhengmai-truncated" not in answer.headers and "truncated" not in answer.json()["head"]


def test_who_finds_the_queue_full_is_told_to_come_again(example: Path) -> None:
    async def three_at_once() -> list[object]:
        settings = ServeSettings(workers=1, queue=1, timeout=1.0)
        arguments = {"query": ENDLESS, "accept": ["json"]}
        async with WorkerPool(example, settings) as pool:
            runs = [asyncio.create_task(pool.run("sparql", arguments)) for _ in range(3)]
            return [type(e) for e in await asyncio.gather(*runs, return_exceptions=True)]

    assert asyncio.run(three_at_once()) == [DeadlinePassed, Busy, Busy]


def test_one_client_leaves_a_worker_for_the_others(example: Path) -> None:
    async def greedy_and_modest() -> bool:
        async with WorkerPool(example, ServeSettings(workers=2, timeout=LONG)) as pool:
            endless = {"query": ENDLESS, "accept": ["json"]}
            greedy = [asyncio.create_task(pool.run("sparql", endless, "greedy")) for _ in range(3)]
            await asyncio.sleep(0)
            answer = await pool.run("sparql", {"query": "ASK {}", "accept": ["json"]}, "modest")
            still = not any(task.done() for task in greedy)
            for task in greedy:
                task.cancel()
            await asyncio.gather(*greedy, return_exceptions=True)
            return still and b"true" in answer.body

    assert asyncio.run(greedy_and_modest())


def test_no_worker_outlives_its_pool(example: Path) -> None:
    async def cancelled() -> None:
        async with WorkerPool(example, ServeSettings(workers=2, timeout=LONG)) as pool:
            question = asyncio.create_task(pool.run("sparql", {"query": ENDLESS, "accept": ["json"]}))
            await asyncio.sleep(0.3)
            question.cancel()
            await asyncio.gather(question, return_exceptions=True)

    before = children(os.getpid())
    asyncio.run(cancelled())
    until(lambda: children(os.getpid()) <= before)


def test_a_query_in_python_ends_at_its_deadline(example: Path) -> None:
    with Graph.open(example) as graph:
        with pytest.raises(DeadlinePassed):
            graph.query(ENDLESS, timeout=1)
        with pytest.raises(WorkerDied):
            graph.query("SELECT * { FILTER(" + "!" * 100_000 + "true) }", timeout=20)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s ?name { ?s skos:prefLabel ?name } ORDER BY ?s ?name",
        "ASK { ?s ?p ?o }",
        "CONSTRUCT { ?s skos:prefLabel ?name } WHERE { ?s skos:prefLabel ?name }",
    ],
)
def test_with_and_without_a_deadline_the_answer_is_the_same(example: Path, query: str) -> None:
    with Graph.open(example) as graph:
        free, bound = graph.query(query, max_rows=7), graph.query(query, max_rows=7, timeout=30)
    assert (bound.vars, bound.rows, bound.truth, bound.truncated) == (free.vars, free.rows, free.truth, free.truncated)
    assert set(bound.triples) == set(free.triples)
