"""What pages of other sites and hostile requests get."""

from __future__ import annotations

import socket
from pathlib import Path

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from serving import serving

from kg.errors import ZhengmaiError
from kg.serve.negotiate import accepted_forms, media_types
from kg.serve.settings import ServeSettings
from kg.worker.forms import FORMS

DIRECT = {"Content-Type": "application/sparql-query"}


def raw(address: str, request: bytes) -> bytes:
    """What the server answers to bytes that no client library would send."""
    host, _, port = address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "", "[::2]"])
def test_a_name_that_is_not_ours_gets_nothing(client: httpx.Client, host: str) -> None:
    answer = client.get("/sparql", params={"query": "ASK {}"}, headers={"Host": host})
    assert answer.status_code == 421


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:7878", "127.0.0.1", "[::1]:7878"])
def test_names_of_this_machine_are_served(client: httpx.Client, host: str) -> None:
    assert client.get("/sparql", params={"query": "ASK {}"}, headers={"Host": host}).status_code == 200


def test_a_server_for_others_goes_by_the_names_it_was_given() -> None:
    assert "graph.example" in ServeSettings(host="10.1.2.3", names=("Graph.example",)).hosts
    assert "10.1.2.3" in ServeSettings(host="10.1.2.3").hosts
    assert ServeSettings(host="0.0.0.0").hosts == frozenset()
    assert "evil.example" not in ServeSettings(host="0.0.0.0", names=("graph.example",)).hosts


def test_no_answer_runs_foreign_scripts(client: httpx.Client) -> None:
    for path in ("/sparql", "/sparql?query=nonsense", "/api/queries", "/nowhere"):
        headers = client.get(path).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert "access-control-allow-origin" not in headers


def test_pages_of_other_sites_may_read_where_that_is_switched_on(example: Path) -> None:
    with serving(example, ServeSettings(workers=1, cors=True)) as address:
        answer = httpx.options(f"{address}/sparql", headers={"Origin": "http://a.example"})
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize("setting", [{"timeout": 0}, {"port": 70000}, {"workers": 0}, {"max_rows": -1}])
def test_settings_out_of_range_are_refused(setting: dict[str, int]) -> None:
    with pytest.raises(ZhengmaiError):
        ServeSettings(**setting)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        (b"query=ASK%7B%7", b"400"),
        (b"query=ASK%zz", b"400"),
        (b"query=%FF%FE", b"400"),
        (b"query=" + b"A" * 30_000, b"414"),
        (b"&".join(b"a%d=1" % n for n in range(2_500)), b"400"),
        (b"query=ASK%7B%7D&default-graph-uri=http://x/%0D%0ASet-Cookie:%20a=b", b"400"),
        (b"query=ASK%7B%7D&format=json%0D%0ASet-Cookie:%20a=b", b"400"),
        (b"query=%00", b"400"),
    ],
)
def test_bad_parameters_are_told_so(address: str, query: bytes, status: bytes) -> None:
    answer = raw(address, b"GET /sparql?" + query + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    head, _, _ = answer.partition(b"\r\n\r\n")
    assert head.split(b" ", 2)[1] == status
    assert b"set-cookie" not in head.lower()


def test_what_is_not_utf8_is_told_so(client: httpx.Client) -> None:
    assert client.post("/sparql", content="ASK { '链长制' ?p ?o }".encode("gb18030"), headers=DIRECT).status_code == 400


def test_a_huge_query_is_not_read_to_its_end(client: httpx.Client) -> None:
    answer = client.post("/sparql", content=b"ASK { }" + b" " * 50_000, headers=DIRECT)
    assert (answer.status_code, "20000 bytes" in answer.text) == (413, True)


@pytest.mark.parametrize(
    "query",
    [
        "ASK " + "{" * 600 + "}" * 600,
        "SELECT * { FILTER" + "(" * 9_000 + "1" + ")" * 9_000 + " }",
        "SELECT * { FILTER(" + "!" * 15_000 + "true) }",
        "SELECT * { ?a " + "^" * 15_000 + "zm:x ?b }",
        "SELECT * { {}" + " UNION {}" * 2_000 + " }",
        "a." * 9_000,
    ],
    ids=lambda query: query[:24],
)
def test_deep_and_long_queries_harm_nobody_else(client: httpx.Client, query: str) -> None:
    answer = client.post("/sparql", content=query, headers=DIRECT)
    assert answer.status_code in (200, 400, 507)
    assert client.post("/sparql", content="ASK {}", headers=DIRECT).status_code == 200


@given(st.text(st.characters(codec="latin-1"), max_size=80) | st.from_regex(r"([a-z*]+/[a-z*+-]+(;q=[0-9.]+)?,?)+"))
def test_any_accept_header_can_be_read(header: str) -> None:
    assert set(accepted_forms(header)) <= set(FORMS)


@given(st.permutations(sorted(FORMS)))
def test_forms_come_in_the_order_of_their_quality(order: list[str]) -> None:
    header = ", ".join(
        f"{FORMS[name].media.partition(';')[0]};q={1 - place / 100:.2f}" for place, name in enumerate(order)
    )
    assert accepted_forms(header) == order


def test_without_a_header_every_form_will_do() -> None:
    assert set(accepted_forms(None)) == set(FORMS)
    assert {form for forms in media_types().values() for form in forms} == set(FORMS)


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=60))
def test_no_bytes_break_the_server(address: str, body: bytes) -> None:
    for media in ("application/sparql-query", "application/x-www-form-urlencoded"):
        answer = httpx.post(f"{address}/sparql", content=body, headers={"Content-Type": media})
        assert answer.status_code in (200, 400, 403)
