"""How fast each part is: `make bench`, or `python tests/bench PATH…` for documents of your own.

Figures differ from machine to machine, ratios hardly do: within a part, the cost of every row (by character, where it
has characters) is set against the first. Best of a few runs, after one to warm up; a part of one process is measured
in its own processor time, a build on the clock.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path

from explorer import asset_bytes, explorer_times
from formats import sample_files
from rich.console import Console
from rich.table import Table
from spread import timed, trace_times

from extract.clean.pipeline import clean
from extract.document import Document
from extract.pipeline import ExtractConfig, extract_document
from extract.read import read_paths
from kg import Graph
from kg.build import BuildOptions, build_graph
from kg.build.options import usable_cores
from kg.query.guard import QueryError
from kg.query.named import NamedQuery, named_queries
from viz.explorer.assets import missing

SAMPLE = Path(__file__).parents[2] / "kg" / "demo" / "corpus"
RUNS = 3
# Short corpora are gone through several times, or the clock is too coarse.
CHARACTERS = 60_000


@dataclass(frozen=True)
class Row:
    part: str
    what: str
    seconds: float
    characters: int = 0

    @property
    def cost(self) -> float:
        return self.seconds / (self.characters or 1)


def main(paths: list[Path]) -> None:
    console = Console()
    with console.status("measuring …"):
        rows = list(measure(paths))
    table = Table("part", "what", "ms", "characters/s", "ratio", title=f"{', '.join(path.name for path in paths)}")
    for part, group in groupby(rows, key=lambda row: row.part):
        first, *others = group
        for row in (first, *others):
            rate = f"{row.characters / row.seconds:,.0f}" if row.characters else ""
            table.add_row(
                part,
                row.what,
                f"{row.seconds * 1000:,.1f}",
                rate,
                f"{row.cost / first.cost:.2f}",
                end_section=False,
            )
        table.add_section()
    console.print(table)
    if not missing():
        console.print(f"What the explorer loads from elsewhere: {asset_bytes() / 1e6:.2f} MB")


def measure(paths: list[Path]) -> Iterator[Row]:
    documents = [item for item in read_paths(paths) if isinstance(item, Document)]
    if not documents:
        sys.exit(f"there is no document to measure with in {', '.join(map(str, paths))}")
    size = sum(len(document.text) for document in documents)
    rounds = documents * max(1, CHARACTERS // size)
    amount = sum(len(document.text) for document in rounds)
    yield Row("one process", "read", best(lambda: list(read_paths(paths))), size)
    yield Row("one process", "clean", best(lambda: [clean(document.text) for document in rounds]), amount)
    for ner in ("none", "policy", "lac"):
        config = ExtractConfig(ner=ner)
        yield Row(
            "extraction", f"recogniser {ner}", best(lambda c=config: [extract_document(d, c) for d in rounds]), amount
        )
    with tempfile.TemporaryDirectory() as folder:
        yield from formats(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        yield from builds(paths, Path(folder), size)
        yield from questions(Path(folder) / "one")
        yield from traces(Path(folder) / "many")
    yield from page()


def page() -> Iterator[Row]:
    """The explorer, on the clock: see `explorer.py`."""
    for what, seconds in explorer_times():
        yield Row("explorer", what, seconds)


def formats(folder: Path) -> Iterator[Row]:
    """Reading one document of each format, on the clock: other processes take part in it."""
    for path in sample_files(folder):
        (document,) = (item for item in read_paths([path]) if isinstance(item, Document))
        started = time.perf_counter()
        for _ in range(RUNS):
            list(read_paths([path]))
        yield Row("formats", path.name, (time.perf_counter() - started) / RUNS, len(document.text))


def extract_each(documents: list[Document], config: ExtractConfig) -> object:
    return [extract_document(document, config) for document in documents]


def builds(paths: list[Path], folder: Path, size: int) -> Iterator[Row]:
    """From nothing in one process and in all, and again with nothing new."""
    for name, what, workers in (
        ("one", "first, 1 process", 1),
        ("all", f"first, {usable_cores()} processes", usable_cores()),
        ("one", "second, nothing new", 1),
    ):
        started = time.perf_counter()
        build_graph(paths, folder / name, options=BuildOptions(workers=workers))
        yield Row("build", what, time.perf_counter() - started, size)


def questions(path: Path) -> Iterator[Row]:
    """Every named query with the examples of its required parameters, as far as the documents tell of these."""
    with Graph.open(path) as graph:
        for query in named_queries().values():
            with suppress(QueryError):
                yield Row("query", query.name, best(partial(ask, graph, query)))


def traces(path: Path) -> Iterator[Row]:
    """A trace in a graph of very many adoption events: see `spread.py`."""
    for what, seconds in trace_times(path):
        yield Row("trace", what, seconds)


def ask(graph: Graph, query: NamedQuery) -> object:
    return graph.named(query.name, **{p.name: p.example for p in query.parameters if p.required})


def best(work: Callable[[], object]) -> float:
    """Processor seconds of the fastest run."""
    work()
    return min(timed(work) for _ in range(RUNS))


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]] or [SAMPLE])
