"""A real graph on disk, filled from the ontology's example and from documents that a test describes."""

from __future__ import annotations

from collections import defaultdict
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox

from kg.store import Changes, GraphFolder, publish
from ontology.namespaces import DEFAULT_BASE

INFERRED = DEFAULT_BASE + "graph/inferred"
EXAMPLE = "cedb7989a0860aa9062f84448777476dbfba9836b39cad9417a39b48ab8452ba"


def write_graph(path: Path, *trig: str) -> Path:
    """A graph folder with the quads of `trig`, and the text of the example."""
    graphs: dict[str, list[ox.Quad]] = defaultdict(list)
    for text in trig:
        for quad in ox.parse(text, format=ox.RdfFormat.TRIG):
            graphs[quad.graph_name.value].append(quad)
    folder = GraphFolder(path)
    folder.prepare()
    with folder.locked():
        folder.texts.mkdir()
        (folder.texts / "t0.txt").write_bytes(example_text().encode())
        publish(folder, Changes(graphs, apart=frozenset({INFERRED})), [], {"texts": {EXAMPLE: "t0"}}, anew=True)
    return path


def example_trig() -> str:
    return files("ontology").joinpath("example.trig").read_text("utf-8")


def example_text() -> str:
    return next(line[8:] for line in example_trig().splitlines() if line.startswith("# text: "))
