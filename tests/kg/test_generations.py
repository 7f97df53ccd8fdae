"""Generations of the store: what readers see while it changes, and that an update equals a fresh load."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from answers import rows
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import ZhengmaiError
from kg.store import Changes, GraphFolder, open_store, publish

EX = "https://example.org/"
INFERRED = EX + "inferred"
INFO: dict[str, dict[str, str]] = {"texts": {}}
EVERYTHING = "SELECT ?s ?p ?o { ?s ?p ?o }"


def quad(graph: str, subject: str, value: str = "v") -> ox.Quad:
    return ox.Quad(ox.NamedNode(EX + subject), ox.NamedNode(EX + "p"), ox.Literal(value), ox.NamedNode(graph))


def write(
    folder: GraphFolder, graphs: dict[str, list[ox.Quad]], dropped: tuple[str, ...] = (), anew: bool = False
) -> str:
    with folder.locked():
        folder.prepare()
        return publish(folder, Changes(graphs, dropped, frozenset({INFERRED})), [], INFO, anew=anew)


def contents(path: Path) -> tuple[list[str], list[str]]:
    """The named graphs and the default graph, sorted."""
    with open_store(path) as store:
        rows = store.query(EVERYTHING)
        assert isinstance(rows, ox.QuerySolutions)
        return sorted(map(str, store.quads())), sorted(" ".join(map(str, row)) for row in rows)


def test_the_default_graph_merges_all_graphs_but_inferred(tmp_path: Path) -> None:
    folder = GraphFolder(tmp_path / "g")
    write(folder, {EX + "a": [quad(EX + "a", "x")], EX + "b": [quad(EX + "b", "x")], INFERRED: [quad(INFERRED, "y")]})
    with open_store(folder.path) as store:
        assert [row["s"].value for row in rows(store.query(EVERYTHING))] == [EX + "x"]
        in_graphs = store.query("SELECT ?g ?s { GRAPH ?g { ?s ?p ?o } }")
        assert sorted(row["g"].value for row in rows(in_graphs)) == [EX + "a", EX + "b", INFERRED]


def test_a_triple_stays_in_the_default_graph_while_one_graph_has_it(tmp_path: Path) -> None:
    folder = GraphFolder(tmp_path / "g")
    write(folder, {EX + "a": [quad(EX + "a", "x")], EX + "b": [quad(EX + "b", "x")]})
    write(folder, {}, dropped=(EX + "a",))
    assert len(contents(folder.path)[1]) == 1
    write(folder, {EX + "b": []})
    assert contents(folder.path) == ([], [])


NAMES = [EX + "a", EX + "b", INFERRED]
GRAPHS = st.fixed_dictionaries(
    {name: st.lists(st.builds(quad, st.just(name), st.sampled_from("xyz"), st.sampled_from("12"))) for name in NAMES}
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=GRAPHS, after=GRAPHS, dropped=st.sets(st.sampled_from(NAMES)))
def test_an_update_equals_a_fresh_load(
    tmp_path_factory: pytest.TempPathFactory,
    before: dict[str, list[ox.Quad]],
    after: dict[str, list[ox.Quad]],
    dropped: set[str],
) -> None:
    place = tmp_path_factory.mktemp("law")
    rest = {name: quads for name, quads in after.items() if name not in dropped}
    write(GraphFolder(place / "updated"), before)
    write(GraphFolder(place / "updated"), rest, dropped=tuple(sorted(dropped)))
    write(GraphFolder(place / "fresh"), rest, anew=True)
    assert contents(place / "updated") == contents(place / "fresh")


def test_readers_keep_the_generation_that_they_opened(tmp_path: Path) -> None:
    folder = GraphFolder(tmp_path / "g")
    write(folder, {EX + "a": [quad(EX + "a", "old")]})
    with open_store(folder.path) as reader:
        for value in "12345":
            write(folder, {EX + "a": [quad(EX + "a", "new", value)]})
        assert [row["s"].value for row in rows(reader.query(EVERYTHING))] == [EX + "old"]
    write(folder, {EX + "a": []})
    assert sorted(p.name for p in (folder.path / "generations").iterdir()) == ["00000006", "00000007"]


def test_a_second_build_at_the_same_time_is_told(tmp_path: Path) -> None:
    folder = GraphFolder(tmp_path / "g")
    with folder.locked(), pytest.raises(ZhengmaiError, match="another build"), folder.locked():
        pass


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    folder = GraphFolder(tmp_path / "g")
    write(folder, {})
    (folder.path / "manifest.json").write_text('{"format": 99, "base": "https://example.org/"}')
    with pytest.raises(ZhengmaiError, match="format 99"):
        open_store(folder.path)


@pytest.mark.parametrize("manifest", ["", "[]", '{"format": 1}', "\x00"])
def test_a_damaged_manifest_is_an_error_that_names_it(tmp_path: Path, manifest: str) -> None:
    (tmp_path / "manifest.json").write_text(manifest)
    with pytest.raises(ZhengmaiError, match=r"manifest\.json"):
        open_store(tmp_path)


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(ZhengmaiError, match="not empty"):
        GraphFolder(tmp_path).prepare()


def test_no_graph_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ZhengmaiError, match="zhengmai build"):
        open_store(tmp_path / "nothing")


def test_what_a_killed_build_left_is_cleared_away(tmp_path: Path) -> None:
    folder = GraphFolder(tmp_path / "g")
    name = write(folder, {EX + "a": [quad(EX + "a", "x")]})
    (folder.generation("00000002") / "store").mkdir(parents=True)
    (folder.path / ".tmp-1-CURRENT").write_text("half")
    assert contents(folder.path)[0]
    assert write(folder, {EX + "a": []}) == "00000002"
    assert name == "00000001"
    assert not list(folder.path.glob(".tmp-*"))
