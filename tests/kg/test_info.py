"""What a graph says of itself."""

from __future__ import annotations

from pathlib import Path

from handmade import read_tiny

from kg.build import BuildOptions, build_graph
from kg.build.extractor import Extractor
from kg.info import TypeCount, describe
from kg.store import open_store
from kg.validate import check_graph


def built(place: Path) -> Path:
    (place / "in").mkdir()
    (place / "in" / "a.txt").write_text("2021年已开展“四送一服”，2022年计划开展“揭榜挂帅若干年”", "utf-8")
    (place / "in" / "b.txt").write_text("2020年已开展“四送一服”，2023年停止开展“旧办法”", "utf-8")
    build_graph([place / "in"], place / "g", extractor=Extractor(read_tiny, "tiny"), options=BuildOptions(workers=1))
    return place / "g"


def test_counts_are_of_documents_entities_claims_and_facts(tmp_path: Path) -> None:
    with open_store(built(tmp_path)) as store:
        info = describe(store)
    assert info.documents == 2
    assert info.types == {"Programme": TypeCount(named=4, candidates=2, canonical=3)}
    assert info.claims == {"implements": {"planned": 1, "achieved": 2, "ended": 1}}
    assert info.facts == {"implements": 1}
    assert info.coverage == {"安徽省": {"": 2}}
    assert info.regions == {"known": 2}
    assert info.undated_claims == 0


def test_what_is_built_is_well_formed(tmp_path: Path) -> None:
    with open_store(built(tmp_path)) as store:
        assert list(check_graph(store)) == []
