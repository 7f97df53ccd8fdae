"""What readers found wrong is left out of every later build, and nothing else is."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from handmade import read_tiny, report
from serving import serving

from kg import Graph
from kg.build import BuildOptions, Scope, build_graph
from kg.build.extractor import Extractor
from kg.corrections import FILE, RIGHT, Correction, add_correction, corrected, read_corrections
from kg.errors import ZhengmaiError
from kg.serve.settings import ServeSettings

TEXT = "2020年已开展“四送一服”。2021年已开展“链长制”。"
SPAN = (0, 14)
REGION, PROGRAMME = "region/340100", "programme/si-song-yi-fu"


def build(folder: Path) -> Path:
    (folder / "in").mkdir(exist_ok=True)
    (folder / "in" / "a.txt").write_text(TEXT, "utf-8")
    options = BuildOptions(workers=1)
    build_graph([folder / "in"], folder / "graph", options=options, extractor=Extractor(read_tiny, "tiny"))
    return folder / "graph"


def implemented(graph: Path) -> set[str]:
    with Graph.open(graph) as opened:
        rows = opened.query(
            "SELECT ?name { GRAPH zmg:facts { ?r zm:implements ?p } ?p skos:prefLabel ?name }"
        ).to_dicts()
    return {row["name"] for row in rows}


def document(graph: Path) -> str:
    with Graph.open(graph) as opened:
        (row,) = opened.query("SELECT ?d { ?d a zm:Document }").to_dicts()
    return str(row["d"]).rpartition("/")[2]


def wrong(graph: Path, verdict: str = "wrong") -> Correction:
    return Correction(document(graph), *SPAN, "implements", "@region", "四送一服", verdict)


def test_the_next_build_leaves_out_what_is_wrong_and_puts_it_back_when_it_is_right(tmp_path: Path) -> None:
    graph = build(tmp_path)
    assert implemented(graph) == {"四送一服", "链长制"}
    add_correction(graph, wrong(graph))
    assert implemented(build(tmp_path)) == {"链长制"}
    add_correction(graph, wrong(graph, RIGHT))
    assert implemented(build(tmp_path)) == {"四送一服", "链长制"}


def test_a_correction_of_a_document_that_stays_unread_is_honoured_and_told_of_when_it_is_taken_back(
    tmp_path: Path,
) -> None:
    graph, tiny = build(tmp_path), Extractor(read_tiny, "tiny")
    (tmp_path / "b.txt").write_text("2020年已开展“亩均论英雄”。", "utf-8")

    def add() -> tuple[str, ...]:
        scope, options = Scope(add=True), BuildOptions(workers=1)
        return build_graph([tmp_path / "b.txt"], graph, options=options, extractor=tiny, scope=scope).notes

    corrected_once = wrong(graph)
    add_correction(graph, corrected_once)
    assert add() == ()
    assert implemented(graph) == {"链长制", "亩均论英雄"}
    add_correction(graph, replace(corrected_once, verdict=RIGHT))
    (note,) = add()
    assert note.startswith("a: a correction was taken back")
    assert implemented(build(tmp_path)) == {"四送一服", "链长制"}


def test_what_other_places_say_stays() -> None:
    record = report("a").record()
    (relation,) = record.relations
    evidence = relation.evidence[0]
    place = (record.id, evidence.start, evidence.end, "implements", "@region", "四送一服")
    assert corrected(record, [Correction(*place)]).relations == []
    for other in ((record.id, 0, 1, *place[3:]), (*place[:3], "issues", *place[4:]), (*place[:5], "链长制")):
        assert corrected(record, [Correction(*other)]) == record


@pytest.mark.parametrize("line", ["{", '{"document": "a"}', '{"start": "0"}', "[]"])
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / FILE).write_text("\n" + line + "\n", "utf-8")
    with pytest.raises(ZhengmaiError, match=rf"{FILE}, line 2"):
        read_corrections(tmp_path)


def test_the_page_of_the_server_writes_what_the_next_build_honours(tmp_path: Path) -> None:
    graph = build(tmp_path)
    with (
        serving(graph, ServeSettings(workers=1, corrections=True)) as address,
        httpx.Client(base_url=address) as client,
    ):
        token = client.get("/api/explore/start").json()["corrections"]
        about = {"document": document(graph), "start": SPAN[0], "end": SPAN[1], "predicate": "implements"}
        body = json.dumps(about | {"subject": REGION, "object": PROGRAMME})
        ours = {"Origin": address, "X-Zhengmai-Token": token, "Content-Type": "application/json"}
        for lacking in (
            {"Origin": "https://evil.example"},
            {"X-Zhengmai-Token": "x"},
            {"Content-Type": "text/plain"},
            {"Origin": ""},
        ):
            answer = client.post("/api/explore/corrections", content=body, headers=ours | lacking)
            assert answer.status_code in (403, 415)
        nowhere = json.dumps(json.loads(body) | {"start": 1})
        assert client.post("/api/explore/corrections", content=nowhere, headers=ours).status_code == 404
        assert client.post("/api/explore/corrections", content="[]", headers=ours).status_code == 400
        assert not (graph / FILE).exists()
        assert client.post("/api/explore/corrections", content=body, headers=ours).status_code == 200
    assert read_corrections(graph) == {document(graph): [wrong(graph)]}
    assert implemented(build(tmp_path)) == {"链长制"}


def test_of_a_sentence_about_two_regions_the_page_takes_out_one(tmp_path: Path) -> None:
    """Neither is the document's own: it is the adoption that is wrong, whatever claims and events rest on it."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("广州市情况通报\n\n2020年3月，长沙市、湘潭市推行链长制。\n", "utf-8")

    def adopters() -> dict[str, str]:
        options = BuildOptions(ner="none", workers=1)
        build_graph([tmp_path / "in"], tmp_path / "graph", options=options)
        with Graph.open(tmp_path / "graph") as graph:
            return {a.place.name: a.place.iri for a in graph.trace("链长制").group("adopted")}

    regions, graph = adopters(), tmp_path / "graph"
    assert set(regions) == {"长沙市", "湘潭市"}
    with (
        serving(graph, ServeSettings(workers=1, corrections=True)) as address,
        httpx.Client(base_url=address) as client,
    ):
        ours = {"Origin": address, "X-Zhengmai-Token": client.get("/api/explore/start").json()["corrections"]}
        (programme,) = client.get("/api/explore/start").json()["programmes"]
        shown = client.get("/api/explore/trace", params={"programme": programme["id"]}).json()["cards"]
        quote = next(card["quotes"][0] for card in shown.values() if card["head"]["zh"].startswith("长沙市"))
        assert quote["adopter"] == regions["长沙市"]
        said = {key: quote[key] for key in ("document", "start", "end")} | {"programme": programme["id"]}

        def post(**more: object) -> int:
            body = said | {"region": quote["adopter"]} | more
            return client.post("/api/explore/corrections/adoption", json=body, headers=ours).status_code

        assert post(region=regions["长沙市"].replace("4301", "4403")) == 404
        assert post(start="x") == 400
        assert post(programme="programme/none") == 400
        assert client.post("/api/explore/corrections/adoption", json=said).status_code == 403
        assert not (graph / FILE).exists()
        assert post() == 200
        assert set(adopters()) == {"湘潭市"}
        assert post(verdict="right") == 404
    add_back = [replace(one, verdict=RIGHT) for wrong_ones in read_corrections(graph).values() for one in wrong_ones]
    for one in add_back:
        add_correction(graph, one)
    assert set(adopters()) == {"长沙市", "湘潭市"}


def test_corrections_and_pages_of_other_sites_exclude_each_other() -> None:
    with pytest.raises(ZhengmaiError, match="exclude"):
        ServeSettings(corrections=True, cors=True)


def test_corrections_are_off_by_default(tmp_path: Path) -> None:
    with serving(build(tmp_path), ServeSettings(workers=1)) as address, httpx.Client(base_url=address) as client:
        assert client.get("/api/explore/start").json()["corrections"] is None
        answer = client.post("/api/explore/corrections", json={}, headers={"Origin": address})
        assert answer.status_code == 403
