"""A build may be killed, meet another build, or fill the disk: the last good graph is always there."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from handmade import read_tiny

from kg.build import BuildOptions, Scope, build_graph
from kg.build.extractor import Extractor
from kg.errors import ZhengmaiError
from kg.store import open_store

ALONE = BuildOptions(workers=1)
TINY = Extractor(read_tiny, "tiny-1")
HERE = Path(__file__).parent
KILLS = 20


def corpus(folder: Path, first: int, last: int) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(first, last):
        (folder / f"d{n:03}.txt").write_text(f"{1950 + n}年已开展“四送一服”，{1951 + n}年计划开展“甲{n}行动”", "utf-8")
    return folder


def lines(graph: Path) -> list[str]:
    with open_store(graph) as store:
        return sorted(map(str, store.quads()))


def built(place: Path, *folders: Path) -> list[str]:
    build_graph(folders, place, extractor=TINY, options=ALONE)
    return lines(place)


@contextmanager
def builder() -> Iterator[subprocess.Popen[str]]:
    """A process that has all modules loaded and forks a build for every line that it is told."""
    path = os.pathsep.join((str(HERE), str(HERE.parents[1])))
    with subprocess.Popen(
        [sys.executable, str(HERE / "killed_build.py")],
        env={**os.environ, "PYTHONPATH": path},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def ask(process: subprocess.Popen[str], *words: object) -> str:
    assert process.stdin is not None
    assert process.stdout is not None
    print(*words, file=process.stdin, flush=True)
    return process.stdout.readline().strip()


def test_a_kill_at_any_moment_leaves_a_readable_graph_and_a_build_that_goes_on(tmp_path: Path) -> None:
    """Twenty moments, drawn within each of the four phases of a build; builds go on where killed ones left off."""
    old, new = corpus(tmp_path / "old" / "in", 0, 6), corpus(tmp_path / "new" / "in", 3, 12)
    before, after = built(tmp_path / "before", old), built(tmp_path / "after", new)
    kept, found = {"before": 0, "after": 0}, before
    graph = tmp_path / "g"
    with builder() as process:
        shutil.copytree(tmp_path / "before", tmp_path / "counted")
        phases = [int(number) for number in ask(process, "count", new, tmp_path / "counted").split()]
        for turn, (phase, moment) in enumerate(moments(phases)):
            if turn == 0 or found == after:
                shutil.rmtree(graph, ignore_errors=True)
                shutil.copytree(tmp_path / "before", graph)
            assert ask(process, "kill", new, graph, phase, moment) == "killed"
            found = lines(graph)
            assert found in (before, after)
            kept["before" if found == before else "after"] += 1
            if turn % 4 == 3:
                found = built(graph, new)
                assert found == after
                assert not leftovers(graph)
    assert sum(kept.values()) == KILLS
    assert kept["before"] > kept["after"] > 0


def moments(calls: list[int]) -> list[tuple[int, int]]:
    """Numbers of calls, as many in each phase (which has so many calls), in no order."""
    chance = random.Random(20)
    drawn = [(phase, chance.randint(1, most)) for phase, most in enumerate(calls) for _ in range(KILLS // len(calls))]
    return chance.sample(drawn, len(drawn))


def leftovers(graph: Path) -> list[Path]:
    """What only a killed build leaves: partial files, generations that nobody opens, texts that nobody has."""
    with open_store(graph) as store:
        texts = set(store.build_info["texts"].values())
        current = store.generation
    stray = list(graph.rglob(".tmp-*"))
    stray += [path for path in (graph / "generations").iterdir() if path.name > current or not path.name.isdigit()]
    names = sorted(path.name for path in (graph / "generations").iterdir())
    return (
        stray
        + [graph / "texts" / text for text in texts if not (graph / "texts" / f"{text}.txt").exists()]
        + [graph / "generations" / name for name in names[:-2]]
    )


def test_the_second_of_two_builds_is_told_who_holds_the_graph(tmp_path: Path) -> None:
    reports = corpus(tmp_path / "in", 0, 2)
    built(tmp_path / "g", reports)
    with builder() as process:
        holder = ask(process, "hold", tmp_path / "g")
        with pytest.raises(ZhengmaiError, match=rf"another build \(process {holder}\) is writing"):
            build_graph([reports], tmp_path / "g", extractor=TINY, options=ALONE)
        command = [sys.executable, "-c", "from kg.cli import main; main()", "build", str(reports), "-o"]
        second = subprocess.run(
            [*command, str(tmp_path / "g")], cwd=HERE.parents[1], capture_output=True, text=True, check=False
        )
    assert second.returncode == 2
    assert f"process {holder}" in second.stderr


def test_a_full_disk_is_told_and_leaves_the_graph_intact(tmp_path: Path) -> None:
    """On a small file system of its own where that is allowed, else under a limit on the size of files."""
    reports, more = corpus(tmp_path / "in", 0, 2), corpus(tmp_path / "more" / "in", 0, 60)
    arguments = [str(reports), str(more), str(tmp_path / "disk")]
    mounted = (
        subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode == 0
        if shutil.which("unshare")
        else False
    )
    command = [sys.executable, str(HERE / "full_disk.py"), "tmpfs" if mounted else "limit", *arguments]
    path = os.pathsep.join((str(HERE), str(HERE.parents[1])))
    run = subprocess.run(
        [*(["unshare", "-rm"] if mounted else []), *command],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "is full: the graph is as it was" in run.stdout
    assert run.stdout.splitlines()[-1] == "intact, cleared, and built after room was made"


EXPECTED = [
    ("documents: 3..", "documents 2, not 3.."),
    ("facts: ..0", "facts 1, not 0..0"),
    ("facts.implements: 5", "facts.implements 1, not 5..5"),
    ("programmes: 90..400\nclaims: 0..", "programmes 3, not 90..400"),
]


@pytest.mark.parametrize(("totals", "told"), EXPECTED)
def test_a_total_that_is_not_as_expected_publishes_nothing(tmp_path: Path, totals: str, told: str) -> None:
    before = built(tmp_path / "g", corpus(tmp_path / "one" / "in", 0, 1))
    (tmp_path / "totals.yaml").write_text(totals, "utf-8")
    two = corpus(tmp_path / "two" / "in", 0, 2)
    with pytest.raises(ZhengmaiError, match=told):
        build_graph([two], tmp_path / "g", extractor=TINY, options=ALONE, scope=Scope(expect=tmp_path / "totals.yaml"))
    assert lines(tmp_path / "g") == before
    assert [path.name for path in (tmp_path / "g" / "generations").iterdir()] == ["00000001"]


def test_totals_as_expected_publish(tmp_path: Path) -> None:
    (tmp_path / "totals.yaml").write_text("documents: 2\nprogrammes: 1..10\nevidence: 1..\nenterprises: ..0\n", "utf-8")
    scope = Scope(expect=tmp_path / "totals.yaml")
    reports = corpus(tmp_path / "in", 0, 2)
    report = build_graph([reports], tmp_path / "g", extractor=TINY, options=ALONE, scope=scope)
    assert report.changed


@pytest.mark.parametrize(
    ("totals", "told"),
    [
        ("enterprises: many", "enterprises: many: write 100..400"),
        ("enterprises: 5..2", "more than the most"),
        ("- 1", "is expected"),
        ("a: [", "cannot be read as totals"),
        ("wizards: 1..2", "no total 'wizards'; there are documents"),
    ],
)
def test_a_malformed_file_of_totals_is_named(tmp_path: Path, totals: str, told: str) -> None:
    (tmp_path / "totals.yaml").write_text(totals, "utf-8")
    scope = Scope(expect=tmp_path / "totals.yaml")
    with pytest.raises(ZhengmaiError, match=told):
        build_graph([corpus(tmp_path / "in", 0, 1)], tmp_path / "g", extractor=TINY, options=ALONE, scope=scope)
