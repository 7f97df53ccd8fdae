"""When policies are in force: told by documents, put together for things, seen as of a date and in a search."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from handmade import Handmade
from typer.testing import CliRunner

from extract.document import Document
from kg import Graph
from kg.build import BuildOptions, Scope, build_graph
from kg.build.extractor import Extractor
from kg.cli.app import app
from kg.validate import check_graph
from ontology.records import OWN_DOCUMENT, Force, Record, stable_id

OLD, NEW = "《青山县工业扶持办法（青政发〔2013〕9号）》", "《青山县企业扶持办法（青政发〔2020〕3号）》"
TEXTS = {
    "old": f"{OLD}〔from 2013-05-01〕〔until 2019-04-30〕",
    "longer": f"{OLD}〔until 2021-04-30〕",
    "new": f"{NEW}〔from 2020-07-01〕{OLD}〔repealed 2020-07-01〕",
    "plain": "关于技改的规定〔from 2021〕",
}


def read_force(document: Document) -> Record:
    """Stands for extraction: a title in 《》 and what is said of it in 〔〕, of the document where it has no title."""
    made = Handmade(document.doc, document.text)
    force, policy = [], OWN_DOCUMENT
    for title, effect, time in re.findall(r"《(.+?)》|〔(\w+) ([\d-]+)〕", document.text):
        if title:
            policy = made.entity("Policy", title)
        else:
            evidence = [made.evidence(f"〔{effect} {time}〕", "force-from")]
            force.append(Force(stable_id(document.id, policy, effect, time), policy, effect, time, 0.9, evidence))
    return replace(made.record(), id=document.id, source=document.source, published="2013", force=force)


EXTRACTOR, OPTIONS = Extractor(read_force, "force-1"), BuildOptions(workers=1)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    place = tmp_path_factory.mktemp("force")
    (place / "in").mkdir()
    for name, text in TEXTS.items():
        (place / "in" / f"{name}.txt").write_text(text, "utf-8")
    build_graph([place / "in"], place / "g", options=OPTIONS, extractor=EXTRACTOR)
    yield place / "g"


def policies(graph: Path, as_of: str | None = None) -> dict[str, tuple[str, ...]]:
    with Graph.open(graph, as_of=as_of) as opened:
        rows = opened.named("policies-in-force").to_dicts()
        assert list(check_graph(opened.store)) == []
    names = ("from", "until", "repealed", "state")
    return {row["policy"][:7]: tuple(row[name] or "" for name in names) for row in rows}


def test_what_documents_say_of_one_policy_is_put_together(graph: Path) -> None:
    found = policies(graph)
    assert found["青山县工业扶持"] == ("2013-05-01", "2021-04-30", "2020-07-01", "")
    assert found["青山县企业扶持"][0] == "2020-07-01"
    assert found["plain"] == ("2021", "", "", "")


@pytest.mark.parametrize(
    ("when", "old", "new"),
    [
        ("2012", "notYetInForce", "notYetInForce"),
        ("2013-05", "inForce", "notYetInForce"),
        ("2020-06-30", "inForce", "notYetInForce"),
        ("2020-07-01", "outOfForce", "inForce"),
    ],
)
def test_a_view_of_a_date_says_what_was_in_force(graph: Path, when: str, old: str, new: str) -> None:
    found = policies(graph, when)
    assert (found["青山县工业扶持"][3], found["青山县企业扶持"][3]) == (old, new)


def test_a_search_as_of_a_date_marks_policies_and_knows_no_later_document(graph: Path) -> None:
    with Graph.open(graph, as_of="2020-06") as opened:
        hits = {hit.title[:7]: hit.force for hit in opened.search("扶持办法", kind="entity").hits}
        assert hits == {"青山县工业扶持": "inForce", "青山县企业扶持": "notYetInForce"}
        assert opened.search("技改", kind="document").total == 1
    with Graph.open(graph, as_of="2012") as opened:
        assert opened.search("技改", kind="document").total == 0
    done = CliRunner().invoke(app, ["search", "工业扶持", "--as-of", "2021", "-g", str(graph), "-f", "csv"])
    assert "outOfForce" in done.output


def test_a_repeal_goes_with_the_document_that_says_so(graph: Path, tmp_path: Path) -> None:
    shutil.copytree(graph, tmp_path / "g")
    build_graph([], tmp_path / "g", options=OPTIONS, extractor=EXTRACTOR, scope=Scope(remove=("new", "longer")))
    assert policies(tmp_path / "g")["青山县工业扶持"] == ("2013-05-01", "2019-04-30", "", "")
