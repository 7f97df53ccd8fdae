"""How long every named query takes, on three engines in one run: `python tests/bench/queries.py [REPORTS] [PAGE]`.

REPORTS synthetic reports (1,250 without, over a million quads) are one graph: embedded, behind the Oxigraph server, and
in rdflib's memory. Each query runs in a process of its own, ended at a deadline; best of two where it is short. With a
PAGE (a Markdown file) the table is written there too.
"""

from __future__ import annotations

import multiprocessing as mp
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "kg"))
sys.path.insert(0, str(Path(__file__).parents[1] / "kg" / "endpoint"))
sys.path.insert(0, str(Path(__file__).parents[2]))

import httpx
import pyoxigraph as ox
from engines import free_port, running
from records_graph import graph_of
from synthetic import records

from kg import Graph
from kg.query.named import NamedQuery, named_queries
from kg.store import open_store

REPORTS = 1_250
DEADLINES = {"embedded": 8.0, "server": 8.0, "rdflib": 3.0}
_SHORT = 1.0
_KINDS = {"Programme": "四送一服", "Region": "安徽省", "Industry": "工业机器人"}


@dataclass(frozen=True)
class Timing:
    """Seconds (None: not within the deadline) and rows; `error` where the engine gave up."""

    seconds: float | None
    rows: int = 0
    error: str = ""


def main(reports: int, page: Path | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = graph_of(list(records(reports)), Path(folder) / "g")
        with Graph.open(path) as graph:
            quads = sum(1 for _ in graph.store.quads())
            texts = {name: _text(graph, query) for name, query in named_queries().items()}
        print(f"{reports} reports, {quads:,} quads", flush=True)
        found = {name: dict(_timings(path, engine, texts)) for name, engine in ENGINES.items()}
    table = "\n".join(_lines(found, quads, reports)) + "\n"
    print(table)
    if page is not None:
        page.write_text(table, "utf-8")


def _text(graph: Graph, query: NamedQuery) -> str:
    """The query with its required parameters, as any engine reads it."""
    given = {p.name: _value(graph, p.name, p.of) for p in query.parameters if p.required}
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in graph.prefixes.items())
    return prefixes + graph.named_sparql(query.name, given)


def _value(graph: Graph, name: str, of: str | None) -> str:
    if of in _KINDS:
        return _KINDS[of]
    kind = of or "Enterprise"
    link = {"Enterprise": "recognisedAs", "Park": "develops", "Policy": "establishes"}[kind]
    (row, *_) = graph.query(f"SELECT ?x {{ ?x a zm:{kind} ; zm:{link} ?y }} ORDER BY ?x LIMIT 1").to_dicts()
    return str(row["x"])


@contextmanager
def _embedded(path: Path) -> Iterator[Callable[[str], int]]:
    store = open_store(path)

    def ask(text: str) -> int:
        answer = store.query(text)
        assert isinstance(answer, ox.QuerySolutions)
        return sum(1 for _ in answer)

    yield ask


@contextmanager
def _server(path: Path) -> Iterator[Callable[[str], int]]:
    with open_store(path) as store:
        folder = store.place / "store"
    port = free_port()
    address = f"http://127.0.0.1:{port}/query"
    binary = str(Path(sys.executable).parent / "oxigraph")
    # Without its own limit a query that was given up goes on, and slows all that follow.
    limit = str(int(DEADLINES["server"]))
    command = [binary, "serve-read-only", "-l", str(folder), "-b", f"127.0.0.1:{port}", "--timeout-s", limit]

    def ask(text: str) -> int:
        headers = {"Content-Type": "application/sparql-query", "Accept": "text/tab-separated-values"}
        with httpx.stream("POST", address, content=text.encode(), headers=headers, timeout=None) as answer:
            answer.raise_for_status()
            return sum(1 for _ in answer.iter_lines()) - 1

    for _ in running(command, address):
        yield ask


