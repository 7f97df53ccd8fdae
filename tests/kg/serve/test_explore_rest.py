"""What the page asks the server, as JSON."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET

import httpx
import pytest
from example_graph import EXAMPLE, example_text
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.explore.documents import Mark, pieces

OWN = f"region-of/{EXAMPLE}"


def get(client: httpx.Client, path: str, **parameters: object) -> object:
    answer = client.get(f"/api/explore/{path}", params=parameters)
    answer.raise_for_status()
    return answer.json()


def test_the_page_is_at_the_root_and_its_files_are_there(client: httpx.Client) -> None:
    page = client.get("/")
    assert page.headers["content-type"].startswith("text/html")
    assert "default-src 'self'" in page.headers["content-security-policy"]
    for path in ("page/js/main.js", "page/css/base.css", "page/icon.svg"):
        assert path in page.text
        assert client.get("/" + path).status_code == 200


@pytest.mark.parametrize("path", ["/page/../words.yaml", "/page/%2e%2e/words.yaml", "/vendor/..%2fassets.py", "/page/"])
def test_no_file_beside_the_page_is_served(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_start_tells_words_counts_and_questions(client: httpx.Client) -> None:
    start = get(client, "start")
    assert (start["documents"], start["claims"], start["years"]) == (1, 5, [2021, 2022])
    assert start["notices"] == ["虚构示例"]
    assert start["words"]["implements"]["zh"] == "实施"
    titles = next(card for group in start["cards"] for card in group["first"] if card["name"] == "enterprise-titles")
    # The example of the query is not in this graph: the holder with most claims stands in its place.
    assert titles["parameters"][0]["value"] in {"安徽省某市", "禾光电子"}


def test_a_card_gives_sparql_that_runs_anywhere(client: httpx.Client) -> None:
    sparql = get(client, "card/programme-regions", programme="四送一服")["sparql"]
    assert sparql.startswith("PREFIX zm: <")
    rows = client.post("/sparql", content=sparql, headers={"Content-Type": "application/sparql-query"}).json()
    assert len(rows["results"]["bindings"]) == 1
    assert client.get("/api/explore/card/programme-regions", params={"programme": "无此"}).status_code == 400


def test_a_thing_has_its_facts_with_the_marked_sentence_and_how_the_rule_was_measured(client: httpx.Client) -> None:
    thing = get(client, "thing", id="enterprise/37b52a11a177024292f8")
    assert (thing["label"], thing["type"]) == ("禾光电子", "Enterprise")
    (title,) = (group for group in thing["groups"] if group["predicate"] == "recognisedAs")
    (claim,) = title["facts"][0]["claims"]
    (evidence,) = claim["evidence"]
    assert evidence["quote"] == "禾光电子获国家专精特新“小巨人”认定"
    assert example_text()[evidence["start"] : evidence["end"]] == evidence["quote"]
    assert example_text().index(evidence["before"]) + len(evidence["before"]) == evidence["start"]
    assert evidence["source"] == EXAMPLE
    assert evidence["measured"] is None or evidence["measured"][0] <= evidence["measured"][1]


def test_facts_come_in_pages_and_one_by_one(client: httpx.Client) -> None:
    facts = [
        get(client, "facts", id=OWN, predicate="implements", direction="out", offset=offset, limit=1)
        for offset in (0, 1, 2)
    ]
    assert [len(page) for page in facts] == [1, 1, 0]
    first = facts[0][0]
    assert get(client, "link", s=OWN, p="implements", o=first["o"]["id"]) == first


def test_a_document_is_cut_where_marks_begin_and_end(client: httpx.Client) -> None:
    document = get(client, "document", id=EXAMPLE)
    assert "".join(piece for piece, _ in document["pieces"]) == example_text()
    marks = document["marks"]
    evidence = next(n for n, mark in enumerate(marks) if mark["kind"] == "evidence" and mark["p"] == "issues")
    over = "".join(piece for piece, numbers in document["pieces"] if evidence in numbers)
    assert over == "力争出台《数字经济发展若干措施》"
    assert marks[evidence]["o"]["label"] == "数字经济发展若干措施"
    assert get(client, "documents")[0]["title"] == "某市四送一服活动总结"


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6))
def test_pieces_make_the_text_and_each_mark_covers_what_it_says(text: str, spans: list[tuple[int, int]]) -> None:
    marks = sorted(
        (Mark(min(a, b), max(a, b), "mention", {}) for a, b in spans if a != b and max(a, b) <= len(text)),
        key=lambda mark: (mark.start, -mark.end),
    )
    cut = pieces(text, marks)
    assert "".join(piece for piece, _ in cut) == text
    for n, mark in enumerate(marks):
        assert "".join(piece for piece, over in cut if n in over) == text[mark.start : mark.end]


def test_a_view_is_drawn_as_svg_with_the_names_of_its_things(client: httpx.Client) -> None:
    answer = client.get("/api/explore/view.svg", params={"s": f"open~{OWN}", "lang": "en"})
    assert answer.headers["content-type"].startswith("image/svg+xml")
    texts = {element.text for element in ET.fromstring(answer.text).iter("{http://www.w3.org/2000/svg}text")}
    assert {"四送一服", "implements"} <= texts


def test_the_schema_for_completion_is_our_own(client: httpx.Client) -> None:
    schema = get(client, "schema")
    assert ["https://w3id.org/zhengmai/ontology#implements", "实施", "implements"] in schema["properties"]
    assert all(iri.startswith(tuple(schema["prefixes"].values())) for iri, *_ in schema["properties"])


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("thing?id=nobody", 400),
        ("document?id=nobody", 400),
        ("view?s=fly~x", 400),
        ("view", 422),
        ("facts?id=nobody&predicate=x&direction=up", 400),
        (f"link?s={OWN}&p=issues&o={OWN}", 400),
        ("search?q=" + "x" * 300, 422),
        ("view?s=all~5&limit=999999", 422),
    ],
)
def test_what_cannot_be_answered_is_told(client: httpx.Client, path: str, status: int) -> None:
    answer = client.get(f"/api/explore/{path}")
    assert answer.status_code == status
    assert json.dumps(answer.json())
