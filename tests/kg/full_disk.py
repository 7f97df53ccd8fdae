"""Builds until the disk is full: `full_disk.py tmpfs|limit FEW MANY PLACE`, in a name space of its own for `tmpfs`."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
from pathlib import Path

from handmade import read_tiny

from kg.build import BuildOptions, build_graph
from kg.build.extractor import Extractor
from kg.errors import ZhengmaiError
from kg.store import open_store

TINY = Extractor(read_tiny, "tiny-1")


def build(reports: str, graph: Path) -> list[str]:
    build_graph([Path(reports)], graph, extractor=TINY, options=BuildOptions(workers=1))
    return lines(graph)


def lines(graph: Path) -> list[str]:
    with open_store(graph) as store:
        return sorted(map(str, store.quads()))


def narrow(way: str, place: Path) -> None:
    """Leave little room for what is written next."""
    if way == "limit":
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
        return
    free = int(subprocess.check_output(["stat", "-f", "-c", "%a", str(place)])) * 4096
    (place / "ballast").write_bytes(b"0" * max(0, free - 100_000))


def widen(way: str, place: Path) -> None:
    """Make room again."""
    if way == "limit":
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    else:
        (place / "ballast").unlink()


def main() -> None:
    """Exit code 0 if all went as it should."""
    way, few, many, place = sys.argv[1], sys.argv[2], sys.argv[3], Path(sys.argv[4])
    place.mkdir()
    if way == "tmpfs":
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "none", str(place)], check=True)
    graph = place / "g"
    before = build(few, graph)
    narrow(way, place)
    try:
        build(many, graph)
    except ZhengmaiError as error:
        print(error)
    assert lines(graph) == before
    assert [path.name for path in (graph / "generations").iterdir()] == ["00000001"]
    widen(way, place)
    assert build(many, graph) != before
    print("intact, cleared, and built after room was made")


if __name__ == "__main__":
    main()