@contextmanager
def _rdflib(path: Path) -> Iterator[Callable[[str], int]]:
    import rdflib

    warnings.simplefilter("ignore")
    data = rdflib.Dataset(default_union=True)
    with open_store(path) as store:
        lines = (f"{quad} .\n" for quad in store.quads() if not str(quad.graph_name).endswith("/inferred>"))
        data.parse(data="".join(lines), format="nquads")
    yield lambda text: len(list(data.query(text)))


ENGINES: Mapping[str, Callable[[Path], Any]] = {"embedded": _embedded, "server": _server, "rdflib": _rdflib}


def _timings(path: Path, engine: Callable[[Path], Any], texts: Mapping[str, str]) -> Iterator[tuple[str, Timing]]:
    """The engine is made ready once, and forked for every query; the embedded store is opened in the fork."""
    name = next(known for known, made in ENGINES.items() if made is engine)
    if name == "embedded":
        for query, text in texts.items():
            yield query, _told(name, query, _in_fork(partial(_opened, path, text), DEADLINES[name]))
        return
    with engine(path) as ask:
        for query, text in texts.items():
            yield query, _told(name, query, _in_fork(partial(_timed, ask, text), DEADLINES[name]))


def _told(engine: str, query: str, timing: Timing) -> Timing:
    print(f"{engine} {query}: {timing}", file=sys.stderr, flush=True)
    return timing


def _opened(path: Path, text: str) -> Timing:
    with _embedded(path) as ask:
        return _timed(ask, text)


def _timed(ask: Callable[[str], int], text: str) -> Timing:
    try:
        first, rows = _once(ask, text)
        return Timing(min(first, _once(ask, text)[0]) if first < _SHORT else first, rows)
    except Exception as error:
        return Timing(None, error=type(error).__name__)


def _once(ask: Callable[[str], int], text: str) -> tuple[float, int]:
    started = time.perf_counter()
    rows = ask(text)
    return time.perf_counter() - started, rows


def _in_fork(work: Callable[[], Timing], deadline: float) -> Timing:
    """What `work` gives in a process of its own, or that it took too long."""
    context = mp.get_context("fork")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=lambda: there.send(work()))
    child.start()
    try:
        return here.recv() if here.poll(deadline) else Timing(None)
    finally:
        child.kill()
        child.join()


def _lines(found: Mapping[str, Mapping[str, Timing]], quads: int, reports: int) -> Iterator[str]:
    yield "# 命名查询用时 Times of the named queries\n"
    yield f"由 `python tests/bench/queries.py` 生成：{reports:,} 份合成报告，{quads:,} 条四元组。"
    yield f"Written by `python tests/bench/queries.py`: {reports:,} synthetic reports, {quads:,} quads, required"
    yield "parameters only, all rows fetched. Embedded in milliseconds; the others as multiples of it. The server's"
    yield "times include HTTP and the writing and reading of the answer."
    yield f"A query that runs on rdflib for more than {DEADLINES['rdflib']:.0f} s (elsewhere"
    yield f"{DEADLINES['embedded']:.0f} s) is ended, and `>` stands before the least that it takes.\n"
    yield "| query | rows | embedded, ms | Oxigraph server | rdflib, memory |\n| --- | ---: | ---: | ---: | ---: |"
    for name, here in found["embedded"].items():
        cells = [_ratio(found[engine][name], here, DEADLINES[engine]) for engine in ("server", "rdflib")]
        own = f"{here.seconds * 1000:,.1f}" if here.seconds else here.error or f"> {DEADLINES['embedded']:.0f} s"
        yield f"| `{name}` | {here.rows:,} | {own} | {cells[0]} | {cells[1]} |"


def _ratio(timing: Timing, first: Timing, deadline: float) -> str:
    if timing.error:
        return timing.error
    if first.seconds is None:
        return "" if timing.seconds is None else f"{timing.seconds:,.1f} s"
    if timing.seconds is None:
        return f"> {deadline / first.seconds:,.0f} ×"
    differs = "" if timing.rows == first.rows else f" ({timing.rows:,} rows)"
    return f"{timing.seconds / first.seconds:,.1f} ×{differs}"


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else REPORTS,
        Path(sys.argv[2]) if len(sys.argv) > 2 else None,
    )
