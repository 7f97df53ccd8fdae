"""A graph whose files are damaged, missing or out of reach: one sentence that names the file, and nothing is lost."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from handmade import read_tiny

from kg.build import BuildOptions, Scope, build_graph
from kg.build.extractor import Extractor
from kg.cli.app import main as command_line
from kg.errors import ZhengmaiError
from kg.store import open_store
from kg.store.files import write_whole

HERE = Path(__file__).parent
TINY, ALONE = Extractor(read_tiny, "tiny-1"), BuildOptions(workers=1)


def reports(folder: Path, *names: str) -> Path:
    folder.mkdir(parents=True)
    for name in names:
        (folder / f"{name}.txt").write_text(f"2021年已开展“{name}行动”", "utf-8")
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of two generations, in a folder with blanks and Chinese in its name."""
    place = tmp_path_factory.mktemp("damaged") / "图 谱"
    build_graph([reports(place / "in" / "一", "甲")], place / "g", extractor=TINY, options=ALONE)
    more = reports(place / "in" / "二", "乙")
    build_graph([more], place / "g", extractor=TINY, options=ALONE, scope=Scope(add=True))
    return place


@pytest.fixture
def graph(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built / "g", tmp_path / "图 谱")
    return tmp_path / "图 谱"


def current(graph: Path) -> Path:
    return graph / "generations" / "00000002"


def largest(graph: Path) -> Path:
    """The file with most of the database; a copy of its own, since generations share files."""
    path = max((current(graph) / "store").glob("*.sst"), key=lambda path: path.stat().st_size)
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data)
    return path


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100])


DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "no name of a generation": (lambda g: (g / "CURRENT").write_text(""), r"CURRENT is damaged .*00000001, 00000002"),
    "a name that is a path": (lambda g: (g / "CURRENT").write_text("../../x\n"), "CURRENT is damaged"),
    "no CURRENT": (lambda g: (g / "CURRENT").unlink(), "CURRENT is damaged or missing"),
    "bytes in CURRENT": (lambda g: (g / "CURRENT").write_bytes(b"\xff\xfe"), "CURRENT cannot be read"),
    "a generation that is gone": (lambda g: (g / "CURRENT").write_text("00000009\n"), "00000009"),
    "no build.json": (lambda g: (current(g) / "build.json").unlink(), r"build\.json"),
    "an empty build.json": (lambda g: (current(g) / "build.json").write_text("{}"), r"build\.json is damaged"),
    "no store": (lambda g: shutil.rmtree(current(g) / "store"), "store is damaged or missing"),
    "half a file of the store": (lambda g: cut(largest(g)), "store is damaged or missing"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_graph_is_told_and_an_update_takes_nothing_of_it_away(graph: Path, damage: str) -> None:
    spoil, told = DAMAGES[damage]
    spoil(graph)
    there = sorted(str(path) for path in (graph / "generations").rglob("*"))
    more = reports(graph.parent / "more", "丙")
    with pytest.raises(ZhengmaiError, match=told):
        build_graph([more], graph, extractor=TINY, options=ALONE, scope=Scope(add=True))
    assert sorted(str(path) for path in (graph / "generations").rglob("*")) == there


@pytest.mark.parametrize("damage", [name for name in DAMAGES if name != "an empty build.json"])
def test_a_reader_of_a_damaged_graph_is_told(graph: Path, damage: str) -> None:
    DAMAGES[damage][0](graph)
    with pytest.raises(ZhengmaiError, match=str(graph)):
        open_store(graph)


def test_a_first_build_that_was_killed_is_in_nobodys_way(graph: Path) -> None:
    shutil.rmtree(current(graph))
    (graph / "CURRENT").unlink()
    build_graph([reports(graph.parent / "more", "丙")], graph, extractor=TINY, options=ALONE)
    with open_store(graph) as store:
        assert len(store.build_info["documents"]) == 1


@pytest.mark.parametrize("lost", ["texts", "records", "shares.sqlite", "cache"])
def test_what_is_derived_may_be_lost(built: Path, graph: Path, lost: str) -> None:
    path = graph / lost
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    build_graph([built / "in"], graph, extractor=TINY, options=ALONE)
    with open_store(graph) as store:
        names = sorted(record.doc for record in store.records())
        assert [store.text(document) for document in store.build_info["documents"]]
    assert names == ["一/甲", "二/乙"]


def test_a_block_that_changed_on_the_disk_is_no_traceback(
    graph: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = largest(graph)
    data = bytearray(path.read_bytes())
    data[:-4000] = bytes(len(data) - 4000)
    path.write_bytes(bytes(data))
    monkeypatch.setattr(sys, "argv", ["zhengmai", "query", "SELECT * { ?s ?p ?o }", "-g", str(graph)])
    with pytest.raises(SystemExit) as ended:
        command_line()
    assert ended.value.code == 2
    assert "store is damaged" in capsys.readouterr().err
    with pytest.raises(ZhengmaiError, match="is damaged"):
        build_graph([reports(graph.parent / "more", "丙")], graph, extractor=TINY, options=ALONE)


def test_one_bad_file_of_ten_is_named_and_the_others_are_built(tmp_path: Path) -> None:
    folder = reports(tmp_path / "语料 目录", *"甲乙丙丁戊己庚辛壬")
    (folder / "坏 %20#.pdf").write_bytes(b"\x00nonsense\xff" * 20)
    report = build_graph([folder], tmp_path / "图 谱", extractor=TINY, options=ALONE)
    assert [(Path(one.source).name, one.reason) for one in report.failures] == [("坏 %20#.pdf", "it is not a pdf file")]
    assert report.documents == 9


def test_a_script_without_a_guard_is_told_why_no_process_begins(tmp_path: Path) -> None:
    folder = reports(tmp_path / "in", *(f"第{n}" for n in range(21)))
    script = (
        "import sys; from pathlib import Path; from handmade import read_tiny\n"
        "from kg.build import BuildOptions, build_graph; from kg.build.extractor import Extractor\n"
        "options = BuildOptions(workers=2)\n"
        "build_graph([Path(sys.argv[1])], Path(sys.argv[2]), extractor=Extractor(read_tiny, 't'), options=options)\n"
    )
    (tmp_path / "script.py").write_text(script)
    done = subprocess.run(
        [sys.executable, str(tmp_path / "script.py"), str(folder), str(tmp_path / "g")],
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(HERE), str(HERE.parents[1])))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "if __name__ == '__main__'" in done.stderr.splitlines()[-1]


def test_a_file_that_cannot_be_written_is_named_by_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x.nq").mkdir()
    with pytest.raises(OSError, match=r"full/x\.nq'$") as error:
        write_whole(tmp_path / "full" / "x.nq", "text")
    assert error.value.errno == errno.EISDIR
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["x.nq"]
